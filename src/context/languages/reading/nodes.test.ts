import { expect, test } from "vitest";
import { calleeAt } from "./nodes.js";

test.each([
  ["open(", "open", undefined],
  ["json.parse(", "parse", "json"],
  ["os.path.join (", "join", "path"],
  ["build().run(", "run", "build()"],
  ["Shelf::open(path)?.find(", "find", "Shelf.open()"],
  ["a.b().c(1).d(", "d", "?.c()"],
  ["new Map<string, number>([]).get(", "get", "new Map"],
  ["await new pkg.Shelf().find(", "find", "new Shelf"],
  ["items[0].open(", "open", "items[]"],
  ["[1, 2].map(", "map", "[]"],
  ["Shelf{1}.Find(", "Find", "Shelf{}"],
  ['"a b".trim(', "trim", '""'],
  ["5.times(", "times", "0"],
  ["(*shelf).find(", "find", "shelf"],
  ["(a as Shelf).find(", "find", "?"],
  ["if (a) .find(", "find", "a"],
  ["return (a + b).find(", "find", "?"],
  ["shelf!!.find(", "find", "shelf"],
  ["::open(", "open", undefined],
  ["super().close(", "close", "super()"],
  ["self\n    .client\n    .get(", "get", "client"],
  ["Shelf::open(", "open", "Shelf"],
  ["Vec::<u8>::new(", "new", "Vec"],
  ["parse::<u8>(", "parse", undefined],
  ["this->log(", "log", "this"],
  ["useState<Map<string, () => void>>(", "useState", undefined],
  ["a < b; defineProps<{ title: string }>(", "defineProps", undefined],
  ["slices.Map[int, string](", "Map", "slices"],
  ["onClose?.(", "onClose", undefined],
  ["found!(", "found", undefined],
  ["{ size: measure(", "measure", undefined],
  ["flag ? first : second(", "second", undefined],
  ["...spread(", "spread", undefined],
  ["$log.write(", "write", "log"],
  ["scale<float><<<b >> 2, 32>>>(", "scale", undefined],
  ["größe.naïve(", "naïve", "größe"],
])("the callee of %j", (text, name, receiver) => {
  const callee = calleeAt(text, text.length - 1);
  expect([callee?.name, callee?.receiver]).toEqual([name, receiver]);
  expect(text.startsWith(name, callee!.offset)).toBe(true);
});

test.each(["(", "f()(", "2(", "'a'(", ">(", "]("])("%j has no named callee", (text) => {
  expect(calleeAt(text, text.length - 1)).toBeUndefined();
});
