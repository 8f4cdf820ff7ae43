import { expect, test } from "vitest";
import { wantedIn } from "./asks-for.js";

test.each([
  ["what tests cover the parser", "tests"],
  ["which tests cover Parser.parse", "tests"],
  ["where is the retry logic tested", "tests"],
  ["tests for the sorter", "tests"],
  ["find the specs of the router", "tests"],
  ["what does --dry-run do", "documentation"],
  ["how do I configure the cache", "documentation"],
  ["how to disable colours", "documentation"],
  ["which option sets the timeout", "documentation"],
  ["what is the difference between --all and --each", "documentation"],
  ["how can I set a default environment variable", "documentation"],
  ["how is --dry-run implemented", undefined],
  ["where is --dry-run parsed", undefined],
  ["what does parseConfig do", undefined],
  ["how are flags parsed", undefined],
  ["add a test for the parser", undefined],
  ["the tests are slow", undefined],
  ["how does the cache work", undefined],
])("%s asks for: %s", (question, wanted) => {
  expect(wantedIn(question)).toBe(wanted);
});
