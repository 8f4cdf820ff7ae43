export { analyse, FIT_FROM } from "./analyse/analyse.js";
export { compareReports } from "./analyse/compare.js";
export { type BenchComparison, benchComparison } from "./analyse/comparison.js";
export { type Crossover, crossover } from "./analyse/crossover.js";
export { type Fit, fitPower } from "./analyse/fit.js";
export { articleKernels, compareWithArticle } from "./article/compare-with-article.js";
export { extrapolatedAsArticle } from "./article/extrapolate.js";
export {
  type ArticleReport,
  articleReport,
  type PythonRun,
  pythonRun,
} from "./article/report.js";
export { ARTICLE_CAP, ARTICLE_HEAD_DIM, ARTICLE_SIZES } from "./article/sizes.js";
export { backends } from "./backends/index.js";
export { wasmBackend } from "./backends/wasm/backend.js";
export { type BenchOptions, benchmark, type Progress } from "./benchmark.js";
export type { Backend, Kernel, Prepared, Session, Shape } from "./kernel.js";
export { kernels } from "./kernels/index.js";
export {
  type BenchCrossover,
  type BenchFit,
  type BenchReport,
  type BenchRow,
  type BenchSkip,
  benchReport,
  benchRow,
} from "./report.js";
