import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEV, removeConfigFolders } from "../../config/support/config-folder";
import { project, runIn } from "../run-command";

afterAll(removeConfigFolders);

jest.setTimeout(60_000);

/** Stands in for the application: writes a network and a cluster for each environment that is asked for. `FAIL_SYNTH` makes it fail. */
const APP = `const fs = require("node:fs");
const { CDKTF_OUTDIR, GROUNDPLAN_ENV, FAIL_SYNTH } = process.env;
if (FAIL_SYNTH) { console.error("synth says why"); process.exit(1); }
const stacks = {};
for (const environment of GROUNDPLAN_ENV.split(",")) {
  const provider = { aws: [{ region: "us-east-1", allowed_account_ids: ["111111111111"], default_tags: [{ tags: { Environment: environment } }] }] };
  const path = (name) => ({ "//": { metadata: { path: environment + "-network/" + name } } });
  const resources = {
    network: { aws_nat_gateway: { a: path("network/nat/a"), c: path("network/nat/c") }, aws_vpc: { main: {} } },
    data: { aws_mq_broker: { queue: {} }, aws_eks_cluster: { main: { version: "1.35" } } },
  };
  for (const [key, resource] of Object.entries(resources)) {
    const name = environment + "-" + key;
    fs.mkdirSync(CDKTF_OUTDIR + "/stacks/" + name, { recursive: true });
    fs.writeFileSync(CDKTF_OUTDIR + "/stacks/" + name + "/cdk.tf.json", JSON.stringify({ provider, resource }));
    stacks[name] = { name, workingDirectory: "stacks/" + name, dependencies: [] };
  }
}
fs.writeFileSync(CDKTF_OUTDIR + "/manifest.json", JSON.stringify({ stacks }));
`;

function costProject(): string {
  return project({
    dev: DEV,
    "dev-eu": DEV,
    "../app.js": APP,
    "../cdktf.json": JSON.stringify({ app: "node app.js" }),
  });
}

test("prints what an environment costs by stack and construct, and needs neither Terraform nor credentials", async () => {
  const root = costProject();
  const { exitCode, out, err } = await runIn(root, "cost dev", { PATH: process.env.PATH });
  expect(err).toBe("");
  expect(exitCode).toBe(0);
  // Two gateways at 0.045 an hour, a cluster at 0.10.
  expect(out).toBe(`stack and construct     what           a month
dev-data                               $73.00
  aws_eks_cluster.main  1 EKS cluster  $73.00
dev-network                            $65.70
  network/nat/a         1 NAT gateway  $32.85
  network/nat/c         1 NAT gateway  $32.85

dev: $138.70 a month

Not counted:
  dev-data/aws_mq_broker.queue (aws_mq_broker): this type has no price here

Assumed:
  730 hours a month at AWS's list prices in US dollars, on demand and on Linux, without taxes,
    discounts, credits and free tiers
  Kubernetes 1.35 is in standard support, until 2027-03-27

Left out, since it is billed by use:
  traffic through gateways, endpoints and attachments

Prices:
  AWS Price List, us-east-1, as public documents quote it, as of 2026-09-11
`);
  expect(existsSync(join(root, "cdktf.out"))).toBe(false);
});

test("prints each environment that is named, and their sum, as JSON too", async () => {
  const root = costProject();
  const text = await runIn(root, "cost dev-eu dev", { PATH: process.env.PATH });
  expect(text.out).toContain("\ndev: $138.70 a month\ndev-eu: $138.70 a month\n");
  const { out } = await runIn(root, "cost dev-eu dev --json", { PATH: process.env.PATH });
  const costs = JSON.parse(out);
  expect(costs.monthly).toBe("277.40");
  expect(costs.stacks.map(({ stack, monthly }: { stack: string; monthly: string }) => [stack, monthly])).toEqual([
    ["dev-data", "73.00"],
    ["dev-eu-data", "73.00"],
    ["dev-eu-network", "65.70"],
    ["dev-network", "65.70"],
  ]);
  expect(costs.stacks[3].lines[0]).toEqual({
    construct: "network/nat/a",
    address: "aws_nat_gateway.a",
    item: "nat-gateway",
    quantity: "1",
    region: "us-east-1",
    price: "0.045",
    monthly: "32.85",
  });
  expect(costs.stacks[0].notCounted).toEqual([
    { address: "aws_mq_broker.queue", type: "aws_mq_broker", why: "this type has no price here" },
  ]);
  expect(costs.sources).toHaveLength(1);
});

test("names of environments that there are not are told, all at once, before anything is synthesized", async () => {
  const { exitCode, out, err } = await runIn(costProject(), "cost dve prod", {
    PATH: process.env.PATH,
    FAIL_SYNTH: "1",
  });
  expect([exitCode, out]).toEqual([1, ""]);
  expect(err).toBe(`2 problems found; nothing was written or called.

1. There is no environment of this name. [CONFIG_ENVIRONMENT_UNKNOWN]
   at:       command line
   found:    "dve"
   expected: one of dev-eu, dev
   fix:      did you mean "dev"?

2. There is no environment of this name. [CONFIG_ENVIRONMENT_UNKNOWN]
   at:       command line
   found:    "prod"
   expected: one of dev-eu, dev
   fix:      use one of these names, or add a file of this name to config/
`);
});

test("a synth that fails is told, and leaves nothing behind", async () => {
  const before = readdirSync(tmpdir()).filter((name) => name.startsWith("groundplan-cost-"));
  const { exitCode, err } = await runIn(costProject(), "cost dev", { PATH: process.env.PATH, FAIL_SYNTH: "1" });
  expect(exitCode).toBe(1);
  expect(err).toContain("synth says why");
  expect(err).toContain("1. The synth failed, so nothing else was done. [SYNTH_FAILED]");
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith("groundplan-cost-"))).toEqual(before);
});

test("no environment at all is a command that is not understood", async () => {
  const { exitCode, err } = await runIn(costProject(), "cost", { PATH: process.env.PATH });
  expect(exitCode).toBe(2);
  expect(err).toContain("missing required argument 'environments'");
});

const plan = (name: string) => join(__dirname, "..", "..", "review", "cases", name, "plan.json");

test("a review takes the limit of costs from its option", async () => {
  const root = project({ dev: DEV });
  const given = `review ${plan("balancer-public")} --fail-on cost`;
  expect((await runIn(root, given)).exitCode).toBe(0);
  expect((await runIn(root, `${given} --cost-limit 7.30`)).exitCode).toBe(0);
  const { exitCode, out } = await runIn(root, `${given} --cost-limit 5`);
  expect(exitCode).toBe(2);
  expect(out).toContain("$7.30 a month are added, more than $5.00; this adds most: $7.30");
});

test.each(["-1", "many", "1e3", "1.234", ""])("%j is no limit of costs", async (limit) => {
  const root = project({ dev: DEV });
  const { exitCode, err } = await runIn(root, `review ${plan("balancer-public")} --cost-limit=${limit}`);
  expect(exitCode).toBe(1);
  expect(err).toBe(
    `error: option '--cost-limit <dollars>' argument '${limit}' is invalid. It must be an amount of US dollars, such as 250 or 99.50.\n(add --help for the usage)\n`,
  );
});
