import { ConfigProblems } from "../../config/config-problems";
import { toNode } from "../../config/mending/edits";
import type { MapNode } from "../../config/reading/tree";
import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { validate } from "../../config/validate";
import type { Problem } from "../../constructs/core/errors";
import { optionsOf } from "./support/places";

const AT = { file: "dev.yaml", line: 1, column: 1 };

/** What is told of a value where an option has a schema. */
function told(schema: Schema, value: unknown): readonly Problem[] {
  const problems = new ConfigProblems();
  validate(toNode({ option: value }, AT) as MapNode, { type: "object", properties: { option: schema } }, problems);
  return problems.list();
}

/** An option with a limit, and where it stands: `*` for whatever name, `[]` for an item of a list. */
interface Limited {
  readonly at: string;
  /** The whole option, which may be something else too. */
  readonly option: Schema;
  /** The number or the text that it may be. */
  readonly limited: Schema;
}

/** Options that are or may be of a type. Those that have one place in several forms are told once for each of their schemas. */
function optionsOfType(types: readonly Schema["type"][]): readonly Limited[] {
  const found = new Map<string, Limited>();
  const walk = (option: Schema, at: string): void => {
    for (const one of optionsOf(option)) {
      if (types.includes(one.type) && !one.enum)
        found.set(`${at} ${JSON.stringify(one)}`, { at, option, limited: one });
      for (const [key, below] of Object.entries(one.properties ?? {})) walk(below, at === "" ? key : `${at}.${key}`);
      if (one.additionalProperties) walk(one.additionalProperties, `${at}.*`);
      if (one.items) walk(one.items, `${at}[]`);
    }
  };
  walk(environmentSchema, "");
  return [...found.values()];
}

const NUMBERS = optionsOfType(["integer", "number"]);
const TEXTS = optionsOfType(["string"]);

/** Numbers without a least one, and what tells which there may be. */
const TOLD_OTHERWISE = [
  /** A lifecycle hook of a deployment is given whatever details its function reads. */
  /^ecs\.services\.\*\.deployment\.hooks\.\*\.details\.values\.\*$/,
  /** A port or a text with a range of ports, which the rule of a network ACL reads. */
  /^network\.tiers\.\*\.(?:networkAcl\.(?:in|e)gress|openings)\.\*\.ports$/,
];

test("each number says its range", () => {
  const open = NUMBERS.filter(({ limited }) => limited.minimum === undefined).map(({ at }) => at);
  expect(NUMBERS.length).toBeGreaterThan(150);
  expect(open.filter((at) => !TOLD_OTHERWISE.some((form) => form.test(at)))).toEqual([]);
  expect(TOLD_OTHERWISE.filter((form) => !open.some((at) => form.test(at)))).toEqual([]);
});

/** What of a list fails a check, so that all are told at once. */
function failing(all: readonly Limited[], isWell: (one: Limited) => boolean): readonly string[] {
  return all.filter((one) => !isWell(one)).map(({ at }) => at);
}

/** Whether a value is refused with one message, which names the ends of the range. */
function isRefused(option: Schema, value: unknown, ends: readonly (number | undefined)[]): boolean {
  const [problem, ...others] = told(option, value);
  const named = problem?.expected.match(/-?[\d.]+/g)?.map(Number) ?? [];
  return others.length === 0 && ends.every((end) => end === undefined || named.includes(end));
}

test("both ends of a number's range are taken", () => {
  const taken = ({ option, limited: { minimum, maximum } }: Limited) =>
    [minimum, maximum].every((end) => end === undefined || told(option, end).length === 0);
  expect(failing(NUMBERS, taken)).toEqual([]);
});

test("a number beyond either end is refused by a message that names the range", () => {
  const refused = ({ option, limited: { minimum, maximum } }: Limited) =>
    [minimum === undefined ? undefined : minimum - 1, maximum === undefined ? undefined : maximum + 1].every(
      (beyond) => beyond === undefined || isRefused(option, beyond, [minimum, maximum]),
    );
  expect(failing(NUMBERS, refused)).toEqual([]);
});

test("half a number is refused where numbers are whole", () => {
  const whole = NUMBERS.filter(({ limited }) => limited.type === "integer" && limited.minimum !== undefined);
  const refused = ({ option, limited: { minimum = 0, maximum } }: Limited) =>
    isRefused(option, minimum + 0.5, [minimum, maximum]);
  expect(failing(whole, refused)).toEqual([]);
});

test("a text that is as long as it may be is taken, and a longer one refused by a message that names the most", () => {
  const limited = TEXTS.filter(({ limited: { maxLength } }) => maxLength !== undefined);
  const isHeld = ({ option, limited: { maxLength = 0 } }: Limited) =>
    told(option, "a".repeat(maxLength)).length === 0 && isRefused(option, "a".repeat(maxLength + 1), [maxLength]);
  expect(limited.length).toBeGreaterThan(20);
  expect(failing(limited, isHeld)).toEqual([]);
});

test("an empty text is refused where there must be one", () => {
  const needed = TEXTS.filter(({ limited: { minLength, pattern } }) => minLength !== undefined && !pattern);
  const isHeld = ({ option, limited: { maxLength } }: Limited) => isRefused(option, "", [maxLength]);
  expect(failing(needed, isHeld)).toEqual([]);
});

/** Texts of which every form refuses one or the other. */
const NO_FORM = ["\u0007", "/\n/", "*"];

test("a text of another form is refused by the words of its rule", () => {
  const formed = TEXTS.filter(({ limited: { pattern } }) => pattern !== undefined);
  const isHeld = ({ option, limited: { rule } }: Limited) =>
    NO_FORM.flatMap((text) => told(option, text)).some(
      ({ code, expected }) => code === rule?.code && expected === rule.expected,
    );
  expect(failing(formed, isHeld)).toEqual([]);
});

test("lengths that the comment of a text names are those that are checked", () => {
  const said = TEXTS.flatMap((one) => {
    const [, most] = /(?:at most|up to|\d to) ([\d,]+) characters/.exec(one.limited.description ?? "") ?? [];
    return most === undefined || one.limited.pattern ? [] : [{ ...one, most: Number(most.replace(",", "")) }];
  });
  expect(said.filter(({ limited, most }) => limited.maxLength !== most).map(({ at }) => at)).toEqual([]);
});

test("ranges that the comment of a number names are those that are checked", () => {
  const said = NUMBERS.flatMap(({ at, option, limited }) => {
    const text = (option.description ?? "").split("\n\nDefault:")[0] ?? "";
    const pairs = [...text.matchAll(/(?:[:,;(] |^| or )(\d[\d,]*)(?: to |–)(\d[\d,]*)(?![\d,]*\d)/g)];
    const ends = pairs
      .flatMap(([, least = "", most = ""]) => [least, most])
      .map((end) => Number(end.replace(/,/g, "")));
    const least = Math.min(...ends, ...(/, or 0\b/.test(text) ? [0] : []));
    const most = /or more\b/.test(text) ? undefined : Math.max(...ends);
    return ends.length === 0 ? [] : [{ at, limited, least, most }];
  });
  expect(said.length).toBeGreaterThan(20);
  const others = said.filter(({ limited, least, most }) => limited.minimum !== least || limited.maximum !== most);
  expect(others.map(({ at }) => at)).toEqual([]);
});
