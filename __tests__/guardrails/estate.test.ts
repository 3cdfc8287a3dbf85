import { judge } from "../../guardrails/findings/judge";
import type { Rule } from "../../guardrails/rules/rule.types";
import { inEach, off, on, settingRule } from "../../guardrails/rules/setting-rule";
import type { Estate } from "../../guardrails/tree/estate";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";
import { estateOfPlans } from "../../guardrails/tree/read-plans";
import type { Resource } from "../../guardrails/tree/resource";
import { isKnown } from "../../guardrails/tree/values";
import type { PlanJson } from "../../review";
import { UNKNOWN } from "../../review/values/values";
import type { StackJson } from "./rule-cases";

const PRODUCTION = { name: "production", isProduction: true };

function configurations(stacks: Readonly<Record<string, StackJson>>): Estate {
  return estateOfConfigurations(
    Object.entries(stacks).map(([name, json]) => ({ name, environment: PRODUCTION, json: { ...json } })),
  );
}

function only(estate: Estate, type: string): Resource {
  const [found, ...others] = estate.all(type);
  if (!found || others.length > 0) throw new Error(`${others.length + 1} of ${type}`);
  return found;
}

describe("what is known", () => {
  test.each([
    ["a text", true],
    ["${aws_vpc.main.id}", false],
    ["%{ if var.a }x%{ endif }", false],
    ["arn:aws:s3:::home/${aws:username}/*", true],
    ['${provider::aws::arn_build("aws", "s3", "", "", "a")}', false],
    [["10.0.0.0/16", "${var.range}"], false],
    [{ a: [{ b: true }] }, true],
    [{ a: [{ b: "${each.value}" }] }, false],
  ])("%j: %p", (value, known) => {
    expect(isKnown(value)).toBe(known);
  });

  test("what an expression or a dynamic block makes is not, and what lies in it neither", () => {
    const estate = configurations({
      app: {
        resource: {
          aws_launch_template: { web: { metadata_options: "${var.options}" } },
          aws_instance: { web: { dynamic: { ebs_block_device: { for_each: "${var.disks}", content: {} } } } },
          aws_db_instance: { escaped: { name: "a$${b}" } },
          aws_lb: { web: { access_logs: [{ bucket: "${var.logs}", enabled: false }] } },
        },
      },
    });
    expect(only(estate, "aws_lb").at("access_logs.enabled")).toBe(false);
    expect(isKnown(only(estate, "aws_lb").at("access_logs.bucket"))).toBe(false);
    expect(isKnown(only(estate, "aws_launch_template").at("metadata_options.http_tokens"))).toBe(false);
    expect(isKnown(only(estate, "aws_instance").at("ebs_block_device"))).toBe(false);
    expect(only(estate, "aws_instance").lacks("ebs_block_device")).toBe(false);
    expect(only(estate, "aws_db_instance").at("name")).toBe("a${b}");
  });
});

test.each<[string, unknown, unknown]>([
  ["an attribute of another resource", ["${aws_vpc.main.cidr_block}"], ["10.0.0.0/16"]],
  ["one that refers to a local value itself", "${aws_vpc.second.cidr_block}", "10.1.0.0/16"],
  ["a local value", "${local.all}", ["0.0.0.0/0"]],
  ["a list of local values", "${local.lists}", ["10.1.0.0/16", "::/0"]],
  ["a variable's default", "${var.office}", "203.0.113.0/24"],
  ["a set of literals", '${toset(["0.0.0.0/0"])}', ["0.0.0.0/0"]],
  ["a list of literals", '${["0.0.0.0/0"]}', ["0.0.0.0/0"]],
  ["a sensitive variable", "${var.secret}", "${var.secret}"],
  ["a variable without a default", "${var.given}", "${var.given}"],
  ["an attribute that AWS sets", "${aws_vpc.main.arn}", "${aws_vpc.main.arn}"],
  ["a part of a text", "a-${local.range}", "a-${local.range}"],
  ["a circle", "${local.circle}", "${local.circle}"],
  ["a map", "${local.map}", "${local.map}"],
  ["a function", "${concat(local.all)}", "${concat(local.all)}"],
  ["a list with an expression", "${toset([local.range])}", "${toset([local.range])}"],
])("a reference to %s: what is known of it stands in its place", (_, written, read) => {
  const estate = configurations({
    app: {
      locals: {
        ...{ all: ["0.0.0.0/0"], range: "10.1.0.0/16", lists: ["${local.range}", "::/0"] },
        ...{ circle: "${local.circle}", map: { a: "b" } },
      },
      variable: {
        ...{ office: { default: "203.0.113.0/24" }, given: {} },
        secret: { default: "hunter", sensitive: true },
      },
      resource: {
        aws_vpc: { main: { cidr_block: "10.0.0.0/16" }, second: { cidr_block: "${local.range}" } },
        aws_security_group_rule: { one: { cidr_blocks: written } },
      },
    },
  });
  expect(only(estate, "aws_security_group_rule").at("cidr_blocks")).toEqual(read);
});

/** How a stack's state is kept, and how another one reads it. */
const S3 = (key: string) => ({ backend: { s3: { bucket: "states", key, use_lockfile: true } } });
const READS = (key: string) => ({ network: { backend: "s3", config: { bucket: "states", key, region: "us-east-1" } } });

test("references lead through the outputs of other stacks, through several of them and by keys of maps", () => {
  const estate = configurations({
    network: {
      terraform: S3("network"),
      resource: { aws_subnet: { a: {}, c: {} } },
      output: { subnets: { value: { a: "${aws_subnet.a.id}", c: "${aws_subnet.c.id}" } } },
    },
    platform: {
      terraform: S3("platform"),
      data: { terraform_remote_state: READS("network") },
      output: { first: { value: '${data.terraform_remote_state.network.outputs.subnets["a"]}' } },
    },
    app: {
      data: {
        terraform_remote_state: {
          ...READS("network"),
          platform: { backend: "s3", config: { bucket: "states", key: "platform" } },
          elsewhere: { backend: "s3", config: { bucket: "others", key: "network" } },
        },
      },
      resource: {
        aws_instance: { web: { subnet_id: "${data.terraform_remote_state.platform.outputs.first}" } },
        aws_nat_gateway: { all: { subnet_id: "${data.terraform_remote_state.network.outputs.subnets}" } },
        aws_lb: { foreign: { subnets: ["${data.terraform_remote_state.elsewhere.outputs.subnets}"] } },
      },
    },
  });
  const targets = (type: string, attribute: string) =>
    only(estate, type)
      .targets(attribute)
      .map(({ place }) => place);
  expect(targets("aws_instance", "subnet_id")).toEqual(["network/aws_subnet.a"]);
  expect(targets("aws_nat_gateway", "subnet_id")).toEqual(["network/aws_subnet.a", "network/aws_subnet.c"]);
  expect(targets("aws_lb", "subnets")).toEqual([]);
  const [first] = estate.all("aws_subnet");
  expect(first && estate.referrers(first, "aws_instance", "subnet_id").map(({ place }) => place)).toEqual([
    "app/aws_instance.web",
  ]);
});

/** A change of a plan that makes something. */
function made(address: string, after: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  const [type = "", name = ""] = address
    .replace(/\[.*\]$/, "")
    .split(".")
    .slice(-2);
  const module = /^(module\..*)\.[^.]+\.[^.]+$/.exec(address)?.[1];
  return {
    ...{ address, type, name, mode: "managed" as const },
    ...(module === undefined ? {} : { module_address: module }),
    change: { actions: ["create"], after, ...more },
  };
}

test("plans: modules, counts, what is known later, and what goes or is not managed", () => {
  const plan: PlanJson = {
    format_version: "1.2",
    resource_changes: [
      made("module.data.aws_db_instance.orders[0]", { engine: "postgres" }, { after_unknown: { kms_key_id: true } }),
      made("module.data.aws_db_instance.orders[1]", { engine: "mysql" }),
      made('aws_subnet.private["a"]', { cidr_block: "10.0.0.0/24" }),
      made("aws_vpc.main", { cidr_block: "10.0.0.0/16" }),
      { ...made("aws_vpc.old", {}), change: { actions: ["delete"], before: {} } },
      { ...made("aws_vpc.forgotten", {}), change: { actions: ["forget"], before: {} } },
      { ...made("aws_vpc.main", {}), deposed: "01" },
      { ...made("data.aws_vpc.other", {}), mode: "data" },
    ],
    configuration: {
      root_module: {
        resources: [
          { address: "aws_vpc.main" },
          {
            address: "aws_subnet.private",
            expressions: { vpc_id: { references: ["aws_vpc.main.id", "aws_vpc.main"] } },
          },
        ],
        module_calls: {
          data: {
            expressions: { vpc: { references: ["aws_vpc.main.id"] } },
            module: {
              resources: [
                {
                  address: "aws_db_instance.orders",
                  expressions: { tags: { references: ["var.vpc"] }, kms_key_id: { references: ["var.key"] } },
                },
              ],
            },
          },
        },
      },
    },
  };
  const constructs = new Map([["aws_vpc.main", "network/vpc"]]);
  const estate = estateOfPlans([{ name: "shop", environment: PRODUCTION, plan, constructs }]);
  expect(estate.stacks[0]?.resources.map(({ place }) => place)).toEqual([
    "shop/module.data.aws_db_instance.orders[0]",
    "shop/module.data.aws_db_instance.orders[1]",
    'shop/aws_subnet.private["a"]',
    "shop/network/vpc",
  ]);
  const [orders] = estate.all("aws_db_instance");
  expect(isKnown(orders?.at("kms_key_id"))).toBe(false);
  expect(orders?.lacks("kms_key_id")).toBe(false);
  expect(orders?.targets("tags").map(({ address }) => address)).toEqual(["aws_vpc.main"]);
  expect(
    only(estate, "aws_subnet")
      .targets("vpc_id")
      .map(({ address }) => address),
  ).toEqual(["aws_vpc.main"]);
});

/** An estate of the plan of one resource, and of what is written of it. */
function planned(change: Readonly<Record<string, unknown>>, expressions: Readonly<Record<string, unknown>>): Resource {
  const plan: PlanJson = {
    format_version: "1.2",
    resource_changes: [{ ...made("aws_instance.web[0]", {}), change: { actions: ["create"], ...change } }],
    configuration: { root_module: { resources: [{ address: "aws_instance.web", expressions }] } },
  };
  return only(estateOfPlans([{ name: "shop", environment: PRODUCTION, plan }]), "aws_instance");
}

test("what a plan leaves open and nobody has set is absent, and what an expression makes is not known", () => {
  const disks = { ebs_block_device: [{ device_name: "/dev/a" }, { device_name: "/dev/b" }] };
  const open = {
    ...{ arn: true, key_name: true, metadata_options: true, user_data: true, enclave_options: true },
    ebs_block_device: [{ encrypted: true, kms_key_id: true }, { encrypted: true }],
  };
  const web = planned(
    { after: { ...disks, launch_template: [], ami: null }, after_unknown: open },
    {
      key_name: { references: ["aws_key_pair.ours.key_name"] },
      user_data: {},
      enclave_options: [{ enabled: { references: ["aws_x.y.z"] } }],
      ebs_block_device: [
        { device_name: { constant_value: "/dev/a" } },
        { kms_key_id: { references: ["aws_kms_key.k"] } },
      ],
    },
  );
  const lacking = ["arn", "ami", "launch_template", "metadata_options"];
  expect(lacking.filter((path) => !web.lacks(path))).toEqual([]);
  const unknown = ["key_name", "user_data", "enclave_options.enabled"];
  expect(unknown.filter((path) => isKnown(web.at(path)))).toEqual([]);
  expect(web.blocks("ebs_block_device")).toEqual([
    { device_name: "/dev/a", kms_key_id: UNKNOWN },
    { device_name: "/dev/b" },
  ]);
});

test("blocks that an expression makes stay as they are in a plan, for it does not tell what stands in them", () => {
  const web = planned(
    { after: { ebs_block_device: [{ size: 1 }] }, after_unknown: { ebs_block_device: [{ encrypted: true }] } },
    { ami: { constant_value: "ami-1" } },
  );
  expect(web.at("ebs_block_device.size")).toBe(1);
  expect(isKnown(web.at("ebs_block_device.encrypted"))).toBe(false);
});

test("references of a plan lead to the instance of the same key, or to all where there is none", () => {
  const plan: PlanJson = {
    format_version: "1.2",
    resource_changes: [
      { ...made('aws_subnet.a["x"]', {}), index: "x" },
      { ...made('aws_subnet.a["y"]', {}), index: "y" },
      { ...made('aws_nat_gateway.a["y"]', {}), index: "y" },
      made("aws_lb.web", {}),
    ],
    configuration: {
      root_module: {
        resources: [
          { address: "aws_subnet.a" },
          { address: "aws_nat_gateway.a", expressions: { subnet_id: { references: ["aws_subnet.a", "each.key"] } } },
          { address: "aws_lb.web", expressions: { subnets: { references: ["aws_subnet.a"] } } },
        ],
      },
    },
  };
  const estate = estateOfPlans([{ name: "shop", environment: PRODUCTION, plan }]);
  const targets = (type: string, attribute: string) =>
    only(estate, type)
      .targets(attribute)
      .map(({ address }) => address);
  expect(targets("aws_nat_gateway", "subnet_id")).toEqual(['aws_subnet.a["y"]']);
  expect(targets("aws_lb", "subnets")).toEqual(['aws_subnet.a["x"]', 'aws_subnet.a["y"]']);
});

const RULE: Rule = {
  id: "T-01",
  ...settingRule({
    level: "production",
    title: "All is well.",
    reason: "It must be.",
    fix: "mend it",
    source: "nowhere, read 2026-11",
    settings: {
      aws_db_instance: [on("storage_encrypted"), off("password")],
      aws_instance: inEach("ebs_block_device", on("encrypted")),
    },
  }),
};

test("findings have one order, whatever the order of stacks and resources", () => {
  const body = { ebs_block_device: [{ encrypted: true }, { device_name: "/dev/sdb" }] };
  const stacks = {
    b: { resource: { aws_instance: { z: body, a: body } } },
    a: { resource: { aws_db_instance: { one: {} } } },
  };
  const findings = judge(configurations(stacks), [RULE]);
  expect(findings.map(({ place, attribute, found, severity }) => [place, attribute, found, severity])).toEqual([
    ["a/aws_db_instance.one", "storage_encrypted", "storage_encrypted is not set", "error"],
    ["b/aws_instance.a", "ebs_block_device", "ebs_block_device.encrypted is not set", "error"],
    ["b/aws_instance.z", "ebs_block_device", "ebs_block_device.encrypted is not set", "error"],
  ]);
  const turned = { a: stacks.a, b: { resource: { aws_instance: { a: body, z: body } } } };
  expect(judge(configurations(turned), [RULE])).toEqual(findings);
});

test("a level counts by the environment", () => {
  const severityIn = (isProduction: boolean, level: Rule["level"]) =>
    judge(
      estateOfConfigurations([
        { name: "a", environment: { name: "a", isProduction }, json: { resource: { aws_db_instance: { one: {} } } } },
      ]),
      [{ ...RULE, level }],
    )[0]?.severity;
  expect(severityIn(true, "error")).toBe("error");
  expect(severityIn(false, "error")).toBe("error");
  expect(severityIn(true, "production")).toBe("error");
  expect(severityIn(false, "production")).toBe("warning");
  expect(severityIn(true, "warning")).toBe("warning");
});

test("what is sensitive by the provider's schema or by its form is not quoted", () => {
  const plan: PlanJson = {
    format_version: "1.2",
    resource_changes: [
      made(
        "aws_db_instance.orders",
        { storage_encrypted: true, password: true },
        { after_sensitive: { password: true } },
      ),
    ],
  };
  const findings = judge(estateOfPlans([{ name: "a", environment: PRODUCTION, plan }]), [RULE]);
  expect(findings.map(({ found }) => found)).toEqual(["password = (sensitive)"]);
});

test("a resource is asked of each rule of its type once", () => {
  const asked: string[] = [];
  const rule: Rule = {
    ...{ id: "T-02", level: "error", title: "All is well.", reason: "It must be.", expected: "it", fix: "mend it" },
    source: "nowhere, read 2026-11",
    types: ["aws_instance", "aws_vpc"],
    check: ({ address }) => {
      asked.push(address);
      return [];
    },
  };
  judge(
    configurations({ a: { resource: { aws_instance: { a: {}, b: {} }, aws_vpc: { c: {} }, aws_lb: { d: {} } } } }),
    [rule],
  );
  expect(asked).toEqual(["aws_instance.a", "aws_instance.b", "aws_vpc.c"]);
});
