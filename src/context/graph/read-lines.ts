/** Lines of a file's readable text, by the number of the file. */
export type ReadLines = (file: number) => Promise<readonly string[]>;
