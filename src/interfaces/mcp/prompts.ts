import type { Server } from "@modelcontextprotocol/sdk/server/index.js";
import {
  ErrorCode,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  McpError,
} from "@modelcontextprotocol/sdk/types.js";

interface Prompt {
  readonly name: string;
  readonly description: string;
  readonly argument: { readonly name: string; readonly description: string };
  readonly write: (value: string) => string;
}

const prompts: readonly Prompt[] = [
  {
    name: "fix",
    description: "Find and fix a bug",
    argument: { name: "report", description: "what goes wrong, with the error message" },
    write: (report) =>
      `Fix this bug.\n\n${report}\n\nFirst call get_context with the report as the task. Follow the cited code to the cause, call get_context again with the words you find there, and read the code you want to change before you change it. State the cause in one sentence, then make the smallest change that fixes it, with a test.`,
  },
  {
    name: "explain",
    description: "Explain how something works, with citations",
    argument: { name: "question", description: "what to explain" },
    write: (question) =>
      `${question}\n\nCall get_context with this question. Answer from the cited lines only, and cite path:line for every claim. If the lines do not answer it, say so and call get_context with other words.`,
  },
  {
    name: "impact",
    description: "What a change would touch",
    argument: { name: "change", description: "the symbol or file, and the change to make" },
    write: (change) =>
      `What would this change touch?\n\n${change}\n\nCall get_context with the change as the task. List the callers, tests and documents that depend on it, each with path:line, from the most to the least certain.`,
  },
];

export function offerPrompts(server: Server): void {
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: prompts.map(({ name, description, argument }) => ({
      name,
      description,
      arguments: [{ ...argument, required: true }],
    })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => {
    const prompt = prompts.find(({ name }) => name === params.name);
    const names = prompts.map(({ name }) => name).join(", ");
    if (!prompt)
      throw new McpError(ErrorCode.InvalidParams, `There is no such prompt. The prompts are ${names}.`);
    const value = params.arguments?.[prompt.argument.name];
    if (!value?.trim())
      throw new McpError(
        ErrorCode.InvalidParams,
        `Give ${prompt.argument.name}: ${prompt.argument.description}.`,
      );
    return {
      description: prompt.description,
      messages: [{ role: "user" as const, content: { type: "text" as const, text: prompt.write(value) } }],
    };
  });
}
