import type { Import, SymbolKind } from "../../parse/parsed.js";

/** What a language reads from the markup of a file by itself, before the grammar reads the file's code. */
export interface Markup {
  /**
   * The text that the grammar gets: scripts and the expressions of the markup in place, all else blank. It has the
   * same length, so that offsets stay valid.
   */
  readonly code: string;
  readonly uses: readonly MarkupUse[];
  /** Names that the markup binds, such as the variable of a loop. */
  readonly bound: readonly BoundName[];
  /** Where expressions of the markup are: sorted, apart. The language's `markupQuery` runs here only. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  /** `offset`: where the statement begins. A variable that is defined there is the import's local name. */
  readonly imports?: readonly (Omit<Import, "line"> & { readonly offset: number })[];
  /** Definitions that the markup makes, such as a macro. */
  readonly definitions?: readonly MarkupDefinition[];
  /** Names by which markup uses a definition of this file: the selector of a component, the name of a pipe. */
  readonly registered?: readonly RegisteredName[];
  /**
   * The receiver of every name in the markup that has none and that the markup does not bind: `this` when all names
   * are members of the component. Without it, a name is looked up as in code.
   */
  readonly owner?: string;
}

/** A definition between two offsets. Its signature ends where the body begins. */
export interface MarkupDefinition {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
}

/** A name in markup that code defines. */
export interface MarkupUse {
  /**
   * The spellings that the definition may have: `nav-bar` means `NavBar` or `navBar`. The one that the file
   * imports or defines counts, else the first.
   */
  readonly names: readonly string[];
  /** The name before the dot: `ui` in `<ui.Nav>`. */
  readonly receiver?: string;
  /**
   * `component`: a component, a directive or a pipe. `call`: a function that the markup calls or installs.
   * `value`: any other name, which counts only when the file defines or imports it.
   */
  readonly kind: "component" | "call" | "value";
  /** Offset of the name in the text, in UTF-16 code units. */
  readonly offset: number;
}

/** A name that means no definition between two offsets. */
export interface BoundName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface RegisteredName {
  readonly name: string;
  /** Offset of the definition's name. Without it, the file itself is meant. */
  readonly offset?: number;
}
