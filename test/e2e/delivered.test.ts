import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type ClientRequest, type IncomingMessage, request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliFile } from "../support/cli.js";
import { callTool, connectStdio, textOf } from "../support/mcp-client.js";
import { getContext, initialize, initialized, RawStdio } from "../support/raw-mcp.js";
import { Scratch } from "../support/scratch.js";

const TASK = "row the boat across";
const CODE = "export function rowBoat";
const HELD = "Sent before and unchanged";

let scratch: Scratch;

beforeAll(() => {
  const boats = Array.from(
    { length: 40 },
    (_, index) =>
      `/** Rows boat ${index} across the water. */\nexport function rowBoat${index}(strokes: number) {\n  return strokes * ${index};\n}\n`,
  );
  scratch = new Scratch().write({ "boat.ts": boats.join("\n") });
});

afterAll(() => scratch[Symbol.dispose]());

/** Sends one message over a new connection; `meanwhile` may disturb it. */
function post(
  url: string,
  headers: Record<string, string>,
  body: unknown,
  meanwhile?: (sent: ClientRequest) => void,
): Promise<{ text: string; response: IncomingMessage } | undefined> {
  return new Promise((resolve, reject) => {
    const accept = "application/json, text/event-stream";
    const sent = request(
      url,
      { method: "POST", agent: false, headers: { "content-type": "application/json", accept, ...headers } },
      (response) => {
        let text = "";
        response.on("data", (chunk) => {
          text += chunk;
        });
        response.on("end", () => resolve({ text, response }));
        response.on("error", () => resolve(undefined));
      },
    );
    sent.on("error", (error) => (meanwhile ? resolve(undefined) : reject(error)));
    sent.on("close", () => resolve(undefined));
    sent.end(JSON.stringify(body));
    meanwhile?.(sent);
  });
}

interface HttpServer {
  readonly child: ChildProcess;
  readonly url: string;
  readonly headers: Record<string, string>;
}

async function serve(): Promise<HttpServer> {
  const child = spawn(process.execPath, [cliFile, "mcp", "--http", "0"], {
    cwd: scratch.root,
    stdio: ["ignore", "inherit", "pipe"],
  });
  let said = "";
  for await (const chunk of child.stderr!) {
    said += String(chunk);
    if (/Authorization: .*\n/.test(said)) break;
  }
  const url = /http:\/\/\S+\/mcp/.exec(said)![0];
  const authorization = /Authorization: (.*)/.exec(said)![1]!;
  const opened = await post(url, { authorization }, initialize);
  const headers = { authorization, "mcp-session-id": String(opened?.response.headers["mcp-session-id"]) };
  await post(url, headers, initialized);
  return { child, url, headers };
}

test("over HTTP, an answer that the client did not receive is sent again, 40 of 40 times; a received one is not", async () => {
  const { child, url, headers } = await serve();
  try {
    // The first call creates the index.
    const first = await post(url, headers, getContext(0, TASK, "warm"));
    expect(first?.text).toContain(CODE);
    const start = performance.now();
    const second = await post(url, headers, getContext(1, TASK, "warm"));
    const usual = performance.now() - start;
    expect(second?.text).toContain(HELD);
    expect(second?.text).not.toContain(CODE);
    for (let round = 0; round < 40; round++) {
      const session = `left-${round}`;
      let got = false;
      await post(url, headers, getContext(100 + 2 * round, TASK, session), (sent) => {
        // Some just before the answer arrives.
        const timer = setTimeout(() => sent.destroy(), (usual * (round % 10)) / 8);
        sent.on("response", (response) =>
          response.once("data", () => {
            got = true;
            clearTimeout(timer);
          }),
        );
      });
      const again = await post(url, headers, getContext(101 + 2 * round, TASK, session));
      expect([round, again?.text.includes(got ? HELD : CODE)]).toEqual([round, true]);
    }
  } finally {
    child.kill();
  }
});

test("over HTTP, two answers in flight do not rely on each other, and both are held afterwards", async () => {
  const { child, url, headers } = await serve();
  try {
    const both = [getContext(1, TASK, "batch"), getContext(2, TASK, "batch")];
    const answer = await post(url, { ...headers, "mcp-protocol-version": "2025-03-26" }, both);
    expect(answer?.text.split(CODE).length).toBeGreaterThan(2);
    expect(answer?.text).not.toContain(HELD);
    expect((await post(url, headers, getContext(3, TASK, "batch")))?.text).toContain(HELD);
  } finally {
    child.kill();
  }
});

test("a call that was cancelled, before or after its answer was written, is sent again, 60 of 60 times", async () => {
  const raw = new RawStdio(scratch.root);
  raw.say(getContext("warm", TASK, "warm"));
  await raw.answer("warm");
  const start = performance.now();
  raw.say(getContext("again", TASK, "warm"));
  expect(await raw.answer("again")).toContain(HELD);
  const usual = performance.now() - start;
  for (let round = 0; round < 60; round++) {
    const id = `cancelled-${round}`;
    raw.say(getContext(id, TASK, `session-${round}`));
    await sleep((usual * (round % 10)) / 5);
    raw.say(
      { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: id } },
      getContext(`next-${round}`, TASK, `session-${round}`),
    );
    const next = await raw.answer(`next-${round}`);
    expect([round, next.includes(CODE), next.includes(HELD)]).toEqual([round, true, false]);
  }
  raw.child.kill();
});

test("concurrent calls of one session do not rely on answers that have not arrived", async () => {
  const raw = new RawStdio(scratch.root);
  raw.say(getContext(1, TASK, "flock"), getContext(2, TASK, "flock"), getContext(3, TASK, "flock"));
  const [first, second, third] = [await raw.answer(1), await raw.answer(2), await raw.answer(3)];
  expect([first.includes(CODE), second.includes(HELD), third.includes(HELD)]).toEqual([true, true, true]);
  raw.child.kill();
});

test("an answer unread when the server or client was killed is sent again when the session continues", async () => {
  for (const end of ["server", "client"] as const) {
    const session = `killed-${end}`;
    const raw = new RawStdio(scratch.root);
    raw.say(getContext(1, TASK, session));
    // No process reads the pipe, so the answer stays in it.
    await sleep(1000);
    if (end === "server") raw.child.kill("SIGKILL");
    else {
      raw.child.stdout?.destroy();
      raw.child.stdin?.destroy();
    }
    await raw.exited;
    const next = await connectStdio(scratch.root);
    const text = textOf(await callTool(next, "get_context", { task: TASK, session }));
    expect([end, text.includes(CODE), text.includes(HELD)]).toEqual([end, true, false]);
    await next.close();
    // Closed normally after the answer was read, so its lines are held.
    const last = await connectStdio(scratch.root);
    expect(textOf(await callTool(last, "get_context", { task: TASK, session }))).toContain(HELD);
    await last.close();
  }
});

/** Reads the first line of a command's output and then closes the pipe, like `head -1`. */
async function firstLineOf(args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [cliFile, ...args], {
    cwd: scratch.root,
    stdio: ["ignore", "pipe", "ignore"],
  });
  child.stdout.once("data", () => child.stdout.destroy());
  await once(child, "exit");
}

test("pack records output that stdout accepted, and not output to a closed pipe", async () => {
  await firstLineOf(["pack", TASK, "--session", "cut"]);
  const all = async (): Promise<string> => {
    const child = spawn(process.execPath, [cliFile, "pack", TASK, "--session", "cut"], {
      cwd: scratch.root,
      stdio: ["ignore", "pipe", "ignore"],
    });
    let text = "";
    for await (const chunk of child.stdout) text += chunk;
    return text;
  };
  const first = await all();
  expect([first.includes(CODE), first.includes(HELD)]).toEqual([true, false]);
  expect(await all()).toContain(HELD);
});
