import { bash } from "./bash.js";
import { c, cpp } from "./c.js";
import { svelte, vue } from "./components.js";
import { csharp } from "./csharp.js";
import { dart } from "./dart.js";
import { elixir } from "./elixir.js";
import { go } from "./go.js";
import { haskell } from "./haskell.js";
import { java } from "./java.js";
import { javascript } from "./javascript.js";
import { kotlin } from "./kotlin.js";
import type { Language } from "./language.js";
import { lua } from "./lua.js";
import { objectiveC } from "./objective-c.js";
import { ocaml, ocamlInterface } from "./ocaml.js";
import { php } from "./php.js";
import { python } from "./python.js";
import { ruby } from "./ruby.js";
import { rust } from "./rust.js";
import { scala } from "./scala.js";
import { solidity } from "./solidity.js";
import { swift } from "./swift.js";
import { tsx, typescript } from "./typescript.js";
import { zig } from "./zig.js";

const all: readonly Language[] = [
  typescript,
  tsx,
  javascript,
  vue,
  svelte,
  python,
  go,
  rust,
  java,
  c,
  cpp,
  csharp,
  ruby,
  php,
  kotlin,
  swift,
  scala,
  bash,
  lua,
  zig,
  elixir,
  haskell,
  dart,
  ocaml,
  ocamlInterface,
  objectiveC,
  solidity,
];

const keys = new Set(all.flatMap((language) => Object.keys(language)));
const shape = Object.fromEntries([...keys].map((key) => [key, undefined])) as Partial<Language>;

/**
 * Every programming language that is parsed. The first to claim an extension has it. All have the same properties in
 * the same order: V8 compiles what reads them once, and not anew for each language that it meets.
 */
export const languages: readonly Language[] = all.map((language) => ({ ...shape, ...language }));
