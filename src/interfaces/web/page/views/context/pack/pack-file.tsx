import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import { Code } from "../../../parts/code.js";
import { Name } from "../../../parts/name.js";
import { openGraph, openWhy } from "../open.js";
import { Likely } from "../signal-name.js";
import type { ContextState } from "../state.js";
import { LevelMark, type PackItem } from "./level.js";
import type { FilePieces } from "./pieces.js";

/** The pieces of a file, each with its text. */
export function PackFile({ state, file }: { readonly state: ContextState; readonly file: FilePieces }) {
  const { path, items, tokens, why } = file;
  const isSelected = state.selection.value?.path === path;
  return (
    <li class="pack-file" aria-current={isSelected ? "true" : undefined}>
      <details open>
        <summary
          onPointerEnter={() => {
            state.pointed.value = path;
          }}
          onPointerLeave={() => {
            state.pointed.value = undefined;
          }}
        >
          <strong>
            <Name of={path} />
          </strong>{" "}
          <span class="fine">
            {formatInteger(tokens)} tokens · <Likely state={state} why={why} />
          </span>
        </summary>
        <p class="pack-file-actions">
          <button type="button" class="link" onClick={() => openWhy(state, { path })}>
            Why this file<span class="hidden">, {printable(path)}</span>?
          </button>
        </p>
        <ol>
          {items.map((item) => (
            <Piece key={item.startLine} state={state} item={item} />
          ))}
        </ol>
      </details>
    </li>
  );
}

function Piece({ state, item }: { readonly state: ContextState; readonly item: PackItem }) {
  const { path, startLine, endLine, symbol, kind, level, tokens, text } = item;
  const place = { path, lines: { start: startLine, end: endLine } };
  const selected = state.selection.value;
  const isSelected = selected?.path === path && selected.lines?.start === startLine;
  return (
    <li class={`piece piece-${level}`} aria-current={isSelected ? "true" : undefined}>
      <p class="piece-head">
        <LevelMark level={level} />
        <button type="button" class="link" title="Show it on the map" onClick={() => state.select(place)}>
          {startLine === endLine ? `line ${startLine}` : `lines ${startLine}–${endLine}`}
        </button>
        {symbol === undefined ? (
          <span class="fine">{kind === "file" ? "of the file" : printable(kind ?? "")}</span>
        ) : (
          <button type="button" class="link" title="Its graph" onClick={() => openGraph(state, place)}>
            <Name of={symbol} />
          </button>
        )}
        <span class="fine piece-tokens">
          {symbol === undefined || kind === undefined ? "" : `${printable(kind)}, `}
          {formatInteger(tokens)} tokens
        </span>
      </p>
      <Code
        path={path}
        startLine={startLine}
        text={text}
        label={`${printable(path)}, ${startLine === endLine ? `line ${startLine}` : `lines ${startLine} to ${endLine}`}`}
      />
    </li>
  );
}
