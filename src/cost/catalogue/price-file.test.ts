import { expect, it } from "vitest";
import { parsePriceFile } from "./price-file.js";

const row = { id: "house", rates: { input: 0.4, output: 2 }, source: "contract", listedOn: "2026-11-01" };

it.each([
  [{}, "the file holds no list of rows"],
  [[3], "row 1 is 3, not an object"],
  [[{ ...row, rates: { input: -1, output: 2 } }], 'row 1, "rates.input" is -1, not a number of at least 0'],
  [[row, { ...row, rates: { input: "1", output: 2 } }], 'row 2, "rates.input" is "1", not a number'],
  [[{ ...row, rates: { output: 2 } }], 'row 1, "rates.input" is missing: a number'],
  [[{ ...row, id: "" }], 'row 1, "id" is "", not a text'],
  [[{ ...row, listedOn: "yesterday" }], 'row 1, "listedOn" is "yesterday", not a date such as 2026-11-27'],
  [[{ ...row, batchShare: 2 }], 'row 1, "batchShare" is 2, not a number of at most 1'],
  [
    [{ ...row, cache: { minimumTokens: 1.5, source: "x" } }],
    '"cache.minimumTokens" is 1.5, not a whole number',
  ],
  [
    [{ ...row, tiers: [{ aboveTokens: 0, rates: row.rates }] }],
    'row 1, "tiers[0].aboveTokens" is 0, not a number above 0',
  ],
  [[{ ...row, price: 3 }], 'row 1 has "price", which no price has'],
  [[{ ...row, rates: { ...row.rates, inputs: 3 } }], 'row 1, "rates" has "inputs", which no price has'],
])("a price file with %j says what is wrong, in words", (file, message) => {
  expect(() => parsePriceFile(JSON.stringify(file), "own.json")).toThrow(`own.json: `);
  expect(() => parsePriceFile(JSON.stringify(file), "own.json")).toThrow(message);
});
