import { expect, test } from "vitest";
import { contextOfFiles } from "../../../../test/support/rank-context.js";
import { area } from "./area.js";

const paths = ["charts/node-exporter/a.yaml", "charts/node/b.yaml", "src/node_exporter.go", "c.txt"];
const files = Object.fromEntries(paths.map((path) => [path, "port"]));

test.each([
  ["[node-exporter] wrong port", [1, 0, 0.6, 0]],
  ["charts/node: wrong port", [0, 1, 0, 0]],
  ["wrong port (nodeexporter)", [1, 0, 0.6, 0]],
  ["wrong port", [0, 0, 0, 0]],
])("area prefers the folder that the task names: %s", async (task, expected) => {
  await using made = await contextOfFiles(files, task);
  const values = await area.score(made.context);
  const { corpus } = made.context;
  paths.forEach((path, index) => {
    expect(values[corpus.fileAt(path)]).toBeCloseTo(expected[index]!);
  });
});
