import { createHash } from "node:crypto";
import { chartStyle } from "../page/parts/chart/style.js";

/** Of the style element that Observable Plot puts into each chart. */
const PLOT_STYLES = [createHash("sha256").update(chartStyle).digest("base64")];

/** What the page may do: load its own files, ask its own server, and draw. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  `style-src 'self'${PLOT_STYLES.map((hash) => ` 'sha256-${hash}'`).join("")}`,
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types fovea",
].join("; ");

/** Headers of every answer. The page is isolated from others, which also gives its WebAssembly threads. */
export const securityHeaders: Readonly<Record<string, string>> = {
  "content-security-policy": contentSecurityPolicy,
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
};
