import { isCode } from "../languages/index.js";
import type { Corpus } from "../retrieve/corpus.js";
import { PathParts } from "../text/sibling-paths.js";

/** What the path of an indexed file says when it is compared with others. */
export interface ComparedPath {
  readonly parts: PathParts;
  readonly isCode: boolean;
}

/** The path of a file for comparison, made once for each state of the index. */
export function comparedPath(corpus: Corpus, file: number): ComparedPath {
  const [path] = corpus.factsOf("compared-paths", [file], () => {
    const { path } = corpus.files[file]!;
    return [{ parts: new PathParts(path), isCode: isCode(path) }];
  });
  return path!;
}
