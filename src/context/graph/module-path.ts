/** Whether a module is a path from the importing file. */
export const isRelative = (module: string): boolean => module.startsWith(".");

/**
 * Resolves a relative module: `./a` and `../a/b` are paths; in `.a.b` and `..a` each further dot is a level
 * up (Python).
 */
export function relativePath(folder: string, module: string): string {
  if (module.includes("/") || /^\.{1,2}$/.test(module)) {
    if (module === "..") return `${folder}/..`;
    return `${folder}/${module}`;
  }
  const dots = /^\.+/.exec(module)![0].length;
  return `${folder}/${"../".repeat(dots - 1)}${module.slice(dots).split(".").join("/")}`;
}

/** A path without `.`, `..` and empty segments. */
export function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Joins a module and a name in it with the module's own separator. */
export function join(module: string, name: string): string {
  if (module.includes("::")) return `${module}::${name}`;
  if (module.includes("/")) return `${module}/${name}`;
  return module.endsWith(".") ? `${module}${name}` : `${module}.${name}`;
}
