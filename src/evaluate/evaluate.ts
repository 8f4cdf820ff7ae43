import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { GitObjects } from "../context/git/objects.js";
import { openCommit } from "../context/scan/commit-tree.js";
import type { Source } from "../context/scan/source.js";
import { openWorkingTree } from "../context/scan/working-tree.js";
import { memoryStore } from "../context/store/drivers.js";
import { usageError } from "../shared/errors.js";
import { baselines } from "./baselines/index.js";
import { TextTrees } from "./baselines/text-tree.js";
import type { EvaluationCase } from "./cases/case.js";
import { foveaRetriever } from "./fovea.js";
import type { Retriever } from "./retriever.js";
import { type CaseResult, runCases } from "./run.js";

/** Token budgets from 1k to 128k, doubling. */
export const defaultBudgets: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128].map(
  (thousand) => thousand * 1000,
);

export interface EvaluateOptions {
  readonly budgets: readonly number[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
  readonly threads?: number;
}

export interface Evaluation {
  /** Fovea first. */
  readonly retrievers: readonly { readonly name: string; readonly about: string }[];
  readonly results: readonly CaseResult[];
}

/**
 * Runs Fovea and the baselines on cases. Writes nothing into a repository: it reads trees from git objects,
 * and keeps the index in memory and updates it from tree to tree.
 */
export async function evaluate(
  cases: readonly EvaluationCase[],
  options: EvaluateOptions,
): Promise<Evaluation> {
  const objects = new Map<string, GitObjects>();
  const openRetrievers = (): readonly Retriever[] => {
    const trees = new TextTrees();
    return [
      foveaRetriever({
        rows: "files",
        openStore: memoryStore,
        ...(options.threads === undefined ? {} : { threads: options.threads }),
      }),
      ...baselines.map((open) => open(trees)),
    ];
  };
  const openTree = ({ repository, commit, root }: EvaluationCase): Source => {
    if (commit === undefined) return openWorkingTree(root ? join(repository, root) : repository);
    const shared = objects.get(repository) ?? new GitObjects(repository);
    objects.set(repository, shared);
    return openCommit(repository, commit, { objects: shared, ...(root ? { root } : {}) });
  };
  try {
    // Open the retrievers once before the run, for their names.
    const named = openRetrievers();
    const retrievers = named.map(({ name, about }) => ({ name, about }));
    for (const retriever of named) await retriever.close();
    return { retrievers, results: await runCases(cases, { ...options, openRetrievers, openTree }) };
  } finally {
    for (const one of objects.values()) await one.close();
  }
}

/**
 * Replaces each case's repository by the path of an existing folder. It may be an absolute path, a path
 * relative to `cwd`, or a name in `folder` (as written, with `+` for `/`, or its last segment, also in lower
 * case).
 * @throws FoveaError `unknown-repository`.
 */
export function locateRepositories(
  cases: readonly EvaluationCase[],
  cwd: string,
  folder: string | undefined,
): EvaluationCase[] {
  const located = new Map<string, string>();
  const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();
  return cases.map((one) => {
    let path = located.get(one.repository);
    if (path === undefined) {
      const last = one.repository
        .replace(/\.git$|\/+$/g, "")
        .split("/")
        .pop()!;
      const places = isAbsolute(one.repository)
        ? [one.repository]
        : [
            ...(folder === undefined
              ? []
              : [one.repository, one.repository.replace("/", "+"), last, last.toLowerCase()].map((name) =>
                  resolve(cwd, folder, name),
                )),
            resolve(cwd, one.repository),
          ];
      path = places.find(isFolder);
      if (path === undefined)
        throw usageError(
          "unknown-repository",
          `the repository ${one.repository} of case ${one.id} was not found: no folder ${places.join(" or ")}`,
          "Clone it, and pass the folder that contains the clones with --repos.",
        );
      located.set(one.repository, path);
    }
    return { ...one, repository: path };
  });
}
