import { span } from "../../shared/trace.js";
import { candidatesOf } from "./candidates.js";
import { Choice } from "./choice.js";
import type { Packed } from "./item.js";
import { itemsOf } from "./items.js";
import { explainMajority } from "./majority.js";
import { withMap } from "./map.js";
import { bestFirstAndLast } from "./order.js";
import type { PackRequest } from "./request.js";

export type { LeftOut, Packed, PackItem } from "./item.js";

/**
 * Packs chunks under a token budget: some whole, some as their head and the lines that match. No line is repeated.
 * The rendered text never exceeds the budget.
 */
export function packContext(asked: PackRequest): Promise<Packed> {
  return span(
    "pack",
    () => withMap({ ...asked, counter: asked.memory.lines }, (budget) => fill({ ...asked, budget })),
    ({ items, tokens, candidates }) => ({ pieces: items.length, tokens, candidates: candidates.length }),
  );
}

async function fill(request: PackRequest): Promise<Omit<Packed, "map">> {
  const candidates = candidatesOf(request.files, request.needs);
  const { lines } = request.memory;
  const choice = new Choice(request, candidates);
  await choice.fill();
  for (;;) {
    const items = bestFirstAndLast(choice.shown()).flatMap(({ plan, path }) =>
      itemsOf(
        plan,
        path,
        (text) => lines.count(text),
        (chunk) => request.why(plan.file, chunk),
      ),
    );
    const text = span(
      "render",
      () => request.render(items),
      (rendered) => ({ pieces: items.length, bytes: Buffer.byteLength(rendered) }),
    );
    const tokens = lines.count(text);
    if (tokens <= request.budget && items.length > 0)
      return explainMajority({ items, text, tokens, candidates }, request, (path) => choice.fileOf(path));
    // Costs are exact but for tokens that join two lines. What was taken last is worth least.
    if (!choice.undo()) return { items: [], text: "", tokens: 0, candidates };
  }
}
