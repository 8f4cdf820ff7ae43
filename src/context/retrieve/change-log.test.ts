import { expect, test } from "vitest";
import { roleOf } from "../scan/role.js";
import { asksForChangeLog, isChangeLog } from "./change-log.js";

test.each([
  "CHANGELOG.md",
  "packages/core/changelog.rst",
  "docs/change-log.md",
  "CHANGES",
  "CHANGES/12.bugfix.rst",
  "changelog.d/12.fix.md",
  "RELEASE-NOTES.txt",
  "docs/release_notes/1.2.md",
  "HISTORY.rst",
])("%s tells what changed", (path) => {
  expect(isChangeLog(path, roleOf(path, ""))).toBe(true);
});

test.each([
  "src/changelog.ts",
  "src/history/undo.go",
  "README.md",
  "docs/changes-feed.md/x.py",
  "docs/newsletter.md",
])("%s does not", (path) => {
  expect(isChangeLog(path, roleOf(path, ""))).toBe(false);
});

test.each([
  "changelog",
  "change log",
  "where is the change log",
  "show the change logs",
  "Add the option to the changelog",
  "what are the release notes of 2.0",
  "what changed in 2.0",
])("%s asks for it", (task) => {
  expect(asksForChangeLog(task)).toBe(true);
});

test.each([
  "change log level",
  "[tempo] change log level",
  "Change the log",
  "why does the history of releases change",
])("%s does not ask for it", (task) => {
  expect(asksForChangeLog(task)).toBe(false);
});
