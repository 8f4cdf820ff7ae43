import { isChangeLog } from "../../retrieve/change-log.js";
import type { Signal } from "../signal.js";

/** Tests for "which tests cover …", documentation for "what does --flag do". */
export const askedFor: Signal = {
  name: "asked-for",
  why: "it is of the kind of files that the question asks for",
  score: ({ corpus, candidates, query: { wanted } }) =>
    Float32Array.from(candidates, (file) => {
      const { role, path } = corpus.files[file]!;
      if (wanted === "tests") return role.test ? 1 : 0;
      return wanted === "documentation" && role.documentation && !isChangeLog(path, role) ? 1 : 0;
    }),
};
