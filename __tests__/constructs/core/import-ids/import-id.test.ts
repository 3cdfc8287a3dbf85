import * as fs from "node:fs";
import * as path from "node:path";
import {
  attributesOfImportId,
  IMPORT_FORMS,
  importIdOf,
  looksOf,
  typesOfId,
} from "../../../../constructs/core/import-ids";
import { projectRoot } from "../../../../runner/project";
import { SAMPLES } from "./samples";

/** Types of resources whose bindings the code of a folder names. */
function typesIn(folder: string): string[] {
  return fs
    .readdirSync(path.join(projectRoot(), folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => fs.readFileSync(path.join(projectRoot(), folder, file), "utf8").split("\n"))
    .flatMap((line) => /provider-aws\/lib\/([a-z0-9-]+)/.exec(line)?.[1] ?? [])
    .filter((name) => name !== "provider" && !name.startsWith("data-aws-"))
    .map((name) => `aws_${name.replaceAll("-", "_")}`);
}

test("every type that the project makes has its row", () => {
  const made = new Set(["constructs", "stacks", "config", "cli"].flatMap(typesIn));
  expect(made.size).toBeGreaterThan(100);
  expect([...made].filter((type) => !(type in IMPORT_FORMS)).sort()).toEqual([]);
});

test("the rows are in the order of their types", () => {
  expect(Object.keys(IMPORT_FORMS)).toEqual(Object.keys(IMPORT_FORMS).sort());
});

test("every type whose id is composed has a sample", () => {
  const composed = Object.entries(IMPORT_FORMS).filter(([, form]) => "parts" in form && form.parts.length > 1);
  expect(composed.map(([type]) => type).filter((type) => !(type in SAMPLES))).toEqual([]);
});

test.each(Object.entries(SAMPLES).flatMap(([type, samples]) => samples.map((one) => ({ type, ...one }))))(
  "$type is imported as $id",
  ({ type, attributes, id }) => {
    expect(importIdOf(type, attributes)).toMatchObject({ kind: "id", id });
  },
);

test("an example of a form is of the form", () => {
  const wrong = Object.keys(IMPORT_FORMS).filter((type) => {
    const looks = looksOf(type);
    return looks && !looks.example.includes("…") && !looks.pattern.test(looks.example);
  });
  expect(wrong).toEqual([]);
});

test("attributes that are not known are named, with those that would do instead", () => {
  expect(importIdOf("aws_route_table_association", { subnet_id: "", gateway_id: null })).toEqual({
    kind: "missing",
    attributes: ["subnet_id or gateway_id", "route_table_id"],
  });
});

test("a type that the provider takes over by no id says why", () => {
  expect(importIdOf("aws_vpn_gateway_route_propagation", { id: "vgw-1_rtb-1" })).toEqual({
    kind: "none",
    reason: "the provider cannot take it over: making it switches on what is on already, which changes nothing",
  });
});

test("of a type that is not in the table only the id is said", () => {
  expect(importIdOf("aws_glue_job", { id: "nightly" })).toEqual({ kind: "unknown", id: "nightly" });
  expect(importIdOf("toString", {})).toEqual({ kind: "unknown" });
});

test("what a later plan will not read is said", () => {
  expect(importIdOf("aws_key_pair", { key_name: "operators" })).toEqual({
    kind: "id",
    id: "operators",
    caveat: "the public key is not read: the plan replaces the key pair",
  });
});

test("an import id says the attributes that others refer to", () => {
  expect(attributesOfImportId("aws_subnet", "subnet-1")).toEqual({ id: "subnet-1" });
  expect(attributesOfImportId("aws_eip", "eipalloc-1")).toEqual({ allocation_id: "eipalloc-1", id: "eipalloc-1" });
  expect(attributesOfImportId("aws_ecs_cluster", "shop")).toEqual({ name: "shop" });
  expect(attributesOfImportId("aws_wafv2_ip_set", "1/office/REGIONAL")).toEqual({
    id: "1",
    name: "office",
    scope: "REGIONAL",
  });
  // An ARN holds the separator: nothing is said rather than something wrong.
  expect(attributesOfImportId("aws_eks_access_entry", "shop:arn:aws:iam::111111111111:role/admin")).toEqual({});
});

test("an id tells what it may be the id of", () => {
  expect(typesOfId("subnet-0123456789abcdef0")).toEqual(["aws_subnet"]);
  expect(typesOfId("acl-0123456789abcdef0")).toEqual(["aws_default_network_acl", "aws_network_acl"]);
  expect(typesOfId("orders")).toEqual([]);
});
