import type { CommandEntry } from "../command.js";

/** Every command, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: "index",
    summary: "build or update the index of a repository",
    load: () => import("./index-command.js"),
  },
  {
    name: "search",
    summary: "find the files, symbols and lines for a task in plain words",
    load: () => import("./search.js"),
  },
  {
    name: "pack",
    summary: "the context for a task within a token budget, cited and priced",
    load: () => import("./pack.js"),
  },
  {
    name: "why",
    summary: "why a file ranks where it does for a task, or is not found",
    load: () => import("./why.js"),
  },
  {
    name: "graph",
    summary: "callers, callees, importers, implementers, tests, documents, co-changed files, impact",
    load: () => import("./graph.js"),
  },
  {
    name: "eval",
    summary: "measure how well Fovea and baselines find what past commits changed, by budget and price",
    load: () => import("./eval.js"),
  },
  { name: "status", summary: "what is indexed, and how fresh it is", load: () => import("./status.js") },
  {
    name: "languages",
    summary: "the languages and documents that are read, and how deep",
    load: () => import("./languages.js"),
  },
  { name: "watch", summary: "keep an index fresh while files change", load: () => import("./watch.js") },
  {
    name: "doctor",
    summary: "check an index, and rebuild it when it is damaged",
    load: () => import("./doctor.js"),
  },
  { name: "forget", summary: "delete the index of a repository", load: () => import("./forget.js") },
  {
    name: "cost",
    summary: "price contexts: FLOP, memory, seconds and dollars of n tokens",
    load: () => import("./cost/cost.js"),
  },
  {
    name: "setup",
    summary: "add Fovea's MCP server to a coding agent's configuration",
    load: () => import("./setup.js"),
  },
  {
    name: "serve",
    summary: "show costs, measurements and what a task needs of a repository, on a local web page",
    load: () => import("./serve.js"),
  },
  { name: "mcp", summary: "serve context to coding agents over MCP", load: () => import("./mcp.js") },
  {
    name: "bench",
    summary: "measure how attention and linear alternatives scale on this machine",
    load: () => import("./bench.js"),
  },
];
