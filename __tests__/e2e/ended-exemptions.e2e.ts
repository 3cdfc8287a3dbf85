import { execFileSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { ProjectCopy } from "../support/project-copy";

/**
 * Exemptions whose last day has passed, in a file and in code, for an error and for a warning: through synth, check, deploy, diff and preview. The same project
 * with a day that is to come says what each command does otherwise.
 */
const copy = new ProjectCopy();

const [PAST, FUTURE] = ["2001-01-31", "9999-12-31"];

/** The configuration, with an exemption from a warning. */
function configuration(until: string): string {
  return `project: groundplan
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
partner: {}
exemptions:
  - { rule: NET-24, at: trial-network, reason: logs are kept by the team, until: ${until} }
`;
}

/** A stack with an exemption from an error. */
function stack(until: string, description = "The partner comes in"): string {
  return `import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { Construct } from "constructs";
import { exempt } from "../constructs/core";
import type { Environment } from "../constructs/core/environments/environment";
import { EnvironmentStack } from "../constructs/core/environments/environment-stack";
import { defineStack } from "./sections/define-stack";

/** The partner. */
export interface PartnerProps {
  /**
   * Name of the group.
   *
   * @default - partner
   */
  readonly groupName?: string;
}

/** \`<environment>-partner\`. */
export class PartnerStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, { groupName = "partner" }: PartnerProps) {
    super(scope, "partner", environment);
    const group = new SecurityGroup(this, "group", { name: groupName, description: "Of the partner" });
    const ssh = new VpcSecurityGroupIngressRule(this, "ssh", {
      securityGroupId: group.id,
      description: "${description}",
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
      cidrIpv4: "0.0.0.0/0",
    });
    exempt(ssh, "SG-01", { reason: "the partner has no fixed address yet", until: "${until}" });
  }
}

export const partner = defineStack<PartnerProps>()({
  section: "partner",
  create: ({ app, environment, props }) => new PartnerStack(app, environment, props),
});
`;
}

function write(until: string): void {
  copy.write("config/trial.yaml", configuration(until));
  copy.write("stacks/partner-stack.ts", stack(until));
}

function run(args: string): { readonly status: number | null; readonly out: string; readonly err: string } {
  const { status, stdout, stderr } = copy.groundplan(args, { ...process.env, GROUNDPLAN_ENV: "trial" });
  return { status, out: stdout, err: stderr };
}

/** Synthesizes. @returns what is printed, and the Terraform JSON of both stacks */
function synth(): { readonly out: string; readonly json: string } {
  const built = copy.node(["bin/build.js"]);
  const { status, stdout, stderr } = copy.node(["dist/main.js"], { ...process.env, GROUNDPLAN_ENV: "trial" });
  if (status !== 0) throw new Error(built.stderr + stdout + stderr);
  const json = ["network", "partner"].map((name) => copy.read(`cdktf.out/stacks/trial-${name}/cdk.tf.json`)).join("\n");
  return { out: stdout, json };
}

beforeAll(() => {
  write(PAST);
  const registry = copy.read("stacks/registry.ts").replace("[...SHIPPED]", "[...SHIPPED, partner]");
  copy.write("stacks/registry.ts", `import { partner } from "./partner-stack";\n${registry}`);
  const { status, out, err } = run("config schema");
  if (status !== 0) throw new Error(out + err);
});

afterAll(() => copy.remove());

const ENDED = [
  ["trial-network", "NET-24", "config/trial.yaml:15:5"],
  ["trial-partner/ssh", "SG-01", 'exempt(trial-partner/ssh, "SG-01") in stacks/partner-stack.ts:32:5'],
] as const;

test("synth warns of both, and what it writes is the same as with a day that is to come", () => {
  const past = synth();
  for (const [at, rule, place] of ENDED) {
    expect(past.out).toContain(
      `${at}: the exemption from ${rule} ended on ${PAST}: check and deploy fail until it is renewed or removed (${place})\n`,
    );
  }
  write(FUTURE);
  const future = synth();
  expect(future.out).not.toContain("ended on");
  expect(future.json).toBe(past.json);
});

test("check fails for both, and passes with a day that is to come", () => {
  write(FUTURE);
  expect(run("check")).toMatchObject({
    status: 0,
    out: expect.stringMatching(/: 0 errors, \d+ warnings?, 2 exempt\n$/),
  });
  write(PAST);
  const { status, out } = run("check");
  expect(status).toBe(1);
  expect(out).toContain(`trial-partner/ssh: SG-01, ended on ${PAST}, so that its findings are open`);
  expect(out).toContain("The last day of the exemption has passed. [EXEMPTION_ENDED]");
  expect(out).toMatch(/: 1 error, \d+ warnings?, 0 exempt, 1 exemption to mend\n$/);
});

test("deploy is refused for both, before anything is planned; plan is not", () => {
  write(PAST);
  const { status, err } = run("deploy trial-* --auto-approve");
  expect({ status, err: err.slice(err.indexOf("2 problems")) }).toEqual({
    status: 1,
    err: `2 problems found; nothing was written or called.

${ENDED.map(
  ([at, rule, place], index) => `${index + 1}. The last day of the exemption has passed. [EXEMPTION_ENDED]
   at:       ${place}
   found:    ${rule} at ${at}, until ${PAST}, because ${rule === "SG-01" ? "the partner has no fixed address yet" : "logs are kept by the team"}
   expected: a day that is still to come, or no need of it
   fix:      mend what it is for and remove it, or decide anew: with a reason that holds today, and another day
`,
).join("\n")}`,
  });
  // A stack without an exemption that has ended is not held up by those of another one.
  write(FUTURE);
  copy.write("stacks/partner-stack.ts", stack(PAST));
  const other = run("deploy trial-network --auto-approve");
  expect(other.err).not.toContain("EXEMPTION_ENDED");
});

/** Commits what the copy holds, as the base of a work. */
function commit(): void {
  const git = (...words: readonly string[]) => execFileSync("git", ["-C", copy.root, ...words], { stdio: "pipe" });
  git("init", "--quiet");
  // Of a copy it is a link, which the ignored folder is not.
  appendFileSync(join(copy.root, ".git", "info", "exclude"), "node_modules\n");
  git("add", "--all");
  git("-c", "user.name=Test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message", "The base");
}

/** What a review says of the exemption in code, once its last day has passed. */
const TOLD = /SG-01.*has ended: a deploy is refused/;

test("diff and preview pass, and warn of one that has ended; of those of the base revision they do not", () => {
  write(PAST);
  commit();
  for (const until of [PAST, FUTURE]) {
    copy.write("config/trial.yaml", configuration(until));
    copy.write("stacks/partner-stack.ts", stack(until, "The partner may come in"));
    for (const command of ["diff --base HEAD", "preview --base HEAD"]) {
      const { status, out, err } = run(command);
      expect({ command, status, err }).toMatchObject({ status: 0 });
      expect({ command, out, isTold: TOLD.test(out) }).toMatchObject({ isTold: until === PAST });
    }
  }
});
