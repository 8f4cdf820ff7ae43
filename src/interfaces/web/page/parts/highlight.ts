import { signal } from "@preact/signals";
import type { createLowlight } from "lowlight";

export type SyntaxTree = ReturnType<ReturnType<typeof createLowlight>["highlight"]>;
type Highlighter = (language: string, text: string) => SyntaxTree;

/** The highlighter, once its grammars are loaded. Undefined until something asks for it, and when it fails. */
export const highlighter = signal<Highlighter | undefined>(undefined);

let asked = false;

/** Loads the grammars, once. Code is shown without colours until they are here, and when they cannot be loaded. */
export function loadHighlighter(): void {
  if (asked) return;
  asked = true;
  void import("./grammars.js").then(
    ({ highlight }) => {
      highlighter.value = highlight;
    },
    () => {
      asked = false;
    },
  );
}

/** Colours of longer texts take more than a frame. */
const LONGEST_COLOURED = 60_000;
/** Grammars search such a line many times. */
const LONGEST_LINE = 2_000;

/** The language in whose colours a text is shown; undefined when it is shown plainly. */
export function colouredAs(path: string, text: string): string | undefined {
  if (text.length > LONGEST_COLOURED || longestLine(text) > LONGEST_LINE) return undefined;
  return languageOf(path);
}

function longestLine(text: string): number {
  let longest = 0;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    longest = Math.max(longest, stop - start);
    start = stop + 1;
  }
  return longest;
}

/** The name of a grammar of `grammars.ts` for a file, by its name; undefined when there is none. */
export function languageOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const byName = NAMES[name];
  if (byName) return byName;
  const dot = name.lastIndexOf(".");
  return dot < 0 ? undefined : EXTENSIONS[name.slice(dot + 1)];
}

const NAMES: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  makefile: "makefile",
  gnumakefile: "makefile",
  dockerfile: "dockerfile",
  "cmakelists.txt": "cmake",
  gemfile: "ruby",
  rakefile: "ruby",
  jenkinsfile: "groovy",
  ".bashrc": "bash",
  ".gitconfig": "ini",
  ".editorconfig": "ini",
});

const EXTENSIONS: Readonly<Record<string, string>> = Object.assign(
  Object.create(null),
  ...Object.entries({
    bash: "sh bash zsh bats",
    c: "c h",
    clojure: "clj cljs cljc edn",
    cmake: "cmake",
    cpp: "cc cpp cxx hpp hh hxx cu cuh ino",
    csharp: "cs csx",
    css: "css",
    dart: "dart",
    diff: "diff patch",
    dockerfile: "dockerfile",
    elixir: "ex exs",
    erlang: "erl hrl",
    fsharp: "fs fsx fsi",
    go: "go",
    graphql: "graphql gql",
    groovy: "groovy gradle",
    haskell: "hs",
    ini: "ini toml cfg conf properties",
    java: "java",
    javascript: "js jsx mjs cjs",
    json: "json jsonc json5 ipynb",
    julia: "jl",
    kotlin: "kt kts",
    latex: "tex sty",
    less: "less",
    lua: "lua",
    makefile: "mk mak",
    markdown: "md markdown mdx",
    nix: "nix",
    objectivec: "m mm",
    ocaml: "ml mli",
    perl: "pl pm",
    php: "php",
    powershell: "ps1 psm1",
    protobuf: "proto",
    python: "py pyi pyx",
    r: "r",
    ruby: "rb rake gemspec",
    rust: "rs",
    scala: "scala sc sbt",
    scss: "scss sass",
    sql: "sql",
    swift: "swift",
    typescript: "ts tsx mts cts",
    vbnet: "vb",
    wasm: "wat wast",
    xml: "xml html htm xhtml svg vue svelte astro xsl xsd plist csproj",
    yaml: "yaml yml",
  }).map(([language, extensions]) =>
    Object.fromEntries(extensions.split(" ").map((extension) => [extension, language])),
  ),
);

/** Every language that a file may be shown in. */
export const languages: readonly string[] = [
  ...new Set([...Object.values(NAMES), ...Object.values(EXTENSIONS)]),
];
