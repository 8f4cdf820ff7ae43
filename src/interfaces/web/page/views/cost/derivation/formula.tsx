import { computed, type ReadonlySignal } from "@preact/signals";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import type { Formula } from "../../../../../../cost/formula.js";
import type { MathSymbol } from "../../../../../../cost/symbols.js";
import { Bracket, Brackets, Frac, Name, Num, Operator, Sub, Sup } from "../../../parts/math.js";
import type { Letter, Letters } from "./letters.js";
import { inLetters, inNumbers, type Node, type Piece, piecesOf } from "./typeset.js";

/** The letters of a derivation, and those that are touched. */
export interface Touch {
  readonly letters: Letters;
  readonly touched: ReadonlySignal<readonly number[]>;
}

export const TouchContext = createContext<Touch | undefined>(undefined);

const useTouch = (): Touch => useContext(TouchContext)!;

/** A formula in letters, in numbers, and what it comes to. */
export function FormulaLines({
  formula,
  result,
  defines,
}: {
  readonly formula: Formula;
  readonly result: string;
  readonly defines?: Letter | undefined;
}) {
  const { letters } = useTouch();
  const numbers = piecesOf(inNumbers(formula, letters), "×");
  const plain =
    numbers.length === 1 && numbers[0]!.node.kind === "figure" && numbers[0]!.node.text === result;
  return (
    <div class="formula-lines">
      <div class="formula-line in-letters">
        <Pieces
          pieces={piecesOf(inLetters(formula, letters), "·")}
          before={
            defines && (
              <>
                <LetterMark symbol={defines.symbol} ids={[letters.idOf(defines.symbol, defines.value)]} />
                <mo>=</mo>
              </>
            )
          }
        />
      </div>
      {plain ? null : (
        <div class="formula-line in-numbers">
          <Pieces pieces={numbers} before={<mo>=</mo>} />
        </div>
      )}
      <div class="formula-line in-all">
        <span class="formula-part">
          <math>
            <mo>=</mo>
          </math>{" "}
          <strong>{result}</strong>
        </span>
      </div>
    </div>
  );
}

/** Parts between which the line may be broken: browsers do not break formulas. */
const Pieces = ({
  pieces,
  before,
}: {
  readonly pieces: readonly Piece[];
  readonly before: ComponentChildren;
}) =>
  pieces.map(({ sign, node, bracket }, index) => (
    <span class={isWords(node) ? "formula-part words" : "formula-part"} key={index}>
      <math displaystyle>
        {index === 0 ? before : null}
        {sign === undefined ? null : (
          <Operator form="infix" tight={sign === "·"}>
            {sign}
          </Operator>
        )}
        {bracket === "open" ? <Bracket>(</Bracket> : null}
        {isWords(node) ? null : node.kind === "sum" ? <Factor node={node} /> : <Typeset node={node} />}
        {bracket === "close" && !isWords(node) ? <Bracket>)</Bracket> : null}
      </math>
      {isWords(node) ? <WordsMark node={node} after={bracket === "close" ? ")" : ""} /> : null}
    </span>
  ));

/** Whether one of the letters is touched. Only what changes is drawn again. */
function useLit(ids: readonly number[]): boolean {
  const { touched } = useTouch();
  const key = ids.join();
  const lit = useMemo(() => computed(() => ids.some((id) => touched.value.includes(id))), [key, touched]);
  return lit.value;
}

type LetterNode = Extract<Node, { readonly kind: "letter" }>;

/** A value that is called by words, which may be broken: text, not a formula. */
const isWords = (node: Node): node is LetterNode =>
  node.kind === "letter" && [...node.symbol.letter].length > 1;

function WordsMark({ node: { symbol, ids }, after }: { readonly node: LetterNode; readonly after: string }) {
  const lit = useLit(ids);
  return (
    <>
      <span class={lit ? "formula-letter lit" : "formula-letter"} data-letter={ids.join(" ")}>
        {symbol.letter}
      </span>
      {after}
    </>
  );
}

/** Words with letters among them, which can be touched as those of formulas. */
export function Words({ words }: { readonly words: readonly (string | Letter)[] }) {
  const { letters } = useTouch();
  return (
    <>
      {words.map((word) =>
        typeof word === "string" ? (
          word
        ) : (
          <math>
            <LetterMark symbol={word.symbol} ids={[letters.idOf(word.symbol, word.value)]} />
          </math>
        ),
      )}
    </>
  );
}

/** softmax(Q·Kᵀ/√d_k)·V. */
export function AttentionFormula({ keyDim }: { readonly keyDim: Letter }) {
  const { letters } = useTouch();
  return (
    <p class="attention-formula">
      <math displaystyle>
        <mtext>Attention</mtext>
        <Brackets>
          <mi>Q</mi>
          <mo>,</mo>
          <mi>K</mi>
          <mo>,</mo>
          <mi>V</mi>
        </Brackets>
      </math>
      <math displaystyle>
        <mo>=</mo>
        <mtext>softmax</mtext>
        <Brackets tall>
          <Frac
            over={
              <>
                <mi>Q</mi>
                <Operator tight>·</Operator>
                <Sup sup={<mi mathvariant="normal">T</mi>}>
                  <mi>K</mi>
                </Sup>
              </>
            }
            under={
              <msqrt>
                <LetterMark symbol={keyDim.symbol} ids={[letters.idOf(keyDim.symbol, keyDim.value)]} />
              </msqrt>
            }
          />
        </Brackets>
        <Operator tight>·</Operator>
        <mi>V</mi>
      </math>
    </p>
  );
}

function Typeset({ node }: { readonly node: Node }) {
  switch (node.kind) {
    case "constant":
      return <Num>{node.text}</Num>;
    case "letter":
      return <LetterMark symbol={node.symbol} ids={node.ids} />;
    case "figure":
      return <Figure node={node} />;
    case "negative":
      return (
        <mrow>
          <Operator form="prefix">−</Operator>
          <Factor node={node.of} />
        </mrow>
      );
    case "power":
      return (
        <Sup sup={<Num>{String(node.exponent)}</Num>}>
          <Factor node={node.of} />
        </Sup>
      );
    case "quotient":
      return <Frac over={<Typeset node={node.of} />} under={<Typeset node={node.by} />} />;
    case "total":
      return (
        <mrow>
          <mo largeop={false}>Σ</mo>
          {node.of.kind === "product" ? <Typeset node={node.of} /> : <Factor node={node.of} />}
        </mrow>
      );
    case "product":
      return (
        <mrow>
          {node.of.map((factor, index) => (
            <>
              {index === 0 ? null : (
                <Operator tight={hasLetters(node)}>{hasLetters(node) ? "·" : "×"}</Operator>
              )}
              <Factor node={factor} />
            </>
          ))}
        </mrow>
      );
    case "sum":
      return (
        <mrow>
          {node.of.map(({ subtracted, node: part }, index) => (
            <>
              {subtracted || index > 0 ? (
                <Operator form={index === 0 ? "prefix" : "infix"}>{subtracted ? "−" : "+"}</Operator>
              ) : null}
              {part.kind === "sum" ? <Factor node={part} /> : <Typeset node={part} />}
            </>
          ))}
        </mrow>
      );
  }
}

/** In a product a sum stands in brackets. */
const Factor = ({ node }: { readonly node: Node }) =>
  node.kind === "sum" || node.kind === "negative" || node.kind === "product" ? (
    <Brackets>
      <Typeset node={node} />
    </Brackets>
  ) : (
    <Typeset node={node} />
  );

/** Numbers are multiplied with ×, letters with a dot. */
function hasLetters(node: Node): boolean {
  switch (node.kind) {
    case "letter":
      return true;
    case "sum":
      return node.of.some((part) => hasLetters(part.node));
    case "product":
      return node.of.some(hasLetters);
    case "quotient":
      return hasLetters(node.of) || hasLetters(node.by);
    case "power":
    case "negative":
    case "total":
      return hasLetters(node.of);
    default:
      return false;
  }
}

/**
 * A letter, which a pointer can touch: `data-letter` has the places of its numbers. It takes no focus, since
 * assistive technology reads a formula as a whole; the row of letters above the formulas does.
 */
function LetterMark({ symbol, ids }: { readonly symbol: MathSymbol; readonly ids: readonly number[] }) {
  const lit = useLit(ids);
  return (
    <mrow class={lit ? "formula-letter lit" : "formula-letter"} data-letter={[...new Set(ids)].join(" ")}>
      <LetterName symbol={symbol} />
    </mrow>
  );
}

export const LetterName = ({ symbol: { letter, sub } }: { readonly symbol: MathSymbol }) =>
  sub === undefined ? <Name>{letter}</Name> : <Sub of={letter} sub={sub} />;

function Figure({
  node: { text, counts, ids },
}: {
  readonly node: Extract<Node, { readonly kind: "figure" }>;
}) {
  const lit = useLit(ids);
  return (
    <mrow
      class={lit ? "formula-figure lit" : "formula-figure"}
      data-letter={ids.length === 0 ? undefined : ids.join(" ")}
    >
      <Num counts={counts}>{text}</Num>
    </mrow>
  );
}
