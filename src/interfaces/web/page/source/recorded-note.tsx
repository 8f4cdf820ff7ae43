import type { ContextSource } from "./context-source.js";

/** On the static site: what it answers from, and how to ask more. */
export function RecordedNote({ source, about }: { readonly source: ContextSource; readonly about: string }) {
  if (source.recordedCommit === undefined) return null;
  return (
    <p class="recorded-note">
      Recorded answers about commit <code>{source.recordedCommit.slice(0, 12)}</code> of Fovea itself: {about}{" "}
      For your own repository, install Fovea and run <code>fovea serve</code> in it.
    </p>
  );
}
