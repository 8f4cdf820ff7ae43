import { readFileSync, statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { env, platform } from "node:process";
import { absolutePath } from "../state/user-folders.js";
import { isTrue, readSetting } from "./git-config.js";

/**
 * The file of what the user ignores in every repository: `core.excludesFile` of the user's own configuration, else
 * git's default place. It is looked up here because git is started without any configuration.
 * @param configOf asks git for a key of the user's configuration; only where that includes other files.
 * @returns an absolute path, or undefined where there is no such file.
 */
export async function userExcludes(
  configOf: (key: string, home: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const home = absolutePath(env.HOME) ?? (platform === "win32" ? absolutePath(env.USERPROFILE) : undefined);
  const xdg = absolutePath(env.XDG_CONFIG_HOME) ?? (home && join(home, ".config"));
  // As git reads them: what comes later holds.
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
