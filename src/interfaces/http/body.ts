import type { IncomingMessage } from "node:http";
import type { Refusal } from "./refusal.js";

export type Body = { readonly value: unknown } | { readonly refusal: Refusal };

/** Reads the body of a request as JSON. @param mostBytes a larger body is refused. */
export async function readJson(request: IncomingMessage, mostBytes: number): Promise<Body> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    // Read a too large body to its end, because a client that is still sending does not read the answer.
    if (bytes <= mostBytes) chunks.push(chunk as Buffer);
    else if (bytes > 10 * mostBytes) request.destroy();
  }
  if (bytes > mostBytes) {
    const message = `a request may have at most ${mostBytes} bytes`;
    return { refusal: { status: 413, code: "too-large", message } };
  }
  try {
    return { value: JSON.parse(Buffer.concat(chunks).toString("utf8")) };
  } catch {
    return { refusal: { status: 400, code: "not-json", message: "the body is not JSON" } };
  }
}
