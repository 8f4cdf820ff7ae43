import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe finds on a page that keeps people out: its findings of serious and critical impact.
 * @param within a selector of the part to look at; the whole page without it.
 */
export async function seriousFindings(page: Page, within = "html"): Promise<string[]> {
  // Bundlers of the page may have left a `module`, by which axe would export itself.
  await page.evaluate(`{ const module = undefined; ${axe.source} }`);
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(within)})`)) as AxeResults;
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target} ${node.failureSummary}`));
}
