import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { MemorySource } from "../../../test/support/memory-source.js";
import type { Repository } from "../repository/repository.js";

const LANGUAGES: Record<string, readonly string[]> = {
  en: ["Copy to clipboard", "Clear the canvas", "Export image", "Group selection"],
  de: ["In die Zwischenablage kopieren", "Zeichenfläche löschen", "Bild exportieren", "Gruppieren"],
  fr: ["Copier dans le presse-papier", "Effacer la toile", "Exporter en image", "Grouper"],
  es: ["Copiar al portapapeles", "Limpiar el lienzo", "Exportar imagen", "Agrupar"],
  "pt-BR": ["Copiar para a área de transferência", "Limpar a tela", "Exportar imagem", "Agrupar seleção"],
};
const locale = (texts: readonly string[]) => {
  const [copy, clear, image, group] = texts;
  return `{\n  "labels": {\n    "copy": "${copy}",\n    "clearCanvas": "${clear}",\n    "exportImage": "${image}",\n    "group": "${group}"\n  }\n}\n`;
};
const chart = (name: string, more = "") =>
  `apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata:\n  name: {{ template "${name}.fullname" . }}\n  labels:\n    {{- include "${name}.labels" . | nindent 4 }}\nspec:\n  minAvailable: {{ .Values.budget.minAvailable }}\n  selector:\n    matchLabels:\n      {{- include "${name}.selectorLabels" . | nindent 6 }}\n${more}`;
const page = (version: string, more = "") =>
  `# Webhook troubleshooting\n\nThe webhook answers admission reviews of release ${version}. When it times out, open the\nport of the pod in the firewall, and see whether the certificate of the service is current.\n${more}`;
const handler = (body: string) =>
  `export function parseWidget(text: string): Widget {\n  const parts = text.split(",");\n  ${body}\n  return { parts };\n}\n`;

const files: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(LANGUAGES).map(([code, texts]) => [`app/locales/${code}.json`, locale(texts)]),
  ),
  ...Object.fromEntries(
    ["redis", "mysql", "kafka", "consul"].map((name) => [`charts/${name}/templates/pdb.yaml`, chart(name)]),
  ),
  "docs/v1.1/webhook.md": page("one"),
  "docs/v1.2/webhook.md": page("two"),
  "docs/v1.3/webhook.md": page("three", "The latency histogram is new.\n"),
  "src/linux/widget.ts": handler("if (parts.length > 3) throw new RangeError(text);"),
  "src/windows/widget.ts": handler(
    "for (const part of parts) registry.open(part).flush().close(part.length);",
  ),
};

describe("variants of one result", () => {
  let repository: Repository;
  beforeAll(async () => {
    repository = newIndex(new MemorySource(files));
    await repository.update({ signal: never });
  });
  afterAll(() => repository.close());

  const search = async (query: string, folder: string) =>
    (await repository.search(query, 10)).filter(({ path }) => path.startsWith(folder));
  const searchFiles = async (query: string, folder: string) =>
    (await repository.searchFiles(query, 10)).filter(({ path }) => path.startsWith(folder));

  it("translations are one result, whose places are told", async () => {
    for (const ask of [search, searchFiles]) {
      const results = await ask("label of clear canvas", "app/");
      expect(results.map(({ path }) => path)).toEqual(["app/locales/en.json"]);
      expect(results[0]!.alike?.pattern).toBe("app/locales/*.json");
      expect(results[0]!.alike?.places.map(({ path }) => path).sort()).toEqual(
        ["de", "es", "fr", "pt-BR"].map((code) => `app/locales/${code}.json`),
      );
    }
  });

  it("a language that is named is shown, by its code or its name", async () => {
    for (const query of ["clear canvas label in German", "clear canvas label, de locale"])
      for (const ask of [search, searchFiles])
        expect((await ask(query, "app/")).map(({ path }) => path)).toEqual(["app/locales/de.json"]);
  });

  it("each of several that are named is shown", async () => {
    const results = await searchFiles("clear canvas label in German and French", "app/");
    expect(results.map(({ path }) => path).sort()).toEqual(["app/locales/de.json", "app/locales/fr.json"]);
  });

  it("charts are one result, or the one that is named", async () => {
    const [first, ...rest] = await search("pod disruption budget of a chart", "charts/");
    expect(rest).toEqual([]);
    expect(first!.alike).toMatchObject({ pattern: "charts/*/templates/pdb.yaml" });
    expect(first!.alike!.places).toHaveLength(3);
    for (const name of ["kafka", "consul"]) {
      const [named] = await search(`pod disruption budget of ${name}`, "charts/");
      expect(named!.path).toBe(`charts/${name}/templates/pdb.yaml`);
    }
  });

  it("versions are one result, or the one that is named, with or without its v", async () => {
    expect(await searchFiles("webhook troubleshooting", "docs/")).toHaveLength(1);
    for (const query of ["webhook troubleshooting in v1.2", "webhook troubleshooting of 1.2"]) {
      const results = await searchFiles(query, "docs/");
      expect(results.map(({ path }) => path)).toEqual(["docs/v1.2/webhook.md"]);
    }
  });

  it("a variant that alone holds a word of the task is shown", async () => {
    const results = await searchFiles("latency in webhook troubleshooting", "docs/");
    expect(results[0]!.path).toBe("docs/v1.3/webhook.md");
    const lower = await searchFiles("webhook firewall certificate one histogram", "docs/");
    expect(lower.map(({ path }) => path)).toContain("docs/v1.3/webhook.md");
  });

  it("functions of one name whose code differs are two results", async () => {
    const results = await search("parseWidget", "src/");
    expect(results.map(({ path }) => path).sort()).toEqual(["src/linux/widget.ts", "src/windows/widget.ts"]);
  });

  it("further results take the places of variants", async () => {
    const paths = (await repository.searchFiles("clear canvas label, pod disruption budget", 2)).map(
      ({ path }) => path.split("/")[0],
    );
    expect(paths.sort()).toEqual(["app", "charts"]);
  });
});
