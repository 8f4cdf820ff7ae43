import { isData } from "../../languages/index.js";
import type { Signal } from "../signal.js";

/** Unknown formats (tables, templates), and notebooks. Languages say themselves that they are data. */
const NOT_CODE = new Set(["text", "notebook"]);

export const data: Signal = {
  name: "data",
  why: "it is data or settings, not code",
  score: ({ corpus, candidates }) =>
    Float32Array.from(candidates, (file) => {
      const { language, role } = corpus.files[file]!;
      return (NOT_CODE.has(language) || isData(language)) && !role.documentation ? 1 : 0;
    }),
};
