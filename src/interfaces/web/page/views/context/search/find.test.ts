import { expect, it } from "vitest";
import type { MapFile } from "../../../../api/contract.js";
import { findFiles } from "./find.js";

const files = ["src/pack/pack.ts", "src/unpack.ts", "pack/readme.md", "src/order.ts"].map(
  (path): MapFile => ({
    path,
    tokens: 1,
    kind: "code",
  }),
);
const paths = (query: string) => findFiles(files, query).map(({ path }) => path);

it("finds files by words of their path, by their name first", () => {
  expect(paths("PACK")).toEqual(["src/pack/pack.ts", "src/unpack.ts", "pack/readme.md"]);
  expect(paths("pack src")).toEqual(["src/pack/pack.ts", "src/unpack.ts"]);
  expect(paths("nothing")).toEqual([]);
  expect(paths("  ")).toEqual([]);
});
