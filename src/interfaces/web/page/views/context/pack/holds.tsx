import { useSignal } from "@preact/signals";
import type { PackReport } from "../../../../api/contract.js";
import { Name } from "../../../parts/name.js";
import { Notice } from "../../../parts/notice.js";
import { openWhy } from "../open.js";
import { type Found, findFiles, foundIn } from "../search/find.js";
import type { ContextState } from "../state.js";
import { useAnswer } from "../use-answer.js";
import { LevelMark } from "./level.js";
import { holdingOf, nameRank } from "./pieces.js";

const MOST_ASKED = 40;
const MOST_SHOWN = 8;

/** "Does my pack hold function F?" */
export function HoldsField({ state, report }: { readonly state: ContextState; readonly report: PackReport }) {
  const text = useSignal("");
  const asked = text.value.trim();
  const answer = useAnswer(
    asked === "" ? undefined : (signal) => state.source.search({ query: asked, limit: MOST_ASKED }, signal),
    [asked, state.indexed.value],
  );
  const named =
    asked === "" || !answer.value || answer.value.query !== asked
      ? []
      : ranked([...foundIn(answer.value), ...inPack(report)], asked);
  const files = findFiles(state.map.value.value?.files ?? [], asked);
  const found = [...named, ...files].slice(0, MOST_SHOWN);
  return (
    <div class="holds">
      <label class="field">
        Does the pack hold this function, class or file?
        <input
          type="search"
          value={text.value}
          spellcheck={false}
          autocomplete="off"
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
      </label>
      {answer.error === undefined ? null : <Notice error={answer.error} />}
      {asked === "" ? null : (
        <div role="status" class="holds-answer">
          {found.length > 0 ? (
            <ul>
              {found.map((one) => (
                <Held
                  key={`${one.path}:${one.lines?.start ?? ""}`}
                  state={state}
                  report={report}
                  found={one}
                />
              ))}
            </ul>
          ) : answer.loading ? (
            "Looking…"
          ) : (
            <p>
              The repository has no definition or file called <Name of={asked} />.
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** Definitions that the pack shows whole: their lines are those of the definition. */
const inPack = (report: PackReport): Found[] =>
  report.items
    .filter(({ level, symbol }) => level === "full" && symbol !== undefined)
    .map(({ path, startLine, endLine, symbol, kind }) => ({
      path,
      lines: { start: startLine, end: endLine },
      ...(symbol === undefined ? {} : { symbol }),
      kind: kind ?? "lines",
      snippet: [],
    }));

function ranked(all: readonly Found[], asked: string): Found[] {
  const byPlace = new Map<string, { readonly found: Found; readonly rank: number }>();
  for (const found of all) {
    const rank = found.symbol === undefined ? undefined : nameRank(found.symbol, asked);
    const key = JSON.stringify([found.path, found.symbol]);
    if (rank !== undefined && !byPlace.has(key)) byPlace.set(key, { found, rank });
  }
  const list = [...byPlace.values()].sort((a, b) => a.rank - b.rank);
  // Names that only contain what was asked for matter when there is no other.
  const best = list.filter(({ rank }) => rank < 2);
  return (best.length > 0 ? best : list).map(({ found }) => found);
}

function Held(props: { readonly state: ContextState; readonly report: PackReport; readonly found: Found }) {
  const { state, report, found } = props;
  const { path, lines, symbol, kind } = found;
  const holding = holdingOf(report.items, {
    path,
    startLine: lines?.start ?? 1,
    endLine: lines?.end ?? Number.MAX_SAFE_INTEGER,
  });
  const isHeld = holding.pieces.length > 0;
  const isMapped = report.map.some((line) => line.path === path);
  return (
    <li>
      <strong class={isHeld ? "yes" : "no"}>{isHeld ? "Yes" : "No"}</strong>{" "}
      <button type="button" class="link" onClick={() => state.select(lines ? { path, lines } : { path })}>
        <Name of={symbol ?? path} />
      </button>{" "}
      <span class="fine">
        {symbol === undefined ? kind : <Name of={path} />}
        {lines ? `:${lines.start}-${lines.end}` : ""}
      </span>
      {": "}
      {isHeld ? (
        <>
          {!lines
            ? `${holding.pieces.length} ${holding.pieces.length === 1 ? "piece" : "pieces"}`
            : holding.held >= holding.of
              ? "all of its lines"
              : `${holding.held} of its ${holding.of} lines`}{" "}
          {[...new Set(holding.pieces.map(({ level }) => level))].map((level) => (
            <LevelMark key={level} level={level} />
          ))}
        </>
      ) : isMapped ? (
        "only its file is named, in the closing map"
      ) : (
        "not in the pack"
      )}{" "}
      <button type="button" onClick={() => openWhy(state, lines ? { path, lines } : { path })}>
        {isHeld ? "Why" : "Why not"}
      </button>
    </li>
  );
}
