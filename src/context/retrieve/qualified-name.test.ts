import { expect, it } from "vitest";
import { endsWithParts, nameParts, selectByName, withoutPackage } from "./qualified-name.js";

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

it("matches names that end with all its parts", () => {
  expect(endsWithParts("lib.Parser.parse", ["Parser", "parse"])).toBe(true);
  expect(endsWithParts("acme::Parser::parse", ["Parser", "parse"])).toBe(true);
  expect(endsWithParts("Usage > Options", ["Options"])).toBe(true);
  expect(endsWithParts("MyParser.parse", ["Parser", "parse"])).toBe(false);
  expect(endsWithParts("parse", ["Parser", "parse"])).toBe(false);
});

it("treats leading lower-case parts as packages, but never the last part", () => {
  expect(withoutPackage(["org", "acme", "Ledger"])).toEqual(["Ledger"]);
  expect(withoutPackage(["http", "Server", "Close"])).toEqual(["Server", "Close"]);
  expect(withoutPackage(["http", "get"])).toEqual(["get"]);
  expect(withoutPackage(["Server", "Close"])).toEqual(["Server", "Close"]);
});

it("drops the package only when no definition has the whole name", () => {
  const symbols = ["Server.Close", "http.Server.Close", "Close"];
  const of = (name: string) => selectByName(nameParts(name), symbols, (symbol) => symbol);
  expect(of("http.Server.Close")).toEqual({ meant: ["http.Server.Close"], byPackage: false });
  expect(of("net.Server.Close")).toEqual({ meant: ["Server.Close", "http.Server.Close"], byPackage: true });
  expect(of("Client.Close")).toEqual({ meant: [], byPackage: false });
});
