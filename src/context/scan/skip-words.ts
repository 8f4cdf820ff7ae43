import type { SkipReason } from "./source.js";

/** Completes "It is not indexed: …". */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  ignored: "an ignore rule names it",
  binary: "it is no text, by its name or by what it holds",
  "too-large":
    "it has more bytes than a file may have: 1 MiB of text, 32 MiB of PDF, notebook, office document or mail",
  minified: "it is minified",
  "generated-lock": "a tool writes it: a lock file, a snapshot or a source map",
  secret: "by its name it holds secrets, or it is a private key",
  unreadable: "it cannot be read, or is no regular file",
  link: "it is a link or lies below one, and links are not followed",
  "link-outside": "it is a link that leads out of the repository, or lies below one",
  empty: "it is empty",
  "too-slow": "it took longer to parse than a file may take",
  "too-much-memory": "it took more memory to parse than a file may take",
  unparsable: "its parser failed",
  encrypted: "it is encrypted",
  damaged: "it is damaged, or is not what its name says",
  "inflates-too-much": "its archive holds more than a document may, which is done to exhaust a reader",
};
