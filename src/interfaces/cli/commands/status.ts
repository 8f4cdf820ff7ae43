import { readEmbedding } from "../../../context/embed/configuration.js";
import { findRoot } from "../../../context/find-root.js";
import type { UpdatePlan } from "../../../context/indexing/update.js";
import { openRepository } from "../../../context/open-repository.js";
import type { Repository } from "../../../context/repository/repository.js";
import { type IgnoringRule, ignoringRuleIn } from "../../../context/scan/ignoring-rule.js";
import { skipWords } from "../../../context/scan/skip-words.js";
import { redact } from "../../../context/secrets/redact.js";
import { printable } from "../../../shared/printable.js";
import { formatBytes, formatInteger } from "../../../shared/units.js";
import { textOnlyInWords } from "../../answers/text-only.js";
import type { StatusReport } from "../../schema/index.js";
import type { CommandSpec } from "../command.js";

export const command: CommandSpec = {
  summary: "what is indexed, and how fresh it is",
  details: "Compares names, sizes and times of the files with the index. Reads no file and writes nothing.",
  args: [{ name: "[path]", description: "the repository (default: the one around the current folder)" }],
  flags: [
    { flags: "--skipped", description: "list the files that were skipped, each with the reason" },
    { flags: "--json", description: "print as JSON" },
  ],
  examples: ["fovea status", "fovea status --skipped", "fovea status ~/src/project --json"],
  run: async ([path], flags, terminal) => {
    const root = findRoot(path, terminal.cwd);
    const repository = openRepository(root, { create: false, listsAtOnce: true });
    try {
      const [totals, plan, kept, encoding, updatedAt, { files }, embedded] = await Promise.all([
        repository.totals(),
        repository.index.plan(),
        repository.store.describe(),
        repository.index.encoding(),
        repository.store.readFact("updatedAt"),
        repository.reader.corpus(),
        repository.embeddedChunks(),
      ]);
      const configured = readEmbedding(root, terminal.env);
      const known = new Set(files.map((file) => file.path));
      const changed = plan.jobs.filter((job) => known.has(job.path)).length;
      const added = plan.jobs.length - changed;
      const removed = plan.removed.length;
      const report: StatusReport = {
        root,
        ...totals,
        encoding,
        bytes: kept.bytes,
        schemaVersion: kept.format,
        ...(updatedAt === undefined ? {} : { updatedAt }),
        fresh: added + changed + removed === 0,
        changed,
        added,
        removed,
        ...(configured && embedded ? { embeddings: { ...configured, ...embedded } } : {}),
        ...(flags.skipped ? { skipped: await skippedFiles(repository, plan) } : {}),
      };
      terminal.out(flags.json ? `${JSON.stringify(report)}\n` : inWords(report, kept.path));
    } finally {
      await repository.close();
    }
  },
};

/** Files skipped by name or size as they are now, and files skipped by content as it was when last read. */
async function skippedFiles(
  repository: Repository,
  { listing }: UpdatePlan,
): Promise<NonNullable<StatusReport["skipped"]>> {
  const { skipped } = await repository.store.snapshot();
  const listed = new Set(listing.files.map(({ path }) => path));
  const byContent = skipped.filter(({ path }) => listed.has(path));
  const told = [...listing.skipped, ...byContent].map(async ({ path, reason }) => {
    const rule = reason === "ignored" ? await ignoringRuleIn(repository.source, path) : undefined;
    return { path: redact(path), reason, ...(rule ? { rule } : {}) };
  });
  return (await Promise.all(told)).sort((a, b) => (a.path < b.path ? -1 : 1));
}

function inWords(report: StatusReport, path: string): string {
  const languages = Object.entries(report.languages).map(
    ([name, count]) => `${name} ${formatInteger(count)}`,
  );
  const behind = [
    `${formatInteger(report.changed)} changed`,
    `${formatInteger(report.added)} new`,
    `${formatInteger(report.removed)} removed`,
  ].join(", ");
  const { embeddings } = report;
  return [
    printable(report.root),
    `${formatInteger(report.files)} files, ${formatInteger(report.symbols)} symbols and sections, ${formatInteger(report.edges)} references, ${formatInteger(report.tokens)} tokens (${report.encoding})`,
    ...(languages.length > 0 ? [languages.join(", ")] : []),
    ...[textOnlyInWords(report).trimEnd()].filter((line) => line !== ""),
    `${formatBytes(report.bytes)} in ${printable(path)}, format ${report.schemaVersion}`,
    embeddings
      ? `Also searched by meaning: ${formatInteger(embeddings.chunks)} of ${formatInteger(embeddings.of)} chunks have vectors of ${printable(embeddings.model)}, from ${printable(embeddings.url ?? embeddings.folder ?? "")}`
      : "Searched by words only; nothing is sent anywhere",
    report.updatedAt === undefined ? "Never updated completely" : `Last updated ${report.updatedAt}`,
    report.fresh
      ? "Up to date."
      : `Older than the files: ${behind}. The next search updates it, or run fovea index.`,
    ...skippedInWords(report.skipped),
    "",
  ].join("\n");
}

function skippedInWords(skipped: StatusReport["skipped"]): string[] {
  if (!skipped) return [];
  if (skipped.length === 0) return ["No file was skipped."];
  const width = Math.max(...skipped.map(({ reason }) => reason.length));
  return [
    `${formatInteger(skipped.length)} ${skipped.length === 1 ? "file was" : "files were"} skipped:`,
    ...skipped.map(
      ({ path, reason, rule }) => `  ${reason.padEnd(width)}  ${printable(path)}${rule ? by(rule) : ""}`,
    ),
    ...[...new Set(skipped.map(({ reason }) => reason))].map((reason) => `${reason}: ${skipWords[reason]}.`),
  ];
}

const by = ({ source, line, pattern }: IgnoringRule): string =>
  `  (${printable(pattern)}, ${printable(source)}:${line})`;
