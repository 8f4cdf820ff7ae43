import { expect, it } from "vitest";
import { endsWithParts, meantBy, nameParts, withoutPackage } from "./qualified-name.js";

it.each([
  ["Parser.parse", ["Parser", "parse"]],
  ["acme::Parser::parse", ["acme", "Parser", "parse"]],
  ["Parser#parse", ["Parser", "parse"]],
  ["parser->parse", ["parser", "parse"]],
  [".parse", ["parse"]],
  ["", []],
])("%j is taken apart", (name, parts) => {
  expect(nameParts(name)).toEqual(parts);
});

it("means what ends with its parts, each of them whole", () => {
  expect(endsWithParts("lib.Parser.parse", ["Parser", "parse"])).toBe(true);
  expect(endsWithParts("acme::Parser::parse", ["Parser", "parse"])).toBe(true);
  expect(endsWithParts("Usage > Options", ["Options"])).toBe(true);
  expect(endsWithParts("MyParser.parse", ["Parser", "parse"])).toBe(false);
  expect(endsWithParts("parse", ["Parser", "parse"])).toBe(false);
});

it("takes leading words in lower case for a package, but never the last", () => {
  expect(withoutPackage(["org", "acme", "Ledger"])).toEqual(["Ledger"]);
  expect(withoutPackage(["http", "Server", "Close"])).toEqual(["Server", "Close"]);
  expect(withoutPackage(["http", "get"])).toEqual(["get"]);
  expect(withoutPackage(["Server", "Close"])).toEqual(["Server", "Close"]);
});

it("falls back on what stands behind a package only where nothing has the whole name", () => {
  const symbols = ["Server.Close", "http.Server.Close", "Close"];
  const of = (name: string) => meantBy(nameParts(name), symbols, (symbol) => symbol);
  expect(of("http.Server.Close")).toEqual({ meant: ["http.Server.Close"], byPackage: false });
  expect(of("net.Server.Close")).toEqual({ meant: ["Server.Close", "http.Server.Close"], byPackage: true });
  expect(of("Client.Close")).toEqual({ meant: [], byPackage: false });
});
