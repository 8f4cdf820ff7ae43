/** Characters that output must never contain: controls except newline and tab, direction marks, zero-width characters, tags. */
const SET =
  "\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\u{e0000}-\\u{e007f}\\p{Cs}";
export const CONTROL_CHARACTERS = new RegExp(`[${SET}]`, "u");
