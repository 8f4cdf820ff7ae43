import { statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { RootsListChangedNotificationSchema } from "@modelcontextprotocol/sdk/types.js";
import * as z from "zod";
import { currentSink, reportError, traced } from "../../shared/trace.js";
import { ContextService, type ServiceOptions } from "../service/service.js";

/** Finds the service of the repository that a client's calls are about. */
export interface ServiceResolver {
  serviceFor(server: Server): Promise<ContextService>;
}

const ROOTS_MILLISECONDS = 10_000;
/** Less strict than the SDK's schema, which rejects the whole list when one root has another URI scheme. */
const rootsSchema = z.object({ roots: z.array(z.object({ uri: z.string() })) });

/**
 * For a server that was started outside a repository. Serves the folder that the client has open (the first
 * of its MCP roots), or the start folder when the client gives none. Folders above a root are not searched
 * for a repository, because the client did not give access to them.
 */
export class RootsServiceResolver implements ServiceResolver {
  private root: Promise<string> | undefined;
  /** Services by root. Kept until `close`, since calls may still run when the client opens another folder. */
  private readonly services = new Map<string, ContextService>();
  private readonly operator = currentSink();

  constructor(
    private readonly startedIn: string,
    private readonly options: ServiceOptions,
  ) {}

  async serviceFor(server: Server): Promise<ContextService> {
    this.root ??= this.ask(server);
    const root = await this.root;
    const service =
      this.services.get(root) ?? traced(this.operator, () => new ContextService(root, this.options));
    this.services.set(root, service);
    return service;
  }

  /** Asks for the roots again after the client has opened another folder. */
  follow(server: Server): void {
    server.setNotificationHandler(RootsListChangedNotificationSchema, () => {
      this.root = undefined;
    });
  }

  private async ask(server: Server): Promise<string> {
    if (!server.getClientCapabilities()?.roots) return this.startedIn;
    try {
      const { roots } = await server.request({ method: "roots/list" }, rootsSchema, {
        timeout: ROOTS_MILLISECONDS,
      });
      const folders = roots.map(({ uri }) => folderOf(uri)).filter((folder) => folder !== undefined);
      const [first, ...others] = folders;
      if (others.length > 0)
        this.options.warn?.(`the client has ${folders.length} folders open; serving the first, ${first}`);
      return first ?? this.startedIn;
    } catch (error) {
      reportError(error);
      this.options.warn?.(`the client did not name its roots: ${(error as Error).message}`);
      return this.startedIn;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.services.values()].map((service) => service.close()));
  }
}

function folderOf(uri: string): string | undefined {
  try {
    const path = resolve(fileURLToPath(uri));
    return statSync(path).isDirectory() ? path : undefined;
  } catch {
    // The URI has another scheme or names another machine, or the folder no longer exists.
    return undefined;
  }
}
