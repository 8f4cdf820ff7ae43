import type { Role } from "../../scan/source.js";
import type { Signal } from "../signal.js";

const demoted = (
  name: string,
  why: string,
  isIt: (role: Role) => boolean,
  wanted: (about: { tests: boolean; documentation: boolean; examples: boolean }) => boolean,
): Signal => ({
  name,
  why,
  score: ({ corpus, candidates, query }) =>
    Float32Array.from(candidates, (file) => (isIt(corpus.files[file]!.role) && !wanted(query.about) ? 1 : 0)),
});

export const test = demoted(
  "test",
  "it is a test and the task is not about tests",
  (role) => role.test,
  (about) => about.tests,
);
export const vendored = demoted(
  "vendored",
  "it is third-party code",
  (role) => role.vendored,
  () => false,
);
export const generated = demoted(
  "generated",
  "it is generated",
  (role) => role.generated,
  () => false,
);
export const example = demoted(
  "example",
  "it is an example and the task is not about examples",
  (role) => role.example,
  (about) => about.examples,
);
export const documentation = demoted(
  "documentation",
  "it is documentation and the task is about code",
  (role) => role.documentation,
  (about) => about.documentation,
);
