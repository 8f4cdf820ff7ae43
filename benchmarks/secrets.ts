/**
 * Measures how many generated secrets `redact` finds, by kind and file type, and how many false marks it
 * makes in repositories without secrets:
 *
 *   node scripts/run-ts.mjs benchmarks/secrets.ts [--values 20] [--worst] [folder...]
 *
 * A secret counts as found when no six consecutive characters of it are left. Folders must be repositories
 * without secrets: marks in them are printed, with their number per 1,000 lines. --worst measures the time
 * for 900 kB of each keyword, repeated.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { NAME_KEYWORDS } from "../src/context/secrets/assigned.js";
import { contextRules } from "../src/context/secrets/context-rules.js";
import { findSecrets, redact } from "../src/context/secrets/redact.js";
import { tokenRules } from "../src/context/secrets/token-rules.js";
import { leftOf, PLAIN_NAMES, randomFrom, secretFiles, secretKinds } from "../test/support/secret-corpus.js";

const args = process.argv.slice(2);
const valuesAt = args.indexOf("--values");
const values = valuesAt >= 0 ? Number(args.splice(valuesAt, 2)[1]) : 20;
const worstAt = args.indexOf("--worst");
const worst = worstAt >= 0 && args.splice(worstAt, 1).length > 0;
const random = randomFrom(1);

const misses = new Map<string, number>();
let tried = 0;
let found = 0;
const examples: string[] = [];
for (const kind of secretKinds)
  for (let round = 0; round < values; round++)
    for (const [type, write] of Object.entries(secretFiles)) {
      const value = kind.make(random);
      const name = kind.ownForm && round % 2 === 1 ? PLAIN_NAMES[random(PLAIN_NAMES.length)]! : kind.name;
      const secret = kind.secretOf?.(value) ?? value;
      const text = write(name, value);
      const shown = redact(text);
      tried++;
      if (isRedacted(secret, shown, text)) found++;
      else {
        misses.set(kind.id, (misses.get(kind.id) ?? 0) + 1);
        if (examples.length < 40)
          examples.push(
            `${kind.id} in ${type}: ${text.split("\n").find((line) => line.includes(value)) ?? text}`,
          );
      }
    }
console.log(
  `${secretKinds.length} kinds, ${values} values, ${Object.keys(secretFiles).length} types of file: ${found} of ${tried} redacted (${((100 * found) / tried).toFixed(2)} %)`,
);
for (const [id, count] of misses)
  console.log(`  ${id}: ${count} of ${values * Object.keys(secretFiles).length} left`);
for (const example of examples) console.log(`    ${example.slice(0, 200)}`);

/**
 * Whether a secret is fully redacted, the number of lines is unchanged, and redacting again changes nothing.
 */
function isRedacted(secret: string, shown: string, text: string): boolean {
  return (
    leftOf(secret, shown) === undefined &&
    shown.split("\n").length === text.split("\n").length &&
    redact(shown) === shown
  );
}

if (worst) {
  const starts = tokenRules.flatMap((rule) =>
    rule.starts.flatMap((start) => [
      start,
      `${start}.`,
      `${start}aB3dE5gH7j`,
      ` ${start}aB3dE5gH7jK9mN1pQ4sT6v`,
    ]),
  );
  const around = contextRules.flatMap(({ keywords }) =>
    keywords.slice(0, 5).flatMap((word) => [word, `${word}a:`, `${word} a@`]),
  );
  const names = [...NAME_KEYWORDS, "password", "token", "secret"].flatMap((name) =>
    ["=", '="', "=a", '\\"', "'", " ", "\n", ": ", ":a", "','", '" {\n', "<", ">", '">', "=x or ", "=f("].map(
      (after) => name + after,
    ),
  );
  const times = [...starts, ...around, ...names].map((unit) => {
    const text = unit.repeat(Math.ceil(900_000 / unit.length));
    const started = performance.now();
    redact(text);
    return { unit, milliseconds: performance.now() - started };
  });
  times.sort((a, b) => b.milliseconds - a.milliseconds);
  console.log(`${times.length} texts of 900 kB, the slowest:`);
  for (const { unit, milliseconds } of times.slice(0, 10))
    console.log(`  ${milliseconds.toFixed(0)} ms  ${JSON.stringify(unit)}`);
}

for (const folder of args) {
  let lines = 0;
  let characters = 0;
  let milliseconds = 0;
  const marks: string[] = [];
  for (const path of filesIn(folder)) {
    const text = readFileSync(path, "utf8");
    if (text.includes("\0")) continue;
    lines += text.split("\n").length;
    characters += text.length;
    const started = performance.now();
    const secrets = findSecrets(text);
    milliseconds += performance.now() - started;
    for (const { kind, start, end } of secrets)
      marks.push(`${kind}  ${path}  ${JSON.stringify(text.slice(start, Math.min(end, start + 60)))}`);
  }
  console.log(
    `${folder}: ${marks.length} marks in ${lines} lines, ${((1000 * marks.length) / lines).toFixed(3)} for 1,000; ${(characters / 1000 / milliseconds).toFixed(0)} MB/s`,
  );
  for (const mark of marks) console.log(`    ${mark}`);
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== ".git") yield* filesIn(path);
    else if (entry.isFile() && statSync(path).size < 1e6) yield path;
  }
}
