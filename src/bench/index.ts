export { analyse, FIT_FROM } from "./analyse/analyse.js";
export { type BenchComparison, benchComparison, compareReports } from "./analyse/compare.js";
export { type Crossover, crossover } from "./analyse/crossover.js";
export { type Fit, fitPower } from "./analyse/fit.js";
export { articleKernels, compareWithArticle } from "./article/compare-with-article.js";
export {
  ARTICLE_CAP,
  ARTICLE_HEAD_DIM,
  ARTICLE_SIZES,
  type ArticleReport,
  articleReport,
  type PythonRun,
  pythonRun,
} from "./article/report.js";
export { backends } from "./backends/index.js";
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
