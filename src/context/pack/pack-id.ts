import { createHash } from "node:crypto";

/** The id of a pack with this text: 16 hexadecimal digits of its SHA-256. */
export const packId = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 16);
