import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Layout, placeDefinitions } from "./layout.js";
import { buildTree, type FolderNode, type MapNode, nodesByPath, type Rectangle, updateTree } from "./tree.js";

const kind = "code" as const;
const area = ({ x0, y0, x1, y1 }: Rectangle) => (x1 - x0) * (y1 - y0);
const SLACK = 1e-6;
const overlap = (a: Rectangle, b: Rectangle) =>
  Math.max(0, Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0)) *
  Math.max(0, Math.min(a.y1, b.y1) - Math.max(a.y0, b.y0));

const files = fc
  .uniqueArray(fc.tuple(fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 3 }), fc.nat(200)), {
    selector: ([folders, name]) => [...folders, name].join("/"),
    minLength: 1,
    maxLength: 60,
  })
  .chain((paths) =>
    fc.tuple(
      ...paths.map(([folders, name]) =>
        fc.nat(50_000).map((tokens) => ({ path: [...folders, `f${name}`].join("/"), tokens, kind })),
      ),
    ),
  );

function check(layout: Layout): void {
  const folders: FolderNode[] = [layout.root];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    layout.open(folder);
    const inside = layout.inside(folder);
    const each = area(inside) / folder.value;
    let sum = 0;
    for (const child of folder.children) {
      expect(area(child)).toBeCloseTo(each * child.value, 3);
      sum += area(child);
      expect(child.x0).toBeGreaterThanOrEqual(inside.x0 - SLACK);
      expect(child.y0).toBeGreaterThanOrEqual(inside.y0 - SLACK);
      expect(child.x1).toBeLessThanOrEqual(inside.x1 + SLACK);
      expect(child.y1).toBeLessThanOrEqual(inside.y1 + SLACK);
      for (const other of folder.children)
        if (other !== child) expect(overlap(child, other)).toBeLessThan(1e-3);
      if (child.kind === "folder") folders.push(child);
    }
    expect(sum).toBeCloseTo(area(inside), 2);
  }
}

describe("the layout", () => {
  it("gives the files of each folder areas by tokens, which fill it and do not overlap", () => {
    fc.assert(
      fc.property(files, files, (before, after) => {
        const layout = new Layout(buildTree(before));
        layout.resize({ width: 900, height: 600 });
        check(layout);
        // And after changes, in the rows of before.
        updateTree(layout.root, buildTree(after));
        layout.changed();
        check(layout);
        layout.resize({ width: 390, height: 600 });
        check(layout);
      }),
      { numRuns: 60 },
    );
  });

  it("moves little when a file grows", () => {
    const made = Array.from({ length: 400 }, (_, at) => ({
      path: `d${at % 20}/f${at}`,
      tokens: 100 + ((at * 7919) % 900),
      kind,
    }));
    const layout = new Layout(buildTree(made));
    layout.resize({ width: 900, height: 600 });
    const middles = () =>
      [...nodesByPath(layout.root).values()].map((node: MapNode) => {
        layout.place(node);
        return [(node.x0 + node.x1) / 2, (node.y0 + node.y1) / 2] as const;
      });
    const before = middles();
    updateTree(
      layout.root,
      buildTree(made.map((file, at) => (at === 7 ? { ...file, tokens: file.tokens + 300 } : file))),
    );
    layout.changed();
    const moved = middles().map(([x, y], at) => Math.hypot(x - before[at]![0], y - before[at]![1]));
    expect(Math.max(...moved)).toBeGreaterThan(0);
    expect(Math.max(...moved)).toBeLessThan(30);
  });

  it("places a node although no folder was opened", () => {
    const layout = new Layout(
      buildTree([
        { path: "a/b/c.ts", tokens: 4, kind },
        { path: "a/d.ts", tokens: 4, kind },
      ]),
    );
    layout.resize({ width: 100, height: 100 });
    const node = nodesByPath(layout.root).get("a/b/c.ts")!;
    layout.place(node);
    expect(area(node)).toBeGreaterThan(3000);
  });
});

describe("the definitions of a file", () => {
  it("fill its rectangle by their tokens, and do not overlap", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 80 }), (tokens) => {
        const whole = { x0: 10, y0: 20, x1: 310, y1: 220 };
        const places = placeDefinitions(tokens, whole);
        const total = tokens.reduce((sum, each) => sum + each, 0);
        for (const [at, place] of places.entries()) {
          expect(area(place)).toBeCloseTo((area(whole) * tokens[at]!) / total, 3);
          for (const other of places) if (other !== place) expect(overlap(place, other)).toBeLessThan(1e-3);
        }
      }),
    );
  });

  it("are none in an empty file", () => {
    expect(placeDefinitions([], { x0: 0, y0: 0, x1: 1, y1: 1 })).toEqual([]);
  });
});
