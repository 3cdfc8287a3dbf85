import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GUARDRAIL_IDS } from "../../../guardrails/rules";
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

function foreign(files: Readonly<Record<string, unknown>>): string {
  const root = project({ dev: DEV });
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return root;
}

/** How many rules there are of a type is no matter of this command. */
function withoutCount(table: string): string {
  return table.replace(/\b\d+ rules/, "N rules");
}

test("judges a foreign configuration and a plan, and prints a table", async () => {
  const root = foreign({ "shop/cdk.tf.json": FOREIGN, "plans/data.plan.json": PLAN });
  const { exitCode, out, err } = await runIn(root, "check shop/cdk.tf.json plans/data.plan.json");
  expect({ exitCode, err }).toEqual({ exitCode: 1, err: "" });
  expect(withoutCount(out)).toMatchInlineSnapshot(`
    "data/module.data.aws_db_instance.orders["eu"]
      DAT-01  error    publicly_accessible = true
      DAT-04  warning  backup_retention_period is not set
      DAT-04  warning  deletion_protection is not set

    shop/aws_vpc_security_group_ingress_rule.ssh
      SG-01   error    22 from 0.0.0.0/0, which is SSH

    shop/database/orders
      DAT-01  error    publicly_accessible = true
      DAT-04  warning  backup_retention_period is not set
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

    2 stacks, 3 resources, N rules: 3 errors, 4 warnings, 0 exempt
    "
  `);
});

test("breaks no place, whatever its length", async () => {
  const path = `shop/${["orders-of-all-customers", "database-with-a-long-name", "instance-of-the-writer"].join(
    "/",
  )}/db`;
  const root = foreign({
    "shop/cdk.tf.json": {
      resource: {
        aws_db_instance: { db: { "//": { metadata: { path } }, ...WELL_KEPT, publicly_accessible: true } },
        aws_vpc_security_group_ingress_rule: {
          [`${"s".repeat(90)}`]: { ip_protocol: "-1", cidr_ipv4: "0.0.0.0/0" },
        },
      },
    },
  });
  const { out } = await runIn(root, "check shop/cdk.tf.json");
  const [found = ""] = out.split("\n\nDAT-01:");
  expect(found).toContain(`\n${path}\n  DAT-01  error    publicly_accessible = true\n`);
  const rows = found.split("\n").filter((line) => line.startsWith(" "));
  expect(rows.length).toBeGreaterThan(3);
  expect(Math.max(...rows.map((line) => line.length))).toBeLessThanOrEqual(100);
});

test("judges files as production when it is told to", async () => {
  const root = foreign({
    "shop/cdk.tf.json": { resource: { aws_db_instance: { orders: WELL_KEPT } } },
  });
  expect(await runIn(root, "check shop/cdk.tf.json")).toMatchObject({ exitCode: 0 });
  const { exitCode, out } = await runIn(root, "check --production shop/cdk.tf.json");
  expect(exitCode).toBe(1);
  expect(withoutCount(out)).toContain("1 stack, 1 resource, N rules: 2 errors, 0 warnings, 0 exempt");
});

test("tells other programs everything, without what looks like a secret", async () => {
  const root = foreign({ "shop/cdk.tf.json": FOREIGN });
  const { out } = await runIn(root, "check --format json shop/cdk.tf.json");
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    counts: { open: 2, warning: 2, exempt: 0, problems: 0 },
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
  expect(out).toMatch(/<testsuite name="shop" tests="\d+" failures="2" errors="0" skipped="0">/);
  expect(out).toContain(
    '<testcase classname="shop" name="SG-01 No security group admits SSH or RDP from everywhere."><failure message="Ports of',
  );
  expect(out).toContain('<testcase classname="shop" name="DAT-11 Data stores are encrypted at rest."/>');
});

test("checks all stacks of a project, and writes nothing", async () => {
  const root = project({ dev: DEV });
  const { exitCode, out, err } = await runIn(root, "check");
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  expect(out).toMatch(/^dev-network\/network\/vpc\n {2}NET-11 {2}warning {2}2 NAT gateways\n/);
  expect(out).toMatch(/\n {2}NET-24 {2}warning {2}no flow log of the VPC\n/);
  expect(out).toMatch(/\n3 stacks, \d+ resources, \d+ rules: 0 errors, \d+ warnings, 0 exempt\n$/);
});

test("an exemption whose day has passed fails, whether it is for an error or for a warning", async () => {
  const exemption = (until: string) =>
    `exemptions: [{ rule: NET-24, at: dev-network, reason: logs are kept by the team, until: "${until}" }]\n`;
  const held = await runIn(project({ dev: `${DEV}${exemption("9999-12-31")}` }), "check");
  expect(held).toMatchObject({ exitCode: 0, out: expect.stringMatching(/: 0 errors, \d+ warnings?, 1 exempt\n$/) });
  const { exitCode, out } = await runIn(project({ dev: `${DEV}${exemption("2001-01-31")}` }), "check");
  expect(exitCode).toBe(1);
  expect(out).toContain(
    [
      "The last day of the exemption has passed. [EXEMPTION_ENDED]",
      "at:       config/dev.yaml:18:14",
      "found:    NET-24 at dev-network, until 2001-01-31, because logs are kept by the team",
      "expected: a day that is still to come, or no need of it",
      "fix:      mend what it is for and remove it, or decide anew: with a reason that holds today, and another day",
    ].join("\n   "),
  );
  expect(out).toMatch(/: 0 errors, \d+ warnings?, 0 exempt, 1 exemption to mend\n$/);
});

test("an exemption that nothing needs fails, at its place", async () => {
  const exemption = `exemptions: [{ rule: DAT-01, at: dev-network, reason: it was needed once, until: "2030-01-31" }]\n`;
  const { exitCode, out } = await runIn(project({ dev: `${DEV}${exemption}` }), "check");
  expect(exitCode).toBe(1);
  expect(out).toContain("The exemption is from a rule that finds nothing there. [EXEMPTION_UNUSED]");
  expect(out).toContain("at:       config/dev.yaml:18:14");
  expect(out).toMatch(/: 0 errors, \d+ warnings?, 0 exempt, 1 exemption to mend\n$/);
});

describe("what synth wrote", () => {
  const GRANTED = {
    ...{ rule: "SG-01", at: "prod-shop/database", reason: "the partner has no other way", until: "2030-01-31" },
    place: 'exempt(prod-shop/database, "SG-01") in main.ts:3:1',
  };
  const SETTINGS = {
    ...{ version: 1, environment: "prod", isProduction: true, exemptions: [] },
    stacks: { "prod-shop": { granted: [GRANTED], places: {} } },
  };
  const STACK = {
    resource: {
      aws_vpc_security_group_ingress_rule: {
        ssh: {
          "//": { metadata: { path: "prod-shop/database/ssh" } },
          ...{ ip_protocol: "tcp", from_port: 22, to_port: 22, cidr_ipv4: "0.0.0.0/0" },
        },
      },
    },
  };
  const PLANNED = {
    format_version: "1.2",
    resource_changes: [
      {
        ...{ address: "aws_vpc_security_group_ingress_rule.ssh", mode: "managed", name: "ssh" },
        type: "aws_vpc_security_group_ingress_rule",
        change: {
          actions: ["create"],
          after: { from_port: 22, to_port: 22, ip_protocol: "tcp", cidr_ipv4: "0.0.0.0/0" },
        },
      },
    ],
  };
  const OUTPUT = { "out/review/prod.json": SETTINGS, "out/stacks/prod-shop/cdk.tf.json": STACK };
  const SAVED = {
    "saved/review-settings.json": { version: 1, environments: [SETTINGS], gone: [] },
    "saved/prod-shop.cdk.tf.json": STACK,
    "saved/prod-shop.plan.json": PLANNED,
  };

  test.each([
    ["of a stack in its output", OUTPUT, "out/stacks/prod-shop/cdk.tf.json"],
    [
      "of a plan beside the stack",
      { ...OUTPUT, "out/stacks/prod-shop/plan.json": PLANNED },
      "out/stacks/prod-shop/plan.json",
    ],
    ["of a saved plan", SAVED, "saved/prod-shop.plan.json"],
    [
      "of a plan elsewhere, from the output",
      { ...OUTPUT, "elsewhere/prod-shop.json": PLANNED },
      "--exemptions-from out elsewhere/prod-shop.json",
    ],
    [
      "of a stack elsewhere, from saved plans",
      { ...SAVED, "elsewhere/prod-shop.json": STACK },
      "--exemptions-from saved elsewhere/prod-shop.json",
    ],
  ])("%s: exemptions count as in the project", async (_, files, args) => {
    const root = foreign(files);
    const { exitCode, out } = await runIn(root, `check ${args}`);
    expect({ exitCode, out }).toMatchObject({ exitCode: 0, out: expect.stringContaining(", 1 exempt\n") });
    expect(out.replace(/\s+/g, " ")).toContain(
      'prod-shop/database: SG-01, until 2030-01-31, because the partner has no other way (exempt(prod-shop/database, "SG-01") in main.ts:3:1; 1 found)',
    );
    const later = await runIn(root, `check ${args}`, {}, { today: "2030-02-01" });
    expect(later).toMatchObject({ exitCode: 1, out: expect.stringContaining("1 error, ") });
  });

  test("of a file elsewhere is not known", async () => {
    const root = foreign({ ...OUTPUT, "elsewhere/prod-shop.json": STACK });
    expect(await runIn(root, "check elsewhere/prod-shop.json")).toMatchObject({ exitCode: 1 });
  });

  test("says what is production", async () => {
    const database = { resource: { aws_db_instance: { orders: { storage_encrypted: true } } } };
    const root = foreign({ ...OUTPUT, "out/stacks/prod-shop/cdk.tf.json": database });
    expect(await runIn(root, "check out/stacks/prod-shop/cdk.tf.json")).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining("DAT-04  error"),
    });
  });
});

test("the shipped environments pass, production without an exemption and the sandbox with at most five", async () => {
  const { exitCode, out } = await runIn(join(__dirname, "..", "..", ".."), "check --format json");
  const { counts, exemptions, stacks } = JSON.parse(out);
  expect({ exitCode, open: counts.open, stacks: stacks.length }).toEqual({ exitCode: 0, open: 0, stacks: 29 });
  const at = exemptions.map((one: { at: string }) => one.at);
  expect(at.filter((one: string) => !one.startsWith("sandbox-"))).toEqual([]);
  expect(at.length).toBeLessThanOrEqual(5);
});

test.each([
  ["check --production", "--production is about files"],
  ["check --exemptions-from out", "--exemptions-from is about files"],
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
