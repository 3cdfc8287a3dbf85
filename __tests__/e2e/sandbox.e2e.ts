import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { sandbox } from "../../cli/sandbox";
import { loadEnvironments } from "../../config/load";
import { BackgroundEmulator } from "../../emulator/background";
import { findTools } from "../../emulator/tools";
import { projectRoot } from "../../runner/project";
import { sectionStacks } from "../../stacks/section-stacks";

/**
 * `npm run sandbox`, with the two environments that keep their states in S3 and are protected, one after the other in one emulator: all of
 * staging, and of production the bucket and the network.
 */
const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-sandbox-")), "emulator");
const lines: string[] = [];
const options = { folder, environment: "staging", log: (line: string) => lines.push(line) };
const production = { ...options, environment: "production" };

/** Leaves stacks of production out for a command, as a person would with the variable. */
async function onlyItsNetwork<T>(run: () => Promise<T>): Promise<T> {
  const [resolved] = loadEnvironments(path.join(projectRoot(), "config"), {
    variables: { GROUNDPLAN_ENV: "production" },
  });
  const left = resolved ? sectionStacks(resolved).map((name) => `production-${name}`) : [];
  process.env.GROUNDPLAN_WITHOUT = left.join(",");
  try {
    return await run();
  } finally {
    delete process.env.GROUNDPLAN_WITHOUT;
  }
}

/** An environment whose services go without its edge. */
const small = (edge: string, expose: string) => `
owner: platform
account: "111111111111"
region: ap-northeast-2
project: groundplan
protect: false
backend: { type: local }
network:
  cidr: 10.40.0.0/16
  zones: [a, c]
  nat: { mode: single }
  tiers:
    public: { kind: public, prefixLength: 24 }
    app: { kind: private, prefixLength: 20 }
${edge}
ecs:
  services:
    web: { image: "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine", cpu: 0.5 vCPU, memory: 1 GB, port: 8080${expose} }
`;

/** A program `aws` that asks as the AWS CLI does, by the library that it is made of, which comes with moto. */
const AWS = `import json, sys, boto3
service, operation = sys.argv[1:3]
print(json.dumps(getattr(boto3.client(service), operation.replace("-", "_"))(), default=str))
`;

/** Runs a command in a shell, in the project. With a program `aws` on the PATH. */
function shell(command: string): string {
  const { moto } = findTools();
  const programs = path.join(path.dirname(folder), "programs");
  const python = moto.kind === "python" ? moto.python : "python3";
  fs.mkdirSync(programs, { recursive: true });
  fs.writeFileSync(path.join(programs, "aws"), `#!${python}\n${AWS}`, { mode: 0o755 });
  const env = { ...process.env, PATH: `${programs}:${process.env.PATH}` };
  return execFileSync("/bin/sh", ["-c", command], { cwd: projectRoot(), encoding: "utf8", env });
}

/** The command for the AWS CLI, as it was printed. */
function awsCommand(): string {
  const start = lines.lastIndexOf("Look into it with the AWS CLI:") + 1;
  return lines.slice(start, start + 2).join("\n");
}

afterAll(async () => {
  await sandbox({ ...options, action: "stop" });
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
});

test("staging is deployed to the emulator, and some dozens of lines are printed", async () => {
  const outputs = await sandbox(options);
  expect(Object.keys(outputs["staging-network"] ?? {}).length).toBeGreaterThan(0);
  const { environments } = await new BackgroundEmulator(folder).find();
  expect(environments).toEqual(["staging"]);
  const printed = lines.join("\n").split("\n");
  expect(printed.length).toBeLessThan(150);
  const value = String(outputs["staging-network"]?.vpc_id);
  expect(printed.filter((line) => line.includes(value))).toHaveLength(1);
  expect(lines).toContain("  npm run sandbox -- --destroy --env staging");
  const reason = "it installs charts in a cluster, and the emulator has no Kubernetes API";
  expect(lines).toContain(`staging-eks-addons is left out: ${reason}.`);
});

test("the command of the AWS CLI that was printed shows the VPC when it is pasted", () => {
  const { Vpcs } = JSON.parse(shell(awsCommand())) as { Vpcs: { VpcId: string }[] };
  const shown = lines.find((line) => /^ {2}vpc_id = /m.test(line)) ?? "";
  expect(Vpcs.filter(({ VpcId }) => shown.includes(VpcId))).toHaveLength(1);
});

test("Terraform runs in a stack's folder with the same variables, as the guide says", () => {
  const outdir = `CDKTF_OUTDIR=${path.join(folder, "cdktf.out")}`;
  const terraform = "node bin/groundplan.js terraform staging-network -- state list";
  const listed = shell(`${outdir} ${awsCommand().trim().replace("aws ec2 describe-vpcs", terraform)}`);
  expect(listed).toMatch(/^aws_vpc\.network_vpc_/m);
});

test("production is deployed beside it, and stays when staging is taken down without leftovers", async () => {
  const outputs = await onlyItsNetwork(() => sandbox(production));
  expect(Object.keys(outputs).sort()).toEqual(["production-delivery", "production-network", "production-state"]);
  await sandbox({ ...options, action: "destroy" });
  expect(lines).toContain("staging is destroyed, and nothing of it is left in the emulator.");
  expect(lines).toContain("The emulator goes on: production is still in it.");
  const { emulator } = await new BackgroundEmulator(folder).find();
  await onlyItsNetwork(() => sandbox({ ...production, action: "destroy" }));
  expect(lines).toContain("production is destroyed, and nothing of it is left in the emulator.");
  expect(await emulator?.answers()).toBe(false);
  expect(fs.existsSync(folder)).toBe(false);
});

test("a second command on the emulator says who works with it, and stops", async () => {
  const first = sandbox({ ...options, action: "stop" });
  await expect(sandbox({ ...options, action: "destroy" })).rejects.toThrow("RUN_UNDER_WAY");
  await first;
});

test("what was deployed is remembered in the emulator's folder, so that stacks that have gone are taken down after what needed them", async () => {
  const config = path.join(path.dirname(folder), "config");
  const file = path.join(config, "small.yaml");
  const only = { ...options, environment: "small" };
  const memory = () => JSON.parse(fs.readFileSync(path.join(folder, "deployed", "small.json"), "utf8")).stacks;
  fs.mkdirSync(config);
  fs.writeFileSync(file, small("edge: { plainHttp: { reason: a test has no domain } }", ", expose: {}"));
  process.env.GROUNDPLAN_CONFIG = config;
  try {
    await sandbox(only);
    expect(Object.keys(memory())).toEqual(expect.arrayContaining(["small-ecs", "small-edge", "small-network"]));
    expect(memory()["small-ecs"].dependencies).toContain("small-edge");
    fs.writeFileSync(file, small("", ""));
    await sandbox({ ...only, action: "destroy", keep: true });
    expect(lines).toContain("small is destroyed, and nothing of it is left in the emulator.");
    const table = lines.findLast((line) => line.includes("small-edge")) ?? "";
    expect(table).toMatch(/small-edge +destroyed/);
    expect(fs.existsSync(path.join(folder, "deployed", "small.json"))).toBe(false);
    expect(fs.readdirSync(config)).toEqual(["small.yaml"]);
  } finally {
    delete process.env.GROUNDPLAN_CONFIG;
  }
});
