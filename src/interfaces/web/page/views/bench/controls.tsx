import { useEffect } from "preact/hooks";
import { canShareMemory } from "../../../../../bench/backends/wasm/can-share.js";
import { kernels } from "../../../../../bench/kernels/index.js";
import { listOf } from "../../../../bench/options.js";
import { RunProgress } from "./progress.js";
import {
  backendsHere,
  commandLine,
  type FlagName,
  flags,
  flagText,
  mostThreads,
  openRunner,
  run,
  setFlag,
  setSwitch,
  startRun,
  stopRun,
} from "./state.js";

/** On a phone the options would push the plot out of sight. */
const isWide = matchMedia("(min-width: 900px)").matches;

/** What to measure, with the names and defaults of `fovea bench`. */
export function Controls() {
  useEffect(() => void openRunner(), []);
  const { isRunning, isStopping } = run.value;
  const { causal = false, extrapolate = false } = flags.value;
  return (
    <form
      class="panel bench-controls"
      aria-label="What to measure"
      onSubmit={(event) => {
        event.preventDefault();
        startRun();
      }}
    >
      <div class="bench-go">
        <button type="submit" class="main" disabled={isRunning}>
          {isRunning ? "Running…" : "Run"}
        </button>
        <button type="button" disabled={!isRunning || isStopping} onClick={stopRun}>
          {isStopping ? "Stopping…" : "Stop"}
        </button>
      </div>
      <RunProgress />
      <details open={isWide}>
        <summary>Options</summary>
        <div class="bench-options">
          <Choices
            legend="Kernels"
            flag="kernels"
            all={kernels.map(({ name, summary }) => ({ name, about: summary }))}
          />
          <Backends />
          <Threads />
          <Field flag="sizes" label="Sizes, tokens" isWide />
          <Field flag="headDim" label="Head dim" />
          <Field flag="heads" label="Heads" />
          <Field flag="window" label="Window, keys" />
          <Field flag="timeLimit" label="Time limit, s" />
          <Field flag="memoryLimit" label="Memory limit" placeholder="2G" />
          <fieldset class="bench-choices">
            <legend class="hidden">More</legend>
            <Check
              label="causal"
              about="a token sees only earlier tokens"
              checked={causal}
              onChange={(on) => setSwitch("causal", on)}
            />
            <Check
              label="extrapolate"
              about="rows for skipped sizes from the fit"
              checked={extrapolate}
              onChange={(on) => setSwitch("extrapolate", on)}
            />
          </fieldset>
          <p class="bench-command">
            In a terminal: <code>{commandLine(flags.value)}</code>
          </p>
        </div>
      </details>
    </form>
  );
}

interface Choice {
  readonly name: string;
  readonly about?: string;
  /** Why it cannot be chosen. */
  readonly missing?: string | undefined;
}

function Choices(props: {
  readonly legend: string;
  readonly flag: FlagName;
  readonly all: readonly Choice[];
  readonly inLine?: boolean;
}) {
  const text = flagText(props.flag);
  const chosen = text === "all" ? props.all.map(({ name }) => name) : listOf(text);
  const change = (name: string, on: boolean) => {
    // In the order of the list, so that the same choice is the same address.
    const next = props.all.map((one) => one.name).filter((one) => (one === name ? on : chosen.includes(one)));
    setFlag(props.flag, next.join(","));
  };
  return (
    <fieldset class={`bench-choices ${props.inLine ? "in-line" : ""}`}>
      <legend>{props.legend}</legend>
      {props.all.map(({ name, about, missing }) => (
        <Check
          key={name}
          label={name}
          about={missing ?? about}
          checked={chosen.includes(name)}
          disabled={missing !== undefined && !chosen.includes(name)}
          onChange={(on) => change(name, on)}
        />
      ))}
    </fieldset>
  );
}

function Check(props: {
  readonly label: string;
  readonly about?: string | undefined;
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label class={props.disabled ? "off" : ""}>
      <input
        type="checkbox"
        checked={props.checked}
        disabled={props.disabled ?? false}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <span>
        {props.label}
        {props.about ? <small> {props.about}</small> : null}
      </span>
    </label>
  );
}

function Backends() {
  const here = backendsHere.value;
  if (!here)
    return (
      <p class="waiting" role="status">
        Looking for WebAssembly and WebGPU…
      </p>
    );
  return (
    <Choices
      legend="Backend"
      flag="backend"
      all={here.map(({ name, summary, missing }) => ({ name, about: summary, missing }))}
    />
  );
}

/** 1, 2, 4, … and all of the machine's, and whatever else the address asks for. */
function threadChoices(asked: readonly string[]): string[] {
  const counts = new Set<number>([1, mostThreads]);
  for (let count = 2; count < mostThreads; count *= 2) counts.add(count);
  for (const one of asked) if (/^[1-9]\d{0,3}$/.test(one)) counts.add(Number(one));
  return [...counts].sort((a, b) => a - b).map(String);
}

function Threads() {
  return (
    <>
      <Choices
        legend="Threads"
        flag="threads"
        inLine
        all={threadChoices(listOf(flagText("threads"))).map((name) => ({
          name,
          ...(Number(name) > mostThreads ? { missing: "not here" } : {}),
        }))}
      />
      {canShareMemory() ? null : (
        <p class="bench-note">
          {globalThis.crossOriginIsolated === true
            ? "One thread: threads share memory, and this browser does not let them."
            : "One thread: threads share memory, and a browser allows that only to pages that are sent with the headers Cross-Origin-Opener-Policy and Cross-Origin-Embedder-Policy. fovea serve sends them."}
        </p>
      )}
    </>
  );
}

function Field(props: {
  readonly flag: FlagName;
  readonly label: string;
  readonly placeholder?: string;
  readonly isWide?: boolean;
}) {
  return (
    <label class={`field ${props.isWide ? "wide" : ""}`}>
      {props.label}
      <input
        type="text"
        inputMode={props.isWide ? "text" : "decimal"}
        autocomplete="off"
        spellcheck={false}
        placeholder={props.placeholder ?? ""}
        value={flagText(props.flag)}
        onInput={(event) => setFlag(props.flag, event.currentTarget.value)}
      />
    </label>
  );
}
