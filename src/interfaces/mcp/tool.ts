import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type { ServerNotification, ServerRequest } from "@modelcontextprotocol/sdk/types.js";
import type * as z from "zod";
import type { Delivery } from "./deliveries.js";
import type { ContextService } from "./service.js";

/**
 * A tool as a client sees it. A new tool is one file that exports one of these, and one line in the list. Every token
 * of its schemas is paid for by every request of every session: names say what they can, descriptions only the rest.
 */
export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  run(args: z.output<Input>, call: ToolCall): Promise<ToolResult<z.input<Output>>>;
}

/**
 * What a tool answers. Some clients hand the model the structured form, others the text: both say the same, and the
 * budget holds for the longer of the two.
 */
export interface ToolResult<Structured> {
  readonly structured: Structured;
  readonly text: string;
}

/** What the protocol says of a request besides its parameters. */
export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** What a running call has to do with. */
export interface ToolCall {
  /** The repository it is about; the client may have to be asked for it. */
  readonly service: () => Promise<ContextService>;
  /** The session that is meant when the call names none: the last one named, at first the connection's own. */
  readonly connection: { session: string };
  /** The way of the answer to the client: only what arrives is held by it. */
  readonly delivery: Delivery;
  /** Aborted when the client cancels. */
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number, message: string) => void;
}

/** A tool whose schemas are checked against its `run`. */
export const defineTool = <Input extends z.ZodObject, Output extends z.ZodObject>(
  tool: Tool<Input, Output>,
): Tool => tool as Tool;
