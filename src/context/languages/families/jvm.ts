import { beginsOrEndsWithTest, endsWithExample } from "../reading/conventions.js";
import { callTrace } from "../reading/traces.js";
import { wordSet } from "../reading/word-set.js";

/** Source roots: the folders of a package begin below the last of these, as in `src/main/java`. */
const ROOTS: ReadonlySet<string> = new Set(["java", "kotlin", "scala", "src", "test", "tests"]);

function packageFolder(folder: string): string {
  const parts = folder.split("/");
  const below = parts.slice(parts.findLastIndex((part) => ROOTS.has(part)) + 1);
  return below.length > 0 ? below.join("/") : folder;
}

/** Types of `java.lang` and `kotlin`, which need no import. */
const jvmGlobals = wordSet(
  "Object String StringBuilder StringBuffer Integer Long Short Byte Character Boolean Double Float Number Math System",
  "Thread Runnable Class ClassLoader Exception RuntimeException Error Throwable Iterable Comparable CharSequence",
  "Enum Record Void Process Runtime Override Deprecated AutoCloseable Cloneable IllegalArgumentException",
  "IllegalStateException NullPointerException UnsupportedOperationException IndexOutOfBoundsException",
  "InterruptedException",
);

/** Methods of `java.lang`, of collections, of streams and of readers and writers. */
const jvmMembers = wordSet(
  "get set put add remove size isEmpty contains containsKey containsValue clear iterator next hasNext forEach stream",
  "map filter collect reduce toString equals hashCode compareTo getClass length charAt substring indexOf lastIndexOf",
  "split trim startsWith endsWith replace replaceAll join format append insert delete reverse keySet values entrySet",
  "getKey getValue addAll removeAll containsAll toArray sort of copyOf asList close read write flush println print",
  "printf run call apply accept test compare start stop join wait notify notifyAll interrupt invoke valueOf parseInt",
  "intValue longValue doubleValue getMessage getCause printStackTrace getName first last peek push pop poll offer",
  "findFirst orElse orElseGet orElseThrow ifPresent isPresent let also apply with use takeIf toList toSet toMap",
  "getOrDefault computeIfAbsent putIfAbsent merge matches find group await signal lock unlock submit execute",
  "build builder name ordinal count min max sum limit skip distinct sorted anyMatch allMatch noneMatch",
);

/** Rules that the languages of the Java virtual machine share. */
export const jvm = {
  family: "jvm",
  modules: { folderIsScope: true, packageFolder, ownSegments: 3 },
  scopes: {
    ownReceivers: ["this"],
    parentReceivers: ["super"],
    implicitReceiver: true,
    globals: jvmGlobals,
    builtInMembers: jvmMembers,
  },
  conventions: { test: beginsOrEndsWithTest, example: endsWithExample },
  reports: {
    importLine: /import/,
    errorPackages: ["java", "javax", "kotlin", "scala"],
    errors: wordSet(
      "ArithmeticException ArrayIndexOutOfBoundsException ArrayStoreException AssertionError ClassCastException",
      "ClassNotFoundException CloneNotSupportedException ConcurrentModificationException EOFException Error",
      "Exception ExceptionInInitializerError FileNotFoundException IOException IllegalAccessError",
      "IllegalAccessException IllegalArgumentException IllegalMonitorStateException IllegalStateException",
      "IndexOutOfBoundsException InstantiationException InterruptedException InvocationTargetException",
      "LinkageError NegativeArraySizeException NoClassDefFoundError NoSuchElementException NoSuchFieldError",
      "NoSuchFieldException NoSuchMethodError NoSuchMethodException NullPointerException NumberFormatException",
      "OutOfMemoryError RuntimeException SecurityException StackOverflowError StringIndexOutOfBoundsException",
      "Throwable TimeoutException UncheckedIOException UnsupportedClassVersionError",
      "UnsupportedOperationException VerifyError",
    ),
    traces: [callTrace],
  },
} as const;

/** A longer import is ignored, since the pattern below tries a match at each dot. */
const LONGEST_IMPORT = 500;

/** Reads an import of a JVM language, such as `import static a.b.C.d;`. */
export function dottedImport(
  statement: string,
): { module: string; names: { name: string; alias?: string }[] }[] {
  if (statement.length > LONGEST_IMPORT) return [];
  const match = /import\s+(?:static\s+)?([\w.]+?)(?:\.([\w]+|\*|_))?\s*(?:(?:as|=>)\s+(\w+)\s*)?;?\s*$/.exec(
    statement.trim(),
  );
  if (!match) return [];
  const [, module = "", name, alias] = match;
  if (!name || name === "*" || name === "_") return [{ module, names: name ? [{ name: "*" }] : [] }];
  return [{ module: `${module}.${name}`, names: [alias ? { name, alias } : { name }] }];
}
