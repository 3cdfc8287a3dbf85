import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GUARDRAIL_IDS, GUARDRAILS } from "../../../guardrails/rules";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

jest.setTimeout(60_000);

/** What keeps a database from findings that these tests are not about. */
const WELL_KEPT = {
  storage_encrypted: true,
  db_subnet_group_name: "data",
  multi_az: true,
  enabled_cloudwatch_logs_exports: ["postgresql"],
};

/** A stack as another program of cdktf writes it. */
const FOREIGN = {
  resource: {
    aws_db_instance: {
      orders: {
        "//": { metadata: { path: "shop/database/orders" } },
        ...WELL_KEPT,
        publicly_accessible: true,
        password: "${random_password.orders.result}",
      },
    },
    aws_vpc_security_group_ingress_rule: {
      ssh: { ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" },
    },
  },
};

/** A plan with a module, and with resources that are counted. */
const PLAN = {
  format_version: "1.2",
  resource_changes: [
    {
      address: 'module.data.aws_db_instance.orders["eu"]',
      module_address: "module.data",
      mode: "managed",
      type: "aws_db_instance",
      name: "orders",
      index: "eu",
      change: { actions: ["create"], after: { ...WELL_KEPT, publicly_accessible: true } },
    },
  ],
};

/** How many rules are asked of types. */
function countOf(...types: readonly string[]): number {
  return GUARDRAILS.filter((rule) => "checkStack" in rule || types.some((type) => rule.types.includes(type))).length;
}

function foreign(files: Readonly<Record<string, unknown>>): string {
  const root = project({ dev: DEV });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}

test("judges a foreign configuration and a plan, and prints a table", async () => {
  const root = foreign({ "shop/cdk.tf.json": FOREIGN, "plans/data.plan.json": PLAN });
  const { exitCode, out, err } = await runIn(root, "check shop/cdk.tf.json plans/data.plan.json");
  expect({ exitCode, err }).toEqual({ exitCode: 1, err: "" });
  const asked = `${countOf("aws_db_instance", "aws_vpc_security_group_ingress_rule")} rules`;
  expect(out.replace(asked, "so many rules")).toMatchInlineSnapshot(`
    "where                                          rule    level    found
    data/module.data.aws_db_instance.orders["eu"]  DAT-01  error    publicly_accessible = true
    shop/aws_vpc_security_group_ingress_rule.ssh   SG-01   error    22 from 0.0.0.0/0, which is SSH
    shop/database/orders                           DAT-01  error    publicly_accessible = true
    data/module.data.aws_db_instance.orders["eu"]  DAT-04  warning  backup_retention_period is not set
                                                   DAT-04  warning  deletion_protection is not set
    shop/database/orders                           DAT-04  warning  backup_retention_period is not set
                                                   DAT-04  warning  deletion_protection is not set

    DAT-01: No data store has an address on the internet. A data store is reached by applications in
      the VPC, and by people through it.
      fix: leave the setting out, and reach it through the bastion, a VPN or an endpoint

    DAT-04: Databases of production keep backups and are protected from deletion. What was deleted by
      a mistake can only be had back where it was kept.
      fix: set it as the environment's protection does: backups for 7 days or more, deletion
        protection on

    SG-01: No security group admits SSH or RDP from everywhere. Ports of administration that answer
      the internet are tried for passwords and keys within minutes.
      fix: admit the office's prefix list, the bastion's group or listed ranges, or use Session
        Manager, which needs no port

    2 stacks, 3 resources, so many rules: 3 errors, 4 warnings, 0 exempt
    "
  `);
});

test("judges files as production when it is told to", async () => {
  const root = foreign({
    "shop/cdk.tf.json": { resource: { aws_db_instance: { orders: WELL_KEPT } } },
  });
  expect(await runIn(root, "check shop/cdk.tf.json")).toMatchObject({ exitCode: 0 });
  const { exitCode, out } = await runIn(root, "check --production shop/cdk.tf.json");
  expect(exitCode).toBe(1);
  expect(out).toContain(`1 stack, 1 resource, ${countOf("aws_db_instance")} rules: 2 errors, 0 warnings, 0 exempt`);
});

test("tells other programs everything, without what looks like a secret", async () => {
  const root = foreign({ "shop/cdk.tf.json": FOREIGN });
  const { out } = await runIn(root, "check --format json shop/cdk.tf.json");
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    counts: { open: 2, warning: 2, exempt: 0 },
    stacks: [{ name: "shop", resources: 2 }],
    findings: [
      {
        rule: "SG-01",
        status: "open",
        place: "shop/aws_vpc_security_group_ingress_rule.ssh",
        file: "shop/cdk.tf.json",
      },
      {
        rule: "DAT-01",
        place: "shop/database/orders",
        address: "aws_db_instance.orders",
        attribute: "publicly_accessible",
      },
      { rule: "DAT-04", status: "warning" },
      { rule: "DAT-04", status: "warning" },
    ],
  });
});

test("tells code scanning where each finding is", async () => {
  const root = foreign({ "shop/cdk.tf.json": FOREIGN });
  const { out } = await runIn(root, "check --format sarif shop/cdk.tf.json");
  const [run] = JSON.parse(out).runs;
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(["DAT-01", "DAT-04", "SG-01"]);
  expect(run.results[0]).toMatchObject({
    ruleId: "SG-01",
    level: "error",
    message: { text: "shop/aws_vpc_security_group_ingress_rule.ssh › cidr_ipv4: 22 from 0.0.0.0/0, which is SSH" },
    locations: [{ physicalLocation: { artifactLocation: { uri: "shop/cdk.tf.json" }, region: { startLine: 1 } } }],
  });
});

test("tells CI servers a case for each rule that was asked", async () => {
  const root = foreign({ "shop/cdk.tf.json": FOREIGN });
  const { out } = await runIn(root, "check --format junit shop/cdk.tf.json");
  const asked = countOf("aws_db_instance", "aws_vpc_security_group_ingress_rule");
  expect(out).toContain(`<testsuite name="shop" tests="${asked}" failures="2" skipped="0">`);
  expect(out).toContain(
    '<testcase classname="shop" name="SG-01 No security group admits SSH or RDP from everywhere."><failure message="Ports of',
  );
  expect(out).toContain('<testcase classname="shop" name="DAT-11 Data stores are encrypted at rest."/>');
});

test("checks all stacks of a project, and writes nothing", async () => {
  const root = project({ dev: DEV });
  const { exitCode, out, err } = await runIn(root, "check");
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(out).toMatch(
    /^where +rule +level +found\ndev-network\/network\/vpc +NET-24 +warning +no flow log of the VPC\n/,
  );
  expect(out).toMatch(/\n3 stacks, \d+ resources, \d+ rules: 0 errors, 1 warning, 0 exempt\n$/);
});

test("an exemption that nothing needs fails, at its place", async () => {
  const exemption = `exemptions: [{ rule: DAT-01, at: dev-network, reason: it was needed once, until: "2030-01-31" }]\n`;
  const { exitCode, out } = await runIn(project({ dev: `${DEV}${exemption}` }), "check");
  expect(exitCode).toBe(1);
  expect(out).toContain("The exemption is from a rule that finds nothing there. [EXEMPTION_UNUSED]");
  expect(out).toContain("at:       config/dev.yaml:18:14");
});

test("the shipped environments pass, production without an exemption and the sandbox with at most five", async () => {
  const { exitCode, out } = await runIn(join(__dirname, "..", "..", ".."), "check --format json");
  const { counts, exemptions, stacks } = JSON.parse(out);
  expect({ exitCode, open: counts.open, stacks: stacks.length }).toEqual({ exitCode: 0, open: 0, stacks: 23 });
  const at = exemptions.map((one: { at: string }) => one.at);
  expect(at.filter((one: string) => !one.startsWith("sandbox-"))).toEqual([]);
  expect(at.length).toBeLessThanOrEqual(5);
});

test.each([
  ["check --production", "--production is about files"],
  ["check --format xml", "Allowed choices are table, json, sarif, junit"],
])("`%s` is a misuse", async (args, says) => {
  expect(await runIn(project({ dev: DEV }), args)).toMatchObject({
    exitCode: 2,
    out: "",
    err: expect.stringContaining(says),
  });
});

test("every rule has an id that an exemption in YAML takes", async () => {
  const exemptions = GUARDRAIL_IDS.map(
    (rule) => `  - { rule: ${rule}, at: dev-network/none, reason: it was needed once, until: "2030-01-31" }\n`,
  );
  const { out } = await runIn(project({ dev: `${DEV}exemptions:\n${exemptions.join("")}` }), "check");
  expect(out.match(/EXEMPTION_UNUSED/g)).toHaveLength(GUARDRAIL_IDS.length);
});
