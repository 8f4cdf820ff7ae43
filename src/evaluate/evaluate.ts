import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { GitObjects } from "../context/git/objects.js";
import { openCommit } from "../context/scan/commit-tree.js";
import type { Source } from "../context/scan/source.js";
import { openWorkingTree } from "../context/scan/working-tree.js";
import { memoryStore } from "../context/store/memory/driver.js";
import { usageError } from "../shared/errors.js";
import { baselines } from "./baselines/index.js";
import { TextTrees } from "./baselines/text-tree.js";
import type { EvaluationCase } from "./cases/case.js";
import { foveaRetriever } from "./fovea.js";
import type { Retriever } from "./retriever.js";
import { type CaseResult, runCases } from "./run.js";

/** 1k to 128k, doubling. */
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
 * Runs Fovea and the baselines on cases. Nothing is written into a repository: trees are read from git's objects and
 * the index lies in memory, updated from tree to tree.
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
    // Opened once to learn their names, before any case runs.
    const named = openRetrievers();
    const retrievers = named.map(({ name, about }) => ({ name, about }));
    for (const retriever of named) await retriever.close();
    return { retrievers, results: await runCases(cases, { ...options, openRetrievers, openTree }) };
  } finally {
    for (const one of objects.values()) await one.close();
  }
}

/**
 * Gives the cases of a file the folders that they mean: an absolute path, a path from the current folder, or a name
 * in `folder`, in either case.
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
          `case ${one.id} names the repository ${one.repository}, and there is no folder ${places.join(" or ")}`,
          "Check it out, and give the folder that holds the checkouts with --repos.",
        );
      located.set(one.repository, path);
    }
    return { ...one, repository: path };
  });
}
