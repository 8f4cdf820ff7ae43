import type { PlainLanguage } from "./language.js";
import { endsWithTest } from "./reading/conventions.js";

const conventions = { test: endsWithTest };

/** Languages that no grammar reads yet. One that gets a grammar moves to a file of its own. */
export const unparsedLanguages: readonly PlainLanguage[] = [
  { id: "clojure", extensions: ["clj"] },
  { id: "crystal", extensions: ["cr"] },
  { id: "erlang", extensions: ["erl"] },
  { id: "fsharp", extensions: ["fs"], conventions },
  { id: "groovy", extensions: ["groovy"], conventions },
  { id: "julia", extensions: ["jl"], conventions },
  { id: "nim", extensions: ["nim"] },
  { id: "perl", extensions: ["pl", "pm"] },
  { id: "protobuf", extensions: ["proto"] },
  { id: "r", extensions: ["r"] },
  { id: "sql", extensions: ["sql"] },
  { id: "visual-basic", extensions: ["vb"], conventions },
];
