import { expect, test } from "vitest";
import { licenceLines } from "./licence.js";

const apache = [
  'Licensed under the Apache License, Version 2.0 (the "License");',
  "you may not use this file except in compliance with the License.",
  "You may obtain a copy of the License at",
  "",
  "     https://www.apache.org/licenses/LICENSE-2.0",
  "",
  "Unless required by applicable law, software is distributed on an",
  '"AS IS" BASIS, WITHOUT WARRANTIES OF ANY KIND.',
];
const marked = (mark: string, lines: readonly string[]): string[] =>
  lines.map((line) => `${mark} ${line}`.trimEnd());

test.each([
  ["line comments", [...marked("//", apache), "", "package a"], [1, 8]],
  ["hashes", ["#!/bin/sh", ...marked("#", apache), "set -e"], [2, 9]],
  ["a block", ["/*", ...marked(" *", apache), " */", "package a;"], [1, 10]],
  ["a block without marks", ["{-", ...apache, "-}", "module A where"], [1, 10]],
  ["a string", ['"""', ...apache, '"""', "import a"], [1, 10]],
  ["markup", ["<?xml version='1.0'?>", "<!--", ...apache, "-->", "<a/>"], [2, 11]],
  ["below a guard", ["#ifndef A_H", "#define A_H", "/* Copyright (C) 2017 A.", " */", "int a;"], [3, 4]],
  ["one line", ["// SPDX-License-Identifier: MIT", "int a;"], [1, 1]],
  ["one paragraph", ["-- Copyright (c) 2011 A. B.", "local a = 1"], [1, 1]],
  ["a title above", ["//", "//  Client.swift", "//", ...marked("//", apache), "//", "import A"], [1, 12]],
  [
    "a box",
    ["/*****", " *   __|_", " * Project x", " *", ...marked(" *", apache), " ****/", "#include <a.h>"],
    [1, 13],
  ],
])("%s", (_, lines, range) => {
  expect(licenceLines(lines)).toEqual(range);
});

test("what the first comment says about the file is not part of the licence", () => {
  const doc = ["---------", "File: config.h", "---------", "", "This header defines macros for features."];
  expect(licenceLines([...marked("//", ["Copyright 2017 A.", "", ...apache, "", ...doc]), "int a;"])).toEqual(
    [1, 12],
  );
  const early = "A queue of tasks that wait for a worker, in the order in which they were added to it.";
  expect(licenceLines([...marked("#", [early, "", "Copyright 2017 A."]), "import a"])).toEqual([3, 3]);
});

test.each([
  ["no comment", ["import a", "# Copyright 2017 A."]],
  ["another comment", ["// Parses licences of packages.", "int a;"]],
  ["directives", ["#include <a.h>", "#define COPYRIGHT 1"]],
  ["an attribute", ['#![doc = "copyright"]', "fn a() {}"]],
  ["nothing", []],
])("%s is no licence", (_, lines) => {
  expect(licenceLines(lines)).toBeUndefined();
});
