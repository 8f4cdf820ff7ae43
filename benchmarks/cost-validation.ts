// Writes docs/cost-validation.md: the cost model against measurements. Fails when its errors exceed the bounds.
// Run: node scripts/run-ts.mjs benchmarks/cost-validation.ts
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beyondBounds } from "./cost-validation/bounds.js";
import { allCases } from "./cost-validation/cases/index.js";
import { fittedKernels } from "./cost-validation/page/kernels.js";
import { pageOf } from "./cost-validation/page/page.js";

const { cases, skipped } = allCases();
const file = join(process.cwd(), "docs", "cost-validation.md");
writeFileSync(file, pageOf(cases, skipped));
console.log(`${file}: ${cases.length} measured figures`);

const problems = [
  ...beyondBounds(cases),
  ...fittedKernels()
    .filter(({ agrees }) => !agrees)
    .map(
      ({ architecture, bits, kernel, fitted, used }) =>
        `${architecture}, ${kernel} in ${bits} bits: fitted ${fitted}, used ${used}`,
    ),
];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
