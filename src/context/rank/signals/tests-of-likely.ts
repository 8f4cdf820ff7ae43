import { Effort } from "../../graph/effort.js";
import type { GraphTarget } from "../../graph/target.js";
import { testsOf } from "../../graph/tests.js";
import type { FollowingSignal, RankContext } from "../signal.js";

/** Number of likely subjects whose tests are looked for. */
const SUBJECTS = 2;
/** Definitions compared for one subject: about 0.1 s for the most common names. */
const MOST_COMPARED = 1_000_000;
const EVERYTHING = Number.POSITIVE_INFINITY;

/** For a question that asks for tests: those that the graph relates to what is asked about. */
export const testsOfLikely: FollowingSignal = {
  name: "tests-of-likely",
  why: "it tests what the question is about",
  async score(context, likelihood) {
    const { corpus, candidates, query, graph } = context;
    const values = new Float32Array(candidates.length);
    if (query.wanted !== "tests") return values;
    const place = new Map(candidates.map((file, index) => [file, index]));
    const subjects = [...likelihood.keys()]
      .filter((index) => !corpus.files[candidates[index]!]!.role.test)
      .sort((a, b) => likelihood[b]! - likelihood[a]! || a - b)
      .slice(0, SUBJECTS);
    const most = likelihood[subjects[0] ?? 0] ?? 1;
    for (const index of subjects) {
      const reader = (await graph()).asking(new Effort(MOST_COMPARED));
      const { edges } = await testsOf(reader, await targetIn(context, candidates[index]!), EVERYTHING);
      for (const { node, confidence } of edges) {
        const at = place.get(node.file);
        if (at === undefined) continue;
        values[at] = Math.max(values[at]!, Math.min(1, (confidence * likelihood[index]!) / most));
      }
    }
    return values;
  },
};

/** What the question names in a file: its definitions of that name, else the file. */
async function targetIn({ corpus, definitions, graph }: RankContext, file: number): Promise<GraphTarget> {
  const reader = await graph();
  const { path, lines, documents } = corpus.files[file]!;
  const first = corpus.firstDocument[file]!;
  const strengths = Array.from({ length: documents }, (_, chunk) => definitions.get(first + chunk) ?? 0);
  const best = Math.max(0, ...strengths);
  const chunk = strengths.indexOf(best);
  const node = best > 0 ? await reader.node(file, chunk) : undefined;
  if (node?.symbol !== undefined)
    return {
      label: `${path}#${node.symbol}`,
      symbol: true,
      name: node.symbol.split(".").at(-1)!,
      nodes: [node],
    };
  const whole = {
    ...(await reader.node(file, 0)),
    kind: "file" as const,
    startLine: 1,
    endLine: Math.max(1, lines),
  };
  return { label: path, symbol: false, name: path, nodes: [whole] };
}
