import { userInfo } from "node:os";
import { isAbsolute, join } from "node:path";
import { failure } from "../../shared/errors.js";

/** Environment variables, like `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment and platform from which a user's folders are determined. */
export interface User {
  readonly env: Environment;
  readonly platform?: NodeJS.Platform;
}

/**
 * The value of an environment variable when it is an absolute path, else undefined. A relative path would be
 * resolved in the current folder, which can be a repository of an untrusted author.
 */
export function absolutePath(value: string | undefined): string | undefined {
  return value !== undefined && isAbsolute(value) ? value : undefined;
}

/**
 * The user's home folder: from the environment, else from the system's user list; undefined when there is
 * neither.
 */
export function homeIfAny({ env, platform = process.platform }: User): string | undefined {
  return absolutePath(platform === "win32" ? env.USERPROFILE : env.HOME) ?? recordedHome();
}

/** The home folder in the system's user list; undefined when it has none. */
export function recordedHome(): string | undefined {
  try {
    return absolutePath(userInfo().homedir);
  } catch {
    // The user id is not in the list, as in a container that runs under an arbitrary id.
    return undefined;
  }
}

/** The user's home folder. @throws FoveaError `no-home`. */
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
 * Folder for data that Fovea can rebuild: FOVEA_CACHE_DIR, else the folder `fovea` in the system's cache
 * folder.
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
 * The system's folder for user settings: XDG_CONFIG_HOME, on Windows APPDATA, else .config in the home
 * folder.
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
