import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import { Code } from "../../../parts/code.js";
import { Notice } from "../../../parts/notice.js";
import { openCode, openGraph, openWhy } from "../open.js";
import { LevelMark } from "../pack/level.js";
import { holdingOf } from "../pack/pieces.js";
import { SelectedHead } from "../selected-head.js";
import type { ContextState } from "../state.js";
import { useAnswer } from "../use-answer.js";
import { SearchBox } from "./search-box.js";

/** Lines of a file that are asked for at once, when no definition is selected. */
const MOST_LINES = 400;

/** The text of the selected file or definition. */
export function CodePanel({ state }: { readonly state: ContextState }) {
  const selection = state.selection.value;
  const path = selection?.path;
  const start = selection?.lines?.start ?? 1;
  const end = selection?.lines ? Math.min(selection.lines.end, start + MOST_LINES - 1) : MOST_LINES;
  const { value, loading, error } = useAnswer(
    path === undefined ? undefined : () => state.source.lines(path, start, end),
    [path, start, end, state.indexed.value],
  );
  const lines = value?.path === path && value?.startLine === start ? value : undefined;
  const pieces =
    path === undefined
      ? []
      : holdingOf(state.pack.value.value?.items ?? [], { path, startLine: start, endLine: end }).pieces;
  return (
    <div class="code-panel" aria-busy={loading}>
      {path === undefined ? (
        <>
          <SearchBox
            state={state}
            label="Show a symbol or a file"
            choose={(found) => openCode(state, found)}
          />
          <p class="waiting">Choose a file or a definition: here, on the map or in another tab.</p>
        </>
      ) : (
        <>
          <SelectedHead state={state} selection={selection ?? { path }}>
            {state.task.value === "" ? null : (
              <button type="button" onClick={() => selection && openWhy(state, selection)}>
                {pieces.length > 0 ? "Why is it in the pack?" : "Why is it not in the pack?"}
              </button>
            )}
            <button type="button" onClick={() => selection && openGraph(state, selection)}>
              Its graph
            </button>
          </SelectedHead>
          {pieces.length > 0 ? (
            <p class="fine">
              In the pack:{" "}
              {pieces.map(({ startLine, endLine, level }) => (
                <span key={startLine}>
                  <LevelMark level={level} /> {startLine}–{endLine}{" "}
                </span>
              ))}
            </p>
          ) : null}
          {error !== undefined ? <Notice error={error} /> : null}
          {lines ? (
            <>
              <Code
                path={path}
                startLine={lines.startLine}
                text={lines.lines.join("\n")}
                label={printable(path)}
              />
              {start + lines.lines.length - 1 < (selection?.lines?.end ?? lines.of) ? (
                <p class="fine">
                  The first {formatInteger(lines.lines.length)} lines; the file has {formatInteger(lines.of)}.
                </p>
              ) : null}
            </>
          ) : loading ? (
            <p class="waiting">Reading…</p>
          ) : null}
        </>
      )}
    </div>
  );
}
