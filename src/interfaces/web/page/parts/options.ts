/** One row of a combobox. */
export interface Option {
  readonly value: string;
  readonly text: string;
  /** Written beside it, in grey. */
  readonly detail?: string;
  /** Rows of a group stand together. */
  readonly group?: string;
  /** Other names that find it. */
  readonly alsoFoundBy?: readonly string[];
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s\-_/]+/g, " ");

/** What is searched of each option, made once. */
const searched = new WeakMap<Option, string>();

function textOf(option: Option): string {
  const known = searched.get(option);
  if (known !== undefined) return known;
  const { value, text, detail = "", group = "", alsoFoundBy = [] } = option;
  const made = plain([text, value, group, detail, ...alsoFoundBy].join(" \n "));
  searched.set(option, made);
  return made;
}

/** The options that have every word of a text, in their order. */
export function matchingOptions(options: readonly Option[], text: string): readonly Option[] {
  const words = plain(text).split(" ").filter(Boolean);
  if (words.length === 0) return options;
  return options.filter((option) => words.every((word) => textOf(option).includes(word)));
}

/** The option of that value, or of one of its other names, ignoring case. */
export function optionNamed(options: readonly Option[], name: string): Option | undefined {
  const wanted = name.toLowerCase();
  return (
    options.find(({ value }) => value === name) ??
    options.find(({ alsoFoundBy = [] }) => alsoFoundBy.some((other) => other.toLowerCase() === wanted))
  );
}
