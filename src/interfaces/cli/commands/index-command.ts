import { resolve } from "node:path";
import { readEmbedding, writeEmbedding } from "../../../context/embed/configuration.js";
import { localModel } from "../../../context/embed/local-model.js";
import { checkedBaseUrl } from "../../../context/embed/openai-compatible.js";
import { findRoot } from "../../../context/find-root.js";
import { asWriter, hasIndex } from "../../../context/index-lifecycle.js";
import type { UpdateResult } from "../../../context/indexing/update.js";
import { writeMembers } from "../../../context/members.js";
import { openRepository } from "../../../context/open-repository.js";
import type { Repository } from "../../../context/repository/repository.js";
import { FoveaError, usageError } from "../../../shared/errors.js";
import { formatBytes, formatInteger, formatSeconds, parseCount } from "../../../shared/units.js";
import { textOnlyInWords } from "../../answers/text-only.js";
import type { IndexReport } from "../../schema/index.js";
import { type CommandSpec, type FlagValues, flagText, type Terminal } from "../command.js";
import {
  encodingFlag,
  encodingOption,
  nothingToIndex,
  rebuildingIfDamaged,
  reportLeftOver,
  updateWithProgress,
} from "../repository-flags.js";

export const command: CommandSpec = {
  summary: "build or update the index of a repository",
  details:
    "Reads only files that changed, and parses only content that is not in the index from another checkout or branch. The index is in your cache folder (FOVEA_CACHE_DIR, else ~/.cache/fovea or your system's cache folder). Nothing is written into the repository. Git worktrees share the index of the main checkout. You can interrupt it at any time: the next run continues there.",
  args: [
    {
      name: "[path...]",
      description:
        "folder to index (default: the repository around the current folder); several folders make the current folder a workspace; searches cover all of them, or one with --repo <name>",
    },
  ],
  flags: [
    encodingFlag,
    { flags: "--threads <n>", description: "indexing threads (default: one per core)" },
    {
      flags: "--embed <where>",
      description:
        "also search by meaning, with the embedding model in this folder, or with the OpenAI-compatible server at this address: text, with secrets redacted, is sent to it now and at every update and search; key from FOVEA_EMBED_KEY",
    },
    { flags: "--embed-model <name>", description: "the server's embedding model" },
    { flags: "--no-embed", description: "stop using the model or server, and delete its vectors" },
    { flags: "--json", description: "print the result as JSON" },
  ],
  examples: [
    "fovea index",
    "fovea index ~/src/project --json",
    "fovea index api web shared",
    "fovea index --embed ~/models/potion-code-16M",
    "fovea index --embed http://localhost:11434/v1 --embed-model nomic-embed-text",
  ],
  run: async (paths, flags, terminal) => {
    const started = performance.now();
    const root = paths.length > 1 ? await workspaceOf(paths, terminal.cwd) : findRoot(paths[0], terminal.cwd);
    const threads = flagText(flags, "threads");
    const threadCount = threads === undefined ? undefined : parseCount(threads, "--threads", "2");
    const encoding = encodingOption(flags);
    reportLeftOver(root, terminal);
    configureEmbeddings(root, flags, terminal);
    const { result, report } = await rebuildingIfDamaged(root, terminal, async () => {
      const repository = openRepository(root, { create: true, listsAtOnce: true, ...encoding });
      try {
        if (flags.embed === false) await asWriter(root, () => repository.store.keepVectors());
        const result = await updateWithProgress(
          root,
          repository,
          terminal,
          threadCount === undefined ? {} : { threads: threadCount },
        );
        return { result, report: await reportOf(root, repository, result, started) };
      } finally {
        await repository.close();
      }
    });
    if (result.listed === 0) throw nothingToIndex(root);
    terminal.out(flags.json ? `${JSON.stringify(report)}\n` : inWords(report, result));
    if (result.embedded instanceof FoveaError) throw result.embedded;
  },
};

function configureEmbeddings(root: string, flags: FlagValues, { cwd, env }: Terminal): void {
  if (flags.embed === false) {
    writeEmbedding(root, undefined, env);
    return;
  }
  const [where, name] = [flagText(flags, "embed"), flagText(flags, "embedModel")];
  if (where === undefined && name === undefined) return;
  if (where !== undefined && !/^\w+:\/\//.test(where)) {
    if (name !== undefined)
      throw usageError(
        "embedding-model-twice",
        "--embed names a folder, so --embed-model does not apply",
        "Leave out --embed-model, or write a server's address: --embed http://localhost:11434/v1.",
      );
    const folder = resolve(cwd, where);
    writeEmbedding(root, { folder, model: localModel(folder).name }, env);
    return;
  }
  const configured = readEmbedding(root, env);
  const before = configured && "url" in configured ? configured : undefined;
  const url = where === undefined ? before?.url : checkedBaseUrl(where);
  const model = name ?? before?.model;
  if (!url || !model)
    throw usageError(
      "embedding-incomplete",
      url ? "--embed needs the name of the server's model" : "--embed-model needs the address of a server",
      "Write both: fovea index --embed http://localhost:11434/v1 --embed-model nomic-embed-text.",
    );
  writeEmbedding(root, { url, model }, env);
}

async function workspaceOf(paths: readonly string[], cwd: string): Promise<string> {
  const root = resolve(cwd);
  const folders = paths.map((path) => findRoot(path, cwd));
  writeMembers(root, folders, await hasIndex(root));
  return root;
}

async function reportOf(
  root: string,
  repository: Repository,
  { changed, reused, removed, skipped, embedded }: UpdateResult,
  started: number,
): Promise<IndexReport> {
  const { files, symbols, edges, tokens, textOnly } = await repository.totals();
  const { bytes } = await repository.store.describe();
  const seconds = (performance.now() - started) / 1000;
  return {
    root,
    files,
    skipped: skipped.length,
    symbols,
    edges,
    tokens,
    bytes,
    seconds,
    changed,
    reused,
    removed,
    textOnly,
    ...(typeof embedded === "number" ? { embedded } : {}),
  };
}

function inWords(report: IndexReport, { skipped, interrupted }: UpdateResult): string {
  const reasons = new Map<string, number>();
  for (const { reason } of skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const why = [...reasons].map(([reason, count]) => `${count} ${reason}`).join(", ");
  const { files, symbols, edges, tokens, changed, reused, removed, bytes, seconds, embedded } = report;
  return (
    `${interrupted ? "Interrupted; indexed so far" : "Indexed"}: ${formatInteger(files)} files, ${formatInteger(symbols)} symbols and sections, ${formatInteger(edges)} references, ${formatInteger(tokens)} tokens\n` +
    `${formatInteger(changed)} changed, ${formatInteger(reused)} reused, ${formatInteger(removed)} removed, ${formatInteger(skipped.length)} skipped${why ? ` (${why})` : ""}; ${formatBytes(bytes)} on disk, ${formatSeconds(seconds)}\n` +
    textOnlyInWords(report) +
    (embedded === undefined ? "" : `${formatInteger(embedded)} chunks embedded\n`)
  );
}
