import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import type * as z from "zod";
import type { Delivery } from "../service/delivery.js";
import type { ContextService } from "../service/service.js";

/**
 * A tool as a client sees it. To add a tool, export one from a file in `tools/` and add it to the list in
 * `tools/index.ts`. Every request of every session pays for each token of the schemas: choose names that
 * explain themselves, and use a description only for what a name cannot say.
 */
export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  run(args: z.output<Input>, call: ToolCall): Promise<ToolResult<z.input<Output>>>;
}

/**
 * A tool's answer. Some clients give the model the structured form, others the text. Both have the same
 * content, and the budget holds for the longer of the two.
 */
export interface ToolResult<Structured> {
  readonly structured: Structured;
  readonly text: string;
}

/** The data of a request besides its parameters, from the SDK. */
export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** The context of a running call. */
export interface ToolCall {
  /**
   * The service of the call's repository. It may have to ask the client for its roots. A tool that reads the
   * index gets the repository from it by `ready(call)`.
   */
  readonly service: () => Promise<ContextService>;
  /** The session of calls that name none: the last one named, at first the connection's own. */
  readonly connection: { session: string };
  /** Tracks the answer to the client. Only pieces that arrived count as held by the client. */
  readonly delivery: Delivery;
  /** Aborted when the client cancels. */
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, message: string) => void;
}

/** Makes a tool, and checks the types of its `run` against its schemas. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool => tool as Tool;
