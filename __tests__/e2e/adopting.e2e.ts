import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Emulator } from "../../emulator/server";
import { synthesizeForEmulator } from "../../emulator/synth";
import { terraformEnvironment } from "../../emulator/terraform-environment";
import { findTools } from "../../emulator/tools";
import { Terraform } from "../../runner/terraform/terraform";
import { adopt, answersTo } from "./adopting/adopting-run";

/**
 * A VPC that was made by HCL of its own is taken over: what the aws command tells of it is piped into `adopt`, the section that this
 * suggests is configured, and the plan destroys and replaces nothing.
 */
const ACCOUNT = "111111111111";
const target = (url: string) => ({ url, account: ACCOUNT, region: "ap-northeast-2" });
const HEAD = `project: shop
owner: platform
account: "${ACCOUNT}"
region: ap-northeast-2
protect: false
backend: { type: local }
`;
/** What somebody has before looking at what there is. */
const FIRST = `${HEAD}network:
  cidr: 10.20.0.0/16
  zones: [a, c]
  tiers:
    public: { kind: public, prefixLength: 24 }
    app: { kind: private, prefixLength: 24 }
`;

interface PlanJson {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly type: string;
    readonly change: { readonly actions: readonly string[]; readonly importing?: { readonly id: string } };
  }[];
}

const tools = findTools();
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-adopting-"));
const config = path.join(folder, "config");
const adoptedFile = path.join(config, "adopted", "legacy.yaml");
let emulator: Emulator;
let old: Terraform;
let vpcId = "";
let commands = "";

beforeAll(async () => {
  emulator = await Emulator.start({ moto: tools.moto, folder });
  const hcl = path.join(folder, "hcl");
  fs.cpSync(path.join(__dirname, "adopting", "vpc"), hcl, { recursive: true });
  fs.mkdirSync(config);
  fs.writeFileSync(path.join(config, "legacy.yaml"), FIRST);
  old = new Terraform("hcl", hcl, tools.terraform, terraformEnvironment(tools, target(emulator.url), folder));
  await old.init();
  await old.apply();
  vpcId = String((await old.outputs()).vpc_id);
});

afterAll(async () => {
  await emulator.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** The network stack of the configuration as it is, with Terraform for it. Its state stays where it is. */
function network(): Terraform {
  const stacks = synthesizeForEmulator(path.join(folder, "out"), { GROUNDPLAN_CONFIG: config });
  const stack = stacks.find(({ name }) => name === "legacy-network");
  if (!stack) throw new Error("There is no stack of the network.");
  const env = terraformEnvironment(tools, target(emulator.url), folder);
  return new Terraform(stack.name, stack.folder, tools.terraform, env);
}

test("without input the commands are printed that tell what there is", async () => {
  commands = await adopt(config, "", "network", vpcId);
  expect(commands).toContain(`aws ec2 describe-vpcs --vpc-ids ${vpcId} --region ap-northeast-2 --output json\n`);
  expect(commands).toContain(`) | npx groundplan adopt network ${vpcId} --env legacy\n`);
});

test("an environment that differs gets the section that matches, and no file", async () => {
  const printed = await adopt(config, answersTo(commands, tools, emulator.url, ACCOUNT), "network", vpcId);
  expect(fs.existsSync(adoptedFile)).toBe(false);
  const section = printed.slice(printed.indexOf("network:\n"));
  expect(section).toMatchInlineSnapshot(`
    "network:
      cidr: 10.20.0.0/16
      zones:
        - a
        - c
      tiers:
        public:
          kind: public
          prefixLength: 24
          subnets:
            a: 10.20.101.0/24
            c: 10.20.102.0/24
          subnetNames:
            a: legacy-public-ap-northeast-2a
            c: legacy-public-ap-northeast-2c
          withoutNetworkAcl:
            reason: the subnets have the VPC's own network ACL, as before they were taken over
        private:
          kind: private
          prefixLength: 24
          subnets:
            a: 10.20.1.0/24
            c: 10.20.2.0/24
          subnetNames:
            a: legacy-private-ap-northeast-2a
            c: legacy-private-ap-northeast-2c
          withoutNetworkAcl:
            reason: the subnets have the VPC's own network ACL, as before they were taken over
        db:
          kind: private
          prefixLength: 24
          subnets:
            a: 10.20.201.0/24
            c: 10.20.202.0/24
          subnetNames:
            a: legacy-db-ap-northeast-2a
            c: legacy-db-ap-northeast-2c
          subnetGroups:
            - db
          subnetGroupNames:
            db: legacy
          withoutNetworkAcl:
            reason: the subnets have the VPC's own network ACL, as before they were taken over
      nat:
        mode: per-zone
      endpoints:
        gateway:
          - s3
    "
  `);
  fs.writeFileSync(path.join(config, "legacy.yaml"), `${HEAD}${section}`);
});

test("with that section everything is matched", async () => {
  const printed = await adopt(config, answersTo(commands, tools, emulator.url, ACCOUNT), "network", vpcId);
  expect(printed.replace(/written to .*/, "written")).toMatchInlineSnapshot(`
    "29 resources matched, 29 new lines; written

    The same constructs make these new:
      aws_route                            network/network/routing-db/internet-a and 1 more
      aws_route_table                      network/network/routing-db/table-a and 1 more

    Next: \`npx groundplan plan\` shows what is taken over, and what would change.
    "
  `);
  const ids = /\b(vpc|subnet|rtb|igw|nat|eipalloc|acl|sg|vpce)-[0-9a-f]+/g;
  expect(fs.readFileSync(adoptedFile, "utf8").replace(ids, "$1-…")).toMatchInlineSnapshot(`
    "# What AWS has already of legacy, by construct path: the next apply takes it over. \`true\`: the id follows from the configuration and
    # from the other lines. Once it is applied, the lines can be deleted.
    network:
      network:
        subnet-groups-db/db: true
        default/network-acl: acl-…
        default/route-table: vpc-…
        default/security-group: sg-…
        nat/gateway-eip-a: eipalloc-…
        nat/gateway-eip-c: eipalloc-…
        internet-gateway: igw-…
        nat/a: nat-…
        nat/c: nat-…
        routing-private/internet-a: true
        routing-private/internet-c: true
        routing-public/internet: true
        routing-private/table-a: rtb-…
        routing-private/table-c: rtb-…
        routing-public/table: rtb-…
        routing-db/subnet-…: subnet-…/rtb-…
        routing-db/subnet-…: subnet-…/rtb-…
        routing-private/subnet-…: true
        routing-private/subnet-…: true
        routing-public/subnet-…: true
        routing-public/subnet-…: true
        db-a: subnet-…
        db-c: subnet-…
        private-a: subnet-…
        private-c: subnet-…
        public-a: subnet-…
        public-c: subnet-…
        vpc: vpc-…
        endpoint/s3: vpce-…
    "
  `);
});

test("the plan imports, and destroys and replaces nothing", async () => {
  const terraform = network();
  await terraform.init();
  await terraform.plan();
  const { resource_changes: changes } = (await terraform.planJson()) as PlanJson;
  const imported = changes.filter(({ change }) => change.importing);
  expect(imported).toHaveLength(29);
  expect(changes.filter(({ change }) => change.actions.includes("delete"))).toEqual([]);
  const made = changes.filter(({ change }) => change.actions.includes("create")).map(({ type }) => type);
  expect(made.sort()).toEqual(["aws_route", "aws_route", "aws_route_table", "aws_route_table"]);
  const before = (await old.resourceIds())["aws_vpc.this"];
  await terraform.applyPlan();
  const ids = await terraform.resourceIds();
  expect(Object.values(ids)).toContain(before);
});

test("the next plan is empty, with the lines and without them", async () => {
  const second = network();
  await second.init();
  expect((await second.plan()).hasChanges).toBe(false);
  fs.rmSync(path.dirname(adoptedFile), { recursive: true });
  const third = network();
  await third.init();
  expect((await third.plan()).hasChanges).toBe(false);
});

test("the former state lets go of it without destroying anything, and the environment can be destroyed", async () => {
  const addresses = Object.keys(await old.resourceIds());
  expect(addresses).toHaveLength(29);
  await old.run("state rm", ["rm", ...addresses], [0], "state");
  expect(await old.resourceIds()).toEqual({});
  const terraform = network();
  await terraform.init();
  expect((await terraform.plan()).hasChanges).toBe(false);
  await terraform.destroy();
  expect(await terraform.resourceIds()).toEqual({});
});
