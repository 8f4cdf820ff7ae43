/** Reads the lines of a file's readable text, by the file's number in the corpus. */
export type ReadLines = (file: number) => Promise<readonly string[]>;
