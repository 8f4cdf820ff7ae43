import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { printable } from "../../../../shared/printable.js";
import { formatInteger } from "../../../../shared/units.js";
import type { Table } from "../../../table.js";

/** Laying out a thousand rows takes a second. */
const MOST_AT_FIRST = 200;

/** A table of the command line, for reading. Its cells may come from a file that anyone wrote. */
export function DataTable(props: {
  readonly table: Table;
  readonly caption: string;
  /** A last column that text has none of. */
  readonly more?: { readonly title: string; readonly cell: (row: number) => ComponentChildren };
  /** The rows to point out. */
  readonly isMarked?: (row: readonly string[]) => boolean;
}) {
  const { titles, rows, left = [0] } = props.table;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, MOST_AT_FIRST);
  const side = (column: number) => (left.includes(column) ? "left" : "");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard.
    <section class="scroll-x" tabIndex={0} aria-label={props.caption}>
      <table class="data">
        <caption class="hidden">{props.caption}</caption>
        <thead>
          <tr>
            {titles.map((title, column) =>
              title === "" ? (
                <td key={column} />
              ) : (
                <th key={column} scope="col" class={side(column)}>
                  <bdi>{printable(title)}</bdi>
                </th>
              ),
            )}
            {props.more ? (
              <th scope="col" class="left">
                {props.more.title}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((cells, row) => (
            <tr key={row} class={props.isMarked?.(cells) ? "marked" : undefined}>
              {cells.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row" class={side(column)}>
                    <bdi>{printable(cell)}</bdi>
                  </th>
                ) : (
                  <td key={column} class={side(column)}>
                    <bdi>{printable(cell)}</bdi>
                  </td>
                ),
              )}
              {props.more ? <td class="left">{props.more.cell(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length < rows.length ? (
        <button type="button" onClick={() => setWhole(true)}>
          Show all {formatInteger(rows.length)} rows
        </button>
      ) : null}
    </section>
  );
}
