import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, sep } from "node:path";
import { failure } from "../../../shared/errors.js";
import { Compressed } from "./compressed.js";

const TYPES: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** The name of a chunk has the hash of its content. */
const NAMED_BY_CONTENT = /^\/chunks\/[^/]+-[A-Z0-9]{8}\.[a-z]+$/;

interface Loaded {
  readonly content: Compressed;
  readonly etag: string;
}

/** The built files of the page. Only files of this list are sent, so no path can lead elsewhere. */
export class PageFiles {
  private readonly paths: ReadonlyMap<string, string>;
  private readonly loaded = new Map<string, Promise<Loaded>>();

  /** @param folder `dist/page`. @throws FoveaError `no-page`. */
  constructor(folder: string) {
    let names: readonly string[];
    try {
      names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    } catch (cause) {
      throw failure("no-page", `there is no built page in ${folder}`, "Install fovea again.", cause);
    }
    const files = names.filter((name) => Object.hasOwn(TYPES, extname(name)));
    this.paths = new Map(files.map((name) => [`/${name.split(sep).join("/")}`, join(folder, name)]));
  }

  /** Sends a file. @returns false when there is none of this path. */
  async send(path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    const name = path === "/" ? "/index.html" : path;
    const file = this.paths.get(name);
    if (file === undefined) return false;
    const { content, etag } = await this.load(file);
    const headers = {
      "content-type": TYPES[extname(file)]!,
      etag,
      "cache-control": NAMED_BY_CONTENT.test(name) ? "private, max-age=31536000, immutable" : "no-cache",
    };
    if (request.headers["if-none-match"] === etag) response.writeHead(304, headers).end();
    else await content.send(request, response, headers);
    return true;
  }

  private load(file: string): Promise<Loaded> {
    const known = this.loaded.get(file) ?? read(file);
    this.loaded.set(file, known);
    return known;
  }
}

async function read(file: string): Promise<Loaded> {
  const bytes = await readFile(file);
  const digest = createHash("sha256").update(bytes).digest("base64url");
  return { content: new Compressed(bytes), etag: `"${digest.slice(0, 22)}"` };
}
