/**
 * How many made-up secrets `redact` finds, by kind and type of file, and how many marks it makes in ordinary repositories:
 *
 *   node scripts/run-ts.mjs bench/secrets.ts [--values 20] [folder...]
 *
 * A secret counts as found when no six characters of it in a row are left. Folders are repositories without secrets: what
 * is marked there is printed, with the number for 1,000 lines.
 */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { findSecrets, redact } from "../src/context/secrets/redact.js";
import { PLAIN_NAMES, randomFrom, secretFiles, secretKinds } from "../test/support/secret-corpus.js";

const args = process.argv.slice(2);
const valuesAt = args.indexOf("--values");
const values = valuesAt >= 0 ? Number(args.splice(valuesAt, 2)[1]) : 20;
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
      if (gone(secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;"), shown, text)) found++;
      else {
        misses.set(kind.id, (misses.get(kind.id) ?? 0) + 1);
        if (examples.length < 40)
          examples.push(
            `${kind.id} in ${type}: ${text.split("\n").find((line) => line.includes(value)) ?? text}`,
          );
      }
    }
console.log(
  `${secretKinds.length} kinds, ${values} values, ${Object.keys(secretFiles).length} types of file: ${found} of ${tried} gone (${((100 * found) / tried).toFixed(2)} %)`,
);
for (const [id, count] of misses)
  console.log(`  ${id}: ${count} of ${values * Object.keys(secretFiles).length} left`);
for (const example of examples) console.log(`    ${example.slice(0, 200)}`);

function gone(secret: string, shown: string, text: string): boolean {
  if (shown.split("\n").length !== text.split("\n").length || redact(shown) !== shown) return false;
  const left = shown.replace(/\[redacted [\w-]+\]/g, "");
  for (let at = 0; at + 6 <= secret.length; at++) {
    const part = secret.slice(at, at + 6);
    if (left.includes(part) && !part.includes("\\n") && !/-{3}/.test(part)) return false;
  }
  return true;
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
