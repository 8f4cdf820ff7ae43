import { expect, it } from "vitest";
import { understandQuery } from "../retrieve/query.js";
import { askedIn } from "./asked-in.js";

it.each([
  ["wie funktioniert der Cache", "wird"],
  ["comment supprimer une branche distante", "avec"],
  ["cómo borrar una rama remota", "cuando"],
  ["como apagar um ramo que não é local", "voce"],
  ["come posso eliminare un ramo che non serve", "della"],
  ["hoe kan ik een bestand verwijderen", "waarom"],
  ["как удалить удалённую ветку", "чтобы"],
])("knows the language of %j by its function words", (task, word) => {
  expect(askedIn(task)?.functionWords).toContain(word);
});

it.each([
  "why does the worker die in an error",
  "add de and es locales, and il, la",
  "where is the comment parser, not the plus sign",
  "Router",
  "",
  "精度",
])("takes %j for no language with function words", (task) => {
  expect(askedIn(task)).toBe(undefined);
});

it("weighs function words down, looks for other forms of German words, and expects documents", () => {
  const { terms, compounds, about } = understandQuery("wie wird der öffentliche Schlüssel geladen");
  expect(terms.get("wird")).toBeLessThan(terms.get("schlussel")! / 5);
  expect(compounds).toContain("offentlichen");
  expect(about.documentation).toBe(true);
  expect(understandQuery("how is the key loaded").about.documentation).toBe(false);
  expect(understandQuery("精度是什么").about.documentation).toBe(true);
});
