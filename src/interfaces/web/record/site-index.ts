import { contentSecurityPolicy } from "../server/headers.js";

/** A policy in a document cannot say who may frame it. */
const ONLY_IN_HEADERS = /^frame-ancestors\b/;

/**
 * The index.html of the static site, from that of the page: it carries the content-security policy itself, since plain
 * hosts send none, and names the folder of the recorded answers.
 */
export function siteIndex(html: string, folder: string): string {
  const policy = contentSecurityPolicy
    .split("; ")
    .filter((rule) => !ONLY_IN_HEADERS.test(rule))
    .join("; ");
  const charset = '<meta charset="utf-8" />';
  if (!html.includes(charset)) throw new Error(`index.html has no ${charset}`);
  return html.replace(
    charset,
    `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />\n    <meta name="fovea-recorded" content="${folder}" />`,
  );
}
