import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { env, platform } from "node:process";
import { absolutePath } from "../state/user-folders.js";
import { isTrue, readSetting } from "./git-config.js";

/**
 * Finds the user's global ignore file: `core.excludesFile` of the user's git configuration, else git's
 * default path. We look it up ourselves because we start git without any configuration.
 * @param configOf asks git for a setting of the user's configuration; called only when that includes other
 * files.
 * @returns an absolute path, or undefined when there is no such file.
 */
export async function userExcludes(
  configOf: (key: string, home: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const home = absolutePath(env.HOME) ?? (platform === "win32" ? absolutePath(env.USERPROFILE) : undefined);
  const xdg = absolutePath(env.XDG_CONFIG_HOME) ?? (home && join(home, ".config"));
  // In git's order: later files override earlier ones.
  const own = [
    absolutePath(env.GIT_CONFIG_SYSTEM) ?? (isTrue(env.GIT_CONFIG_NOSYSTEM) ? undefined : "/etc/gitconfig"),
    ...(env.GIT_CONFIG_GLOBAL === undefined
      ? [xdg && join(xdg, "git", "config"), home && join(home, ".gitconfig")]
      : [absolutePath(env.GIT_CONFIG_GLOBAL)]),
  ];
  let named: string | undefined;
  let includes = false;
  for (const file of own) {
    const text = file === undefined ? undefined : readOrNothing(file);
    if (text === undefined) continue;
    named = readSetting(text, "core", "excludesFile") ?? named;
    includes ||= /^\s*\[\s*include/im.test(text);
  }
  if (includes && home !== undefined) named = (await configOf("core.excludesFile", home)) ?? named;
  const file = named === undefined ? xdg && join(xdg, "git", "ignore") : expand(named, home);
  return file !== undefined && isAbsolute(file) && isFile(file) ? file : undefined;
}

const expand = (path: string, home: string | undefined): string | undefined =>
  path.startsWith("~/") ? home && join(home, path.slice(2)) : path;

function readOrNothing(file: string): string | undefined {
  try {
    return isFile(file) ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined;
  }
}

function isFile(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
