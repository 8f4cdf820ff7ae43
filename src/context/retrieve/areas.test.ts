import { expect, test } from "vitest";
import { areasOf } from "./areas.js";

test.each([
  ["[charts/foo] wrong port", ["charts/foo"]],
  ["[node-exporter][jiralert] wrong port", ["node-exporter", "jiralert"]],
  ["reverseproxy: close idle connections", ["reverseproxy"]],
  ["net/http, io: close", ["net/http", "io"]],
  ["feat(router): add a trie", ["router"]],
  ["fix(parser)!: drop it", ["parser"]],
  ["pkg/config: read the file twice", ["pkg/config"]],
  ["retry is too early (core)", ["core"]],
  ["the socket leaks in packages/server", ["packages/server"]],
  ["the scheduler package leaks", ["scheduler"]],
  ["the redis-exporter chart has no port", ["redis-exporter"]],
  ["redis-exporter has no port", ["redis-exporter"]],
])("%s names a part of the project", (line, areas) => {
  const found = areasOf(line);
  for (const area of areas) expect([...found]).toContain(area);
});

test.each([
  "Bug: it crashes",
  "TODO: later",
  "fix: close the socket",
  "where is the cache filled",
  "it fails at 10:30",
  "x".repeat(1_000_000),
])("%.40s names none", (line) => {
  expect([...areasOf(line)].filter((area) => area.length < 400)).toEqual([]);
});
