import { formatInteger, formatSeconds } from "../../shared/units.js";
import { crossover, type Point } from "../analyse/crossover.js";
import type { Kernel } from "../kernel.js";
import { flash } from "../kernels/flash/kernel.js";
import { linear } from "../kernels/linear/kernel.js";
import { naive } from "../kernels/naive/kernel.js";
import { recurrence } from "../kernels/recurrence/kernel.js";
import type { BenchReport } from "../report.js";
import { lastMeasured } from "./extrapolate.js";
import type { ArticleReport, PythonPoint, PythonRun } from "./report.js";
import { ARTICLE_CAP, ARTICLE_SIZES } from "./sizes.js";

/**
 * The recurrence over the same input in every run, as the Python loop is timed, so that caches may hold the
 * input.
 */
const { roof: _, ...withoutRoof } = recurrence;
const recurrenceWarm: Kernel = { ...withoutRoof, name: "recurrence-warm", streams: false };

/** The kernels that `compareWithArticle` expects in our report. */
export const articleKernels: readonly Kernel[] = [naive, flash, linear, recurrence, recurrenceWarm];

type Cell = ArticleReport["rows"][number]["flash"];
type Crossing = ArticleReport["crossovers"][number];

/**
 * The article's table by its method and by ours, with the verdict of each. Its method measures sizes up to
 * 5,000 and extrapolates larger ones from the largest measured, as n² for the product and as n for the loop.
 * Our cells are measured or empty.
 * @param python undefined when no Python with numpy could run; its side is then empty.
 */
export function compareWithArticle(
  ours: BenchReport,
  python: PythonRun | undefined,
  pythonMissing: string | undefined,
): ArticleReport {
  const points = (python?.points ?? []).filter(({ n }) => n <= ARTICLE_CAP);
  const measured = (kernel: string): Point[] =>
    ours.rows.filter((row) => row.kernel === kernel && row.measured);
  const rows = ARTICLE_SIZES.map((n) => ({
    n,
    product: theirs(points, "product", n, 2),
    loop: theirs(points, "loop", n, 1),
    naive: at(measured("naive"), n),
    flash: at(measured("flash"), n),
    linear: at(measured("linear"), n),
    recurrence: at(measured(recurrence.name), n),
    recurrenceWarm: at(measured(recurrenceWarm.name), n),
  }));
  const engine = python ? `Python ${python.python}, numpy ${python.numpy}` : "";
  const column = (key: "product" | "attention" | "loop") =>
    points.map((one) => ({ n: one.n, seconds: one[key] }));
  const crossovers: Crossing[] = [
    ...meeting(`the article's method, ${engine}`, "product alone", column("product"), "loop", column("loop")),
    ...meeting(engine, "attention", column("attention"), "loop", column("loop")),
    ...["naive", "flash"].flatMap((quadratic) =>
      ["linear", "recurrence"].flatMap((linear) =>
        meeting("wasm, one thread", quadratic, measured(quadratic), linear, measured(linear)),
      ),
    ),
  ];
  const report = { python: python ?? null, pythonMissing: pythonMissing ?? null, rows, crossovers, ours };
  return { ...report, words: verdict(report) };
}

const at = (points: readonly Point[], n: number): Cell => {
  const found = points.find((point) => point.n === n);
  return found ? { seconds: found.seconds, measured: true } : null;
};

/**
 * A cell of the article's method: measured up to its cap, larger sizes by a power law from the largest
 * measured one.
 */
function theirs(points: readonly PythonPoint[], key: "product" | "loop", n: number, power: 1 | 2): Cell {
  const same = points.find((point) => point.n === n);
  if (same) return { seconds: same[key], measured: true };
  const last = lastMeasured(points);
  return last ? { seconds: last[key] * (n / last.n) ** power, measured: false } : null;
}

function meeting(
  engine: string,
  quadratic: string,
  first: readonly Point[],
  linear: string,
  second: readonly Point[],
): Crossing[] {
  const found = crossover(first, second);
  if (found.kind === "unknown") return [];
  const common = { engine, quadratic, linear };
  if (found.kind === "between")
    return [
      {
        ...common,
        n: found.n,
        note: `between the measured ${formatInteger(found.from)} and ${formatInteger(found.to)}`,
      },
    ];
  const faster = found.faster === "first" ? quadratic : linear;
  return [{ ...common, n: null, note: `${faster} is faster at every size measured` }];
}

/** The two verdicts as text. Every number comes from the rows and crossovers. */
function verdict({ rows, crossovers, pythonMissing, ours }: Omit<ArticleReport, "words">): string {
  const find = (engine: RegExp, quadratic: string, linear: string) =>
    crossovers.find((one) => engine.test(one.engine) && one.quadratic === quadratic && one.linear === linear);
  const where = (one: Crossing) => (one.n === null ? one.note : `they cross at n ≈ ${formatInteger(one.n)}`);
  const sentences: string[] = [];
  const its = find(/method/, "product alone", "loop");
  if (its) {
    const far = rows.at(-1)!;
    sentences.push(
      `By the article's method ${where(its)}: its verdict would be that attention is the cheaper side up to there, and ${(far.product!.seconds / far.loop!.seconds).toFixed(0)} times as expensive at n = ${formatInteger(far.n)} (${formatSeconds(far.product!.seconds)} against ${formatSeconds(far.loop!.seconds)}, both extrapolated).`,
      "That crossover compares a compiled matrix product without softmax and values with an interpreted loop: the language, not the algorithm, sets it.",
    );
    const full = find(/^Python/, "attention", "loop");
    if (full) sentences.push(`With the whole of attention in numpy against the same loop, ${where(full)}.`);
  } else sentences.push(`The article's side was not measured: ${pythonMissing}.`);
  const fair = [find(/^wasm/, "flash", "recurrence"), find(/^wasm/, "flash", "linear")].filter(
    (one) => one !== undefined,
  );
  if (fair.length > 0)
    sentences.push(
      `Within one engine (${fair[0]!.engine}): flash attention and the recurrence: ${where(fair[0]!)}${fair[1] ? `; flash and linear attention: ${where(fair[1])}` : ""}.`,
    );
  const thousand = rows.find(({ n }) => n === 1_000);
  if (thousand?.loop && thousand.recurrence) {
    const loop = thousand.loop.seconds;
    const against = ({ seconds }: { seconds: number }) =>
      `${perToken(seconds / 1_000)} (${(loop / seconds).toFixed(0)} times as fast)`;
    sentences.push(
      `The interpreted loop takes ${perToken(loop / 1_000)} a token at n = 1,000, its data in a cache; the same recurrence compiled takes ${against(thousand.recurrence)} at the rate of memory${thousand.recurrenceWarm ? `, ${against(thousand.recurrenceWarm)} with its data in a cache too` : ""}.`,
    );
  }
  const largest = Math.max(
    0,
    ...ours.rows.filter((row) => row.kernel === "flash" && row.measured).map(({ n }) => n),
  );
  if (largest > ARTICLE_CAP)
    sentences.push(
      `Nothing had to be extrapolated from ${formatInteger(ARTICLE_CAP)} on: attention was measured to n = ${formatInteger(largest)} here.`,
    );
  return sentences.join(" ");
}

const perToken = (seconds: number) =>
  seconds < 1e-7 ? `${(seconds * 1e9).toFixed(1)} ns` : `${(seconds * 1e6).toFixed(2)} µs`;
