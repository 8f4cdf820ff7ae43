import type { IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Shorter contents are sent as they are. */
const LEAST_BYTES = 1400;
const BROTLI_QUALITY = 5;

type Coding = "br" | "gzip";

/** A content that is sent more than once, and its compressed forms, made when they are first asked for. */
export class Compressed {
  private readonly forms = new Map<Coding, Promise<Buffer>>();

  /** @param isText whether compression makes it much smaller. */
  constructor(
    readonly content: Buffer,
    private readonly isText = true,
  ) {}

  /** Answers a GET or HEAD with it. */
  async send(
    request: IncomingMessage,
    response: ServerResponse,
    headers: Readonly<Record<string, string>>,
  ): Promise<void> {
    const coding = this.isText && this.content.length >= LEAST_BYTES ? accepted(request) : undefined;
    const body = coding ? await this.form(coding) : this.content;
    response.writeHead(200, {
      ...headers,
      ...(this.isText ? { vary: "Accept-Encoding" } : {}),
      ...(coding ? { "content-encoding": coding } : {}),
      "content-length": body.length,
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  private form(coding: Coding): Promise<Buffer> {
    const form = this.forms.get(coding) ?? compress[coding](this.content);
    this.forms.set(coding, form);
    return form;
  }
}

const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
const compress: Readonly<Record<Coding, (content: Buffer) => Promise<Buffer>>> = {
  br: (content) => promisify(brotliCompress)(content, { params }),
  gzip: (content) => promisify(gzip)(content),
};

function accepted({ headers }: IncomingMessage): Coding | undefined {
  const named = String(headers["accept-encoding"] ?? "")
    .split(",")
    .filter((one) => !/;\s*q=0(?:\.0*)?\s*$/.test(one))
    .map((one) => one.split(";")[0]!.trim());
  return named.includes("br") ? "br" : named.includes("gzip") ? "gzip" : undefined;
}
