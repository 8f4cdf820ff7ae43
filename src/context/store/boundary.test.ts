import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const src = join(import.meta.dirname, "../..");

/** Words that show knowledge of where and how one store keeps an index. */
const words =
  /sqlite|libsql|\bpragma\b|-wal\b|-shm\b|\bWAL\b|writer\.lock|index-\$?\{?\d*\}?\.db|store\/\w+\//i;

/** Lines that may contain one of them, each with the reason. */
const exceptions: readonly { file: string; line: RegExp }[] = [
  // Chooses the driver.
  { file: "context/store/drivers.ts", line: /sqliteDriver/ },
  // Lists the extensions of binary files, which include databases.
  { file: "context/scan/skip-by-name.ts", line: /^ *bin dat db sqlite sqlite3 / },
  // A directive of Windows resource files, not of a database.
  { file: "context/text/declared-encoding.ts", line: /#pragma.*code_page/ },
  // The same of C, before and after a licence.
  { file: "context/pack/licence.ts", line: /ifndef.*pragma/ },
];

it("only a store's own folder knows what the store is made of, and only drivers.ts which one is used", () => {
  const found: string[] = [];
  const excepted = new Set<string>();
  for (const file of readdirSync(src, { recursive: true, encoding: "utf8" })) {
    const path = file.replaceAll("\\", "/");
    if (!path.endsWith(".ts") || path.endsWith(".test.ts") || /^context\/store\/\w+\//.test(path)) continue;
    for (const line of readFileSync(join(src, file), "utf8").split("\n")) {
      if (!words.test(line)) continue;
      const exception = exceptions.find((each) => each.file === path && each.line.test(line));
      if (exception) excepted.add(exception.file);
      else found.push(`${path}: ${line.trim()}`);
    }
  }
  expect(found).toEqual([]);
  // An exception that is no longer needed could hide a later violation.
  expect(excepted.size).toBe(exceptions.length);
});
