import { useSignal } from "@preact/signals";
import { useEffect, useId, useMemo, useRef } from "preact/hooks";
import { printable } from "../../../../../../shared/printable.js";
import type { SearchReport } from "../../../../api/contract.js";
import { Name } from "../../../parts/name.js";
import { Notice } from "../../../parts/notice.js";
import { Latest } from "../answer.js";
import type { ContextState } from "../state.js";
import { type Found, findFiles, foundIn } from "./find.js";

const MOST_RESULTS = 10;

/** Searches as you type: files by their path, definitions and other text by words. */
export function SearchBox(props: {
  readonly state: ContextState;
  readonly label: string;
  readonly choose: (found: Found) => void;
}) {
  const { state, choose } = props;
  const id = useId();
  const text = useSignal("");
  const open = useSignal(false);
  const active = useSignal(-1);
  const list = useRef<HTMLDivElement>(null);
  const search = useMemo(() => new Latest<SearchReport>(), []);
  useEffect(() => () => search.stop(), [search]);
  const files = state.map.value.value?.files;
  const query = text.value.trim();
  const byPath = useMemo(() => findFiles(files ?? [], query), [files, query]);
  const { value: report, loading, error } = search.answer.value;
  const found = query === "" ? [] : [...byPath, ...(report ? foundIn(report) : [])];
  const shown = open.value && query !== "";
  const at = Math.min(active.value, found.length - 1);

  const type = (next: string): void => {
    text.value = next;
    open.value = true;
    active.value = -1;
    const asked = next.trim();
    if (asked === "") search.clear();
    else search.follow((signal) => state.source.search({ query: asked, limit: MOST_RESULTS }, signal));
  };
  const take = (one: Found | undefined): void => {
    if (!one) return;
    open.value = false;
    choose(one);
  };
  const move = (next: number): void => {
    open.value = true;
    active.value = found.length === 0 ? -1 : (next + found.length) % found.length;
    list.current?.children[active.value]?.scrollIntoView({ block: "nearest" });
  };
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at < 0 ? found.length - 1 : at - 1),
    Enter: () => take(found[Math.max(0, at)]),
    Escape: () => {
      open.value = false;
    },
  };
  return (
    <div
      class="search-box"
      onFocusOut={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) open.value = false;
      }}
    >
      <label class="field">
        {props.label}
        <input
          type="text"
          role="combobox"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
          autocomplete="off"
          spellcheck={false}
          value={text.value}
          onInput={({ currentTarget }) => type(currentTarget.value)}
          onFocus={() => {
            open.value = true;
          }}
          onKeyDown={(event) => {
            const act = keys[event.key];
            if (!act || event.isComposing || (event.key !== "Escape" && query === "")) return;
            event.preventDefault();
            act();
          }}
        />
      </label>
      <div class="search-list" hidden={!shown}>
        <div role="listbox" id={`${id}-list`} aria-label={props.label} ref={list}>
          {shown
            ? found.map((one, index) => (
                <Option
                  key={`${one.path}:${one.lines?.start ?? ""}`}
                  id={`${id}-${index}`}
                  found={one}
                  active={index === at}
                  take={() => take(one)}
                />
              ))
            : null}
        </div>
        {error !== undefined ? <Notice error={error} /> : null}
        <p class="fine" role="status">
          {shown ? said(found.length, loading) : ""}
        </p>
      </div>
    </div>
  );
}

function said(count: number, loading: boolean): string {
  if (count === 0) return loading ? "Searching…" : "Nothing found.";
  return `${count} found`;
}

function Option(props: {
  readonly id: string;
  readonly found: Found;
  readonly active: boolean;
  readonly take: () => void;
}) {
  const { path, lines, symbol, kind, snippet } = props.found;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, by aria-activedescendant.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys.
    <div
      role="option"
      id={props.id}
      aria-selected={props.active}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.take}
    >
      <span class="search-what">
        <strong>
          <Name of={symbol ?? path.slice(path.lastIndexOf("/") + 1)} />
        </strong>{" "}
        <span class="fine">{printable(kind)}</span>
      </span>
      <span class="search-where fine">
        <Name of={path} />
        {lines ? `:${lines.start}-${lines.end}` : ""}
      </span>
      {snippet.slice(0, 2).map(({ line, text }) => (
        <span key={line} class="search-line">
          <bdi>{printable(text.trim())}</bdi>
        </span>
      ))}
    </div>
  );
}
