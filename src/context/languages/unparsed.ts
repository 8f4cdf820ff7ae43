import type { PlainLanguage } from "./language.js";
import { endsWithTest } from "./reading/conventions.js";

const conventions = { test: endsWithTest };

/** Languages without a grammar. When one gets a grammar, move it to its own file. */
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
