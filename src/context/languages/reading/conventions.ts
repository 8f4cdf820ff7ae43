/** Matches the file name of a test: `FooTest.java`, `FooTests.swift`, `FooSpec.scala`; not `Contest.java`. */
export const endsWithTest = /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$/;

/** Like `endsWithTest`, and matches `TestFoo.java` too. */
export const beginsOrEndsWithTest =
  /[a-z0-9](?:Tests?|TestCase|TestSuite|Specs?|IT)\.[^.]+$|^Test[A-Z]\w*\.[^.]+$/;

/** Matches the file name of an example or benchmark: `FooExample.java`, `FooBenchmark.cs`. */
export const endsWithExample = /[a-z0-9](?:Benchmarks?|Example|Demo)\.[^.]+$/;
