import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  type LoggingLevel,
  LoggingLevelSchema,
  SetLevelRequestSchema,
} from "@modelcontextprotocol/sdk/types.js";
import { FoveaError } from "../../shared/errors.js";
import { printable } from "../../shared/printable.js";
import { span, type TraceEvent, type TraceSink, traced, traceLines } from "../../shared/trace.js";
import type { Extra } from "./tool.js";

/** What one client's requests did, as logging messages to that client, once it has set a level. */
export class ClientLog {
  private level: LoggingLevel | undefined;

  /** @param operator hears of every request too: it is set where the server was started with --verbose. */
  constructor(
    server: Server,
    private readonly operator: TraceSink | undefined,
  ) {
    if (operator) this.level = "debug";
    server.setRequestHandler(SetLevelRequestSchema, ({ params }) => {
      this.level = params.level;
      return {};
    });
  }

  /** Does the work of one request. Its messages go with its answer, to its client alone. */
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
      // Once the answer is sent there may be no way left.
      void sendNotification({
        method: "notifications/message",
        params: { level, logger: "fovea", data: dataOf(event) },
      }).catch(() => {});
    };
  }
}

const severity = (level: LoggingLevel): number => LoggingLevelSchema.options.indexOf(level);

/** What Fovea expects to go wrong is told in the answer; a bug is an error of its own. */
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
