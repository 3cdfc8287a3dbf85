import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import fc from "fast-check";
import { parse, stringify } from "yaml";
import { ConfigProblems } from "../../config/config-problems";
import { readYaml } from "../../config/reading/read-yaml";
import { environmentSchema } from "../../config/schema/schema";
import { validate } from "../../config/validate";
import { changed, changes, partsOf } from "../fuzz/damage";
import { EVERYTHING } from "./support/everything";

const FOLDER = join(__dirname, "..", "..", "config");

// Keywords of our own are none of JSON Schema.
const options = { strict: false, allErrors: false } as const;

/** Whether our own checks admit a configuration. */
function isAdmitted(config: unknown): boolean {
  const problems = new ConfigProblems();
  const tree = readYaml(stringify(config), "dev.yaml", problems);
  if (tree) validate(tree, environmentSchema, problems);
  return problems.none;
}

describe("a validator of JSON Schema and our own checks", () => {
  const admits = new Ajv(options).compile(environmentSchema);
  const lent = Object.values(EVERYTHING).flatMap((config) => partsOf(config).map(({ value }) => value));

  test.each(Object.entries(EVERYTHING))("admit %s, which uses everything", (_, config) => {
    expect([admits(config), isAdmitted(config)]).toEqual([true, true]);
  });

  test("say the same of a configuration in which something was changed", () => {
    const seen = { admitted: 0, refused: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(EVERYTHING)), changes, (config, made) => {
        const damaged = changed(config, made, lent);
        // What YAML reads is judged: of `undefined` or `-0` it makes something else.
        fc.pre(typeof damaged === "object" && damaged !== null && !Array.isArray(damaged));
        const written = parse(stringify(damaged));
        fc.pre(typeof written === "object" && written !== null);
        const isAdmittedByBoth = admits(written) as boolean;
        expect(isAdmitted(damaged)).toBe(isAdmittedByBoth);
        seen[isAdmittedByBoth ? "admitted" : "refused"] += 1;
      }),
      { numRuns: 300, seed: 20_261_129 },
    );
    expect(seen.admitted).toBeGreaterThan(10);
    expect(seen.refused).toBeGreaterThan(100);
  });
});

describe("the schema of editors", () => {
  const schemaIn = (file: string) => JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
  const admits = new Ajv(options)
    .addSchema(schemaIn("defaults.schema.json"), "defaults.schema.json")
    .compile(schemaIn("schema.json"));
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));

  test.each(files)("admits %s by itself, without the file that it extends", (file) => {
    expect(admits(parse(readFileSync(join(FOLDER, file), "utf8")))).toBe(true);
  });

  test("lets a file take any key away", () => {
    expect(
      admits({ extends: "base", network: { nat: null, tiers: { app: null } }, ecs: null, tags: { Team: null } }),
    ).toBe(true);
  });

  test("knows classes, their options and what these hold", () => {
    const defaults = (own: object) => admits({ defaults: own });
    expect(defaults({ Repository: { lifecycle: { keepTagged: 50 } }, Bucket: { key: null, expireDays: 9 } })).toBe(
      true,
    );
    expect(defaults({ Bucket: null })).toBe(true);
    for (const wrong of [
      { Buket: {} },
      { Bucket: { expireDay: 9 } },
      { Bucket: { expireDays: "9" } },
      { Bucket: { bucketName: "acme-logs" } },
      { Repository: { lifecycle: { keepTaged: 50 } } },
    ]) {
      expect([wrong, defaults(wrong)]).toEqual([wrong, false]);
    }
  });

  test("tells of every option of every class what it is", () => {
    const { properties } = schemaIn("defaults.schema.json") as {
      readonly properties: Readonly<Record<string, { readonly properties: Readonly<Record<string, object>> }>>;
    };
    const options = Object.entries(properties).flatMap(([name, own]) =>
      Object.entries(own.properties).map(([option, said]) => [`${name}.${option}`, said] as const),
    );
    expect(options.length).toBeGreaterThan(500);
    const without = options.filter(([, said]) => !JSON.stringify(said).includes('"description":'));
    expect(without.map(([name]) => name)).toEqual([]);
  });

  test("knows a wrong key and a wrong value", () => {
    expect([admits({ netwrok: {} }), admits({ network: { nat: { mode: "twice" } } })]).toEqual([false, false]);
  });
});
