import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  ErrorCode,
  type LoggingLevel,
  LoggingLevelSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";
import * as z from "zod";
import { FoveaError } from "../../shared/errors.js";
import { printable } from "../../shared/printable.js";
import { span, type TraceEvent, type TraceSink, traced, traceLines } from "../../shared/trace.js";
import type { Extra } from "./tool.js";

/**
 * The request with any parameters. By the SDK's own schema it would answer wrong ones as an internal error, not
 * as invalid parameters.
 */
const SetLevelOfAnyKind = z.object({ method: z.literal("logging/setLevel"), params: z.unknown() });

/** Sends the trace of a client's requests to that client as MCP logging messages, once it has set a level. */
export class ClientLog {
  private level: LoggingLevel | undefined;

  /** @param operator also gets the trace of every request; set when the server was started with --verbose. */
  constructor(
    server: Server,
    private readonly operator: TraceSink | undefined,
  ) {
    if (operator) this.level = "debug";
    server.setRequestHandler(SetLevelOfAnyKind, ({ params }) => {
      const { success, data } = z.object({ level: LoggingLevelSchema }).safeParse(params);
      if (!success)
        throw new McpError(
          ErrorCode.InvalidParams,
          `the level must be one of ${LoggingLevelSchema.options.join(", ")}`,
        );
      this.level = data.level;
      return {};
    });
  }

  /** Runs the work of one request. Its log messages travel with its answer, to its own client only. */
  follow<T>(request: string, extra: Extra, work: () => Promise<T>): Promise<T> {
    const client = this.level === undefined ? undefined : this.sinkOf(extra);
    const { operator } = this;
    const sink: TraceSink | undefined =
      client && operator
        ? (event) => {
            operator(event);
            client(event);
          }
        : (client ?? operator);
    return traced(sink, () => span(request, work));
  }

  private sinkOf({ sendNotification }: Extra): TraceSink {
    return (event) => {
      const level = levelOf(event);
      if (severity(level) < severity(this.level ?? "emergency")) return;
      // After the answer is sent the connection may be closed.
      void sendNotification({
        method: "notifications/message",
        params: { level, logger: "fovea", data: dataOf(event) },
      }).catch(() => {});
    };
  }
}

const severity = (level: LoggingLevel): number => LoggingLevelSchema.options.indexOf(level);

/** An expected failure is a warning, since the answer reports it too. Anything else is a bug: an error. */
function levelOf(event: TraceEvent): LoggingLevel {
  if (event.kind === "span") return "debug";
  return event.error instanceof FoveaError ? "warning" : "error";
}

function dataOf(event: TraceEvent): Readonly<Record<string, unknown>> {
  if (event.kind === "error") {
    const [error, ...causes] = traceLines(event);
    return { error, causes };
  }
  const facts = Object.entries(event.facts).map(([name, value]) => [
    name,
    typeof value === "string" ? printable(value) : value,
  ]);
  const milliseconds = Math.round(event.milliseconds * 10) / 10;
  return { stage: event.stage, milliseconds, ...Object.fromEntries(facts) };
}
