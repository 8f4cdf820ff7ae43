import { useMemo } from "preact/hooks";
import type { CostRow, ModelSpec, PriceOptions } from "../../../../../../cost/index.js";
import { formatBinaryBytes, formatBytes, formatInteger, twoDigits } from "../../../../../../shared/units.js";
import { address, setParameters } from "../../../app/address.js";
import { Panel } from "../../../parts/panel.js";
import { type Frame, framesOf, type Square } from "./frames.js";
import { type ScaleItem, type Scope, scaleItems, timesText } from "./items.js";

/** Pixels; a narrow phone has room for one frame. Frames are not scaled, so that a pixel is one. */
const SIZE = { width: 300, height: 240, gap: 10, readable: 32 } as const;
/** Above the squares, for their letters; below them, for the name of the next frame. */
const TOP = 18;
const BELOW = 20;
/** CSS defines a pixel as 1/96 inch. */
const METRES_PER_PIXEL = 0.0254 / 96;

export interface ToScaleProps {
  readonly spec: ModelSpec;
  readonly options: PriceOptions;
  readonly row: CostRow;
}

/** The n × n matrix beside what is kept of it: areas are bytes, in one scale for each frame. */
export function ToScale({ spec, options, row }: ToScaleProps) {
  const scope: Scope = address.value.parameters.scale === "all" ? "all" : "head";
  const items = useMemo(() => scaleItems(spec, options, row, scope), [spec, options, row, scope]);
  const frames = useMemo(() => framesOf(items, SIZE), [items]);
  const sorted = [...items].sort((a, b) => b.bytes - a.bytes);
  const letterOf = (item: ScaleItem): string => String.fromCharCode(65 + sorted.indexOf(item));
  return (
    <Panel
      title="To scale"
      class="to-scale"
      about={
        <>
          {formatInteger(row.context)} tokens. Areas are bytes. What is too small in one frame stands again in
          the next, closer.
        </>
      }
      actions={
        <fieldset class="scale-scope">
          <legend class="hidden">Of what</legend>
          {(["head", "all"] as const).map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="scale"
                checked={scope === one}
                onChange={() => setParameters({ scale: one === "all" ? "all" : undefined })}
              />{" "}
              {one === "head" ? "One head, one layer" : "All heads and layers"}
            </label>
          ))}
        </fieldset>
      }
    >
      {items.length === 0 ? (
        <p>No layer of this model stores scores of pairs of tokens.</p>
      ) : (
        <>
          <p class="scale-words">{inWords(items)}</p>
          <div class="scale-frames">
            {frames.map((frame, index) => (
              <FrameFigure
                key={index}
                frame={frame}
                place={index}
                first={frames[0]!}
                causal={options.causal && spec.causal}
                letterOf={letterOf}
              />
            ))}
          </div>
          <table class="data">
            <caption class="hidden">What is drawn, largest first</caption>
            <thead>
              <tr>
                <th scope="col">Drawn</th>
                <th scope="col">Bytes</th>
                <th scope="col">{letterOf(sorted[0]!)} is</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map((item) => (
                <tr key={item.kind}>
                  <th scope="row">
                    <span class={`scale-swatch kind-${item.kind}`} aria-hidden="true" /> {letterOf(item)}{" "}
                    {item.name}
                    <span class="scale-about">{item.about}</span>
                  </th>
                  <td>
                    {formatBytes(item.bytes)}
                    <span class="scale-about">{formatBinaryBytes(item.bytes)}</span>
                  </td>
                  <td>{item === sorted[0] ? "" : `${magnification(sorted[0]!.bytes / item.bytes)} ×`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Panel>
  );
}

/** The ratios that matter, as a sentence or two. */
function inWords(items: readonly ScaleItem[]): string {
  const of = (kind: ScaleItem["kind"]) => items.find((item) => item.kind === kind);
  const matrix = of("matrix");
  const memory = of("memory");
  const sentences: string[] = [];
  if (matrix && memory)
    sentences.push(
      `${matrix.name === "Score matrix" ? "One score matrix is" : "The score matrices are"} ${timesText(matrix.bytes / memory.bytes)} the ${memory.name.replace(/^Memory/, "memory")}`,
    );
  const cache = of("cache");
  if (matrix && cache) sentences.push(`${timesText(matrix.bytes / cache.bytes)} the ${cache.name}`);
  const tile = of("tile");
  if (matrix && tile)
    sentences.push(`${timesText(matrix.bytes / tile.bytes)} the tile that FlashAttention holds on the chip`);
  const compared = sentences.length === 0 ? "" : `${joined(sentences)}. `;
  const filled = memory?.filled;
  return memory && filled
    ? `${compared}Weights, cache and state are ${timesText(filled / memory.bytes)} that memory${filled > memory.bytes ? ": they do not fit" : ""}.`
    : compared.trim();
}

const joined = (parts: readonly string[]): string =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;

function FrameFigure({
  frame,
  place,
  first,
  causal,
  letterOf,
}: {
  readonly frame: Frame<ScaleItem>;
  readonly place: number;
  readonly first: Frame<ScaleItem>;
  readonly causal: boolean;
  readonly letterOf: (item: ScaleItem) => string;
}) {
  const { squares, unseen, closer, closerThanLast, bytesPerPixel, next } = frame;
  const largest = first.squares[0]!;
  const height = TOP + BELOW + squares[0]!.side;
  const there = largest.side * closer;
  const said = [
    ...squares.map(
      ({ item, side }) =>
        `${letterOf(item)}, ${item.name}: ${formatBytes(item.bytes)}, ${sizeText(side)} wide`,
    ),
    ...unseen.map(
      (item) => `${letterOf(item)}, ${item.name}: ${formatBytes(item.bytes)}, less than a pixel wide here`,
    ),
  ].join("; ");
  return (
    <figure>
      <figcaption>
        <strong>
          {place === 0 ? "Frame 1" : `Frame ${place + 1}: × ${magnification(closerThanLast)} closer`}
        </strong>
        <span class="scale-about">
          one pixel is {formatBytes(bytesPerPixel)}
          {place === 0
            ? ""
            : `; against frame 1 sides × ${magnification(closer)}, areas × ${magnification(closer ** 2)}: ${letterOf(largest.item)} would be ${metresText(there * METRES_PER_PIXEL)} wide`}
          {unseen.length === 0 ? "" : `; ${unseen.map(letterOf).join(", ")}: less than a pixel wide`}
        </span>
      </figcaption>
      <svg
        width={SIZE.width}
        height={height}
        viewBox={`0 ${BELOW - height} ${SIZE.width} ${height}`}
        role="img"
        aria-label={`${place === 0 ? "Frame 1" : `Frame ${place + 1}, ${magnification(closer)} times closer than frame 1`}. ${said}.`}
      >
        {squares.map((square) => (
          <SquareShape
            key={square.item.kind}
            square={square}
            causal={causal}
            letter={letterOf(square.item)}
          />
        ))}
        {next ? (
          <g class="scale-next">
            <rect
              x={next.x - 4}
              y={-next.height - 4}
              width={next.width + 8}
              height={next.height + 6}
              rx="3"
            />
            <text x={SIZE.width} y={BELOW - 5} text-anchor="end">
              frame {place + 2}
            </text>
          </g>
        ) : null}
      </svg>
    </figure>
  );
}

function SquareShape({
  square: { item, x, side },
  causal,
  letter,
}: {
  readonly square: Square<ScaleItem>;
  readonly causal: boolean;
  readonly letter: string;
}) {
  // The squares stand on y = 0.
  const top = -side;
  // What does not fit is not drawn here: the weights and the cache have squares of their own.
  const filled = item.filled === undefined ? 0 : Math.min(1, item.filled / item.bytes) * side;
  return (
    <g class={`scale-square kind-${item.kind}`}>
      <title>
        {item.name}: {formatBytes(item.bytes)}
      </title>
      <rect x={x} y={top} width={side} height={side} />
      {filled > 0 ? (
        <rect
          class={filled === side ? "scale-filled scale-too-full" : "scale-filled"}
          x={x}
          y={-filled}
          width={side}
          height={filled}
        />
      ) : null}
      {item.kind === "matrix" && causal && side >= 8 ? (
        <>
          <path class="scale-unused" d={`M${x} ${top}H${x + side}V0Z`} />
          {side >= 120 ? (
            <>
              <text x={x + side * 0.28} y={top + side * 0.72} text-anchor="middle">
                causal half
              </text>
              <text class="scale-masked" x={x + side * 0.7} y={top + side * 0.3} text-anchor="middle">
                masked
              </text>
            </>
          ) : null}
        </>
      ) : null}
      {side >= 12 ? (
        <text class="scale-mark" x={x + side / 2} y={top - 5} text-anchor="middle">
          {letter}
        </text>
      ) : null}
    </g>
  );
}

const magnification = (value: number): string =>
  value < 9.95 ? formatInteger(value, 1) : formatInteger(Number(value.toPrecision(3)));

const sizeText = (pixels: number): string =>
  `${pixels < 10 ? formatInteger(pixels, 1) : formatInteger(pixels)} pixels`;

/** `4.1 m`: how wide something would be on a screen. */
function metresText(metres: number): string {
  if (metres >= 1000) return `${twoDigits(metres / 1000)} km`;
  return metres >= 1 ? `${twoDigits(metres)} m` : `${twoDigits(metres * 100)} cm`;
}
