import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type * as z from "zod/mini";
import { loadEnvironments } from "../../config/load";
import { renderJsonSchema } from "../../config/schema/json-schema";
import { environmentSchema, FORM_KEYS } from "../../config/schema/schema";

const FOLDER = join(__dirname, "..", "..", "config");
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));
const environments = loadEnvironments(FOLDER, { variables: {} });

test("sandbox, staging and production are valid", () => {
  expect(environments.map(({ environment }) => [environment.name, environment.account])).toEqual([
    ["production", "333333333333"],
    ["sandbox", "111111111111"],
    ["staging", "222222222222"],
  ]);
});

test("only the sandbox can be taken down", () => {
  expect(environments.map(({ environment }) => environment.protect)).toEqual([true, false, true]);
});

test("staging has the kinds of tiers, NAT and logs that production has", () => {
  const shape = (name: string) => {
    const network = environments.find(({ environment }) => environment.name === name)?.network;
    const tiers = network?.tiers.map((tier) => [tier.name, tier.kind]);
    return { tiers, nat: network?.nat, flowLog: network?.flowLog?.to, endpoints: network?.endpoints };
  };
  expect(shape("staging")).toEqual(shape("production"));
});

test("only the sandbox speaks plain HTTP; the others stand behind CloudFront", () => {
  const entries = environments.map(({ environment, edge }) => [
    environment.name,
    edge?.domain?.name,
    edge?.plainHttp !== undefined,
    edge?.distribution !== undefined,
  ]);
  expect(entries).toEqual([
    ["production", "example.com", false, true],
    ["sandbox", undefined, true, false],
    ["staging", "staging.example.com", false, true],
  ]);
});

test("every environment has the same services, at hosts of its own domain", () => {
  const services = environments.map(({ ecs }) =>
    Object.entries(ecs?.services ?? {}).map(([name, s]) => [name, s.expose]),
  );
  expect(services).toEqual([
    [["web", { host: "www.example.com" }]],
    [["web", {}]],
    [["web", { host: "www.staging.example.com" }]],
  ]);
});

test.each(files)("%s tells editors where the schema is", (file) => {
  const [line] = readFileSync(join(FOLDER, file), "utf8").split("\n");
  expect(line).toBe("# yaml-language-server: $schema=./schema.json");
});

test("schema.json is what `groundplan config schema` writes", () => {
  expect(readFileSync(join(FOLDER, "schema.json"), "utf8")).toBe(renderJsonSchema());
});

test("every key in schema.json has a description", () => {
  const missing: string[] = [];
  const visit = (schema: Record<string, unknown>, path: string) => {
    for (const [key, property] of Object.entries(
      (schema.properties ?? {}) as Record<string, Record<string, unknown>>,
    )) {
      if (!property.description) missing.push(`${path}.${key}`);
      visit(property, `${path}.${key}`);
    }
    for (const form of (schema.anyOf ?? []) as Record<string, unknown>[]) visit(form, path);
    for (const inner of [schema.additionalProperties, schema.items]) {
      if (typeof inner === "object" && inner) visit(inner as Record<string, unknown>, `${path}.*`);
    }
  };
  visit(JSON.parse(renderJsonSchema()), "");
  expect(missing).toEqual([]);
});

test("inheritance knows every map that has several forms", () => {
  const found: Record<string, string> = {};
  const visit = (schema: z.core.$ZodTypes, path: string) => {
    const { def } = schema._zod;
    if (def.type === "optional") visit(def.innerType as z.core.$ZodTypes, path);
    if (def.type === "union" && "discriminator" in def) found[path] = String(def.discriminator);
    if (def.type === "record") visit(def.valueType as z.core.$ZodTypes, `${path}.*`);
    if (def.type !== "object") return;
    for (const [key, child] of Object.entries(def.shape)) {
      visit(child as z.core.$ZodTypes, path ? `${path}.${key}` : key);
    }
  };
  visit(environmentSchema as unknown as z.core.$ZodTypes, "");
  expect(FORM_KEYS).toEqual(found);
});
