import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { FoveaError } from "../../../../shared/errors.js";
import { formatInteger } from "../../../../shared/units.js";
import { Notice } from "../parts/notice.js";
import { sentence } from "../parts/sentence.js";
import type { ContextSource } from "./context-source.js";
import { openSource } from "./source.js";
import { token } from "./token.js";
import { TokenForm } from "./token-form.js";

type Opening =
  | { readonly state: "asking"; readonly progress?: Progress }
  | { readonly state: "open"; readonly source: ContextSource }
  | { readonly state: "failed"; readonly error: unknown };

interface Progress {
  readonly what: string;
  readonly done: number;
  readonly total: number;
}

/**
 * What a view shows of a repository. Before there is one it says what is missing: the token, the repository, the server;
 * and how far the first indexing is.
 */
export function WithSource(props: {
  /** The view's heading, for screen readers, while there is no repository. */
  readonly title: string;
  readonly children: (source: ContextSource) => ComponentChildren;
}) {
  const [opening, setOpening] = useState<Opening>({ state: "asking" });
  useSignalEffect(() => {
    // Asks again when a token has come or has been refused.
    token.value;
    let isCurrent = true;
    let unfollow = (): void => {};
    const change = (next: Opening): void => {
      if (isCurrent) setOpening(next);
    };
    const ask = async (): Promise<void> => {
      try {
        const source = await openSource();
        if (!isCurrent) return;
        unfollow = source.follow((event) => {
          if (event.type === "indexing" && event.total > 0) change({ state: "asking", progress: event });
        });
        await source.repository();
        change({ state: "open", source });
      } catch (error) {
        change({ state: "failed", error });
      } finally {
        unfollow();
      }
    };
    void ask();
    return () => {
      isCurrent = false;
      unfollow();
    };
  });
  if (opening.state === "open") return <>{props.children(opening.source)}</>;
  return (
    <>
      <h1 class="hidden">{props.title}</h1>
      {opening.state === "asking" ? (
        <Waiting progress={opening.progress} />
      ) : opening.error instanceof FoveaError && opening.error.code === "no-token" ? (
        <TokenForm />
      ) : (
        <Notice error={opening.error} />
      )}
    </>
  );
}

/** How far the first indexing is. Only its start is spoken: the bar says the rest when it is asked. */
function Waiting({ progress }: { readonly progress: Progress | undefined }) {
  const id = useId();
  if (!progress)
    return (
      <p class="waiting" role="status">
        Loading…
      </p>
    );
  const { what, done, total } = progress;
  return (
    <div class="first-index">
      <p role="status">The repository is indexed once; later, only what changes is.</p>
      <progress aria-labelledby={id} value={done} max={total} />
      <p class="waiting" id={id}>
        {sentence(what)}: {formatInteger(done)} of {formatInteger(total)}
      </p>
    </div>
  );
}
