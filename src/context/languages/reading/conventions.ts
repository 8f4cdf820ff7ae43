/** `FooTest.java`, `FooTests.swift`, `FooSpec.scala`; not `Contest.java`. On a file's name. */
export const endsWithTest = /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$/;

/** The same, and `TestFoo.java`. */
export const beginsOrEndsWithTest =
  /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$|^Test[A-Z]\w*\.[^.]+$/;

/** `FooExample.java`, `FooBenchmark.cs`. On a file's name. */
export const endsWithExample = /[a-z0-9](?:Benchmarks?|Example|Demo)\.[^.]+$/;
