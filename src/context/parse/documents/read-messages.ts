/** Main to worker: the document to read. */
export interface ReadRequest {
  readonly path: string;
  readonly content: Uint8Array;
}

/** Worker to main: the extracted text; undefined when it is the file's own content. */
export interface ReadReply {
  readonly text: string | undefined;
}
