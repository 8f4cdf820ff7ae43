/**
 * Secrets of many kinds, made up: random characters in the right form. No literal here is one: what they begin with is put
 * together when this runs, so that no scanner takes the file for a leak.
 */

/** A small generator of random numbers whose run can be repeated: mulberry32. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

type Random = (below: number) => number;

export interface SecretKind {
  readonly id: string;
  /** The setting that holds one, in capital letters. */
  readonly name: string;
  /** Known by its own form: found whatever the name. */
  readonly ownForm: boolean;
  readonly make: (random: Random) => string;
  /** What of the value must be gone, where not all of it: the password of an address. */
  readonly secretOf?: (value: string) => string;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGITS = "0123456789";
const HEX = "0123456789abcdef";
const ALNUM = LOWER + UPPER + DIGITS;
const BASE64 = `${ALNUM}+/`;
const URL64 = `${ALNUM}-_`;

const chars = (random: Random, alphabet: string, length: number): string =>
  Array.from({ length }, () => alphabet[random(alphabet.length)]).join("");
const of = (alphabet: string, length: number) => (random: Random) => chars(random, alphabet, length);
const lit =
  (...parts: string[]) =>
  () =>
    parts.join("");
const join =
  (...makers: ((random: Random) => string)[]) =>
  (random: Random) =>
    makers.map((make) => make(random)).join("");
const uuid = join(
  of(HEX, 8),
  lit("-"),
  of(HEX, 4),
  lit("-"),
  of(HEX, 4),
  lit("-"),
  of(HEX, 4),
  lit("-"),
  of(HEX, 12),
);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const base64Url = (text: string): string => Buffer.from(text).toString("base64url");

/** A key on one line, its line ends written as \n, as JSON and .env files hold it. */
const keyOnOneLine = (label: string, length: number) => (random: Random) =>
  `-----BEGIN ${label}-----\\n${Array.from({ length: length / 64 }, () => chars(random, BASE64, 64)).join("\\n")}\\n-----END ${label}-----\\n`;

const strong = (random: Random): string => {
  const alphabet = `${ALNUM}!@#%^*-_+=`;
  return `${chars(random, UPPER, 1)}${chars(random, alphabet, 10 + random(8))}${chars(random, DIGITS, 1)}${chars(random, LOWER, 1)}`;
};
const wordy = (random: Random): string => {
  const words = [
    "Falcon",
    "River",
    "Quartz",
    "Maple",
    "Copper",
    "Violet",
    "Anchor",
    "Harbor",
    "Saffron",
    "Granite",
  ];
  return `${words[random(10)]}${words[random(10)]}${chars(random, DIGITS, 2 + random(3))}${"!@#%*"[random(5)]}`;
};

const kind = (
  id: string,
  name: string,
  make: (random: Random) => string,
  more: Partial<SecretKind> = {},
): SecretKind => ({
  id,
  name,
  ownForm: true,
  make,
  ...more,
});
const named = (id: string, name: string, make: (random: Random) => string) =>
  kind(id, name, make, { ownForm: false });
const address = (scheme: string, host: string) =>
  kind(
    `${scheme}-address`,
    `${scheme.toUpperCase().replace(/\W.*/, "")}_URL`,
    (random) => `${scheme}://svc_${chars(random, LOWER, 5)}:${chars(random, ALNUM, 14)}@${host}`,
    {
      secretOf: (value) => /:\/\/[^:]*:([^@]*)@/.exec(value)![1]!,
    },
  );

export const secretKinds: readonly SecretKind[] = [
  kind("aws-key-id", "AWS_ACCESS_KEY_ID", join(lit("AK", "IA"), of(`${UPPER}234567`, 16))),
  named("aws-secret", "AWS_SECRET_ACCESS_KEY", of(BASE64, 40)),
  named("aws-session", "AWS_SESSION_TOKEN", join(lit("IQoJb3Jp", "Z2luX2Vj"), of(BASE64, 300))),
  kind("github-classic", "GITHUB_TOKEN", join(lit("gh", "p_"), of(ALNUM, 36))),
  kind("github-server", "GH_APP_TOKEN", join(lit("gh", "s_"), of(ALNUM, 36))),
  kind("github-fine", "GH_PAT", join(lit("github", "_pat_"), of(ALNUM, 22), lit("_"), of(ALNUM, 59))),
  kind("gitlab", "GITLAB_TOKEN", join(lit("gl", "pat-"), of(URL64, 20))),
  kind("gitlab-runner", "RUNNER_TOKEN", join(lit("gl", "rt-"), of(URL64, 20))),
  kind("npm", "NPM_TOKEN", join(lit("np", "m_"), of(ALNUM, 36))),
  kind("pypi", "TWINE_PASSWORD", join(lit("py", "pi-", "AgEIcHlwaS5vcmc"), of(URL64, 80))),
  kind("rubygems", "GEM_HOST_API_KEY", join(lit("ruby", "gems_"), of(HEX, 48))),
  kind("docker-pat", "DOCKER_PAT", join(lit("dckr", "_pat_"), of(URL64, 27))),
  kind("stripe-live", "STRIPE_KEY", join(lit("sk", "_live_"), of(ALNUM, 24))),
  kind("stripe-restricted", "STRIPE_RESTRICTED", join(lit("rk", "_live_"), of(ALNUM, 99))),
  kind("stripe-webhook", "STRIPE_WEBHOOK", join(lit("wh", "sec_"), of(ALNUM, 32))),
  kind("google-api", "GOOGLE_API_KEY", join(lit("AI", "za"), of(URL64, 35))),
  kind("google-oauth", "GOOGLE_OAUTH", join(lit("GOC", "SPX-"), of(URL64, 28))),
  kind("google-service-account", "private_key", keyOnOneLine(["PRIVATE", "KEY"].join(" "), 1600)),
  kind(
    "jwt",
    "SERVICE_JWT",
    (random) =>
      `${base64Url('{"alg":"HS256","typ":"JWT"}')}.${base64Url(`{"sub":"${chars(random, DIGITS, 8)}","iat":17${chars(random, DIGITS, 8)}}`)}.${chars(random, URL64, 43)}`,
  ),
  kind("huggingface", "HF_TOKEN", join(lit("h", "f_"), of(ALNUM, 34))),
  kind(
    "openai-project",
    "OPENAI_API_KEY",
    join(lit("sk", "-proj-"), of(URL64, 74), lit("T3Blbk", "FJ"), of(URL64, 74)),
  ),
  kind("openai-old", "OPENAI_KEY", join(lit("sk", "-"), of(ALNUM, 20), lit("T3Blbk", "FJ"), of(ALNUM, 20))),
  kind("anthropic", "ANTHROPIC_API_KEY", join(lit("sk", "-ant-", "api03-"), of(URL64, 93), lit("AA"))),
  kind("vault", "VAULT_TOKEN", join(lit("hv", "s."), of(URL64, 24 + 70))),
  kind("vault-batch", "VAULT_BATCH", join(lit("hv", "b."), of(URL64, 138))),
  named("vault-old", "VAULT_TOKEN", join(lit("s", "."), of(ALNUM, 24))),
  kind(
    "azure-storage",
    "AZURE_STORAGE_CONNECTION_STRING",
    join(
      lit("DefaultEndpointsProtocol=https;AccountName=acct;Account", "Key="),
      of(BASE64, 86),
      lit("==;EndpointSuffix=core.windows.net"),
    ),
    {
      secretOf: (value) => /Key=([^;]*)/.exec(value)![1]!,
    },
  ),
  kind(
    "azure-sas",
    "AZURE_SAS",
    join(lit("sv=2022-11-02&ss=b&srt=sco&sp=rl&se=2030-01-01&s", "ig="), of(ALNUM, 41), lit("%3D")),
    {
      secretOf: (value) => /sig=(.*)/.exec(value)![1]!,
    },
  ),
  kind("azure-ad", "AZURE_CLIENT_SECRET", join(of(ALNUM, 3), lit("8", "Q~"), of(`${ALNUM}_~.-`, 34))),
  kind(
    "discord-bot",
    "DISCORD_TOKEN",
    (random) =>
      `${base64Url(`${1 + random(9)}${chars(random, DIGITS, 17)}`)}.${chars(random, URL64, 6)}.${chars(random, URL64, 38)}`,
  ),
  kind("telegram", "TELEGRAM_BOT", join(of("123456789", 10), lit(":", "AA"), of(URL64, 33))),
  kind("twilio-key", "TWILIO_SID", join(lit("S", "K"), of(HEX, 32))),
  named("twilio-auth", "TWILIO_AUTH_TOKEN", of(HEX, 32)),
  kind("sendgrid", "SENDGRID", join(lit("S", "G."), of(URL64, 22), lit("."), of(URL64, 43))),
  kind("digitalocean", "DO_TOKEN", join(lit("dop", "_v1_"), of(HEX, 64))),
  kind("databricks", "DATABRICKS", join(lit("da", "pi"), of(HEX, 32))),
  kind(
    "slack-bot",
    "SLACK_BOT",
    join(lit("xo", "xb-"), of(DIGITS, 12), lit("-"), of(DIGITS, 12), lit("-"), of(ALNUM, 24)),
  ),
  kind(
    "slack-app",
    "SLACK_APP",
    join(lit("xa", "pp-1-A0"), of(UPPER + DIGITS, 9), lit("-"), of(DIGITS, 13), lit("-"), of(HEX, 64)),
  ),
  kind(
    "slack-webhook",
    "SLACK_HOOK",
    join(
      lit("https://hooks.slack", ".com/services/T0"),
      of(UPPER + DIGITS, 9),
      lit("/B0"),
      of(UPPER + DIGITS, 9),
      lit("/"),
      of(ALNUM, 24),
    ),
    {
      secretOf: (value) => value.slice(value.lastIndexOf("/") + 1),
    },
  ),
  kind("mailchimp", "MAILCHIMP", join(of(HEX, 32), lit("-u", "s"), of("123456789", 1))),
  kind("mailgun", "MAILGUN", join(lit("ke", "y-"), of(HEX, 32))),
  kind("shopify", "SHOPIFY", join(lit("shp", "at_"), of(HEX, 32))),
  kind("square", "SQUARE", join(lit("sq0", "csp-"), of(URL64, 43))),
  named("heroku", "HEROKU_API_KEY", uuid),
  kind("linear", "LINEAR", join(lit("lin", "_api_"), of(ALNUM, 40))),
  kind("notion", "NOTION", join(lit("nt", "n_"), of(ALNUM, 46))),
  kind("figma", "FIGMA", join(lit("fi", "gd_"), of(URL64, 40))),
  kind("atlassian", "JIRA", join(lit("ATA", "TT3"), of(`${URL64}=`, 186))),
  kind("grafana", "GRAFANA", join(lit("gl", "sa_"), of(ALNUM, 32), lit("_"), of(HEX, 8))),
  kind("newrelic", "NEW_RELIC", join(lit("NR", "AK-"), of(UPPER + DIGITS, 27))),
  named("datadog", "DD_API_KEY", of(HEX, 32)),
  kind("sentry", "SENTRY", join(lit("sntr", "yu_"), of(HEX, 64))),
  named("cloudflare", "CLOUDFLARE_API_TOKEN", of(URL64, 40)),
  named("fastly", "FASTLY_API_TOKEN", of(URL64, 32)),
  kind("netlify", "NETLIFY", join(lit("nf", "p_"), of(ALNUM, 36))),
  named("vercel", "VERCEL_TOKEN", of(ALNUM, 24)),
  kind("supabase", "SUPABASE", join(lit("sb", "p_"), of(HEX, 40))),
  kind("planetscale", "PLANETSCALE", join(lit("pscale", "_tkn_"), of(URL64, 43))),
  address("postgres", "db.internal:5432/app"),
  address("mongodb+srv", "cluster0.example.net/app"),
  address("redis", "cache.internal:6379/0"),
  address("amqps", "mq.internal:5671"),
  address("https", "git.internal/team/repo.git"),
  kind("private-key", "TLS_KEY", keyOnOneLine(["RSA PRIVATE", "KEY"].join(" "), 1600)),
  kind("ec-key", "EC_KEY", keyOnOneLine(["EC PRIVATE", "KEY"].join(" "), 192)),
  kind("openssh-key", "DEPLOY", keyOnOneLine(["OPENSSH PRIVATE", "KEY"].join(" "), 384)),
  kind(
    "age-key",
    "SOPS_AGE",
    join(lit("AGE-", "SECRET-KEY-", "1"), of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58)),
  ),
  kind("kubeconfig-key", "client-key-data", (random) =>
    base64(`-----BEGIN ${["RSA PRIVATE", "KEY"].join(" ")}-----\n${chars(random, BASE64, 640)}\n-----END`),
  ),
  named("docker-auth", "auth", (random) => base64(`robot:${chars(random, ALNUM, 18)}`)),
  kind("basic-header", "Authorization", (random) => `Basic ${base64(`svc:${chars(random, ALNUM, 16)}`)}`, {
    secretOf: (value) => value.slice(6),
  }),
  kind("bearer-header", "Authorization", join(lit("Bearer "), of(URL64, 40)), {
    secretOf: (value) => value.slice(7),
  }),
  named("password-strong", "DB_PASSWORD", strong),
  named("password-wordy", "ADMIN_PASSWORD", wordy),
  named("password-smtp", "smtp_password", strong),
  named("passphrase", "KEY_PASSPHRASE", of(ALNUM, 16)),
  named("client-secret", "CLIENT_SECRET", of(URL64, 40)),
  named("session-secret", "SESSION_SECRET", of(HEX, 64)),
  named("encryption-key", "ENCRYPTION_KEY", (random) => base64(chars(random, ALNUM, 32))),
  named("signing-key", "JWT_SIGNING_KEY", of(BASE64, 43)),
];

const camel = (name: string): string =>
  /^[A-Z0-9_]+$/.test(name)
    ? name.toLowerCase().replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase())
    : name.replace(/[_-](\w)/g, (_, letter: string) => letter.toUpperCase());
const snake = (name: string): string => name.toLowerCase();

/** How each type of file writes a setting. */
export const secretFiles: Readonly<Record<string, (name: string, value: string) => string>> = {
  env: (name, value) =>
    `# settings\nAPP_PORT=8080\n${name}=${/\s/.test(value) ? `"${value}"` : value}\nDEBUG=false\n`,
  yaml: (name, value) =>
    `service:\n  port: 8080\n  ${snake(name)}: ${/[\s:#!@%*&]/.test(value) ? `"${value}"` : value}\n  debug: false\n`,
  json: (name, value) => `{\n  "port": 8080,\n  "${camel(name)}": "${value}",\n  "debug": false\n}\n`,
  toml: (name, value) => `[service]\nport = 8080\n${snake(name)} = "${value}"\n`,
  ts: (name, value) =>
    `import { connect } from "./client.js";\n\nexport const ${camel(name).replace(/\W/g, "")} = "${value}";\nconnect({ retries: 3 });\n`,
  py: (name, value) =>
    `import os\n\n${name.replace(/\W/g, "_")} = '${value}'\n\ndef connect():\n    return None\n`,
  java: (name, value) =>
    `class Settings {\n  private static final String ${name.replace(/\W/g, "_")} = "${value}";\n}\n`,
  properties: (name, value) => `server.port=8080\napp.${snake(name).replaceAll("_", ".")}=${value}\n`,
  md: (name, value) =>
    `# Setup\n\nExport it first:\n\n\`\`\`sh\nexport ${name.replace(/\W/g, "_")}="${value}"\n\`\`\`\n`,
  sh: (name, value) => `#!/bin/sh\nset -e\nexport ${name.replace(/\W/g, "_")}='${value}'\n./run\n`,
  tf: (name, value) => `resource "app" "main" {\n  name = "x"\n  ${snake(name)} = "${value}"\n}\n`,
  xml: (name, value) =>
    `<settings>\n  <port>8080</port>\n  <${camel(name)}>${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</${camel(name)}>\n</settings>\n`,
  go: (name, value) => `package settings\n\nconst ${camel(name).replace(/\W/g, "")} = "${value}"\n`,
  "k8s.yaml": (name, value) => `env:\n  - name: ${name}\n    value: "${value}"\n`,
};

/** Names that say nothing: what has a form of its own is known by it. */
export const PLAIN_NAMES = ["value", "setting", "item"];

/** A piece of six characters that a redacted text still holds of a secret; undefined when there is none. */
export function leftOf(secret: string, shown: string): string | undefined {
  const left = shown.replace(/\[redacted [\w-]+\]/g, "");
  for (const written of new Set([secret, secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;")]))
    for (let at = 0; at + 6 <= written.length; at++) {
      const part = written.slice(at, at + 6);
      // Line ends and armour are no secret.
      if (left.includes(part) && !part.includes("\\n") && !part.includes("---")) return part;
    }
  return undefined;
}
