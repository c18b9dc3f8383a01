import { describe, expect, it } from "vitest";
import { compile } from "./expressions";

const scope = {
  event: { name: "a", data: { id: 7, text: "hello", list: [1, 2], none: null, nested: { "odd key": true } } },
  async: { data: { id: 7, other: 8 } },
};

const cases: [string, unknown][] = [
  ["event.data.id == async.data.id", true],
  ["event.data.id == async.data.other", false],
  ["event.data.missing == async.data.missing", false],
  ["event.data.missing == null", true],
  ["event.data.none == null", true],
  ["event.data.missing != async.data.missing", true],
  ["event.data.function_id == 'x'", false],
  ["event.data.id > 5 && async.data.other <= 8", true],
  ["event.data.id > 5 && (async.data.other < 8 || !false)", true],
  ["event.data.text + '-' + string(event.data.id)", "hello-7"],
  ['event.data.nested["odd key"]', true],
  ["event.data.list[1] * 3 + 1", 7],
  ["1 + 2 * 3 == 7", true],
  ["10 - 3 - 2", 5],
  ["event.data.id in [6, 7]", true],
  ["event.data.id in event.data.list", false],
  ["event.data.text.startsWith('hel')", true],
  ["has(event.data.text) && !has(event.data.missing)", true],
  ["size(event.data.list)", 2],
  ["event.data.id == 7 ? 'yes' : 'no'", "yes"],
  ["event.data.constructor", undefined],
  ["-event.data.id", -7],
  ["'=='", "=="],
  ["'it\\'s'", "it's"],
];

describe("expressions", () => {
  it.each(cases)("%s", (source, expected) => {
    expect(compile(source)(scope)).toEqual(expected);
  });

  it.each(["event.data.", "event.data.id = 3", "matches(event.name)", "a b", "(1", "", "event.data.id == '"])(
    "refuses %j",
    (source) => {
      expect(() => compile(source)).toThrow(/engine/);
    },
  );
});
