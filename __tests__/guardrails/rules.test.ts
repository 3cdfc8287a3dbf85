import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Shape } from "../../constructs/core/shapes/shape.types";
import { shapeTable } from "../../constructs/core/shapes/shape-table";
import { GUARDRAILS, RULE_AREAS } from "../../guardrails/rules";
import { LOOSENINGS, type Loosening } from "../../guardrails/rules/loosenings";
import { RULE_NAMES } from "../../review";
import { CASES } from "./cases";
import { foundBy, type Given, type RuleCases, stacksOf } from "./rule-cases";

const ALL: readonly (readonly [id: string, cases: RuleCases])[] = Object.values(CASES).flatMap((area) =>
  Object.entries<RuleCases>(area),
);

describe.each(ALL)("%s", (id, { title, fix, passes, fails, isProduction }) => {
  test.each(Object.entries(passes))("says nothing of %s", (_, given) => {
    expect(foundBy(id, given, isProduction)).toEqual([]);
  });

  test.each(Object.entries(fails))("finds %s", (_, { given, told }) => {
    const found = foundBy(id, given, isProduction).map((one) => [
      one.rule.title,
      one.attribute === undefined ? one.place : `${one.place} › ${one.attribute}`,
      one.found,
      one.expected,
      one.fix,
    ]);
    expect(found).toEqual(told.map(([at, what, expected, ownFix = fix]) => [title, at, what, expected, ownFix]));
  });

  test("has something that passes, and something that fails of each type", () => {
    const rule = GUARDRAILS.find((one) => one.id === id);
    expect(Object.keys(passes)).not.toEqual([]);
    expect(Object.keys(fails)).not.toEqual([]);
    const failing = Object.values(fails).flatMap(({ given }) => foundBy(id, given, isProduction));
    const types = new Set(failing.map(({ address }) => address?.split(".")[0]));
    if (rule && "types" in rule) expect([...types].sort()).toEqual([...rule.types].sort());
  });
});

test("each rule has its cases, and one id, which no rule of the review has", () => {
  const ids = Object.values(RULE_AREAS).flatMap((area) => Object.keys(area));
  expect([...new Set(ids)]).toEqual(ids);
  expect(ALL.map(([id]) => id).sort()).toEqual([...ids].sort());
  expect(ids.filter((id) => RULE_NAMES.some((name) => name === id))).toEqual([]);
});

/** A document with the title of the page, a control of Security Hub, or a resource of a provider. */
const CITED =
  /^(?:[A-Z][\w .-]+, "[^"]+"(?: and "[^"]+"|, (?:section "[^"]+"|parameter \w+))?|AWS Security Hub User Guide, controls? [A-Z]\w+\.\d+(?:(?:,| and| to) [A-Z]\w+\.\d+)*|Terraform [A-Za-z]+ provider(?: [\d.]+)?, `\w+`)$/;

test.each(GUARDRAILS.map((rule) => [rule.id, rule] as const))("%s has its form", (id, rule) => {
  expect(id).toMatch(/^[A-Z][A-Z0-9]{1,4}-\d\d$/);
  for (const sentence of [rule.title, rule.reason]) expect(sentence).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
  // They stand behind "expected:" and "fix:".
  for (const part of [rule.expected, rule.fix]) expect(part).toMatch(/^\S[^\n]*[^.\s]$/);
  const [, documents = ""] = /^(.*), read 20\d\d-\d\d$/.exec(rule.source) ?? [];
  for (const document of documents.split(/, and (?=[A-Z])/))
    expect([id, document]).toEqual([id, expect.stringMatching(CITED)]);
  expect(rule.title).not.toBe(rule.reason);
});

function sources(): readonly string[] {
  return ["constructs", "stacks"].flatMap((folder) =>
    readdirSync(join(__dirname, "..", "..", folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(__dirname, "..", "..", folder, file), "utf8")),
  );
}

test("what an option loosens has an id of its own from 91 on, its form, and the option that names it", () => {
  for (const [id, { title, reason, option }] of Object.entries<Loosening>(LOOSENINGS)) {
    expect(id).toMatch(/^[A-Z][A-Z0-9]{1,4}-9[1-9]$/);
    expect(GUARDRAILS.map((rule) => rule.id)).not.toContain(id);
    for (const sentence of [title, reason]) expect(sentence).toMatch(/^[A-Z][^\n]*[^.\s]\.$/);
    const given = new RegExp(`addExemption\\(\\w+, {\\s*option: ["\`]${option}[^]{0,80}?rules: \\["${id}"\\]`);
    expect([id, sources().some((source) => given.test(source))]).toEqual([id, true]);
  }
});

/** Options with a reason that is none for something loose, by what the reason is. */
const NO_LOOSENINGS = {
  reserved: "what else uses a range that the network keeps off",
};

test("every option that takes a reason is listed with the exemptions", () => {
  const { classes, construct, type } = shapeTable();
  const seen = new Set<string>();
  const options = new Set<string>();
  const visit = (shape: Shape | undefined, option: string): void => {
    if (shape === undefined || typeof shape === "string") return;
    if ("union" in shape) for (const one of shape.union) visit(one, option);
    if ("list" in shape) visit(shape.list, option);
    if ("map" in shape) visit(shape.map, option);
    if (!("type" in shape)) return;
    const properties = type(shape.type);
    if (!properties || "members" in properties) return;
    const all = { ...properties.required, ...properties.optional };
    if ("reason" in all) options.add(option);
    if (seen.has(shape.type)) return;
    seen.add(shape.type);
    for (const [key, own] of Object.entries(all)) {
      if (/.Reasons?$/.test(key)) options.add(key.replace(/s$/, ""));
      visit(own, key);
    }
  };
  for (const name of classes) visit(construct(name), name);
  const written = sources()
    .flatMap((source) => [...source.matchAll(/addExemption\(\w+, {\s*option: ["`](?:\w+\.)?(\w+)/g)])
    .map(([, option]) => option);
  const missing = [...options].filter((option) => !written.includes(option) && !Object.hasOwn(NO_LOOSENINGS, option));
  expect([missing, options.size > 15, options.has("wildcardReason")]).toEqual([[], true, true]);
});

const LIBRARIES = join(__dirname, "..", "..", "node_modules", "@cdktf");

const bindings = new Map<string, string>();

/** The provider's own list of a type's attributes and blocks. */
function bindingOf(type: string): string {
  const text = bindings.get(type) ?? readBinding(type);
  bindings.set(type, text);
  return text;
}

function readBinding(type: string): string {
  const [provider = "", ...words] = type.split("_");
  const file = join(LIBRARIES, `provider-${provider}`, "lib", words.join("-"), "index.js");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

const META = ["//", "count", "for_each", "lifecycle", "depends_on", "provider", "dynamic"];

test("every type that is asked of is one of the provider", () => {
  const types = new Set(GUARDRAILS.flatMap((rule) => ("types" in rule ? rule.types : [])));
  expect([...types].filter((type) => !bindingOf(type).includes(`tfResourceType = "${type}"`))).toEqual([]);
});

test("what is judged in the cases has attributes that the provider has", () => {
  const given = ALL.flatMap(([, { passes, fails }]): Given[] => [
    ...Object.values(passes),
    ...Object.values(fails).map((one) => one.given),
  ]);
  const unknown = given.flatMap((one) =>
    Object.values(stacksOf(one)).flatMap(({ resource = {} }) =>
      Object.entries(resource).flatMap(([type, byName]) => {
        const binding = bindingOf(type);
        return Object.values(byName)
          .flatMap((body) => Object.keys(body))
          .filter((key) => !META.includes(key) && !binding.includes(`\n            ${key}: {\n`))
          .map((key) => `${type}.${key}`);
      }),
    ),
  );
  expect(unknown).toEqual([]);
});
