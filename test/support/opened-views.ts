/** An element of a page, and a text that it has. */
export interface Shown {
  readonly selector: string;
  readonly text?: string;
}

/** What each view is opened with, so that it shows all it can, and what is there when it has. */
export const openedViews: Readonly<
  Record<string, { readonly parameters?: Readonly<Record<string, string>>; readonly shown: Shown }>
> = {
  cost: {
    parameters: { model: "llama-3.1-8b,qwen3-30b-a3b", context: "200k" },
    shown: { selector: ".chart svg" },
  },
  bench: { shown: { selector: "button", text: "Run" } },
  context: { parameters: { task: "retry an upload that fails" }, shown: { selector: ".context-side pre" } },
  proof: { shown: { selector: "main h2" } },
};

/** A small repository that has something to show in each of them. */
export const uploads: Readonly<Record<string, string>> = {
  "src/upload.ts":
    "/** Uploads a file. */\nexport async function upload(file: string): Promise<void> {\n  await retry(() => send(file));\n}\n",
  "src/retry.ts":
    "export async function retry<T>(work: () => Promise<T>): Promise<T> {\n  return work();\n}\nexport async function send(file: string) {}\n",
  "test/upload.test.ts": 'import { upload } from "../src/upload.js";\nupload("a");\n',
  "README.md": "# Uploads\n\nAn upload that fails is tried again.\n",
};
