import { entropyBits, isPlausible } from "./plausible.js";
import type { SecretSpan } from "./secret-span.js";

/** A secret that is recognised by the text around it. `find` is called where one of the keywords occurs. */
export interface ContextRule {
  readonly keywords: readonly string[];
  readonly anyCase?: boolean;
  readonly find: (text: string, at: number) => SecretSpan | undefined;
}

/** Makes a `find` from a sticky pattern (flags `dy`) whose first group is the secret. */
const grouped =
  (kind: string, pattern: RegExp, holds: (secret: string) => boolean = () => true) =>
  (text: string, at: number): SecretSpan | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const secret = match?.[1];
    if (!match || secret === undefined || secret.includes("[redacted ") || !holds(secret)) return undefined;
    const end = match.indices![1]![1];
    return { start: end - secret.length, end, kind };
  };

/** Example passwords of documentation, which are not secrets. */
const EXAMPLE_PASSWORD =
  /^(?:pass(?:word|wd|phrase)?|pwd|pw|secret|token|user(?:name)?|postgres(?:ql)?|root|admin|mysql|guest|test|example|changeme|foo|bar|baz|mypass(?:word)?|my[-_]?secret|your[-_]?\w{1,30}|[x*.]{1,64}|\d{1,5}|db_?pass(?:word)?|key|api_?key|p4ssw0rd|p@ss(?:word|w0rd)?|s3cr3t|hunter2|credentials?)$/i;
const isAddressPassword = (secret: string): boolean =>
  !EXAMPLE_PASSWORD.test(secret) && !/^[$<{[%]|\$\{|\{\{|\{\w{1,60}\}|^:|^\\[(u]|["'`+]$/.test(secret);

const base64Text = (text: string): string => Buffer.from(text, "base64").toString("latin1");

export const contextRules: readonly ContextRule[] = [
  {
    // A password in an address of any scheme: postgres, redis, amqp, https. It may contain `@`: the last one
    // ends it.
    keywords: "abcdefghijklmnopqrstuvwxyz0123456789".split("").map((one) => `${one}://`),
    anyCase: true,
    find: (text, at) => {
      if (text.charCodeAt(at + 1) !== 58) return undefined;
      return inAddress(text, at + 4);
    },
  },
  {
    // A Sentry DSN has its key in place of the user name.
    keywords: ["s://"],
    find: grouped("sentry-dsn", /s:\/\/([0-9a-f]{32}(?::[0-9a-f]{32})?)@[\w.-]{4,100}\/\d/dy),
  },
  {
    keywords: ["bear"],
    anyCase: true,
    find: grouped("bearer-token", /bearer[ \t]{1,4}([A-Za-z0-9._~+/=-]{16,4096})/diy, (secret) =>
      isPlausible(secret, "token"),
    ),
  },
  {
    keywords: ["asic"],
    anyCase: true,
    find: grouped(
      "basic-auth",
      /asic[ \t]{1,4}([A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=_-])/diy,
      (secret) =>
        /^[\x20-\x7e]{1,200}:[\x20-\x7e]{3,200}$/.test(base64Text(secret)) &&
        isAddressPassword(base64Text(secret).replace(/^[^:]*:/, "")),
    ),
  },
  {
    // curl -u user:password
    keywords: [" -u "],
    find: grouped(
      "password",
      / -u ["']?[\w.@+-]{1,80}:([^\s"'`<>]{4,200})/dy,
      (secret) => isAddressPassword(secret) && isPlausible(secret, "password"),
    ),
  },
  {
    // mysql -u root -pPassword
    keywords: ["mysq", "mari"],
    find: grouped(
      "password",
      /(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;]{0,120}? -p["']?([^\s"'`<>-][^\s"'`<>]{5,100})/dy,
      (secret) => isPlausible(secret, "password"),
    ),
  },
  {
    keywords: ["sshp"],
    find: grouped("password", /sshpass[ \t]{1,4}-p[ \t]{0,4}["']?([^\s"'`<>]{4,100})/dy, (secret) =>
      isPlausible(secret, "password"),
    ),
  },
  {
    keywords: ["FIED", "fied"],
    find: grouped(
      "password",
      /fied[ \t]{1,4}by[ \t]{1,4}(?:password[ \t]{1,4})?["']([^\s"'`<>]{4,200})["']/diy,
      (secret) => isPlausible(secret, "password"),
    ),
  },
  {
    keywords: ["hook"],
    find: grouped(
      "slack-webhook",
      /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9_/-]{20,200})/dy,
    ),
  },
  { keywords: ["webh"], find: grouped("webhook", /webhooks\/(\d{15,22}\/[\w-]{50,100})/dy) },
  { keywords: ["webh"], find: grouped("webhook", /webhook\.office\.com\/webhookb2\/([\w@/-]{60,300})/dy) },
  {
    keywords: ["sig="],
    find: grouped("azure-sas", /sig=((?:[A-Za-z0-9+/]|%[0-9A-Fa-f]{2}){30,120}={0,2})/dy, (secret) =>
      isPlausible(secret, "token"),
    ),
  },
  { keywords: ["Cred"], find: grouped("aws-key-id", /Credential=([A-Z0-9]{20})\//dy) },
  { keywords: ["Sign"], find: grouped("signature", /Signature=([0-9A-Za-z%+/]{40,200})/dy) },
  {
    // A PEM key encoded in base64 again, as in kubeconfig, Kubernetes secrets and CI variables.
    keywords: ["LS0t"],
    find: grouped("private-key", /((?<![A-Za-z0-9+/])LS0t[A-Za-z0-9+/_-]{40,100000}={0,2})/dy, (secret) =>
      /PRIVATE KEY|SECRET KEY/.test(base64Text(secret.slice(0, 200))),
    ),
  },
  {
    // A docker login: user and password in base64.
    keywords: ["auth"],
    find: grouped(
      "docker-auth",
      /auth\\?"\s{0,10}:\s{0,10}\\?"([A-Za-z0-9+/]{8,400}={0,2})\\?"/dy,
      (secret) =>
        /^[\x20-\x7e]{1,200}:[\x20-\x7e]{3,300}$/.test(base64Text(secret)) || isPlausible(secret, "token"),
    ),
  },
  {
    // A Discord token begins with the bot's number in base64. The keywords are computed on first use, because
    // many processes only check file names.
    get keywords() {
      return discordStarts();
    },
    find: grouped(
      "discord-token",
      /((?<![A-Za-z0-9_-])[MNO][A-Za-z0-9_-]{22,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{26,45})(?![A-Za-z0-9_-])/dy,
    ),
  },
  {
    // Authorization schemes other than Bearer and Basic, which have their own rules above.
    keywords: ["oriz"],
    anyCase: true,
    find: grouped(
      "token",
      /orization["'\]]{0,3}[ \t]{0,3}[:=,][ \t]{0,3}["'`]?(?:token|(?:api-?)?key|bot|ssws|geniekey|splunk|klaviyo-api-key|deepl-auth-key|discogs)[ \t]{1,3}(?:token=)?["']?([A-Za-z0-9._~+/=-]{16,400})/diy,
      (secret) => isPlausible(secret, "token"),
    ),
  },
  {
    keywords: ["ooki"],
    anyCase: true,
    find: grouped(
      "cookie",
      /ookie["'\]]{0,3}[ \t]{0,3}[:=,][ \t]{0,3}["'`]?[^\n"'`]{0,200}?(?:sess(?:ion)?(?:[_-]?id)?|sid|auth|jwt|token)=([A-Za-z0-9%._~+/-]{20,400})/diy,
      (secret) => isPlausible(secret, "token"),
    ),
  },
  {
    // WordPress keys and salts, which contain any character, also spaces.
    keywords: ["_KEY", "_SAL"],
    find: grouped(
      "secret",
      /_(?:KEY|SALT)["'][ \t]{0,4},[ \t]{0,10}(?:'(?=[^'\n]{56,80}')|"(?=[^"\n]{56,80}"))([^\n]{56,80})["'][ \t]{0,4}\)/dy,
      (secret) => entropyBits(secret) > 4.4,
    ),
  },
  { keywords: ["mfa."], find: grouped("discord-token", /(mfa\.[A-Za-z0-9_-]{80,95})/dy) },
];

/** The first four base64 characters of a Discord token: the base64 of each number of three digits. */
function discordStarts(): string[] {
  return Array.from({ length: 900 }, (_, at) => Buffer.from(String(at + 100)).toString("base64"));
}

const MOST_USER = 120;
const MOST_PASSWORD = 256;

/** A token in place of the user, `https://<token>@host/`, as git accepts it. */
function tokenAsUser(text: string, start: number, end: number): SecretSpan | undefined {
  const user = text.slice(start, end);
  if (!/^[\w-]{20,120}$/.test(user) || !isPlausible(user, "token")) return undefined;
  return { start, end, kind: "token" };
}

/**
 * The password in an address `user:password@host`, or a token as its user; `from` is the position after
 * `://`.
 */
function inAddress(text: string, from: number): SecretSpan | undefined {
  let colon = -1;
  let last = -1;
  const most = Math.min(text.length, from + MOST_USER + MOST_PASSWORD);
  for (let at = from; at < most; at++) {
    const unit = text.charCodeAt(at);
    // A space or one of " ' < > ` \ ends the address.
    if (unit <= 32 || unit === 34 || unit === 39 || unit === 60 || unit === 62 || unit === 96 || unit === 92)
      break;
    if (colon < 0) {
      if (unit === 58) {
        colon = at;
        continue;
      }
      if (unit === 64) return tokenAsUser(text, from, at);
      if (unit === 47 || unit === 63 || unit === 35 || at - from > MOST_USER) return undefined;
    } else if (unit === 64) last = at;
    else if (
      (unit === 47 || unit === 63 || unit === 35) &&
      (last >= 0 || /^\d{1,5}$/.test(text.slice(colon + 1, at)))
    )
      break;
    else if (unit === 47 && text.charCodeAt(at + 1) === 47) break;
  }
  if (colon < 0 || last < 0 || last === colon + 1) return undefined;
  const secret = text.slice(colon + 1, last);
  const host = text.charCodeAt(last + 1);
  const isHost =
    (host >= 48 && host <= 57) ||
    (host >= 65 && host <= 90) ||
    (host >= 97 && host <= 122) ||
    host === 91 ||
    host === 36 ||
    host === 123;
  if (!isHost || /^\d{1,5}\//.test(secret) || !isAddressPassword(secret)) return undefined;
  if (secret === text.slice(from, colon)) return undefined;
  return { start: colon + 1, end: last, kind: "password" };
}
