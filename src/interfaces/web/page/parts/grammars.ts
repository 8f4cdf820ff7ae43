import clojure from "highlight.js/lib/languages/clojure";
import cmake from "highlight.js/lib/languages/cmake";
import dart from "highlight.js/lib/languages/dart";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import elixir from "highlight.js/lib/languages/elixir";
import erlang from "highlight.js/lib/languages/erlang";
import fsharp from "highlight.js/lib/languages/fsharp";
import groovy from "highlight.js/lib/languages/groovy";
import haskell from "highlight.js/lib/languages/haskell";
import julia from "highlight.js/lib/languages/julia";
import latex from "highlight.js/lib/languages/latex";
import nix from "highlight.js/lib/languages/nix";
import ocaml from "highlight.js/lib/languages/ocaml";
import powershell from "highlight.js/lib/languages/powershell";
import protobuf from "highlight.js/lib/languages/protobuf";
import scala from "highlight.js/lib/languages/scala";
import { common, createLowlight } from "lowlight";

const lowlight = createLowlight({
  ...common,
  clojure,
  cmake,
  dart,
  dockerfile,
  elixir,
  erlang,
  fsharp,
  groovy,
  haskell,
  julia,
  latex,
  nix,
  ocaml,
  powershell,
  protobuf,
  scala,
});

export type SyntaxTree = ReturnType<typeof lowlight.highlight>;

/**
 * The text of a file as a tree of coloured spans; undefined when there is no grammar for it. Grammars list the extensions
 * and names of their files, so there is no table here.
 */
export function highlight(path: string, text: string): SyntaxTree | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const grammar = [name, name.slice(name.lastIndexOf(".") + 1)].find((one) => lowlight.registered(one));
  return grammar === undefined ? undefined : lowlight.highlight(grammar, text);
}
