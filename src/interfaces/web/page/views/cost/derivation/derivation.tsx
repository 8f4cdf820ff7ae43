import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { quadraticArgument } from "../../../../../../cost/derive/argument.js";
import { exact, formatted } from "../../../../../../cost/derive/value-text.js";
import {
  type CostRow,
  deriveFormulas,
  type FormulaStep,
  type ModelSpec,
  type PriceOptions,
  tokensText,
} from "../../../../../../cost/index.js";
import type { MathSymbol } from "../../../../../../cost/symbols.js";
import { Panel } from "../../../parts/panel.js";
import { AttentionFormula, FormulaLines, LetterName, TouchContext, Words } from "./formula.js";
import { entriesOf, type Letter, type LetterEntry, Letters, placesOf } from "./letters.js";
import { idsIn } from "./typeset.js";

export interface DerivationProps {
  readonly spec: ModelSpec;
  readonly options: PriceOptions;
  readonly row: CostRow;
}

/**
 * Where the figures of a row come from: why attention is quadratic, then each step of this model's count, in letters
 * and in numbers. A letter that is touched lights up wherever it stands.
 */
export function Derivation({ spec, options, row }: DerivationProps) {
  const derivation = useMemo(() => deriveFormulas(spec, row, options), [spec, row, options]);
  const argument = useMemo(
    () => quadraticArgument(spec, row.context, options.latent),
    [spec, row.context, options.latent],
  );
  const letters = useMemo(() => new Letters(), [derivation, argument]);
  const groups = useMemo(() => groupsOf(derivation.steps), [derivation]);
  const open = useSignal<ReadonlySet<string>>(new Set(["argument", firstOf(groups), "total 0"]));
  const printing = useSignal(false);
  const touch = useTouched(letters);

  useEffect(() => {
    const before = () => {
      printing.value = true;
    };
    const after = () => {
      printing.value = false;
    };
    window.addEventListener("beforeprint", before);
    window.addEventListener("afterprint", after);
    return () => {
      window.removeEventListener("beforeprint", before);
      window.removeEventListener("afterprint", after);
    };
  }, []);

  const toggled = (name: string) => (event: Event) => {
    const next = new Set(open.value);
    if ((event.currentTarget as HTMLDetailsElement).open) next.add(name);
    else next.delete(name);
    if (!printing.value && next.size !== open.value.size) open.value = next;
  };
  const shown = (name: string): boolean => printing.value || open.value.has(name);
  const names = ["argument", ...groups.map(({ name }) => name)];
  const entries = entriesOf(letters, [
    ...(argument && shown("argument")
      ? [argument.keyDim, ...argument.lines.map(({ formula }) => formula)].flatMap((formula) =>
          idsIn(formula, letters),
        )
      : []),
    ...groups.flatMap(({ name, steps }) =>
      shown(name)
        ? steps.flatMap(({ symbol, value, formula }) => [
            ...(symbol ? [letters.idOf(symbol, value)] : []),
            ...idsIn(formula, letters),
          ])
        : [],
    ),
  ]);
  const all = names.every((name) => open.value.has(name));

  return (
    <Panel
      title="Derivation"
      class="derivation"
      about={
        <>
          {tokensText(derivation)}. Every count, from the pairs of one head to the totals above. Point at a
          letter, or choose one of the row: it lights up wherever it stands.
        </>
      }
      actions={
        <button type="button" onClick={() => (open.value = new Set(all ? [] : names))}>
          {all ? "Close all" : "Open all"}
        </button>
      }
    >
      <TouchContext.Provider value={{ letters, touched: touch.touched }}>
        <div class="letter-bar" {...touch.handlers}>
          <LetterRow entries={entries} letters={letters} kept={touch.kept} />
          <p class="letter-said" role="status">
            <Said letters={letters} touched={touch.touched} />
          </p>
        </div>
        <div class="derive-steps" {...touch.handlers}>
          {argument === undefined ? (
            <p>No layer of this model scores pairs of tokens: its cost is linear in n.</p>
          ) : (
            <details open={shown("argument")} onToggle={toggled("argument")}>
              <summary>
                <h3>Why it is quadratic</h3>
                <span class="group-sum">every pair counted, as in the article</span>
              </summary>
              {shown("argument") ? <AttentionFormula keyDim={argument.keyDim} /> : null}
              {shown("argument") ? (
                <ol class="derive-argument">
                  {argument.lines.map(({ title, words, formula, result }) => (
                    <li key={title}>
                      <p>
                        <strong>{title}.</strong> <Words words={words} />
                      </p>
                      <FormulaLines formula={formula} result={result} />
                    </li>
                  ))}
                </ol>
              ) : null}
            </details>
          )}
          {groups.map(({ name, title, symbols, steps, total }) => (
            <details key={name} open={shown(name)} onToggle={toggled(name)}>
              <summary>
                <h3>{title}</h3>
                {total === undefined ? null : <span class="group-sum">{total}</span>}
              </summary>
              {shown(name) ? (
                <div class="derive-group">
                  {symbols === undefined ? null : <p class="step-words">{symbols}</p>}
                  {steps.map((step) => (
                    <div class="derive-step" key={step.title}>
                      <h4>{step.title}</h4>
                      {symbols === undefined ? <p class="step-words">{step.symbols}</p> : null}
                      <FormulaLines
                        formula={step.formula}
                        result={step.result}
                        defines={step.symbol && { symbol: step.symbol, value: step.value }}
                      />
                    </div>
                  ))}
                </div>
              ) : null}
            </details>
          ))}
        </div>
      </TouchContext.Provider>
    </Panel>
  );
}

/** The letters of what is open, as buttons. It reads `kept` itself, so that a touch draws no formula again. */
function LetterRow({
  entries,
  letters,
  kept,
}: {
  readonly entries: readonly LetterEntry[];
  readonly letters: Letters;
  readonly kept: ReadonlySignal<readonly number[]>;
}) {
  return (
    <fieldset class="letter-row">
      <legend class="hidden">Letters</legend>
      {entries.map(({ symbol, ids }) => (
        <button
          type="button"
          key={symbol.name}
          data-letter={ids.join(" ")}
          aria-pressed={kept.value.join() === ids.join()}
        >
          <math>
            <LetterName symbol={symbol} />
          </math>
          <span class="hidden">
            , {symbol.name}: {ids.map((id) => exact(letters.all[id]!.value)).join(", ")}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

/** What is said of the letters that are touched. */
function Said({
  letters,
  touched,
}: {
  readonly letters: Letters;
  readonly touched: ReadonlySignal<readonly number[]>;
}) {
  const shown: readonly Letter[] = touched.value
    .map((id) => letters.all[id])
    .filter((one) => one !== undefined);
  const [first] = shown;
  if (first === undefined) return <>Touch a letter to see what it stands for.</>;
  const { symbol } = first;
  const words = symbol.name === symbol.letter;
  return (
    <>
      <math>
        <LetterName symbol={symbol} />
        <mo>=</mo>
      </math>{" "}
      <strong>{shown.map(({ value }) => exact(value)).join(", ")}</strong>
      {words ? ", derived above" : ` · ${symbol.name}`}
    </>
  );
}

/** Steps under one heading. */
interface Group {
  /** Stays the same while the context moves. */
  readonly name: string;
  readonly title: string;
  /** The symbols that all steps share. */
  readonly symbols?: string | undefined;
  readonly steps: readonly FormulaStep[];
  /** Of a group that the totals add up. */
  readonly total?: string | undefined;
}

function groupsOf(steps: readonly FormulaStep[]): readonly Group[] {
  const groups: FormulaStep[][] = [];
  for (const step of steps) {
    const last = groups.at(-1);
    if (last?.[0]?.group === step.group) last.push(step);
    else groups.push([step]);
  }
  const counts = new Map<string, number>();
  return groups.map((of) => {
    const [{ part, group, symbols }] = of as [FormulaStep, ...FormulaStep[]];
    const kind = of.some((step) => step.part === "attention") ? "attention" : part;
    const at = counts.get(kind) ?? 0;
    counts.set(kind, at + 1);
    const added = of.filter((step) => step.part === "attention" || step.part === "linear");
    return {
      name: `${kind} ${at}`,
      title: group,
      symbols: of.length > 1 && of.every((step) => step.symbols === symbols) ? symbols : undefined,
      steps: of,
      total:
        added.length === 0
          ? undefined
          : formatted(
              added.reduce((sum, { value }) => sum + value, 0),
              "FLOP",
            ),
    };
  });
}

const firstOf = (groups: readonly Group[]): string => groups[0]?.name ?? "";

/** Which letters are touched: by pointer, by focus, or pressed and so kept. */
function useTouched(letters: Letters) {
  const touched = useSignal<readonly number[]>([]);
  const kept = useSignal<readonly number[]>([]);
  const keptSymbols = useRef<readonly MathSymbol[]>([]);
  const touch = (ids: readonly number[]): void => {
    if (ids.join() !== touched.value.join()) touched.value = ids;
  };
  const keep = (ids: readonly number[]): void => {
    kept.value = ids;
    keptSymbols.current = ids.map((id) => letters.all[id]!.symbol);
  };
  useEffect(() => {
    // Places in `letters` are those of another context now.
    kept.value = placesOf(keptSymbols.current, letters);
    touch(kept.value);
  }, [letters]);
  return {
    touched,
    kept,
    handlers: {
      onPointerOver: (event: Event) => touch(idsAt(event) ?? kept.value),
      onPointerLeave: () => touch(kept.value),
      onFocusIn: (event: Event) => touch(idsAt(event) ?? kept.value),
      onFocusOut: () => touch(kept.value),
      onClick: (event: Event) => {
        const ids = idsAt(event);
        if (ids === undefined) return;
        keep(ids.join() === kept.value.join() ? [] : ids);
        touch(ids);
      },
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        keep([]);
        touch([]);
      },
    },
  };
}

/** The places of the letter that an event is of. */
const idsAt = ({ target }: Event): readonly number[] | undefined =>
  (target as Element).closest("[data-letter]")?.getAttribute("data-letter")?.split(" ").map(Number);
