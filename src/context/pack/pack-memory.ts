import type { TokenCounter } from "../../shared/tokens/count.js";
import type { Body } from "../text/copies.js";
import type { LineMatcher } from "../text/line-matcher.js";
import type { FileScore } from "./candidates.js";
import { tokensPerWidth } from "./file-state.js";
import { Forms } from "./forms.js";
import type { PackFile } from "./item.js";
import { LineCounter } from "./line-counter.js";

/** What a pack needs of one of its files. */
export interface FileMaterial {
  readonly file: PackFile;
  readonly forms: Forms;
  readonly tokensPerWidth: number;
}

/**
 * What packs of one task have in common, whatever their budgets: the counted lines, and the forms in which their files
 * can be shown. The choice is made for each budget.
 */
export class PackMemory {
  readonly lines: LineCounter;
  private readonly materials = new Map<number, FileMaterial>();
  private readonly bodies = new WeakMap<Forms, Map<number, Body>>();

  constructor(
    counter: TokenCounter,
    /** Finds the words of the task in lines. */
    private readonly matcher: LineMatcher,
  ) {
    this.lines = new LineCounter(counter);
  }

  /** @param file as it was read just now: with other lines than before, its forms are made again. */
  materialOf({ file: number, chunks }: FileScore, file: PackFile): FileMaterial {
    const known = this.materials.get(number);
    if (known && known.file.lines === file.lines) return known;
    const material: FileMaterial = {
      file,
      forms: new Forms(file, chunks, this.matcher),
      tokensPerWidth: tokensPerWidth(file.lines, chunks),
    };
    this.materials.set(number, material);
    return material;
  }

  /** The text of a chunk for comparison, made by `make` when it is first asked for. */
  bodyOf(forms: Forms, chunk: number, make: () => Body): Body {
    let bodies = this.bodies.get(forms);
    if (!bodies) {
      bodies = new Map();
      this.bodies.set(forms, bodies);
    }
    const known = bodies.get(chunk) ?? make();
    bodies.set(chunk, known);
    return known;
  }
}
