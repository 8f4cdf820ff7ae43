import { expect, test } from "vitest";
import { describesChange } from "./describes-change.js";

test.each([
  "Fix the order of middlewares",
  "fixes a typo in the retry loop",
  "feat(router): allow a trailing slash",
  "[core] Stopped the timer twice",
  "net/http: close idle connections",
  "sessions expire too early instead of at midnight",
  "Can't open a file on Windows",
  "is not closed after an error",
  "parser drops the last line, it should not",
])("%s says what is wrong or what to change", (line) => {
  expect(describesChange([line])).toBe(true);
});

test.each([
  "where is the retry loop",
  "How are sessions closed",
  "why does the parser fail?",
  "hash table with open addressing",
  "middleware that limits the rate of requests",
  "Router",
  "use()",
  "set-cookie header",
  "std::vector",
  "",
])("%s asks for a place", (line) => {
  expect(describesChange([line])).toBe(false);
});

test("a title with a text below is a report, unless it asks", () => {
  expect(describesChange(["marmot badger", "It eats the maps."])).toBe(true);
  expect(describesChange(["where is the badger", "I looked in lib."])).toBe(false);
});

test("reads a long line in little time", () => {
  const start = performance.now();
  for (const piece of ["a", "[a", "fix ", "a:", "is "]) describesChange([piece.repeat(400_000)]);
  expect(performance.now() - start).toBeLessThan(500);
});
