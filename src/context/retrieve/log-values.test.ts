import { expect, test } from "vitest";
import { withoutValues } from "./log-values.js";

const words = (line: string): string[] => line.split(/\s+/).filter((word) => word !== "");

test.each([
  ["listening on port 8080", "listening on port"],
  ["2024-03-01T10:22:05.123Z worker 7 stopped", "worker stopped"],
  ["at 0x7ffe12ab after 120 ms", "at after"],
  ["id 123e4567-e89b-12d3-a456-426614174000 unknown", "id unknown"],
  ["commit 4f2a9c1b7d is bad", "commit is bad"],
  ["version 1.14.3 and v2.0.0-rc1 fail", "version and fail"],
  ["uses 512MB of 16 GB", "uses of"],
  ["error E0382 and TS2345 in utf8", "error E0382 and TS2345 in utf8"],
  ["the server gives HTTP 404 for it", "the server gives HTTP 404 for it"],
  ["a 500 error at 10:30", "a 500 error at"],
  ["no value", "no value"],
])("%s keeps: %s", (line, kept) => {
  expect(words(withoutValues(line))).toEqual(words(kept));
});
