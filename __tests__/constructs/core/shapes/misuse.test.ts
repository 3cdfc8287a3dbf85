import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { Construct } from "constructs";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { misfitsOf } from "../../../../constructs/core/shapes/misfits";
import type { OptionsShape, Shape } from "../../../../constructs/core/shapes/shape.types";
import { shapeTable } from "../../../../constructs/core/shapes/shape-table";
import { TYPES as ALL_TYPES, CONSTRUCTS } from "../../../../constructs/core/shapes/table";
import { problemsIfAny, testEnvironment } from "../../../support/synth";
import { type Kind, kindsOf, OF_KIND, sampleOf } from "./sample";

const FOLDER = join(__dirname, "..", "..", "..", "..", "constructs");

type Made = new (scope: Construct, id: string, properties: unknown) => unknown;

/** Classes of constructs by their names, from the files that have them. */
const CLASSES: Readonly<Record<string, Made>> = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) =>
      [...readFileSync(join(FOLDER, file), "utf8").matchAll(/^export class (\w+) extends/gm)].map(([, name = ""]) => [
        name,
        require(join(FOLDER, file))[name],
      ]),
    ),
);

/** What is exported for others: the indexes of all folders. */
const PUBLIC = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("index.ts"))
  .flatMap((file) => Object.entries<unknown>(require(join(FOLDER, file))));

/** Makes a construct in a stack of its own; returns what it is refused for. A raw error fails the test. */
function refusals(name: string, properties: unknown): readonly Problem[] {
  try {
    if (name === "EnvironmentStack") {
      new EnvironmentStack(Testing.app(), "test", properties as never);
      return [];
    }
    const Class = CLASSES[name];
    if (!Class) throw new Error(`there is no class ${name}`);
    new Class(stackOf(), "it", properties);
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
  return [];
}

let stack: EnvironmentStack | undefined;
let scopes = 0;

/** A scope of its own in one stack: a construct that was refused stays in the tree. */
function stackOf(): Construct {
  stack ??= new EnvironmentStack(Testing.app(), "test", testEnvironment());
  scopes += 1;
  return new Construct(stack, `scope-${scopes}`);
}

/** Every form that the properties of a construct can have. */
function formsOf(shape: Shape | undefined): readonly OptionsShape[] {
  if (typeof shape !== "object") return [];
  if ("union" in shape) return shape.union.flatMap(formsOf);
  const type = "type" in shape ? shapeTable().type(shape.type) : undefined;
  return type && "required" in type ? [type] : [];
}

/** Options of a form with what may not stand there; one without which it is another form may be missing. */
function wrongIn(form: OptionsShape, others: readonly OptionsShape[]): readonly Wrong[] {
  return Object.entries({ ...form.required, ...form.optional }).flatMap(([option, shape]) => {
    const allowed = kindsOf(shape);
    const wrong = Object.entries(OF_KIND).filter(([kind]) => !allowed.has(kind as Kind));
    const left = Object.keys(form.required).filter((one) => one !== option);
    const isOther = others.some(({ required }) => Object.keys(required).every((one) => left.includes(one)));
    const isNeeded = Object.hasOwn(form.required, option) && shape !== "any" && !isOther;
    return [
      ...wrong.map(([what, value]) => ({ option, value, what })),
      ...(isNeeded ? [{ option, value: undefined, what: "nothing" }] : []),
    ];
  });
}

interface Wrong {
  readonly option: string;
  readonly value: unknown;
  readonly what: string;
}

const NAMES = Object.keys(CONSTRUCTS);

test("every construct that is exported is checked", () => {
  const exported = PUBLIC.filter(
    ([, value]) => typeof value === "function" && value.prototype instanceof Construct && value.length === 3,
  ).map(([name]) => name);
  expect(exported.length).toBeGreaterThan(50);
  expect(exported.filter((name) => !NAMES.includes(name))).toEqual([]);
});

/** How what is exported is put into a scope: by `new`, or by `fromExisting` of what is there already. */
const CALLS: readonly (readonly [call: string, put: (...args: never[]) => unknown])[] = [
  ...new Map(
    PUBLIC.flatMap(([name, value]): [string, (...args: never[]) => unknown][] => {
      if (typeof value !== "function" || !(value.prototype instanceof Construct)) return [];
      const { fromExisting } = value as { fromExisting?: (...args: never[]) => unknown };
      const isMade = NAMES.includes(name) && !/^(Existing\w+|EnvironmentStack)$/.test(name);
      return [
        ...(isMade ? [[name, (...args: never[]) => Reflect.construct(value, args)] as [string, () => unknown]] : []),
        ...(fromExisting && Object.hasOwn(value, "fromExisting")
          ? [[`${name}.fromExisting`, (...args: never[]) => fromExisting.apply(value, args)] as [string, () => unknown]]
          : []),
      ];
    }),
  ),
];

const WRONG_SCOPES = { nothing: undefined, null: null, "a text": "app", "an object of options": { tags: {} } };
const WRONG_IDS = {
  nothing: undefined,
  null: null,
  "an object of options": { tags: {} },
  "an empty text": "",
  "a number": 7,
};

test("what is exported is put into a scope", () => expect(CALLS.length).toBeGreaterThan(90));

test.each(CALLS)("%s without a scope, with the options in the place of its id, or twice, is told so", (call, put) => {
  const written = call.includes(".") ? call : `new ${call}`;
  const place = stackOf();
  const toldOf = (scope: unknown, id: unknown) =>
    problemsIfAny(() => {
      put(...([scope, id, {}] as never[]));
      return { problems: [] };
    }).map(({ code, path, fix }) => [code, path, fix.startsWith(`write ${written}(stack, "`)]);
  for (const [what, scope] of Object.entries(WRONG_SCOPES)) {
    expect([what, toldOf(scope, "it")]).toEqual([what, [["ARGUMENT_FORM", `${call} › scope`, true]]]);
  }
  for (const [what, id] of Object.entries(WRONG_IDS)) {
    expect([what, toldOf(place, id)]).toEqual([what, [["ARGUMENT_FORM", `${call} › id`, true]]]);
  }
  new Construct(place, "it");
  expect(toldOf(place, "it").map(([code, path]) => [code, path])).toEqual([
    ["CONSTRUCT_TWICE", `${place.node.path}/it`],
  ]);
});

const PROJECT = join(FOLDER, "..");

/** What reads other stacks by contract and publishes to them, of the shipped stacks. */
const OF_STACKS = readdirSync(join(PROJECT, "stacks"), { recursive: true, encoding: "utf8" })
  .filter((file) => /^export function (publish[A-Z]|\w+FromContract\b)/m.test(source(join("stacks", file))))
  .flatMap((file) => Object.entries<unknown>(require(join(PROJECT, "stacks", file))))
  .filter(([name]) => /^publish[A-Z]|FromContract$/.test(name));

function source(file: string): string {
  return file.endsWith(".ts") ? readFileSync(join(PROJECT, file), "utf8") : "";
}

/** What is exported of an area, as `groundplan/core`. */
const OF_AREAS = readdirSync(FOLDER).flatMap((area) =>
  Object.entries<unknown>(require(join(FOLDER, area, "index.ts"))),
);

type Called = (...args: unknown[]) => unknown;

/** Functions that are told what they cannot take as others are, and those that are not, each with its reason. */
const FUNCTIONS = [...new Map([...OF_AREAS, ...OF_STACKS])].filter(
  (entry): entry is [string, Called] => typeof entry[1] === "function" && !/^class\b/.test(`${entry[1]}`),
);
const OF_TEXTS = "reads texts, in code for which no library is loaded";
const COLLECTS = "collects problems of a construct that has checked what it was given";
const UNCHECKED: Readonly<Record<string, string>> = {
  architectureOf: OF_TEXTS,
  checkLogRetention: COLLECTS,
  dnsSuffixOf: OF_TEXTS,
  fargatePodSize: COLLECTS,
  fargateTaskSize: COLLECTS,
  partitionOf: OF_TEXTS,
};

const ARGUMENTS = { nothing: undefined, null: null, "a text": "text", "a number": 7, "an object": {}, "a list": [] };

/** Arguments of which all are wrong, and those of which the first are right. */
function callsOf(value: unknown): readonly (readonly unknown[])[] {
  const all = Array.from({ length: 5 }, () => value);
  return [all, [stackOf(), ...all], [stackOf(), "it", ...all], [stackOf(), "it", knownNetwork(), ...all]];
}

function knownNetwork(): unknown {
  const { Network } = require(join(FOLDER, "network", "index.ts"));
  return Network.fromExisting(stackOf(), "network", {
    vpcId: "vpc-0123456789abcdef0",
    cidrs: ["10.0.0.0/16"],
    zones: ["a"],
    tiers: [],
  });
}

/** Whether a call ends in an error of ours, or in none. */
function rawErrors(called: Called): readonly string[] {
  return Object.entries(ARGUMENTS).flatMap(([what, value]) =>
    callsOf(value).flatMap((args) => {
      try {
        called(...args);
        return [];
      } catch (error) {
        return error instanceof GroundplanError ? [] : [`${what}: ${error}`];
      }
    }),
  );
}

test.each(FUNCTIONS.filter(([name]) => !Object.hasOwn(UNCHECKED, name)))(
  "%s is told what it cannot take, instead of an error of a library",
  (_, called) => expect(rawErrors(called)).toEqual([]),
);

test("a call is told in whole words what it takes, in each of its places", () => {
  const call = (...args: unknown[]) => {
    const { networkFromContract } = require(join(FOLDER, "network", "index.ts"));
    return problemsIfAny(() => {
      networkFromContract(...args);
      return { problems: [] };
    }).map(({ line: _, ...problem }) => problem);
  };
  expect(call(stackOf(), "network")).toEqual([
    {
      code: "ARGUMENT_FORM",
      path: "networkFromContract › props",
      message: "The value is not one that the call takes.",
      found: "nothing",
      expected: "an object with cidr, zones and tiers",
      fix: "write networkFromContract(scope, id, props), with an object with cidr, zones and tiers in this place",
    },
  ]);
  expect(call(stackOf(), "network", { cidr: "10.0.0.0/16", zones: "a", tiers: [] })).toEqual([
    {
      code: "OPTION_FORM",
      path: "networkFromContract › props.zones",
      message: "The value has another form than the option.",
      found: 'the text "a"',
      expected: "a list; each entry is a text",
      fix: 'put it into a list: ["a"]',
    },
  ]);
  expect(call({ cidr: "10.0.0.0/16", zones: ["a"], tiers: [] }).map(({ path, fix }) => [path, fix])).toEqual([
    [
      "networkFromContract › scope",
      'write networkFromContract(stack, "network", …), in a class of yours with this in the place of stack',
    ],
  ]);
});

test("what is not checked would end in another error", () => {
  const raw = FUNCTIONS.filter(([name, called]) => Object.hasOwn(UNCHECKED, name) && rawErrors(called).length > 0);
  expect(raw.map(([name]) => name).sort()).toEqual(Object.keys(UNCHECKED).sort());
  expect(FUNCTIONS.length).toBeGreaterThan(70);
});

test.each(NAMES)("%s refuses what is no object of options", (name) => {
  const allowed = kindsOf(shapeTable().construct(name) as Shape);
  const wrong = Object.entries(OF_KIND).filter(([kind]) => !allowed.has(kind as Kind));
  for (const [what, value] of wrong) {
    expect([what, refusals(name, value).map(({ code }) => code)]).toEqual([what, ["OPTION_FORM"]]);
  }
  // Where nothing is required, nothing may be given.
  const isFree = formsOf(shapeTable().construct(name)).some(({ required }) => Object.keys(required).length === 0);
  const codes = refusals(name, undefined).map(({ code }) => code);
  if (!isFree || codes.length > 0) expect(codes).toEqual(["OPTION_MISSING"]);
});

test.each(NAMES)("%s refuses every option of another form, at its place", (name) => {
  const unseen: string[] = [];
  const forms = formsOf(shapeTable().construct(name));
  for (const form of forms) {
    const sample = Object.fromEntries(Object.entries(form.required).map(([key, one]) => [key, sampleOf(one)]));
    for (const { option, value, what } of wrongIn(
      form,
      forms.filter((one) => one !== form),
    )) {
      const told = refusals(name, { ...sample, [option]: value });
      const isTold = told.some(({ code, path, expected }) => {
        if (!/^OPTION_(MISSING|FORM)$/.test(code)) return false;
        const [, place] = path.split(" › ");
        // A choice of forms is told at the construct, with what each of them asks for.
        return place === undefined ? expected.includes(option) : place.split(/[.[]/)[0] === option;
      });
      if (!isTold) unseen.push(`${option}: ${what} (${told.map(({ code, path }) => `${code} ${path}`).join("; ")})`);
    }
  }
  expect(unseen).toEqual([]);
});

const TYPES = Object.keys(ALL_TYPES).filter((type) => formsOf({ type }).length > 0);

test.each(TYPES)("an object of %s is refused with any option of another form, wherever it stands", (type) => {
  const unseen = formsOf({ type }).flatMap((form) => {
    const sample = Object.fromEntries(Object.entries(form.required).map(([key, one]) => [key, sampleOf(one)]));
    return wrongIn(form, []).filter(({ option, value }) => {
      const [first, ...others] = misfitsOf({ list: { type } }, [{ ...sample, [option]: value }]);
      return first?.at !== `[0].${option}` || others.length > 0;
    });
  });
  expect(unseen).toEqual([]);
});
