/** The class of every plot on the page. */
export const chartClass = "fovea-plot";

/**
 * The style element that Observable Plot puts into a plot of that class, to the byte. The content-security policy
 * allows it by its SHA-256: `style-src 'self' 'sha256-…'`. A test in a browser compares it with what Plot inserts.
 */
export const chartStyle = `:where(.${chartClass}) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.${chartClass} text),
:where(.${chartClass} tspan) {
  white-space: pre;
}`;
