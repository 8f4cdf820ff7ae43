import { useEffect, useMemo } from "preact/hooks";
import { type Answer, Latest } from "./answer.js";

/**
 * Asks whenever one of `of` differs, and keeps the last answer until the next is here. Without `ask` there is nothing to
 * ask.
 */
export function useAnswer<Value>(
  ask: ((signal: AbortSignal) => Promise<Value>) | undefined,
  of: readonly unknown[],
): Answer<Value> {
  const latest = useMemo(() => new Latest<Value>(), []);
  useEffect(() => {
    if (ask) latest.replace(ask);
    else latest.clear();
  }, of);
  useEffect(() => () => latest.stop(), [latest]);
  return latest.answer.value;
}
