import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A compared tool, with the arguments of each measured command. Absent: the tool has no such command. */
export interface Peer {
  readonly name: string;
  /** Folder of its index, relative to the repository. */
  readonly folder?: string;
  readonly command: (peers: string, root: string) => readonly string[];
  readonly version: (peers: string, root: string) => string;
  readonly index?: readonly string[];
  readonly refresh?: readonly string[];
  readonly symbol?: (name: string) => readonly string[];
  /** A question in plain words. */
  readonly sentence?: (text: string) => readonly string[];
  /** The context for a task, as text. */
  readonly context?: (task: string) => readonly string[];
}

const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
const installed = (name: string, bin: string) => ({
  name,
  command: (peers: string) => [process.execPath, join(peers, "node_modules", name, bin)],
  version: (peers: string) => versionIn(join(peers, "node_modules", name)),
});

/** The folder of Fovea's indexes in these runs, beside the copies of the repositories. */
export const FOVEA_CACHE = "fovea-cache";

export const peers: readonly Peer[] = [
  {
    name: "fovea",
    folder: `../${FOVEA_CACHE}`,
    command: (_peers, root) => [process.execPath, join(root, "dist/cli.js")],
    version: (_peers, root) => versionIn(root),
    index: ["index"],
    refresh: ["index"],
    symbol: (name) => ["search", name, "--no-update"],
    sentence: (text) => ["search", text, "--no-update"],
  },
  {
    ...installed("@optave/codegraph", "dist/cli.js"),
    folder: ".codegraph",
    index: ["build", "."],
    refresh: ["build", "."],
    symbol: (name) => ["where", name],
  },
  {
    ...installed("@colbymchenry/codegraph", "npm-shim.js"),
    folder: ".codegraph",
    index: ["init", "."],
    refresh: ["sync", "."],
    symbol: (name) => ["query", name],
    sentence: (text) => ["context", text],
    context: (task) => ["context", task],
  },
  {
    ...installed("repomix", "bin/repomix.cjs"),
    // It keeps no index: packing everything is both its index and its answer.
    index: ["--quiet", "--output", "/dev/null"],
  },
];
