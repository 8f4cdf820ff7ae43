import { describe, expect, it } from "vitest";
import type { MapFile } from "../../../../api/contract.js";
import { buildTree, type MapNode, nearestNode, nodesByPath, updateTree, wayTo } from "./tree.js";

const file = (path: string, tokens: number): MapFile => ({ path, tokens, kind: "code" });
const names = (nodes: readonly MapNode[]) => nodes.map(({ name }) => name);

describe("the tree of files", () => {
  it("sums tokens and files, and has the largest first", () => {
    const root = buildTree([file("a/x.ts", 10), file("a/b/y.ts", 30), file("z.ts", 5), file("a/w.ts", 0)]);
    expect(root).toMatchObject({ tokens: 45, files: 4 });
    expect(names(root.children)).toEqual(["a", "z.ts"]);
    const [a] = root.children;
    expect(a).toMatchObject({ kind: "folder", tokens: 40, files: 3 });
    // An empty file has a place too.
    expect(a!.value).toBe(41);
  });

  it("joins folders that hold only a folder", () => {
    const root = buildTree([file("src/main/java/A.java", 1), file("src/main/java/B.java", 1), file("x", 1)]);
    expect(names(root.children)).toEqual(["src/main/java", "x"]);
    const nodes = nodesByPath(root);
    expect(nearestNode(nodes, "src/main").path).toBe("src/main/java");
    expect(nearestNode(nodes, "src/main/java/A.java").path).toBe("src/main/java/A.java");
    expect(nearestNode(nodes, "src/main/java/gone.java").path).toBe("src/main/java");
    expect(nearestNode(nodes, "gone").path).toBe("");
    expect(names(wayTo(nodes.get("src/main/java/A.java")!))).toEqual(["src/main/java", "A.java"]);
  });

  it("takes any path as it is", () => {
    const paths = ["__proto__/constructor", "a\n<b>/‮c", `${"d/".repeat(1900)}e`, " ", "x//y"];
    const nodes = nodesByPath(buildTree(paths.map((path) => file(path, 3))));
    for (const path of paths) expect(nodes.get(path)?.kind, path.slice(0, 40)).toBe("file");
  });
});

describe("a later tree", () => {
  const first = [file("a/x.ts", 10), file("a/y.ts", 20), file("b/z.ts", 5)];

  it("keeps nodes and their order while the same files grow", () => {
    const root = buildTree(first);
    const before = nodesByPath(root);
    updateTree(root, buildTree([file("a/x.ts", 19), file("a/y.ts", 18), file("b/z.ts", 5)]));
    const after = nodesByPath(root);
    for (const [path, node] of before) expect(after.get(path)).toBe(node);
    expect(names((after.get("a") as { children: readonly MapNode[] } & MapNode).children)).toEqual([
      "y.ts",
      "x.ts",
    ]);
    expect(root.tokens).toBe(42);
  });

  it("adds and removes nodes, and keeps those beside them", () => {
    const root = buildTree(first);
    const kept = nodesByPath(root).get("a/x.ts");
    updateTree(root, buildTree([file("a/x.ts", 10), file("a/new.ts", 50), file("c/d/e.ts", 1)]));
    const after = nodesByPath(root);
    expect([...after.keys()].sort()).toEqual(["", "a", "a/new.ts", "a/x.ts", "c/d", "c/d/e.ts"]);
    expect(after.get("a/x.ts")).toBe(kept);
    expect(root).toMatchObject({ tokens: 61, files: 3 });
    for (const node of after.values()) if (node.parent) expect(node.parent.children).toContain(node);
  });
});
