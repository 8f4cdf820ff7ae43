import { candidates } from "./candidates.js";
import type { Endpoint } from "./endpoint.js";
import { cancelEvaluation, evaluation, startEvaluation } from "./evaluation.js";
import { examples } from "./examples.js";
import { graph } from "./graph.js";
import { lines } from "./lines.js";
import { map } from "./map.js";
import { outline } from "./outline.js";
import { pack } from "./pack.js";
import { repository } from "./repository.js";
import { search } from "./search.js";
import { why } from "./why.js";

/** All requests that the page can make, but for the stream of events. */
export const endpoints: readonly Endpoint[] = [
  repository,
  map,
  outline,
  lines,
  search,
  candidates,
  examples,
  pack,
  why,
  graph,
  evaluation,
  startEvaluation,
  cancelEvaluation,
];
