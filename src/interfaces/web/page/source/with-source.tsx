import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { FoveaError } from "../../../../shared/errors.js";
import { formatInteger } from "../../../../shared/units.js";
import { Notice } from "../parts/notice.js";
import type { ContextSource } from "./context-source.js";
import { openSource } from "./source.js";
import { token } from "./token.js";
import { TokenForm } from "./token-form.js";

type Opening =
  | { readonly state: "asking"; readonly progress?: string }
  | { readonly state: "open"; readonly source: ContextSource }
  | { readonly state: "failed"; readonly error: unknown };

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
          if (event.type === "indexing" && event.total > 0)
            change({
              state: "asking",
              progress: `${event.what}: ${formatInteger(event.done)} of ${formatInteger(event.total)}`,
            });
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
        <p class="waiting" role="status">
          {opening.progress ?? "Loading…"}
        </p>
      ) : opening.error instanceof FoveaError && opening.error.code === "no-token" ? (
        <TokenForm />
      ) : (
        <Notice error={opening.error} />
      )}
    </>
  );
}
