// TEMPORARY
import type { Role, SkipReason } from "./source.js";
export function classifyContent(_path: string, bytes: Uint8Array): SkipReason | undefined {
  if (bytes.subarray(0, 4000).includes(0)) return "binary";
  if (bytes.length === 0) return "empty";
  return undefined;
}
export function roleOf(path: string, _head: string): Role {
  return {
    test: /(^|\/)(tests?|__tests__|spec|testing)\/|[._-](test|spec)\.\w+$|(^|\/)test_|_test\.\w+$/i.test(
      path,
    ),
    vendored: /(^|\/)(vendor|third_party|node_modules)\//.test(path),
    generated: false,
    documentation: /\.(md|rst|txt)$/.test(path) || /(^|\/)docs?\//.test(path),
    example: /(^|\/)(examples?|playground|benchmarks?|samples?)\//.test(path),
  };
}
