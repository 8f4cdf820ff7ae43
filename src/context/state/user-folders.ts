import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import { failure } from "../../shared/errors.js";

/** Variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** On what and as whom a user's folders are looked up. */
export interface User {
  readonly env: Environment;
  readonly platform?: NodeJS.Platform;
}

/**
 * An absolute path that a variable holds. Any other value counts as not set: it would be taken relative to the current
 * folder, which is a repository that somebody else may have written.
 */
export function absolutePath(value: string | undefined): string | undefined {
  return value !== undefined && isAbsolute(value) ? value : undefined;
}

/** The user's home folder: what the environment says, else the system's own record; undefined when there is neither. */
export function homeIfAny({ env, platform = process.platform }: User): string | undefined {
  return absolutePath(platform === "win32" ? env.USERPROFILE : env.HOME) ?? recordedHome();
}

/** The home folder in the system's list of users. */
export function recordedHome(): string | undefined {
  try {
    return absolutePath(userInfo().homedir);
  } catch {
    // A user that the list does not have, as in a container that runs under any number.
    return undefined;
  }
}

/** @throws FoveaError `no-home`. */
export function homeFolder(user: User): string {
  const home = homeIfAny(user);
  if (home === undefined)
    throw failure(
      "no-home",
      "this user has no home folder",
      "Set FOVEA_CACHE_DIR to the absolute path of a folder of your own, and HOME where there is one.",
    );
  return home;
}

/**
 * Folder for what Fovea can build again: FOVEA_CACHE_DIR, else a folder of its own where the system keeps caches.
 * @throws FoveaError `no-home`.
 */
export function cacheFolder(user: User): string {
  const { env, platform = process.platform } = user;
  const own = absolutePath(env.FOVEA_CACHE_DIR);
  if (own !== undefined) return own;
  const caches =
    absolutePath(env.XDG_CACHE_HOME) ??
    (platform === "win32"
      ? (absolutePath(env.LOCALAPPDATA) ?? join(homeFolder(user), "AppData", "Local"))
      : platform === "darwin"
        ? join(homeFolder(user), "Library", "Caches")
        : join(homeFolder(user), ".cache"));
  return join(caches, "fovea");
}

/**
 * Where the system keeps users' settings: XDG_CONFIG_HOME, on Windows APPDATA, else .config in the home folder.
 * @throws FoveaError `no-home`.
 */
export function configFolder(user: User): string {
  const { env, platform = process.platform } = user;
  return (
    absolutePath(env.XDG_CONFIG_HOME) ??
    (platform === "win32" ? absolutePath(env.APPDATA) : undefined) ??
    join(homeFolder(user), ".config")
  );
}
