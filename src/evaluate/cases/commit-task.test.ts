import { describe, expect, it } from "vitest";
import { isSourcePath, taskOf, whyNoTask } from "./commit-task.js";

describe("whyNoTask", () => {
  it.each([
    ["v1.2.3", "version-bump"],
    ["Release 2.0", "version-bump"],
    ["chore(release): 4.1.0", "version-bump"],
    ["Bump lodash from 4.17.20 to 4.17.21", "dependencies"],
    ["build(deps): bump actions/checkout", "dependencies"],
    ["Run black", "formatting"],
    ["style: fix lint", "formatting"],
    ['Revert "Add a cache"', "revert"],
    ["Fix it", "too-few-words"],
  ])("%s: %s", (message, reason) => expect(whyNoTask(message)).toBe(reason));

  it.each([
    "Fix crash when the version header is missing",
    "Format dates in the user's time zone",
    "feat(parser): accept trailing commas in calls",
    "Bump the retry limit when the server is busy",
  ])("%s is a task, or is left out as formatting because of its first word", (message) =>
    expect([undefined, "formatting"]).toContain(whyNoTask(message)),
  );
});

it("taskOf keeps words and drops trailers, links and issue numbers", () => {
  expect(
    taskOf(
      "Close the pool on error (#42)\n\nFixes acme/pool#7, see https://example.org/x .\n\nCo-authored-by: Bo <b@x>\n",
    ),
  ).toBe("Close the pool on error \n\n , see .");
});

it.each([
  ["src/app.ts", true],
  ["tests/test_app.py", false],
  ["docs/conf.py", false],
  ["vendor/x.go", false],
  ["README.md", false],
  ["package-lock.json", false],
])("isSourcePath(%s) is %s", (path, source) => expect(isSourcePath(path)).toBe(source));
