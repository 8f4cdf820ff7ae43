import { join } from "node:path";
import { absolutePath } from "../../context/state/user-folders.js";
import type { Client, UserSystem } from "./client.js";

/** The folder of an application's settings on each system. */
function settingsFolder({ home, platform, env }: UserSystem, macOs: string, other: string): string {
  if (platform === "win32") return join(absolutePath(env.APPDATA) ?? join(home, "AppData", "Roaming"), other);
  if (platform === "darwin") return join(home, macOs);
  return join(absolutePath(env.XDG_CONFIG_HOME) ?? join(home, ".config"), other);
}

// biome-ignore lint/suspicious/noTemplateCurlyInString: the editor replaces it, not this code.
const WORKSPACE = "${workspaceFolder}";

export const clients: readonly Client[] = [
  {
    name: "claude-code",
    title: "Claude Code",
    projectFile: (root) => join(root, ".mcp.json"),
    userFile: ({ home }) => join(home, ".claude.json"),
    format: { kind: "json", servers: "mcpServers", extra: { type: "stdio" } },
    source: "https://code.claude.com/docs/en/mcp",
  },
  {
    name: "cursor",
    title: "Cursor",
    projectFile: (root) => join(root, ".cursor", "mcp.json"),
    userFile: ({ home }) => join(home, ".cursor", "mcp.json"),
    format: { kind: "json", servers: "mcpServers", extra: { type: "stdio" } },
    openFolder: WORKSPACE,
    source: "https://cursor.com/docs/context/mcp",
  },
  {
    name: "vscode",
    title: "VS Code",
    projectFile: (root) => join(root, ".vscode", "mcp.json"),
    userFile: (system) =>
      join(settingsFolder(system, "Library/Application Support/Code", "Code"), "User", "mcp.json"),
    format: { kind: "json", servers: "servers", extra: { type: "stdio" } },
    openFolder: WORKSPACE,
    source: "https://code.visualstudio.com/docs/copilot/reference/mcp-configuration",
  },
  {
    name: "codex",
    title: "Codex CLI",
    projectFile: (root) => join(root, ".codex", "config.toml"),
    userFile: ({ home, env }) => join(absolutePath(env.CODEX_HOME) ?? join(home, ".codex"), "config.toml"),
    format: { kind: "toml", table: "mcp_servers.fovea" },
    source: "https://developers.openai.com/codex/mcp",
  },
  {
    name: "gemini",
    title: "Gemini CLI",
    projectFile: (root) => join(root, ".gemini", "settings.json"),
    userFile: ({ home }) => join(home, ".gemini", "settings.json"),
    format: { kind: "json", servers: "mcpServers" },
    source: "https://geminicli.com/docs/tools/mcp-server/",
  },
  {
    name: "zed",
    title: "Zed",
    userFile: (system) =>
      system.platform === "win32"
        ? join(settingsFolder(system, "", "Zed"), "settings.json")
        : join(settingsFolder(system, ".config/zed", "zed"), "settings.json"),
    format: { kind: "json", servers: "context_servers" },
    source: "https://zed.dev/docs/ai/mcp",
  },
  {
    name: "windsurf",
    title: "Windsurf",
    userFile: ({ home }) => join(home, ".codeium", "windsurf", "mcp_config.json"),
    format: { kind: "json", servers: "mcpServers" },
    source: "https://docs.windsurf.com/windsurf/cascade/mcp",
  },
];
