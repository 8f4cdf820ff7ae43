import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anyText } from "../../../test/support/any-text.js";
import {
  leftOf,
  PLAIN_NAMES,
  randomFrom,
  secretFiles,
  secretKinds,
} from "../../../test/support/secret-corpus.js";
import { findSecrets, redact } from "./redact.js";

// Concatenated at run time, so that no secret scanner reports this file.
const P = (...p: string[]) => p.join("");
const rnd = "k9Qz2LmX8vTb4RwY";
const pem = (l: string) =>
  `-----BEGIN ${l}-----\n${Array.from({ length: 6 }, (_, i) => `MIIEowIBAAKCAQEAvRzzSGZ1hLNJ0aZ3lWQm5p2kVv9Xx4Yy7TtUuWwQqRr${i}Ss1`).join("\n")}\n-----END ${l}-----`;
const yes: string[] = [
  `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzQQKEYa`,
  `[default]\naws_access_key_id=${P("AK", "IA")}IOSFODNN7ABCDEFG\naws_secret_access_key=wJalrXUtnFEMI/K7MDENG/bPxRfiCYABCDEFGKEY`,
  `password: ${rnd}`,
  `DB_PASS=${rnd}`,
  `password = "s3cr3t!pw"`,
  `PGPASSWORD=${rnd} psql -h x`,
  `spring.datasource.password=${rnd}`,
  `<password>${rnd}</password>`,
  `<key>password</key>\n\t<string>${rnd}</string>`,
  `<add key="ApiKey" value="${rnd}${rnd}" />`,
  `<property name="password" value="${rnd}"/>`,
  `<entry key="password">${rnd}</entry>`,
  `Server=db;Database=x;User Id=sa;Password=${rnd};Encrypt=true`,
  `"ConnectionString": "Server=tcp:x;User ID=sa;Password=${rnd};"`,
  `Pwd=${rnd};`,
  `mytool --password ${rnd} --verbose`,
  `mytool --token=${rnd}abc123`,
  `mytool --api-key ${rnd}`,
  `mysql -u root -p${rnd} db`,
  `curl -u admin:${rnd} https://x`,
  `curl -H "X-Api-Key: ${rnd}" https://x`,
  `curl -H 'Authorization: Bearer ${rnd}${rnd}'`,
  `machine api.x.com login bob password ${rnd}`,
  `machine api.x.com\n  login bob\n  password ${rnd}`,
  `define('DB_PASSWORD', '${rnd}');`,
  `os.environ["API_TOKEN"] = "${rnd}"`,
  `process.env.API_TOKEN = '${rnd}'`,
  `setenv("API_TOKEN", "${rnd}")`,
  `const secret = process.env.SECRET || "${rnd}";`,
  `secret = os.environ.get("SECRET_KEY", "${rnd}")`,
  `password: String = "${rnd}"`,
  `let api_key: &str = "${rnd}";`,
  `private String password = "${rnd}";`,
  `var Token = []byte("${rnd}")`,
  `token := "${rnd}"`,
  `variable "db_password" {\n  default = "${rnd}"\n}`,
  `- name: DB_PASSWORD\n  value: ${rnd}`,
  `{"name": "DB_PASSWORD", "value": "${rnd}"}`,
  `"{\\"password\\": \\"${rnd}\\"}"`,
  `//registry.npmjs.org/:_authToken=${rnd}${rnd}`,
  `//registry.npmjs.org/:_password="${rnd}"`,
  `"auths": {"https://index.docker.io/v1/": {"auth": "${Buffer.from(`user:${rnd}`).toString("base64")}"}}`,
  `IDENTIFIED BY '${rnd}'`,
  `CREATE USER x WITH PASSWORD '${rnd}';`,
  `client-key-data: ${Buffer.from(pem("RSA PRIVATE " + "KEY")).toString("base64")}`,
  `client-key-data: ${(rnd + rnd).repeat(20)}`,
  `token: ${rnd}${rnd}`,
  pem("RSA PRIVATE " + "KEY"),
  pem("PRIVATE " + "KEY"),
  pem("EC PRIVATE " + "KEY"),
  pem("OPENSSH PRIVATE " + "KEY"),
  pem("ENCRYPTED PRIVATE " + "KEY"),
  pem("PGP PRIVATE " + "KEY BLOCK"),
  `key: |\n  ${pem("RSA PRIVATE " + "KEY").replaceAll("\n", "\n  ")}`,
  `"${pem("RSA PRIVATE " + "KEY").replaceAll("\n", '\\n" +\n  "')}"`,
  `// ${pem("RSA PRIVATE " + "KEY").replaceAll("\n", "\n// ")}`,
  pem("RSA PRIVATE " + "KEY").slice(0, 300),
  "-----BEGIN RSA PRIVATE " +
    "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123456789ABCDEF\n\nMIIEowIBAAKCAQEAvRzzSGZ1hLNJ0aZ3lWQm5p2kVv9Xx4Yy7TtUuWwQqRrSs\n-----END RSA PRIVATE " +
    "KEY-----",
  `PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: x\nPublic-Lines: 1\nAAAAB3NzaC1yc2EAAAABJQAAAQEA\nPrivate-Lines: 1\nAAABAQ${rnd}\nPrivate-MAC: ${rnd}`,
  `redis://:${rnd}@cache:6379`,
  `mongodb+srv://u:${rnd}@c.mongodb.net`,
  `https://user:${rnd}@x.com/r.git`,
  `postgres://u:p@ss${rnd}@h/db`,
  `jdbc:postgresql://h/db?user=u&password=${rnd}`,
  `https://x.com/cb?access_token=${rnd}&x=1`,
  `https://${P("gh", "p_")}${rnd}${rnd}abcd@github.com/x`,
  `https://oauth2:${rnd}@gitlab.com`,
  `smtp://u:${rnd}@mail:25`,
  `Authorization: Basic ${Buffer.from(`user:${rnd}`).toString("base64")}`,
  `SECRET_KEY = 'django-insecure-${rnd}${rnd}'`,
  `secret_key_base: ${rnd.toLowerCase().repeat(4)}`,
  `VAULT_TOKEN=s.${rnd}${rnd.slice(0, 8)}`,
  `X-Vault-Token: s.${rnd}${rnd.slice(0, 8)}`,
  `"token":"${rnd}"`,
  `token='${rnd}'`,
  `ENV API_KEY ${rnd}`,
  `docker run -e API_KEY=${rnd} img`,
  `api_key: "${rnd}" # comment`,
  `API_KEY=${rnd} # c`,
  `ADMIN_PASSWORD=Tr0ub4dor&3`,
  `password: "pa$$W0rd!x"`,
  `passwd=abc;def;9`,
  `"password" : "Summer2024!"`,
  `export GITHUB_PAT=${rnd}${rnd}abc`,
  `Stripe.api_key = "${rnd}"`,
  `client_secret=${rnd}`,
  `AUTH0_CLIENT_SECRET=${rnd}-_${rnd}`,
  `# Heading with ${P("gh", "p_")}${rnd}${rnd}abcd`,
  `test("token ${P("gl", "pat-")}${rnd}abcd works")`,
  `/v1/${P("sk_", "live_")}${rnd}abc/x:`,
  `commit: rotate ${P("xo", "xb-")}123456789012-123456789012-${rnd}abcdefgh`,
  `\\n${P("gh", "p_")}${rnd}${rnd}abcd\\n`,
  `signing_key=${rnd}`,
  `DATADOG_APP_KEY=0123456789abcdef0123456789abcdef01234567`.replace(/0123456789abcdef/g, "9f3b2a7c81d04e6f"),
  `AWS_KEY=${rnd}${rnd}12345678`,
  `TF_VAR_db_password = "${rnd}"`,
  `db.password: ${rnd}`,
  `apiKey: '${rnd}',`,
  `apikey=${rnd}`,
  `{ apiKey: "${rnd}" }`,
  `new Client({ token: "${rnd}" })`,
  `login("bob", password="${rnd}")`,
  `TELEGRAM=123456789:${P("A", "A")}H${rnd}${rnd}`,
  `sshpass -p ${rnd} ssh x`,
  `secret: !!binary ${rnd}${rnd}`,
  `password=${rnd}\r\nuser=x\r\n`,
  `"accessKey" => "${rnd}"`,
  `:secret_token => '${rnd}'`,
  `config.secret_token = '${rnd}${rnd}'`,
  `OPENAI_API_KEY: sk-${rnd}${rnd}`,
  `ssh_key_passphrase = "${rnd}"`,
  `  password    ${rnd}`,
  `data:\n  API_TOKEN: |\n    ${rnd}\n  b: 1\n`,
  `data:\n  API_TOKEN: >-\n    ${rnd}${rnd}\n    ${rnd}${rnd}\n  b: 1\n`,
  `const apiToken =\n  "${rnd}";\n`,
  `API_TOKEN = (\n    "${rnd}"\n    "${rnd}"\n)\n`,
  `const apiToken = "${rnd.slice(0, 8)}" +\n  "${rnd.slice(8)}";\n`,
  `API_TOKEN = [[${rnd}]]`,
  `(setq api-token "${rnd}")`,
  `| API_TOKEN | \`${rnd}\` |\n`,
  `variables:\n  API_TOKEN:\n    value: "${rnd}"\n`,
  `apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  config: ${rnd}\n`,
  `data:\n  config: "${rnd}"\nkind: Secret\n`,
  `Cookie: lang=en; sessionid=${rnd}${rnd}`,
  `Authorization: token ${rnd}${rnd}`,
  `https://${rnd}${rnd}@git.example.com/a/b.git`,
  `Driver={SQL Server};Server=x;UID=svc;PWD=Maple#${rnd};`,
  `jdbc:mysql://db/app?user=svc&password=Maple#${rnd}`,
  `# Deploy with DB_PASSWORD=Maple#12${rnd}!x`,
  `bindpw: "Maple#12${rnd}"`,
  `define('AUTH_SALT', 'x;8 ${rnd}{Q|!=Jw1}c5 ^r>Lk7 @${rnd}&vZ2 (uT)~');`,
  `AUTH_SALT="x;8${rnd}{Q|!=Jw1}c5^r>Lk7@${rnd}&vZ2uT~"`,
  `2/1203348712345678:${"9f3b2a7c81d04e6f".repeat(2)}${""} token=${rnd}`,
  `&sig=k9Qz%2BLmX8vTb4RwYk9Qz%2F2LmX8vTb4RwYk9Qz2Lm%3D${""}`,
  `pat${rnd.slice(2)}.${"9f3b2a7c81d04e6f".repeat(4)}`,
];

const no = [
  `password = request.form["password"]`,
  `password: Annotated[`,
  `token: string`,
  `"password": "changeme"`,
  `const token = getToken();`,
  `password: process.env.DB_PASSWORD`,
  `secret: \${{ secrets.GITHUB_TOKEN }}`,
  `password: "{{ vault_password }}"`,
  `api_key = os.environ["API_KEY"]`,
  `apiKey: "YOUR_API_KEY"`,
  `token = "<your-token>"`,
  `label: "Password must contain at least 8 characters"`,
  `primary_key = "user_id"`,
  `cache_key = "users:v1:list"`,
  `const passwordField = document.querySelector("#password-input-2");`,
  `password="password123"`,
  `tokens: 8000`,
  `max_tokens=4096`,
  `token_type: "Bearer"`,
  `passwordHash: bcrypt.hashSync("x")`,
  `secretName: my-app-tls-2024`,
  `keyFile: /etc/ssl/private/key.pem`,
  `sk-learn`,
  `postgres://user:password@localhost/db`,
  `https://user:\${PASS}@x.com`,
  `key="ArrowLeft"`,
  `<input type="password" name="password" id="pw1">`,
  `--token <token>`,
  `if (token === "function") {`,
  `token.type === "Punctuator2"`,
  `TOKEN_URL=https://auth.example.com/v2/token`,
  `import { secret } from "./secret-2.js"`,
  `-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----`,
  `pem.startsWith("-----BEGIN PRIVATE KEY-----")`,
  `auth: { type: "oauth2" }`,
  `secret_arn = "arn:aws:secretsmanager:us-east-1:123:secret:x-AbC123"`,
  `credentials: 'same-origin'`,
  `accessKeyId: config.accessKeyId`,
  `Sec-WebSocket-Key`,
  `tmp.keys = RandenHwAes::GetKeys();`,
  `kind: Secret\nmetadata:\n  name: s\nstringData:\n  config: "{{ .Values.config }}"\n`,
  `kind: ConfigMap\ndata:\n  level: information\n`,
  `API_TOKEN: |\n  See the manual of tokens.\n`,
  `| token | a string of the user |`,
  `https://some-organization-name@dev.azure.com/a`,
];

describe("redact", () => {
  test.each(yes)("redacts the secret in %j", (text) => {
    const shown = redact(text);
    expect(shown).not.toBe(text);
    expect(shown).not.toContain(rnd.slice(4, 12));
    expect(shown).not.toContain("MIIEow");
    expect(shown.split("\n")).toHaveLength(text.split("\n").length);
    expect(redact(shown)).toBe(shown);
  });

  test.each(no)("leaves %j alone", (text) => {
    expect(redact(text)).toBe(text);
  });

  it("redacts at least 95 % of generated secrets of 79 kinds in 14 types of file, and over 80 % of each kind", () => {
    const random = randomFrom(7);
    let tried = 0;
    let out = 0;
    for (const kind of secretKinds) {
      let outOfKind = 0;
      let ofKind = 0;
      for (let round = 0; round < 2; round++)
        for (const write of Object.values(secretFiles)) {
          const value = kind.make(random);
          const name = kind.ownForm && round === 1 ? PLAIN_NAMES[random(PLAIN_NAMES.length)]! : kind.name;
          ofKind++;
          if (!leftOf(kind.secretOf?.(value) ?? value, redact(write(name, value)))) outOfKind++;
        }
      expect(outOfKind / ofKind, kind.id).toBeGreaterThan(0.8);
      tried += ofKind;
      out += outOfKind;
    }
    expect(out / tried).toBeGreaterThanOrEqual(0.95);
  });

  it("makes at most one mark per 1,000 lines of this repository's source", () => {
    let lines = 0;
    let marks = 0;
    const folder = join(import.meta.dirname, "../..");
    for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith(".ts") || path.endsWith("redact.test.ts")) continue;
      const text = readFileSync(join(folder, path), "utf8");
      lines += text.split("\n").length;
      marks += findSecrets(text).length;
    }
    expect(lines).toBeGreaterThan(20_000);
    expect(marks).toBeLessThanOrEqual(lines / 1000);
  });

  it("keeps the number of lines of any text, and is idempotent", () => {
    const piece = fc.oneof(
      anyText({ maxLength: 12 }),
      fc.constantFrom(...yes),
      fc.constantFrom(
        ..."= \" ' : \n \r\n \\ password token api_key ://u: @ < > - _ /".split(" "),
        " ",
        ": ",
        "[redacted x]",
        rnd,
      ),
      fc.nat(secretKinds.length - 1).map((at) => secretKinds[at]!.make(randomFrom(at))),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const text = pieces.join("");
        const shown = redact(text);
        expect(shown.split("\n")).toHaveLength(text.split("\n").length);
        expect(redact(shown)).toBe(shown);
      }),
      { numRuns: 400 },
    );
  });

  it("replaces each line of a key and keeps its indentation", () => {
    const text = `key: |\n  ${pem("RSA PRIVATE " + "KEY").replaceAll("\n", "\n  ")}\nnext: 1\n`;
    const shown = redact(text).split("\n");
    expect(shown.slice(1, -2).every((line) => line === "  [redacted private-key]")).toBe(true);
    expect(shown.slice(-2)).toEqual(["next: 1", ""]);
  });

  it("reports the position of each secret", () => {
    const token = `${P("gh", "p_") + rnd + rnd}abcd`;
    expect(findSecrets(`a\n"${token}" b`)).toEqual([
      { start: 3, end: 3 + token.length, kind: "github-token" },
    ]);
  });

  test.each([
    "pass=",
    'token="',
    "secret: ",
    'password\\"',
    "key','",
    "x://a:b@",
    "pypi-",
    "eyJhbGciOi",
    `-----BEGIN ${P("PRIVATE ", "KEY")}-----\n`,
    "LS0tLS1CRUdJTi",
    'pwd>"',
    "8Q~",
    "auth ",
    "kind: Secret\n",
    "kind: Secret\ndata:\n  a: bcdefgh\n",
    "token: |\n  k9Qz2LmX8vTb4RwYk9Qz\n",
    "token = 'ab' +\n 'cd' +\n",
    "cookie: a=b; ",
    "_KEY','",
    "a=b;pwd=",
  ])("takes time linear in the text: 300 kB of %j", (unit) => {
    const started = process.cpuUsage();
    redact(unit.repeat(Math.ceil(300_000 / unit.length)));
    // Seconds of processor time: linear code takes less than one, quadratic code minutes.
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(15);
  });
});
