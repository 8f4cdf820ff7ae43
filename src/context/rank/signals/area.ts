import { hasRun, segmentsOf } from "../folder-runs.js";
import type { Signal } from "../signal.js";

/** Value of a file that is named like the area, when the folders of its path are not. */
const FILE = 0.6;

/** Titles of reports and changes often begin with the part of the project that they are about. */
export const area: Signal = {
  name: "area",
  why: "it is in the part of the project that the task's first line names",
  score: ({ corpus, candidates, query }) => {
    const areas = [...query.areas].map(segmentsOf);
    if (areas.length === 0) return new Float32Array(candidates.length);
    const paths = corpus.factsOf("path-segments", candidates, (files) =>
      files.map((file) => {
        const path = corpus.pathInScope(file);
        const slash = path.lastIndexOf("/");
        const name = path.slice(slash + 1).replace(/\..*$/, "");
        return { folders: segmentsOf(path.slice(0, Math.max(0, slash))), name: segmentsOf(name) };
      }),
    );
    return Float32Array.from(paths, ({ folders, name }) => {
      if (areas.some((run) => hasRun(folders, run))) return 1;
      const whole = [...folders, ...name];
      return areas.some((run) =>
        run.every((segment, index) => whole[whole.length - run.length + index] === segment),
      )
        ? FILE
        : 0;
    });
  },
};
