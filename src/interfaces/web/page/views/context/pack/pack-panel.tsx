import { Component } from "preact";
import { useEffect, useState } from "preact/hooks";
import { failure } from "../../../../../../shared/errors.js";
import { formatInteger } from "../../../../../../shared/units.js";
import { noMatch, whatToTry } from "../../../../../answers/no-match.js";
import { budgetTooSmall, NOTHING_MATCHED } from "../../../../../answers/pack-words.js";
import { unindexedNote } from "../../../../../answers/unindexed-note.js";
import type { PackReport } from "../../../../api/contract.js";
import { Name } from "../../../parts/name.js";
import { Notice } from "../../../parts/notice.js";
import { sentence } from "../../../parts/sentence.js";
import { openWhy } from "../open.js";
import { Likely } from "../signal-name.js";
import type { ContextState } from "../state.js";
import { firstStep } from "../task/first-step.js";
import { CopyPack } from "./copy.js";
import { Difference, StartOver } from "./difference.js";
import { HoldsField } from "./holds.js";
import { LevelMark, levelNames } from "./level.js";
import { PackFile } from "./pack-file.js";
import { byFile, type FilePieces, samePieces } from "./pieces.js";

/** What is sent: the pieces with their text, in their order, and what was left out. */
export function PackPanel({ state }: { readonly state: ContextState }) {
  const { value: report, loading, error } = state.pack.value;
  if (error !== undefined)
    return (
      <>
        <Notice error={error} />
        {state.since.value === undefined ? null : <StartOver state={state} />}
      </>
    );
  if (!report)
    return (
      <p class="waiting">{loading ? "Making the pack…" : `${firstStep(state)}: its pack is shown here.`}</p>
    );
  const files = byFile(report.items);
  return (
    <div class="pack" aria-busy={loading} data-pack={report.packId}>
      <Doubt state={state} report={report} />
      <Corrections report={report} />
      {report.items.length === 0 ? null : <Levels report={report} files={files.length} />}
      <CopyPack state={state} report={report} />
      <Difference state={state} report={report} />
      {report.items.length === 0 ? null : <HoldsField state={state} report={report} />}
      <Nothing report={report} />
      <Files key={state.task.value} state={state} files={files} />
      <ClosingMap state={state} report={report} />
    </div>
  );
}

/** Pieces that are added in one frame: more would keep a click waiting. */
const PIECES_A_FRAME = 24;

/** How many of the files are shown after another frame: one more at least. */
function nextCount(files: readonly FilePieces[], count: number): number {
  let pieces = 0;
  let next = count;
  while (next < files.length && pieces < PIECES_A_FRAME) pieces += files[next++]!.items.length;
  return next;
}

function Files({ state, files }: { readonly state: ContextState; readonly files: readonly FilePieces[] }) {
  const [count, setCount] = useState(() => nextCount(files, 0));
  useEffect(() => {
    if (count >= files.length) return;
    const frame = requestAnimationFrame(() => setCount(nextCount(files, count)));
    return () => cancelAnimationFrame(frame);
  }, [count, files]);
  return (
    <ol class="pack-files" aria-label="Pieces of the pack, by file">
      {files.slice(0, count).map((file) => (
        <KeptFile key={`${file.path}:${file.items[0]!.startLine}`} state={state} file={file} />
      ))}
    </ol>
  );
}

/**
 * A file of the pack. A step of the budget changes few of them: one whose pieces are the same is not made again. A node
 * that is kept for this instead keeps the nodes that once stood beside it, and so all packs of an hour.
 */
class KeptFile extends Component<{ readonly state: ContextState; readonly file: FilePieces }> {
  override shouldComponentUpdate(next: KeptFile["props"]): boolean {
    return next.state !== this.props.state || !samePieces(next.file, this.props.file);
  }

  override render() {
    return <PackFile {...this.props} />;
  }
}

/** Why nothing is sent, as the command line says it. */
function Nothing({ report }: { readonly report: PackReport }) {
  if (report.items.length > 0 || (!report.answered && report.confidence > 0)) return null;
  if (report.held.unchanged.length > 0) return <p>Nothing of this pack is new.</p>;
  return (
    <Notice
      error={failure(
        "nothing-packed",
        ...(report.answered ? budgetTooSmall(report.budget) : NOTHING_MATCHED),
      )}
    />
  );
}

/** Says that there is no confident match, as the command line says it. */
function Doubt({ state, report }: { readonly state: ContextState; readonly report: PackReport }) {
  const { answered, confidence, items } = report;
  if (answered || (confidence === 0 && items.length === 0)) return null;
  const said = noMatch(report);
  return (
    <div class="notice" role="status">
      <p>
        <strong>{sentence(said)}.</strong> {whatToTry(report)}.
      </p>
      {state.anyway.value ? (
        <p>The pack was made all the same.</p>
      ) : (
        <button
          type="button"
          onClick={() => {
            state.anyway.value = true;
          }}
        >
          Make it anyway
        </button>
      )}
    </div>
  );
}

function Corrections({ report }: { readonly report: PackReport }) {
  const { corrections = [], unindexed } = report;
  return (
    <>
      {corrections.map(({ from, to }) => (
        <p key={from} class="fine">
          No file contains <Name of={from} />; searched for <Name of={to} />.
        </p>
      ))}
      {unindexed ? (
        <p class="fine">
          <bdi>{unindexedNote(unindexed)}</bdi>.
        </p>
      ) : null}
    </>
  );
}

/** The share of each level, as a bar and in words. */
function Levels({ report, files }: { readonly report: PackReport; readonly files: number }) {
  const tokens = levelNames.map((level) => ({
    level,
    count: report.items.filter((item) => item.level === level).length,
    tokens: report.items.reduce((sum, item) => sum + (item.level === level ? item.tokens : 0), 0),
  }));
  const shown = tokens.filter(({ count }) => count > 0);
  return (
    <div class="pack-levels">
      <p>
        {formatInteger(report.items.length)} {report.items.length === 1 ? "piece" : "pieces"} of{" "}
        {formatInteger(files)} {files === 1 ? "file" : "files"}:{" "}
        {shown.map(({ level, count, tokens: used }) => (
          <span key={level} class="pack-level">
            <LevelMark level={level} count={count} /> {formatInteger(used)} tokens
          </span>
        ))}
      </p>
      <div class="pack-bar" aria-hidden="true">
        {shown.map(({ level, tokens: used }) => (
          <span key={level} class={`level-${level}`} style={{ flexGrow: used }} />
        ))}
      </div>
    </div>
  );
}

/** The next likely files, without a line in the pack. */
function ClosingMap({ state, report }: { readonly state: ContextState; readonly report: PackReport }) {
  if (report.map.length === 0) return null;
  return (
    <section class="pack-map" aria-label="Not in this pack; next most likely">
      <h3>{report.items.length === 0 ? "Guesses" : "Not in this pack; next most likely"}</h3>
      <ul>
        {report.map.map(({ path, symbol, line, why }) => (
          <li key={path}>
            <button
              type="button"
              class="link"
              title="Why is it not in the pack?"
              onClick={() =>
                openWhy(state, line === undefined ? { path } : { path, lines: { start: line, end: line } })
              }
            >
              <Name of={path} />
              {line === undefined ? "" : `:${line}`}
            </button>{" "}
            {symbol === undefined ? null : <Name of={symbol} />}{" "}
            <span class="fine">
              <Likely state={state} why={why} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
