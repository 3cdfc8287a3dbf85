import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformResource } from "cdktf";
import { loadEnvironments } from "../../../../config/load";
import { DELETIONS } from "../../../../constructs/core/memory/deletions";
import { createApplication } from "../../../../stacks/application/application";
import { synthesize } from "../../../../stacks/application/synthesize";
import { EVERY_CONSTRUCT } from "../../../support/every-construct";
import { synthStack } from "../../../support/synth";
import { dependencyGraph } from "../../dependency-graph";
import type { StackJson } from "../../stack-json";

const outdir = mkdtempSync(join(tmpdir(), "groundplan-deletions-"));
afterAll(() => rmSync(outdir, { recursive: true }));

/** The stacks of a folder of environments by name. */
function environmentsIn(folder: string): [string, StackJson][] {
  const environments = loadEnvironments(folder, { variables: {} });
  const stacks = synthesize(outdir, (staging) => createApplication(environments, { outdir: staging, mock: [] }));
  return stacks.map(({ name }) => [
    name,
    JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as StackJson,
  ]);
}

const STACKS: readonly [string, StackJson][] = [
  ...environmentsIn("config"),
  ...environmentsIn(join("__tests__", "e2e", "variants")),
  ...Object.entries(EVERY_CONSTRUCT).map(([name, build]): [string, StackJson] => [
    name,
    JSON.parse(synthStack(build, { name }).json) as StackJson,
  ]),
];

const typeOf = (address: string) => address.slice(0, address.indexOf("."));

/** Addresses of a stack's resources, with whether they are replaced before they are destroyed. */
function resourcesOf({ resource }: StackJson): [string, boolean][] {
  return Object.entries(resource ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, { lifecycle }]): [string, boolean] => [
      `${type}.${name}`,
      (lifecycle as { create_before_destroy?: boolean } | undefined)?.create_before_destroy === true,
    ]),
  );
}

/** The types of resources that the sources make, by the names that Terraform has for them. */
function typesMade(): string[] {
  const files = ["constructs", "stacks"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8")),
  );
  const made = files.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from "(@cdktf\/provider-\w+\/lib\/[\w-]+)"/g)].flatMap(
      ([, names = "", module = ""]) =>
        names
          .split(",")
          .map((name) => name.trim().split(" as "))
          .filter(([name = "", alias = name]) => new RegExp(`new ${alias}\\(`).test(text))
          .flatMap(([name = ""]) => tfType(module, name)),
    ),
  );
  return [...new Set(made)].sort();
}

/** The type that a class of the provider's bindings stands for; none for the provider and for data sources. */
function tfType(module: string, name: string): string[] {
  const bindings = require(module) as Record<string, { readonly tfResourceType?: string; readonly prototype: unknown }>;
  const { tfResourceType: type, prototype } = bindings[name] ?? {};
  return type !== undefined && prototype instanceof TerraformResource ? [type] : [];
}

/** What an unlisted type is answered with. */
function unlisted(type: string): string {
  return (
    `${type} is not in constructs/core/memory/deletions.ts: look up what AWS answers when it is deleted while something refers to it, and what ` +
    "replaces it, and add a line"
  );
}

/** What names a role, or passes one on, and does nothing by it. */
const NAMES_A_ROLE =
  /^aws_(iam_\w+|ecs_task_definition|launch_template|kms_key|sqs_queue_policy|s3_bucket_policy|eks_access_\w+|eks_pod_identity_association)$/;

/** What hands a role to whoever uses it. */
const CARRIES_A_ROLE = /^aws_(iam_instance_profile|ecs_task_definition|launch_template)$/;

/** The policies of roles that something works by and does not wait for: `aws_flow_log.x before aws_iam_role_policy.y`. */
function workBeforePermission(json: StackJson): string[] {
  const graph = dependencyGraph(json);
  const needs = (address: string): readonly string[] => [...(graph.get(address) ?? [])];
  const closure = (address: string, follow: (needed: string) => boolean): Set<string> => {
    const seen = new Set<string>();
    const visit = (from: string): void => {
      for (const needed of needs(from)) {
        if (seen.has(needed) || !follow(needed)) continue;
        seen.add(needed);
        visit(needed);
      }
    };
    visit(address);
    return seen;
  };
  const policies = ["aws_iam_role_policy", "aws_iam_role_policy_attachment"].flatMap((type) =>
    Object.entries(json.resource?.[type] ?? {}).map(([name, { role }]) => ({
      policy: `${type}.${name}`,
      role: String(role).replace(/^\$\{(.*)\.\w+\}$/, "$1"),
    })),
  );
  return [...graph.keys()]
    .filter((address) => !NAMES_A_ROLE.test(typeOf(address)))
    .flatMap((address) => {
      const carried = [...closure(address, (needed) => CARRIES_A_ROLE.test(typeOf(needed)))];
      const roles = new Set([address, ...carried].flatMap(needs).filter((needed) => typeOf(needed) === "aws_iam_role"));
      const waitsFor = closure(address, () => true);
      return policies
        .filter(({ policy, role }) => roles.has(role) && !waitsFor.has(policy))
        .map(({ policy }) => `${address} before ${policy}`);
    });
}

describe("the table of deletions", () => {
  test("has every type that a construct makes", () => {
    const made = typesMade();
    expect(made).toEqual(expect.arrayContaining(["aws_vpc", "aws_s3_bucket", "helm_release"]));
    expect(made.filter((type) => !(type in DELETIONS)).map(unlisted)).toEqual([]);
  });

  test("has no type that nothing makes, and every one of it is in what the tests below look at", () => {
    const synthesized = new Set(STACKS.flatMap(([, json]) => Object.keys(json.resource ?? {})));
    expect(Object.keys(DELETIONS).filter((type) => !synthesized.has(type))).toEqual([]);
    expect([...synthesized].filter((type) => !(type in DELETIONS)).map(unlisted)).toEqual([]);
  });

  test("gives what is replaced before it is destroyed a name that a second one can have beside it", () => {
    const clashing = Object.entries(DELETIONS).filter(
      ([, { means, twin }]) => means === "updates-first" && twin === "same-name",
    );
    expect(clashing.map(([type]) => type)).toEqual([]);
  });
});

describe.each(STACKS)("%s", (_, json) => {
  test("replaces before it destroys whatever AWS would not delete while something that lives on refers to it", () => {
    const wrong = resourcesOf(json).filter(
      ([address, isSet]) => DELETIONS[typeOf(address)]?.means === "updates-first" && !isSet,
    );
    expect(wrong.map(([address]) => address)).toEqual([]);
  });

  test("extends that to nothing whose second one AWS would refuse by its name", () => {
    const graph = dependencyGraph(json);
    const reached = new Set<string>();
    const visit = (address: string): void => {
      if (reached.has(address)) return;
      reached.add(address);
      graph.get(address)?.forEach(visit);
    };
    for (const [address, isSet] of resourcesOf(json)) if (isSet) visit(address);
    const clashing = [...reached].filter((address) => {
      const { twin, evenSo } = DELETIONS[typeOf(address)] ?? {};
      return twin === "same-name" && evenSo === undefined;
    });
    expect(clashing).toEqual([]);
  });

  test("makes what works by a role after the role's permissions, and deletes it before them", () => {
    expect(workBeforePermission(json)).toEqual([]);
  });
});
