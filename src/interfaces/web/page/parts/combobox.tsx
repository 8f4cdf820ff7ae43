import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Field, type FieldProps } from "./field.js";
import { matchingOptions, type Option, optionNamed } from "./options.js";

export type { Option } from "./options.js";

/**
 * A long list to choose from: type a part of a name, or open the list with the arrow keys. A name that is not in the
 * list is handed on as it was typed: whoever takes it says what is wrong with it.
 */
export function Combobox(
  props: FieldProps & {
    readonly value: string | undefined;
    readonly options: readonly Option[];
    readonly placeholder?: string | undefined;
    readonly class?: string | undefined;
    /** Undefined when the text was deleted. */
    readonly onChange: (value: string | undefined) => void;
  },
) {
  const { value, options, onChange } = props;
  const list = useId();
  const place = useRef<HTMLDivElement>(null);
  const selected = useMemo(
    () => (value === undefined ? undefined : optionNamed(options, value)),
    [options, value],
  );
  const shown = selected?.text ?? value ?? "";
  /** What is typed, until it is chosen or left. */
  const [typed, setTyped] = useState<string>();
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const found = useMemo(
    () => (isOpen ? matchingOptions(options, typed ?? "") : []),
    [isOpen, options, typed],
  );
  useLayoutEffect(() => {
    if (isOpen) place.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [isOpen, active]);
  const open = (at = found.indexOf(selected!)) => {
    setOpen(true);
    setActive(at);
  };
  const close = () => {
    setOpen(false);
    setTyped(undefined);
    setActive(-1);
  };
  const choose = (next: string | undefined) => {
    close();
    if (next !== value) onChange(next);
  };
  /** Takes a text: the option that it names, else the only one that it finds, else the text as it is. */
  const take = (text: string) => {
    const name = text.trim();
    if (name === shown) return close();
    const [only, ...more] = name === "" ? [] : matchingOptions(options, name);
    const option = optionNamed(options, name) ?? (more.length === 0 ? only : undefined);
    choose(option?.value ?? (name || undefined));
  };
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }) => {
    const last = found.length - 1;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp": {
        event.preventDefault();
        const step = event.key === "ArrowDown" ? 1 : -1;
        if (!isOpen) open(selected ? options.indexOf(selected) : step > 0 ? 0 : options.length - 1);
        else setActive(active + step > last ? 0 : active + step < 0 ? last : active + step);
        return;
      }
      case "Enter": {
        const text = event.currentTarget.value;
        if (!isOpen && text === shown) return;
        event.preventDefault();
        // Who types fast presses Enter before the list shows what was typed.
        const option = text === (typed ?? shown) ? found[active] : matchingOptions(options, text)[0];
        if (option && text.trim() !== "") choose(option.value);
        else take(text);
        return;
      }
      case "Escape":
        if (!isOpen) return;
        event.preventDefault();
        close();
        return;
    }
  };
  return (
    <Field {...props} class={`combobox ${props.class ?? ""}`}>
      {(input) => (
        <div class="combo" ref={place}>
          <input
            {...input}
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck={false}
            aria-autocomplete="list"
            aria-expanded={isOpen}
            aria-controls={list}
            aria-activedescendant={isOpen && found[active] ? `${list}-${active}` : undefined}
            value={typed ?? shown}
            placeholder={props.placeholder}
            onFocus={(event) => event.currentTarget.select()}
            onClick={() => (isOpen ? undefined : open(selected ? options.indexOf(selected) : -1))}
            onInput={(event) => {
              const text = event.currentTarget.value;
              setTyped(text);
              setOpen(true);
              setActive(text.trim() === "" ? -1 : 0);
            }}
            onKeyDown={onKeyDown}
            onBlur={(event) => take(event.currentTarget.value)}
          />
          {isOpen ? (
            <List
              id={list}
              label={props.label}
              options={found}
              active={active}
              onChoose={(option) => choose(option.value)}
            />
          ) : (
            <span id={list} hidden />
          )}
        </div>
      )}
    </Field>
  );
}

function List(props: {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly active: number;
  readonly onChoose: (option: Option) => void;
}) {
  const { id, options, active, onChoose } = props;
  const groups = useMemo(() => {
    const byName = new Map<string, { readonly option: Option; readonly index: number }[]>();
    options.forEach((option, index) => {
      const group = option.group ?? "";
      byName.set(group, [...(byName.get(group) ?? []), { option, index }]);
    });
    return [...byName];
  }, [options]);
  return (
    // A press must not take the focus from the input.
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label={props.label}
      class="list"
      onMouseDown={(event) => event.preventDefault()}
    >
      {options.length === 0 ? (
        <div role="option" tabIndex={-1} aria-selected={false} aria-disabled="true" class="none">
          Nothing by that name here; Enter tries it as it is.
        </div>
      ) : (
        groups.map(([group, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of the list above.
          <div key={group} role="group" aria-label={group || props.label}>
            {group === "" ? null : (
              <div class="group" aria-hidden="true">
                {group}
              </div>
            )}
            {members.map(({ option, index }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the input above takes the keys.
              <div
                key={option.value}
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                onClick={() => onChoose(option)}
              >
                <span>{option.text}</span>
                {option.detail ? <span class="detail">{option.detail}</span> : null}
              </div>
            ))}
          </div>
        ))
      )}
    </div>
  );
}
