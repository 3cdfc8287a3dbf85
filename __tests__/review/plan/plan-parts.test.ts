import fc from "fast-check";
import { readParts } from "../../../review/plan/plan-parts";

/** Objects with texts and keys of every sign, those that JSON is written with among them. */
const signs = fc.constantFrom(
  '"',
  "\\",
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  " ",
  "\n",
  "a",
  "가",
  "😀",
  "\u0000",
  "__proto__",
);
const text = fc.array(signs, { maxLength: 6 }).map((all) => all.join(""));
const anything = fc.jsonValue({ stringUnit: "binary" });
const objects = fc.dictionary(
  fc.oneof(text, fc.constantFrom("planned_values", "prior_state", "resource_changes")),
  fc.oneof(text, anything, fc.array(fc.oneof(text, anything, fc.dictionary(text, anything)))),
);

/** As Terraform writes it, and as people and other programs do. */
const written = fc.tuple(objects, fc.constantFrom(undefined, 1, "\t", "\r\n "));

function parsed(json: string): unknown {
  const { planned_values: _planned, prior_state: _prior, ...rest } = JSON.parse(json);
  return rest;
}

test("parts are what the whole says, without what no review reads", () => {
  fc.assert(
    fc.property(written, ([value, space]) => {
      const json = JSON.stringify(value, undefined, space);
      expect(readParts(Buffer.from(`\n${json} `))).toEqual(parsed(json));
    }),
    { numRuns: 500, seed: 13 },
  );
});

test("a text that is cut, or has a sign too many or another one, gives what the whole gives, or nothing", () => {
  const damaged = fc.tuple(written, fc.nat(), signs, fc.nat({ max: 2 })).map(([[value, space], at, sign, taken]) => {
    const { planned_values: _planned, prior_state: _prior, ...rest } = value;
    const json = JSON.stringify(rest, undefined, space);
    const place = at % json.length;
    return taken === 2 ? json.slice(0, place) : json.slice(0, place) + sign + json.slice(place + taken);
  });
  fc.assert(
    fc.property(damaged, (json) => {
      const bytes = Buffer.from(json);
      const parts = readParts(bytes);
      if (parts !== undefined) expect(parts).toEqual(parsed(bytes.toString()));
    }),
    { numRuns: 1000, seed: 13 },
  );
});

test("of two values of one key the last counts, and a key of the prototype is a key", () => {
  expect(readParts(Buffer.from('{"a":1,"a":[2]}'))).toEqual({ a: [2] });
  expect(Object.keys(readParts(Buffer.from('{"__proto__":{"a":1}}')) ?? {})).toEqual(["__proto__"]);
});

test.each([
  "",
  "[]",
  '"text"',
  "1",
  "{}{}",
  "{a:1}",
  '{1:"a"}',
  '{"a":1,}',
  '{"a":[1,]}',
  '{"a":[1}]',
  '{"prior_state":{]',
])("%s is no object", (json) => {
  expect(readParts(Buffer.from(json))).toBeUndefined();
});
