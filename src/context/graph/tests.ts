import { callersOf } from "./calls.js";
import { EdgeCollector } from "./collect.js";
import type { FoundRelation } from "./edge.js";
import { importersOf } from "./imports.js";
import type { GraphReader } from "./reader.js";
import type { GraphTarget } from "./target.js";

const EVERYTHING = Number.POSITIVE_INFINITY;

/** Tests that call the target, import its file, or are named after it. */
export async function testsOf(
  reader: GraphReader,
  target: GraphTarget,
  limit: number,
): Promise<FoundRelation> {
  const found = new EdgeCollector("tests", limit);
  const { files } = reader.corpus;
  const callers = await callersOf(reader, target, EVERYTHING);
  for (const { node, evidence, lines, confidence } of callers.edges)
    if (files[node.file]!.role.test || node.kind === "test") found.add(node, evidence, lines, confidence);
  found.notes.push(...callers.notes);
  for (const path of callers.unresolved.paths)
    if (files[reader.corpus.fileAt(path)]?.role.test) found.unresolved(path, 1);
  const called = new Set(found.all().map(({ node }) => node.file));
  const importers = await importersOf(reader, target, EVERYTHING);
  for (const { node, evidence, lines, confidence } of importers.edges)
    if (files[node.file]!.role.test && !called.has(node.file)) found.add(node, evidence, lines, confidence);
  for (const own of new Set(target.nodes.map(({ file }) => file))) {
    const subject = subjectOf(files[own]!.path);
    for (let file = 0; file < files.length; file++)
      if (
        file !== own &&
        files[file]!.role.test &&
        !called.has(file) &&
        subjectOf(files[file]!.path) === subject &&
        isNamedTest(files[file]!.path)
      )
        found.add(await reader.node(file, 0), "test-name");
  }
  return found.result();
}

const baseName = (path: string): string => path.replace(/^.*\//, "").replace(/\..*$/, "");
const isNamedTest = (path: string): boolean =>
  subjectOf(path) !== baseName(path).toLowerCase() || /\.(?:test|spec)\./.test(path);

/** The name of the tested file: `foo` for `test_foo.py`, `foo_test.go`, `FooTests.java` and `foo.spec.ts`. */
const subjectOf = (path: string): string =>
  baseName(path)
    .replace(/^(?:test|spec)_|(?:[_-](?:tests?|specs?)|Tests?|Specs?|TestCase)$|^Test(?=[A-Z])/g, "")
    .toLowerCase();
