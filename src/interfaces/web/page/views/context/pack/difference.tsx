import { printable } from "../../../../../../shared/printable.js";
import { formatInteger } from "../../../../../../shared/units.js";
import type { PackReport } from "../../../../api/contract.js";
import { Name } from "../../../parts/name.js";
import { openCode } from "../open.js";
import type { ContextState } from "../state.js";

/** Forgets what was sent: packs are whole again. */
export const StartOver = ({ state }: { readonly state: ContextState }) => (
  <button
    type="button"
    onClick={() => {
      state.since.value = undefined;
    }}
  >
    Start over
  </button>
);

interface Place {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly symbol?: string | undefined;
  readonly state?: "changed" | "gone";
}

/** What is new and what is no longer right since a pack that the reader holds. */
export function Difference({ state, report }: { readonly state: ContextState; readonly report: PackReport }) {
  const since = state.since.value;
  if (state.source.recordedTasks) return null;
  if (since === undefined)
    return report.items.length === 0 ? null : (
      <p class="difference-start">
        <button
          type="button"
          title="As fovea pack --since"
          onClick={() => {
            state.since.value = report.packId;
          }}
        >
          I sent this: show what is new from here
        </button>
      </p>
    );
  const { unchanged, changed, stale, left, savedTokens, sessionSentTokens } = report.held;
  const isChanged = new Set(changed.map(keyOf));
  const fresh = report.items.filter((item) => !isChanged.has(keyOf(item)));
  return (
    <section class="difference" aria-label="Since the pack that was sent">
      <p>
        <strong>Since pack {printable(since)}</strong>: only what is new or changed is sent.{" "}
        {formatInteger(savedTokens)} tokens saved; {formatInteger(sessionSentTokens)} sent in all.{" "}
        <StartOver state={state} />
      </p>
      <ul>
        <Places state={state} name="new" places={fresh} about="sent with this pack" />
        <Places state={state} name="changed" places={changed} about="sent again, with other content" />
        <Places state={state} name="stale" places={stale} about="changed or gone since it was sent" />
        <Places state={state} name="unchanged" places={unchanged} about="already sent, not repeated" />
        <Places
          state={state}
          name="left out"
          places={left}
          about="what was already sent is worth more for this task"
        />
      </ul>
    </section>
  );
}

const keyOf = ({ path, startLine, endLine }: Place): string => JSON.stringify([path, startLine, endLine]);

function Places(props: {
  readonly state: ContextState;
  readonly name: string;
  readonly about: string;
  readonly places: readonly Place[];
}) {
  const { state, name, about, places } = props;
  const head = (
    <>
      <strong>
        {formatInteger(places.length)} {name}
      </strong>{" "}
      <span class="fine">{about}</span>
    </>
  );
  return (
    <li data-difference={name} data-count={places.length}>
      {places.length === 0 ? (
        head
      ) : (
        <details>
          <summary>{head}</summary>
          <ul>
            {places.map((place) => (
              <li key={keyOf(place)}>
                <button
                  type="button"
                  class="link"
                  onClick={() =>
                    openCode(state, {
                      path: place.path,
                      lines: { start: place.startLine, end: place.endLine },
                    })
                  }
                >
                  <Name of={place.path} />:{place.startLine}-{place.endLine}
                </button>{" "}
                {place.symbol === undefined ? null : <Name of={place.symbol} />}
                {place.state === undefined ? null : <span class="fine"> {place.state}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
