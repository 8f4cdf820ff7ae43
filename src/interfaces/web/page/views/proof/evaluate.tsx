import { useEffect, useId, useRef, useState } from "preact/hooks";
import { FoveaError } from "../../../../../shared/errors.js";
import { printable } from "../../../../../shared/printable.js";
import { formatInteger, formatSeconds, parseCount } from "../../../../../shared/units.js";
import { Name } from "../../parts/name.js";
import { Notice } from "../../parts/notice.js";
import { Panel } from "../../parts/panel.js";
import { RecordedNote } from "../../source/recorded-note.js";
import { token } from "../../source/token.js";
import { TokenForm } from "../../source/token-form.js";
import { cancel, evaluateRepository, followRepository, openFile, proof, type Shown } from "./state.js";

/** Which report is shown, and where another one is from: a file, or the repository that is served. */
export function Evaluate() {
  // Asks again when the server's token has come.
  useEffect(() => followRepository(), [token.value]);
  const source = proof.source.value;
  const shown = proof.shown.value;
  const error = proof.error.value;
  return (
    <Panel title="Report" actions={<OpenFile />}>
      {error === undefined ? null : <Notice error={error} />}
      <p role="status">
        {proof.reading.value ? (
          "Reading the file…"
        ) : shown ? (
          <About shown={shown} />
        ) : (
          <>
            No report is open. Make one with <code>fovea eval --save eval.json</code> and open it, or drop the
            file here.
          </>
        )}
      </p>
      {source === undefined ? <Missing /> : source.recordedTasks ? null : <Run />}
      {source ? <RecordedNote source={source} about="an evaluation of its newest commits." /> : null}
    </Panel>
  );
}

/** Why no repository can be evaluated here. */
function Missing() {
  const problem = proof.missing.value;
  if (problem === undefined) return null;
  if (problem instanceof FoveaError && problem.code === "no-token") return <TokenForm />;
  const message = problem instanceof Error ? problem.message : String(problem);
  return <p class="small">To evaluate a repository here: {message}.</p>;
}

function About({ shown: { report, file } }: { readonly shown: Shown }) {
  const { source, cases, interrupted, seconds } = report;
  const left = Object.entries(source.leftOut ?? {}).filter(([, count]) => count > 0);
  return (
    <>
      {formatInteger(cases)} cases{interrupted ? " (interrupted)" : ""} of <Name of={source.path} />,{" "}
      {formatSeconds(seconds)}
      {file === undefined ? (
        ""
      ) : (
        <>
          {" "}
          · file <Name of={file} />
        </>
      )}
      {source.commits === undefined
        ? ""
        : `. Of ${formatInteger(source.commits)} commits read, ${
            left.length === 0
              ? "none was left out"
              : `left out: ${left.map(([reason, count]) => `${formatInteger(count)} (${printable(reason.replaceAll("-", " "))})`).join(", ")}`
          }`}
      .
    </>
  );
}

function OpenFile() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        class="hidden"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file) void openFile(file);
          currentTarget.value = "";
        }}
      />
      <button type="button" onClick={() => input.current?.click()}>
        Open a report…
      </button>
    </>
  );
}

/** Starts an evaluation of the repository that is served, and shows how far it is. */
function Run() {
  const [limit, setLimit] = useState("100");
  const [wrong, setWrong] = useState<string>();
  const id = useId();
  const running = proof.running.value;
  const start = () => {
    try {
      const count = parseCount(limit, "the number of cases", "100");
      setWrong(undefined);
      void evaluateRepository(count);
    } catch (error) {
      setWrong(error instanceof FoveaError ? `${error.message}. ${error.mend}` : String(error));
    }
  };
  if (running)
    return (
      <div class="proof-run">
        <label for={id}>
          Evaluating: {formatInteger(running.done)} of {formatInteger(running.total)} cases
        </label>
        {running.total > 0 ? (
          <progress id={id} value={running.done} max={running.total} />
        ) : (
          <progress id={id} />
        )}
        <button type="button" onClick={() => void cancel()}>
          Stop
        </button>
      </div>
    );
  return (
    <form
      class="proof-run"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <label class="field">
        Cases, newest commits first
        <input
          inputMode="numeric"
          value={limit}
          aria-invalid={wrong !== undefined}
          onInput={({ currentTarget }) => setLimit(currentTarget.value)}
        />
      </label>
      <button type="submit" class="main">
        Evaluate this repository
      </button>
      {wrong === undefined ? null : <span role="alert">{wrong}</span>}
    </form>
  );
}
