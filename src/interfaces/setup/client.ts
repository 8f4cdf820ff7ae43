import type { Environment } from "../../context/state/user-folders.js";

/** How a coding agent's configuration names an MCP server. The list has one row per agent. */
export interface Client {
  /** Its name on the command line. */
  readonly name: string;
  readonly title: string;
  /** Configuration file for one repository; absent where the client has none. */
  readonly projectFile?: (root: string) => string;
  /** Configuration file for all of a user's repositories. */
  readonly userFile: (system: UserSystem) => string;
  /** The key under which a JSON file lists servers, or the TOML table that holds ours. */
  readonly format:
    | { readonly kind: "json"; readonly servers: string; readonly extra?: Readonly<Record<string, string>> }
    | { readonly kind: "toml"; readonly table: string };
  /** The variable in a project's file that the client replaces with the open folder. */
  readonly openFolder?: string;
  /** The page of the client's documentation that describes this. */
  readonly source: string;
}

/** The facts of a system that decide where a user's configuration files are. */
export interface UserSystem {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
}

/** The path of a configuration file. */
export interface ConfigFile {
  readonly file: string;
  /** The repository that contains it; absent for a user's own file. */
  readonly root?: string;
}

/** The program that the client starts, with its arguments. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** A configuration file before and after. */
export interface Change {
  readonly file: string;
  /** Undefined when the file does not exist. */
  readonly before: string | undefined;
  /** Undefined when the file is deleted because it would be empty. */
  readonly after: string | undefined;
}
