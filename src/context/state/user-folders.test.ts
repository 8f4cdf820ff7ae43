import { userInfo } from "node:os";
import { expect, it } from "vitest";
import { cacheFolder, configFolder, homeIfAny } from "./user-folders.js";

const linux = (env: Record<string, string>) => ({ env, platform: "linux" as const });
const recorded = userInfo().homedir;

it.each([
  [{ FOVEA_CACHE_DIR: "/c", XDG_CACHE_HOME: "/x", HOME: "/h" }, "/c"],
  [{ XDG_CACHE_HOME: "/x", HOME: "/h" }, "/x/fovea"],
  [{ HOME: "/h" }, "/h/.cache/fovea"],
  [{ FOVEA_CACHE_DIR: "c", XDG_CACHE_HOME: ".cache", HOME: "." }, `${recorded}/.cache/fovea`],
  [{ FOVEA_CACHE_DIR: "", XDG_CACHE_HOME: "", HOME: "" }, `${recorded}/.cache/fovea`],
  [{}, `${recorded}/.cache/fovea`],
])("with %j the cache folder is %s", (env, folder) => {
  expect(cacheFolder(linux(env as Record<string, string>))).toBe(folder);
});

it.each([
  [{ XDG_CONFIG_HOME: "/x", HOME: "/h" }, "/x"],
  [{ XDG_CONFIG_HOME: ".config", HOME: "" }, `${recorded}/.config`],
  [{ XDG_CONFIG_HOME: "", HOME: "repo" }, `${recorded}/.config`],
  [{ HOME: "/h", APPDATA: "/not/here" }, "/h/.config"],
])("with %j the settings folder is %s", (env, folder) => {
  expect(configFolder(linux(env as Record<string, string>))).toBe(folder);
});

it("uses each system's own folders", () => {
  expect(cacheFolder({ env: { HOME: "/h" }, platform: "darwin" })).toBe("/h/Library/Caches/fovea");
  expect(cacheFolder({ env: { LOCALAPPDATA: "/l", HOME: "/h" }, platform: "win32" })).toBe("/l/fovea");
  expect(configFolder({ env: { APPDATA: "/a" }, platform: "win32" })).toBe("/a");
  expect(homeIfAny({ env: { USERPROFILE: "/u", HOME: "/h" }, platform: "win32" })).toBe("/u");
});
