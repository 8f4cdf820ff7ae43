import { expect, test } from "vitest";
import { isGuard } from "./guard.js";

const chunk = (name: string, line: number) => ({ name, startLine: line, endLine: line });

test.each([
  { lines: ["#ifndef A_H", "#define A_H"] },
  { lines: ["# ifndef A_H", "", "# define A_H"] },
  { lines: ["#if !defined(A_H)", "#define A_H"] },
])("$lines begin a guard", ({ lines }) => {
  expect(isGuard(lines, chunk("A_H", lines.length))).toBe(true);
});

test.each([
  { lines: ["#ifndef A", "#define A 1"] },
  { lines: ["#ifndef A", "#define A(x) x"] },
  { lines: ["#ifdef A", "#define A"] },
  { lines: ["#ifndef B", "#define A"] },
  { lines: ["#define A"] },
])("$lines do not", ({ lines }) => {
  expect(isGuard(lines, chunk("A", lines.length))).toBe(false);
});
