import { expect, it } from "vitest";
import { areAlike, ComparedText } from "./likeness.js";
import { PathParts, slotBetween } from "./sibling-paths.js";

const alike = (first: [path: string, text: string], second: [path: string, text: string], isCode = false) =>
  areAlike(
    new ComparedText(first[1].split("\n"), isCode),
    new ComparedText(second[1].split("\n"), isCode),
    slotBetween(new PathParts(first[0]), new PathParts(second[0]))!,
  );

const json = (values: readonly string[]) =>
  `{\n  "open": "${values[0]}",\n  "close": "${values[1]}",\n  "menu": {\n    "help": "${values[2]}"\n  }\n}`;
const english = ["Open the file", "Close the window", "Show help"];
const german = ["Datei öffnen", "Fenster schließen", "Hilfe anzeigen"];

it("translations with the same keys are alike in every format", () => {
  expect(alike(["l/en.json", json(english)], ["l/de.json", json(german)])).toBe(true);
  const formats: ((values: readonly string[]) => string)[] = [
    (values) => values.map((value, at) => `menu.key${at}=${value}`).join("\n"),
    (values) => `menu:\n${values.map((value, at) => `  key${at}: ${value}`).join("\n")}`,
    (values) => values.map((value, at) => `<string name="key${at}">${value}</string>`).join("\n"),
  ];
  for (const format of formats)
    expect(alike(["l/en.x", format(english)], ["l/de.x", format(german)])).toBe(true);
  const module = (values: readonly string[]) =>
    `export default {\n${values.map((value, at) => `  key${at}: "${value}",`).join("\n")}\n};`;
  expect(
    alike(["l/en.ts", module([...english, ...english])], ["l/de.ts", module([...german, ...german])], true),
  ).toBe(true);
});

it("data with other keys are not alike", () => {
  const other = json(german).replaceAll(/"(?:open|close|menu|help)"/g, (key) => key.replace('"', '"my'));
  expect(alike(["l/en.json", json(english)], ["l/de.json", other])).toBe(false);
});

const template = (name: string, more = "") =>
  `apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ template "${name}.fullname" . }}\n  labels:\n    {{- include "${name}.labels" . | nindent 4 }}\nspec:\n  type: {{ .Values.service.type }}\n${more}`;

it("texts that differ by the words of their paths are alike", () => {
  const of = (name: string): string => `charts/${name}/templates/service.yaml`;
  expect(alike([of("redis"), template("redis")], [of("mysql"), template("mysql")])).toBe(true);
  const long = Array.from({ length: 40 }, (_, n) => `word${n} other${n}`).join("\n");
  expect(alike([of("redis"), template("redis")], [of("mysql"), template("mysql", long)])).toBe(false);
});

const loop = (name: string, step: string) =>
  `export function ${name}Init(items: Item[]) {\n  const seen = new Set();\n  for (const item of items) {\n    ${step}\n    seen.add(item.name);\n  }\n  return seen;\n}`;

it("code is alike only when it is the same in another folder", () => {
  const paths = ["src/linux/init.ts", "src/windows/init.ts"] as const;
  const of = (path: string, name: string, step = "item.open();"): [string, string] => [
    path,
    loop(name, step),
  ];
  expect(alike(of(paths[0], "linux"), of(paths[1], "windows"), true)).toBe(true);
  expect(
    alike(
      of(paths[0], "linux"),
      of(paths[1], "windows", "if (item.registry.key !== undefined) await load(item.registry.key);"),
      true,
    ),
  ).toBe(false);
  expect(alike(of("src/relu.ts", "relu"), of("src/tanh.ts", "tanh"), true), "two things").toBe(false);
});
