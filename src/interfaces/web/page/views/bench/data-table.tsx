import type { ComponentChildren } from "preact";
import { printable } from "../../../../../shared/printable.js";
import type { Table } from "../../../../table.js";

/** A table of the command line, for reading. Its cells may come from a file that anyone wrote. */
export function DataTable(props: {
  readonly table: Table;
  readonly caption: string;
  /** A last column that text has none of. */
  readonly more?: { readonly title: string; readonly cell: (row: number) => ComponentChildren };
}) {
  const { titles, rows, left = [0] } = props.table;
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
                  {title}
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
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column} class={side(column)}>
                  <bdi>{printable(cell)}</bdi>
                </td>
              ))}
              {props.more ? <td class="left">{props.more.cell(row)}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
