import { printable } from "../../../../../shared/printable.js";
import { Name } from "../../parts/name.js";
import type { ContextState } from "./state.js";

/** What a signal measures, as Why says it; undefined while the candidates are not there, and for other words. */
export function measureOf(state: ContextState, name: string): string | undefined {
  const measures = state.candidates.value.value?.measures;
  return measures && Object.hasOwn(measures, name) ? printable(measures[name]!) : undefined;
}

/** The name of a signal, with what it measures as its tooltip and for a screen reader. */
export function SignalName({ state, of }: { readonly state: ContextState; readonly of: string }) {
  const measure = measureOf(state, of);
  return measure === undefined ? (
    <Name of={of} />
  ) : (
    <span class="signal-name" title={measure}>
      <Name of={of} />
      <span class="hidden"> ({measure})</span>
    </span>
  );
}

/** Why a file is likely: names of signals, or words of the task in it. */
export function Likely({ state, why }: { readonly state: ContextState; readonly why: string }) {
  const parts = why.split(", ");
  return parts.every((part) => measureOf(state, part) !== undefined) ? (
    parts.map((part, index) => (
      <span key={part}>
        {index > 0 ? ", " : ""}
        <SignalName state={state} of={part} />
      </span>
    ))
  ) : (
    <Name of={why} />
  );
}
