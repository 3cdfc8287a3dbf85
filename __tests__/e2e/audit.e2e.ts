import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { findTools } from "../../emulator/tools";
import { findProgram } from "../../runner/terraform/find-terraform";
import { ProjectCopy } from "../support/project-copy";

/**
 * `groundplan audit` of a small environment with a raw resource of a user's own stack: with the real checkov, and with a program in the place
 * of prowler, which takes a minute to start. It asks the emulator for what prowler would ask, and writes what prowler would write.
 */
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "groundplan-audit-e2e-"));
const copy = new ProjectCopy();
const bin = path.join(folder, "bin");
const [page, json] = [path.join(folder, "audit.html"), path.join(folder, "audit.json")];

const CONFIGURATION = `project: groundplan
owner: platform
account: "111111111111"
region: ap-northeast-2
protect: false
backend:
  type: local
network:
  cidr: 10.60.0.0/20
  zones: [a, c]
  tiers:
    data: { kind: isolated, prefixLength: 24 }
alerts: {}
`;

/** A topic of the provider, which no guardrail asks to be encrypted outside of production. */
function stackOf(key: string): string {
  return `import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { Construct } from "constructs";
import type { Environment } from "../constructs/core/environments/environment";
import { EnvironmentStack } from "../constructs/core/environments/environment-stack";
import { defineStack } from "./sections/define-stack";

/** The alerts. */
export interface AlertsProps {
  /**
   * Name that messages of the topic are sent under.
   *
   * @default - none
   */
  readonly displayName?: string;
}

/** \`<environment>-alerts\`. */
export class AlertsStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, { displayName }: AlertsProps) {
    super(scope, "alerts", environment);
    new SnsTopic(this, "topic", { name: "alerts", displayName${key} });
  }
}

export const alerts = defineStack<AlertsProps>()({
  section: "alerts",
  create: ({ app, environment, props }) => new AlertsStack(app, environment, props),
});
`;
}

const PROWLER = `import json, os, sys
import boto3

CHECKS = {
    "sns_topics_kms_encryption_at_rest_enabled": ("High", "Topics are encrypted"),
    "vpc_flow_logs_enabled": ("Medium", "VPCs have flow logs"),
}

def results():
    sns = boto3.client("sns")
    for topic in sns.list_topics()["Topics"]:
        key = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"].get("KmsMasterKeyId")
        yield "sns_topics_kms_encryption_at_rest_enabled", topic["TopicArn"], bool(key)
    ec2 = boto3.client("ec2")
    logs = {log["ResourceId"] for log in ec2.describe_flow_logs()["FlowLogs"]}
    for vpc in ec2.describe_vpcs()["Vpcs"]:
        arn = "arn:aws:ec2:%s:111111111111:vpc/%s" % (os.environ["AWS_REGION"], vpc["VpcId"])
        yield "vpc_flow_logs_enabled", arn, vpc["VpcId"] in logs

def finding(check, resource, passes):
    severity, title = CHECKS[check]
    return {
        "metadata": {"event_code": check}, "severity": severity, "finding_info": {"title": title},
        "status_code": "PASS" if passes else "FAIL",
        "status_detail": "%s: %s." % (resource.split(":")[-1], "yes" if passes else "no"),
        "resources": [{"uid": resource}],
    }

words = sys.argv[1:]
if words == ["--version"]:
    print("Prowler 5.46.0")
elif "--list-compliance" in words:
    print("- own_1.0_aws")
elif "--list-compliance-requirements" in words:
    print("Listing OWN 1.0 AWS Compliance Requirements:\\n")
    for id, check in enumerate([*CHECKS, "ec2_ebs_default_encryption"], 1):
        print("Requirement Id: %d\\n\\t- Description: Of %s.\\n\\t- Checks:\\n \\t\\t[aws] %s\\n" % (id, check, check))
else:
    with open(os.path.join(words[words.index("--output-directory") + 1], "audit.ocsf.json"), "w") as file:
        json.dump([finding(*one) for one in results()], file)
`;

/** Runs an audit with the programs of a folder. */
function audit(...words: readonly string[]): {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
} {
  const args = ["audit", "trial", ...words, "--json", json, "--html", page];
  const variables = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}` };
  const { status, stdout, stderr } = copy.groundplan(args.join(" "), variables);
  return { status, out: stdout, err: stderr };
}

function writeStack(key: string): void {
  copy.write("stacks/alerts-stack.ts", stackOf(key));
}

beforeAll(() => {
  const installed = path.join(__dirname, "..", "..", ".groundplan", "checkov", "bin", "checkov");
  const checkov = findProgram(installed, process.env) ?? findProgram("checkov", process.env);
  if (!checkov) throw new Error("There is no checkov: .ci/checkov installs it.");
  const { moto } = findTools();
  const python = moto.kind === "python" ? moto.python : "python3";
  fs.mkdirSync(bin);
  fs.symlinkSync(checkov, path.join(bin, "checkov"));
  fs.writeFileSync(path.join(bin, "prowler"), `#!${python}\n${PROWLER}`, { mode: 0o755 });
  for (const file of fs.readdirSync(path.join(copy.root, "config"))) {
    if (file.endsWith(".yaml")) fs.rmSync(path.join(copy.root, "config", file));
  }
  copy.write("config/trial.yaml", CONFIGURATION);
  writeStack("");
  const registry = copy.read("stacks/registry.ts").replace("[...SHIPPED]", "[...SHIPPED, alerts]");
  copy.write("stacks/registry.ts", `import { alerts } from "./alerts-stack";\n${registry}`);
  const { status, stdout, stderr } = copy.groundplan("config schema", process.env);
  if (status !== 0) throw new Error(stdout + stderr);
});

/** `npm run sandbox` without its build, which the audits have made. */
function sandbox(...words: readonly string[]): void {
  const { status, stdout, stderr } = copy.node(["dist/cli/sandbox.js", "--env", "trial", ...words]);
  if (status !== 0) throw new Error(stdout + stderr);
}

afterAll(() => {
  sandbox("--stop");
  copy.remove();
  fs.rmSync(folder, { recursive: true, force: true });
});

test("an open finding ends an audit with 1, and is told with its construct by both scanners; requirements stand beside it", () => {
  const before = fs.readdirSync(copy.root).sort();
  const { status, out, err } = audit("--framework", "own");
  expect({ status, err }).toEqual({ status: 1, err: expect.stringMatching(/^prowler 5\.46\.0 audits trial\.$/m) });
  expect(out).toMatch(
    /^high {2}sns_topics_kms_encryption_at_rest_enabled: Topics are encrypted\n {2}trial-alerts\/topic: alerts: no\.$/m,
  );
  expect(out).toMatch(/^medium {2}CKV_AWS_26: .*\n {2}trial-alerts\/topic$/m);
  expect(out).toMatch(
    /^ {2}vpc_flow_logs_enabled \(1\): Those of production have one; a sandbox does without its price\.$/m,
  );
  expect(out).toMatch(/^OWN 1\.0:\n {2}failed: 1$/m);
  expect(out).toMatch(/^trial: 2 open \(2 medium or graver\), \d+ answered, \d+ of the account/m);
  expect(out).not.toContain("arn:");
  const written = JSON.parse(fs.readFileSync(json, "utf8"));
  expect(written.frameworks).toEqual([
    {
      name: "own_1.0_aws",
      title: "OWN 1.0",
      requirements: [
        expect.objectContaining({ id: "1", status: "failed", checks: ["sns_topics_kms_encryption_at_rest_enabled"] }),
        // The default VPC of the emulator's account has no flow log either.
        expect.objectContaining({ id: "2", status: "account", checks: ["vpc_flow_logs_enabled"] }),
        expect.objectContaining({ id: "3", status: "empty", checks: [] }),
      ],
    },
  ]);
  expect(fs.readFileSync(page, "utf8")).toContain("<code>trial-alerts/topic</code>");
  expect(fs.readdirSync(copy.root).sort()).toEqual([...new Set([...before, ".groundplan"])].sort());
});

test("when it is mended the audit ends with 0, with the answered findings", () => {
  writeStack(', kmsMasterKeyId: "alias/aws/sns"');
  const { status, out, err } = audit();
  expect({ status, out, err }).toMatchObject({
    status: 0,
    out: expect.stringMatching(/^trial: 0 open, [1-9]\d* answered, /m),
  });
  const { counts, scanners, findings } = JSON.parse(fs.readFileSync(json, "utf8"));
  expect(counts).toMatchObject({ open: 0, grave: 0 });
  expect(scanners).toEqual([
    { scanner: "checkov", version: expect.any(String), answersFor: "3.3.30", passed: expect.any(Number) },
    { scanner: "prowler", version: "5.46.0", answersFor: "5.46.0", passed: 1 },
  ]);
  expect(findings).toContainEqual(
    expect.objectContaining({
      check: "vpc_flow_logs_enabled",
      status: "answered",
      place: "trial-network/network/vpc",
      answer: { reason: "Those of production have one; a sandbox does without its price.", rule: "NET-24" },
    }),
  );
});

test("an environment that is up is audited as it is, and where it has changed since, in an emulator of its own, with what has changed", () => {
  sandbox();
  const standing = "as npm run sandbox deployed it to the emulator that is up, without protection from deletion";
  const own = "as it was deployed to an emulator that held nothing else";
  const before = audit();
  expect(before.err).not.toContain("has changed");
  expect(JSON.parse(fs.readFileSync(json, "utf8"))).toMatchObject({ about: standing, counts: { open: 0 } });
  writeStack("");
  const after = audit();
  expect(after.err).toContain(
    [
      "trial has changed since it was deployed to the emulator that is up:",
      "  trial-alerts  1 to change",
      "So it is deployed to one of its own for this audit, as it is configured now. This deploys it to the one that is up:",
      "  npm run sandbox -- --env trial",
      "",
    ].join("\n"),
  );
  expect(after.status).toBe(1);
  expect(JSON.parse(fs.readFileSync(json, "utf8"))).toMatchObject({ about: own, counts: { open: 2 } });
  sandbox();
  expect(audit().err).not.toContain("has changed");
  expect(JSON.parse(fs.readFileSync(json, "utf8"))).toMatchObject({ about: standing, counts: { open: 2 } });
});
