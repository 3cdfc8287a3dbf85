import { ConfigProblems } from "../../config/config-problems";
import type { MapNode } from "../../config/reading/tree";
import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { validate } from "../../config/validate";

const AT = { file: "config/dev.yaml", line: 1, column: 1 };

/** Every map of the schema with fixed keys, by its place. */
function mapsIn(schema: Schema, path: string): (readonly [path: string, map: Schema])[] {
  const { properties = {}, anyOf = [], items, additionalProperties } = schema;
  return [
    ...(schema.properties ? [[path, schema] as const] : []),
    ...Object.entries(properties).flatMap(([key, child]) => mapsIn(child, `${path}.${key}`)),
    ...anyOf.flatMap((form) => mapsIn(form, path)),
    ...(items ? mapsIn(items, `${path}[]`) : []),
    ...(additionalProperties ? mapsIn(additionalProperties, `${path}.*`) : []),
  ];
}

const SYNONYMS = mapsIn(environmentSchema, "").flatMap(([path, map]) =>
  Object.entries(map.properties ?? {}).flatMap(([key, { synonyms = [] }]) =>
    synonyms.map((synonym) => ({ path, map, key, synonym })),
  ),
);

test("there are names of other tools in all parts of the configuration", () => {
  const parts = new Set(SYNONYMS.map(({ path }) => path.split(".")[1] ?? ""));
  expect([...parts]).toEqual(expect.arrayContaining(["", "network", "access", "edge", "ecs", "eks"]));
});

test.each(SYNONYMS)("$path knows $synonym of other tools as $key, and nothing else by that name", (one) => {
  const { map, key, synonym } = one;
  expect(Object.keys(map.properties ?? {})).not.toContain(synonym);
  const value = { kind: "scalar", at: AT, value: null, text: "" } as const;
  const tree: MapNode = { kind: "map", at: AT, entries: new Map([[synonym, { keyAt: AT, value }]]) };
  const problems = new ConfigProblems();
  validate(tree, { ...map, required: [key] }, problems);
  expect(problems.list()).toMatchObject([{ code: "CONFIG_UNKNOWN_KEY", fix: `did you mean "${key}"?` }]);
});

const CASES = [
  { written: "as Terraform writes it", synonym: "desired_capacity", key: "initial" },
  { written: "as CloudFormation writes it", synonym: "DesiredCapacity", key: "initial" },
  { written: "with hyphens", synonym: "desired-capacity", key: "initial" },
  { written: "and known here by the same name", synonym: "instance_types", key: "instanceTypes" },
];

test.each(CASES)("a name of another tool $written is known", ({ synonym, key }) => {
  const group = SYNONYMS.find(({ path }) => path === ".eks.nodeGroups.*")?.map ?? {};
  const value = { kind: "scalar", at: AT, value: null, text: "" } as const;
  const problems = new ConfigProblems();
  const tree: MapNode = { kind: "map", at: AT, entries: new Map([[synonym, { keyAt: AT, value }]]) };
  validate(tree, { ...group, required: [] }, problems);
  expect(problems.list()).toMatchObject([{ code: "CONFIG_UNKNOWN_KEY", fix: `did you mean "${key}"?` }]);
});
