import type { ComponentChildren } from "preact";
import { Name } from "../../parts/name.js";
import type { ContextState, Selection } from "./state.js";

/** Names what is selected, above what a panel says of it. */
export function SelectedHead(props: {
  readonly state: ContextState;
  readonly selection: Selection;
  /** Buttons beside that for the whole file. */
  readonly children: ComponentChildren;
}) {
  const { path, lines } = props.selection;
  return (
    <>
      <h3>
        <Name of={path} />
        {lines ? `:${lines.start}-${lines.end}` : ""}
      </h3>
      <p class="why-actions">
        {lines ? (
          <button type="button" onClick={() => props.state.select({ path })}>
            The whole file
          </button>
        ) : null}
        {props.children}
      </p>
    </>
  );
}
