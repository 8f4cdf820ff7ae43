/** The Cranfield collection as its distribution has it: abstracts, questions and judgements in three text files. */

export interface Abstract {
  readonly id: number;
  readonly title: string;
  readonly author: string;
  readonly source: string;
  /** Without the title, which the distribution repeats at its start. */
  readonly text: string;
}

export interface Question {
  readonly text: string;
  /** Gain of each relevant abstract by its id. */
  readonly gains: ReadonlyMap<number, number>;
}

/** `cran.all.1400`. */
export function abstractsOf(file: string): Abstract[] {
  return recordsOf(file).map(({ id, T = "", A = "", B = "", W = "" }) => {
    const text = flat(W);
    const title = flat(T);
    return {
      id,
      title,
      author: flat(A),
      source: flat(B),
      text: text.startsWith(title) ? text.slice(title.length).trim() : text,
    };
  });
}

/**
 * `cran.qry` and `cranqrel`. The judgements number the questions 1 to 225 in their order; the ids in `cran.qry` are others.
 * Judgements are 1 (a complete answer) to 4 (of minimum interest), so 1 has the gain 4 and 4 the gain 1; -1 (of no interest)
 * has none.
 */
export function questionsOf(queries: string, judgements: string): Question[] {
  const gains = new Map<number, Map<number, number>>();
  for (const line of judgements.split(/\r?\n/)) {
    const [question, abstract, grade] = line.trim().split(/\s+/).map(Number);
    if (!question || !abstract || !grade || grade < 1 || grade > 4) continue;
    const known = gains.get(question) ?? new Map<number, number>();
    gains.set(question, known.set(abstract, Math.max(known.get(abstract) ?? 0, 5 - grade)));
  }
  return recordsOf(queries).map(({ W = "" }, index) => ({
    text: flat(W),
    gains: gains.get(index + 1) ?? new Map<number, number>(),
  }));
}

interface Fields {
  readonly id: number;
  readonly T?: string;
  readonly A?: string;
  readonly B?: string;
  readonly W?: string;
}

/** Records begin with `.I 12`; each field begins with a line of a dot and a letter. */
function recordsOf(file: string): Fields[] {
  return file
    .replaceAll("\r", "")
    .split(/^\.I\s+/m)
    .slice(1)
    .map((record) => {
      const [id = "", ...fields] = record.split(/^\.([TABW])[^\S\n]*\n/m);
      const parts: Record<string, string> = {};
      for (let at = 0; at + 1 < fields.length; at += 2) parts[fields[at]!] = fields[at + 1]!;
      return { id: Number.parseInt(id, 10), ...parts };
    });
}

const flat = (text: string): string => text.trim().split(/\s+/).join(" ");

/**
 * nDCG@k with gains by judgement, discounted by log2(rank + 1). Source: Järvelin and Kekäläinen 2002,
 * doi:10.1145/582415.582418. 0 when nothing is relevant.
 */
export function gradedNdcg(ranked: readonly number[], gains: ReadonlyMap<number, number>, k: number): number {
  const total = (values: readonly number[]): number =>
    values.slice(0, k).reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0);
  const ideal = total([...gains.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : total(ranked.map((id) => gains.get(id) ?? 0)) / ideal;
}
