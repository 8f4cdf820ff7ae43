import { expect, test } from "vitest";
import { never, newIndex } from "../../../../test/support/indexed.js";
import { MemorySource } from "../../../../test/support/memory-source.js";

const files = {
  ...Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [
      `pkg/part${n}/part.go`,
      `package part\n\n// Log the level.\nfunc Part${n}() {}\n`,
    ]),
  ),
  "CHANGELOG.md":
    "# Changelog\n\n- Change log level without a restart\n- Log level of the querier can change\n- change the log format\n",
  "pkg/server/server.go":
    "package server\n\n// Set applies a change of the log level.\nfunc Set(level string) {}\n",
};

test.each([
  ["change log level", "pkg/server/server.go"],
  ["[pkg] change log level", "pkg/server/server.go"],
  ["how is the log level changed", "pkg/server/server.go"],
  ["where is the change log", "CHANGELOG.md"],
  ["add an entry to the changelog", "CHANGELOG.md"],
])("%s is answered by %s", async (task, path) => {
  const repository = newIndex(new MemorySource(files));
  await repository.update({ signal: never, threads: 1 });
  const [first] = await repository.searchFiles(task, 4);
  expect(first!.path).toBe(path);
  await repository.close();
});
