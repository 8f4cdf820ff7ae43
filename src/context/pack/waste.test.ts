import { expect, test } from "vitest";
import { never, newIndex } from "../../../test/support/indexed.js";
import { Scratch } from "../../../test/support/scratch.js";
import { renderers } from "../render/index.js";
import { openWorkingTree } from "../scan/working-tree.js";

const paragraph = (subject: string): string =>
  `The ${subject} of a device is set once.\nIt stays as it is until the device is reset.\n`;
const files = {
  "src/queue.h": `/*
 * Copyright (C) 2017 A. B.
 *
 * Licensed under the Apache License; a queue of jobs is distributed without warranty.
 */
#ifndef QUEUE_H
#define QUEUE_H

#include <stddef.h>

/* How jobs wait in a queue:
 * each worker takes the oldest job of its queue,
 * and the newest job of another queue when its own is empty.
 */

#ifdef QUEUE_THREADS
/* Adds a job to a queue from any thread. */
int queue_push(struct queue *queue, struct job *job);
#endif

/* Takes a job from a queue. */
struct job *queue_pop(struct queue *queue);

#endif
`,
  "docs/device.md": `# Device\n\n${["clock", "volume", "address", "colour", "name", "owner", "port"]
    .map((subject) => paragraph(subject).repeat(6))
    .join("\n")}\n${paragraph("timezone")}\n${paragraph("language").repeat(40)}`,
  "src/other.c": `${Array.from({ length: 30 }, (_, index) => `int other${index}(void) {\n  return ${index};\n}\n`).join("\n")}`,
};

test("a pack holds the code and docs of a header, without its licence and include guard", async () => {
  using scratch = new Scratch().write(files);
  const repository = newIndex(openWorkingTree(scratch.root));
  await repository.update({ signal: never, threads: 1 });
  const { text } = await repository.pack("how do jobs wait in a queue", 2000, renderers[0]!);
  expect(text).toContain("the newest job of another queue");
  expect(text).toContain("int queue_push(struct queue *queue, struct job *job);");
  expect(text).not.toMatch(/Copyright|Apache|define QUEUE_H/);
  await repository.close();
});

test("a section longer than the budget gives its heading and the paragraphs that match", async () => {
  using scratch = new Scratch().write(files);
  const repository = newIndex(openWorkingTree(scratch.root));
  await repository.update({ signal: never, threads: 1 });
  const { text, tokens } = await repository.pack("set the timezone of a device", 500, renderers[0]!);
  expect(text).toContain("# Device");
  expect(text).toContain(paragraph("timezone"));
  expect(tokens).toBeGreaterThan(200);
  await repository.close();
});
