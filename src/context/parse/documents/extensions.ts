/**
 * File extensions of each document format, lower-case, without the dot. Apart from the parsers, so that scan
 * and search know them without loading a parser.
 */
export const documentExtensions = {
  markdown: ["md", "markdown", "mdx", "mkd"],
  restructuredText: ["rst", "rest"],
  asciidoc: ["adoc", "asciidoc", "asc"],
  notebook: ["ipynb"],
  pdf: ["pdf"],
  docx: ["docx", "docm", "dotx"],
  pptx: ["pptx", "pptm", "ppsx", "potx"],
  xlsx: ["xlsx", "xlsm", "xltx"],
  openDocument: ["odt", "ods", "odp", "ott"],
  epub: ["epub"],
  mail: ["eml", "mbox"],
  plainText: ["txt", "text"],
  html: ["html", "htm", "xhtml"],
  /** Shared with other data: a parser reads only those files that begin as OpenAPI. */
  openapi: ["yaml", "yml", "json"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const { docx, pptx, xlsx, openDocument, epub } = documentExtensions;
/** Documents that are zip archives. */
export const archivedExtensions: readonly string[] = [...docx, ...pptx, ...xlsx, ...openDocument, ...epub];
