import {
  type GraphEdge,
  type GraphNode,
  isComplete,
  type Relation,
  type RelationResult,
  relations,
} from "../../../context/graph/edge.js";
import type { GraphAnswer } from "../../../context/graph/graph.js";
import { type Impact, isWholeImpact } from "../../../context/graph/impact.js";
import { usageError } from "../../../shared/errors.js";
import { printable } from "../../../shared/printable.js";
import { formatInteger, parseCount } from "../../../shared/units.js";
import { firstLines } from "../../answers/first-lines.js";
import { graphReport } from "../../answers/graph-report.js";
import { edgeCount, FURTHER_UNRESOLVED, impactCount } from "../../answers/graph-words.js";
import { unknownText } from "../../answers/unknown-text.js";
import { type CommandSpec, flagText } from "../command.js";
import { repositoryFlags, withRepository } from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "callers, callees, importers, implementers, tests, documents, co-changed files, impact",
  details:
    "Edges are resolved from names, imports and declared types: each has a confidence and the evidence for it. What bears the name but could not be tied to one definition is counted as unresolved. A relation without edges is 0 only where that is certain, and else unknown.",
  args: [
    { name: "<symbol>", description: "a path, path#Class.method, path:line, Class.method or a bare name" },
  ],
  flags: [
    { flags: "--kind <relations>", description: `only these, by commas: ${relations.join(", ")}` },
    { flags: "--impact", description: "what may break: callers, subclasses and importers, and theirs" },
    { flags: "--depth <n>", description: "steps that --impact goes", defaultValue: "3" },
    { flags: "-k, --limit <n>", description: "edges listed for each relation", defaultValue: "20" },
    ...repositoryFlags,
    { flags: "--json", description: "print the answer as JSON" },
  ],
  examples: [
    "fovea graph src/server.ts",
    "fovea graph Session.close --kind callers,tests",
    "fovea graph parseConfig --impact",
  ],
  run: async ([asked = ""], flags, terminal) => {
    if (asked.trim() === "")
      throw usageError(
        "empty-symbol",
        "the symbol is empty",
        "Name a symbol or a file: fovea graph src/server.ts.",
      );
    const limit = parseCount(flagText(flags, "limit")!, "--limit", "20");
    const depth = parseCount(flagText(flags, "depth")!, "--depth", "3");
    const kinds = parseKinds(flagText(flags, "kind"));
    // --impact without --kind asks for no relation.
    const asks = kinds ?? (flags.impact ? [] : relations);
    const answer = await withRepository(flags, terminal, (repository) =>
      repository.graph({
        of: asked,
        relations: asks,
        limit,
        signal: terminal.signal,
        ...(flags.impact ? { impact: { depth } } : {}),
      }),
    );
    if (flags.json) terminal.out(`${JSON.stringify(graphReport(answer))}\n`);
    else terminal.out(describe(answer, kinds !== undefined));
  },
};

function parseKinds(text: string | undefined): readonly Relation[] | undefined {
  if (text === undefined) return undefined;
  const names = text.split(",").map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !(relations as readonly string[]).includes(name));
  if (unknown !== undefined)
    throw usageError(
      "unknown-relation",
      `"${unknown}" is not a relation`,
      `Choose from ${relations.join(", ")}.`,
    );
  return relations.filter((relation) => names.includes(relation));
}

function describe({ target, relations: results, impact }: GraphAnswer, asked: boolean): string {
  const places = target.symbol
    ? target.nodes.map(
        ({ path, startLine, endLine, kind }) => `${kind} ${printable(path)}:${startLine}-${endLine}`,
      )
    : ["file"];
  const parts = [`${printable(target.label)}  (${places.join(", ")})\n`];
  const empty: string[] = [];
  for (const result of results) {
    if (!asked && isEmpty(result)) empty.push(result.relation);
    else parts.push(describeRelation(result));
  }
  if (empty.length > 0) parts.push(`nothing found: ${empty.join(", ")}\n`);
  if (impact) parts.push(describeImpact(impact));
  return parts.join("\n");
}

const isEmpty = ({ total, external, ...rest }: RelationResult): boolean =>
  total === 0 && external.length === 0 && isComplete(rest);

function describeRelation({ relation, edges, total, external, notes, unknown }: RelationResult): string {
  const complete = isComplete({ unknown, notes });
  const lines = [`${relation}: ${edgeCount({ total, listed: edges.length, complete })}`];
  for (const edge of edges) lines.push(`  ${describeEdge(edge)}`);
  if (external.length > 0) lines.push(`  outside the repository: ${external.map(printable).join(", ")}`);
  for (const one of unknown) lines.push(`  ${unknownText(one, printable)}`);
  for (const note of notes) lines.push(`  note: ${printable(note)}`);
  return `${lines.join("\n")}\n`;
}

const cite = ({ path, symbol, kind, startLine }: GraphNode): string =>
  symbol ? `${printable(path)}:${startLine}  ${kind} ${printable(symbol)}` : printable(path);

function describeEdge({ node, confidence, evidence, lines }: GraphEdge): string {
  const where = lines.length > 0 ? ` at ${firstLines(lines)}` : "";
  return `${confidence.toFixed(2)}  ${cite(node)}${where}  (${evidence})`;
}

function describeImpact(impact: Impact): string {
  const { reached, unresolved, truncated, unknown } = impact;
  const lines = [`impact: ${impactCount({ ...impact, complete: isWholeImpact(impact) })}`];
  for (const { node, depth, confidence, through } of reached)
    lines.push(`  ${depth}  ${confidence.toFixed(2)}  ${cite(node)}  through ${printable(through)}`);
  if (unresolved > 0) lines.push(`  unresolved: ${formatInteger(unresolved)} ${FURTHER_UNRESOLVED}`);
  for (const one of unknown) lines.push(`  ${unknownText(one, printable)}`);
  if (truncated) lines.push("  cut: there is more beyond the last step; raise --depth");
  return `${lines.join("\n")}\n`;
}
