import { expect, it } from "vitest";
import { renderTable, type Table } from "./table.js";

const table: Table = {
  titles: ["name", "size"],
  rows: [
    ["a, b", "1,000"],
    ['say "c"', "-"],
  ],
};

it("aligns words to the left and figures to the right", () => {
  expect(renderTable(table, "text")).toBe('name      size\na, b     1,000\nsay "c"      -\n');
});

it("quotes CSV and leaves cells without a value empty", () => {
  expect(renderTable(table, "csv")).toBe('name,size\n"a, b","1,000"\n"say ""c""",\n');
});

it("escapes Markdown", () => {
  expect(renderTable({ ...table, rows: [["a|b", "-"]] }, "markdown")).toBe(
    "| name | size |\n| --- | --: |\n| a\\|b | - |\n",
  );
});
