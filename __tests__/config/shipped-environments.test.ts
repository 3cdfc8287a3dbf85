import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { loadEnvironments } from "../../config/load";
import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { renderSchemaFromTypes } from "../../tools/configuration/render";

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

test("schema.json is what the types of the configuration say", () => {
  expect(readFileSync(join(FOLDER, "schema.json"), "utf8")).toBe(renderSchemaFromTypes());
});

test("every key of the schema has a description", () => {
  const missing: string[] = [];
  const visit = (schema: Schema, path: string) => {
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (!property.description) missing.push(`${path}.${key}`);
      visit(property, `${path}.${key}`);
    }
    for (const form of schema.anyOf ?? []) visit(form, path);
    for (const inner of [schema.additionalProperties, schema.items]) if (inner) visit(inner, `${path}.*`);
  };
  visit(environmentSchema, "");
  expect(missing).toEqual([]);
});
