// A client of `fovea mcp`: asks twice in one session, and the second time gets only what is new.
//
//     node examples/mcp-client.mjs [folder]
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { getDefaultEnvironment, StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const [folder = "."] = process.argv.slice(2);
// The installed dependency `fovea`. For one on the PATH, use command "fovea" and args ["mcp", "--repo", folder].
const program = fileURLToPath(new URL("cli.js", import.meta.resolve("fovea")));
// The SDK passes on only a few environment variables. FOVEA_CACHE_DIR, the folder of the indexes, is not among them.
const { FOVEA_CACHE_DIR = "" } = process.env;

const client = new Client({ name: "example", version: "1.0.0" });
await client.connect(
  new StdioClientTransport({
    command: process.execPath,
    args: [program, "mcp", "--repo", folder],
    env: { ...getDefaultEnvironment(), FOVEA_CACHE_DIR },
  }),
);
try {
  const { tools } = await client.listTools();
  console.log(`tools: ${tools.map(({ name }) => name).join(", ")}`);
  for (const task of ["where is the token budget of a pack checked", "and where is it rendered"]) {
    const answer = await client.callTool({ name: "get_context", arguments: { task, budget: 2_000 } });
    // A failed call is an answer too: its text says what is wrong and what to do.
    const { content } = /** @type {import("@modelcontextprotocol/sdk/types.js").CallToolResult} */ (answer);
    if (answer.isError) throw new Error(content[0]?.type === "text" ? content[0].text : "the tool failed");
    // `text` is for the model; the counts show what the session saved.
    const { tokens, savedTokens } = /** @type {{ tokens: number, savedTokens: number }} */ (
      answer.structuredContent
    );
    console.log(`${task}: ${tokens} tokens sent, ${savedTokens} saved in this session`);
  }
} finally {
  await client.close();
}
