import { printable } from "../../../../../shared/printable.js";

interface TableRows {
  readonly titles: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns of words; all others but the first are figures. */
  readonly left?: readonly number[];
}

/** A table of the command line as one of the page. `marked`: the row to point out. */
export function TextTable(props: {
  readonly table: TableRows;
  readonly caption: string;
  readonly marked?: (row: readonly string[]) => boolean;
}) {
  const { titles, rows, left = [] } = props.table;
  const sideOf = (index: number) => (left.includes(index) ? "words" : undefined);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
    <section class="scroll-x" aria-label={props.caption} tabIndex={0}>
      <table class="data">
        <caption class="hidden">{props.caption}</caption>
        <thead>
          <tr>
            {titles.map((title, index) => (
              <th key={index} scope="col" class={sideOf(index)}>
                <bdi>{printable(title)}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at} class={props.marked?.(row) ? "marked" : undefined}>
              {row.map((cell, index) =>
                index === 0 ? (
                  <th key={index} scope="row">
                    <bdi>{printable(cell)}</bdi>
                  </th>
                ) : (
                  <td key={index} class={sideOf(index)}>
                    {printable(cell)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
