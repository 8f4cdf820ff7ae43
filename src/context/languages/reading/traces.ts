import type { TraceFormat } from "../language.js";

/**
 * The path from the package in the function's name: `org.acme.Shelf.put` in `Shelf.java` gives
 * org/acme/Shelf.java.
 */
function pathOf(path: string, name: string): string {
  const parts = name.split(".");
  return path.includes("/") || parts.length < 3 ? path : [...parts.slice(0, -2), path].join("/");
}

/** Traces of JavaScript and of JVM languages: `at load (src/a.js:3:7)`, `at a.B.c(B.java:3)`. */
export const callTrace: TraceFormat = {
  frame:
    /^\s*at (?:async )?(?:(?<name>[\w.$<>]+) ?\()?(?<path>(?:[\w.@:\\/-]*[\\/])?[\w.-]+\.\w{1,5}):\d+(?::\d+)?\)?\s*$/,
  innermost: "first",
  pathOf,
};
