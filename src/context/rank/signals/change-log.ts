import { isChangeLog } from "../../retrieve/change-log.js";
import type { Signal } from "../signal.js";

/** It repeats in few words what all changes were about, so it holds the words of most tasks. */
export const changeLog: Signal = {
  name: "change-log",
  why: "it tells what changed when and the task does not ask for that",
  score: ({ corpus, candidates, query }) =>
    Float32Array.from(candidates, (file) => {
      const { path, role } = corpus.files[file]!;
      return !query.asksForChangeLog && isChangeLog(path, role) ? 1 : 0;
    }),
};
