import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface FieldProps {
  readonly label: string;
  /** What it means, as a tooltip and for screen readers. */
  readonly about?: string | undefined;
  /** What is wrong with the value. */
  readonly error?: string | undefined;
}

/** Attributes that tie an input to its label, its explanation and its error. */
export interface FieldInput {
  readonly id: string;
  readonly "aria-describedby"?: string;
  readonly "aria-invalid"?: true;
}

/** A label above an input, and below it what is wrong. */
export function Field(
  props: FieldProps & {
    readonly class?: string;
    readonly children: (input: FieldInput) => ComponentChildren;
  },
) {
  const id = useId();
  const { label, about, error } = props;
  const described = [...(about ? [`${id}-about`] : []), ...(error ? [`${id}-error`] : [])].join(" ");
  return (
    <div class={`field ${props.class ?? ""}`} title={about}>
      <label for={id}>{label}</label>
      {props.children({
        id,
        ...(described === "" ? {} : { "aria-describedby": described }),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {about ? (
        <span id={`${id}-about`} class="hidden">
          {about}
        </span>
      ) : null}
      {error ? (
        <span id={`${id}-error`} class="error">
          {error}
        </span>
      ) : null}
    </div>
  );
}

/** A text; an empty one is none. */
export function TextField(
  props: FieldProps & {
    readonly value: string | undefined;
    readonly placeholder?: string | undefined;
    readonly inputMode?: "decimal" | "numeric" | "text";
    readonly onChange: (value: string | undefined) => void;
  },
) {
  return (
    <Field {...props}>
      {(input) => (
        <input
          {...input}
          type="text"
          autocomplete="off"
          spellcheck={false}
          inputMode={props.inputMode ?? "text"}
          value={props.value ?? ""}
          placeholder={props.placeholder}
          onInput={(event) => props.onChange(event.currentTarget.value.trim() || undefined)}
        />
      )}
    </Field>
  );
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/** One of a few. */
export function SelectField(
  props: FieldProps & {
    readonly value: string;
    readonly choices: readonly Choice[];
    readonly onChange: (value: string) => void;
  },
) {
  return (
    <Field {...props}>
      {(input) => (
        <select
          {...input}
          value={props.value}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        >
          {props.choices.map(({ value, text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** Yes or no. */
export function CheckField(
  props: FieldProps & { readonly value: boolean; readonly onChange: (value: boolean) => void },
) {
  return (
    <Field {...props} class="check">
      {(input) => (
        <input
          {...input}
          type="checkbox"
          checked={props.value}
          onChange={(event) => props.onChange(event.currentTarget.checked)}
        />
      )}
    </Field>
  );
}
