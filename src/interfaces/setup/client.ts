import type { Environment } from "../../context/state/user-folders.js";

/** How a coding agent is told of an MCP server: one row of the list per agent. */
export interface Client {
  /** As it is named on the command line. */
  readonly name: string;
  readonly title: string;
  /** Configuration file for one repository; absent where the client has none. */
  readonly projectFile?: (root: string) => string;
  /** Configuration file for all of a user's repositories. */
  readonly userFile: (machine: Machine) => string;
  /** Where the entry stands in a JSON file, or the TOML table that is the entry. */
  readonly format:
    | { readonly kind: "json"; readonly servers: string; readonly extra?: Readonly<Record<string, string>> }
    | { readonly kind: "toml"; readonly table: string };
  /** What the client replaces by the folder that is open, in a project's file. */
  readonly openFolder?: string;
  /** Where the client's documentation says so. */
  readonly source: string;
}

/** Where a user's files lie. */
export interface Machine {
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly env: Environment;
}

/** Where a configuration file lies. */
export interface Place {
  readonly file: string;
  /** The repository that it is in; absent for a user's own file. */
  readonly root?: string;
}

/** The program that a client is to start. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** A configuration file before and after. */
export interface Change {
  readonly file: string;
  /** Undefined when there is no such file. */
  readonly before: string | undefined;
  /** Undefined when the file is to be deleted: nothing else was in it. */
  readonly after: string | undefined;
}
