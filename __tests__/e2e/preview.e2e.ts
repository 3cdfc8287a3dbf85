import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../cli/main";
import { AWS_PROVIDER_VERSIONS } from "../../constructs/core/environments/environment-stack";
import { projectRoot } from "../../runner/project";
import { synthesizeApp } from "../../runner/synthesize-app";
import { type RevisionProject, revisionProject, type Stacks } from "../cli/revision-project";
import { removeConfigFolders } from "../config/support/config-folder";

afterAll(removeConfigFolders);

/** Named as cdktf names it, with the path of the construct. */
const at = (path: string, attributes: object) => ({ "//": { metadata: { path } }, ...attributes });
const output = (value: unknown) => ({ value });
const read = (stack: string) => ({
  terraform_remote_state: { [stack]: { backend: "s3", config: { bucket: "none" } } },
});

const VPC = { main: at("dev-network/vpc", { cidr_block: "10.0.0.0/16" }) };
const subnet = (cidr: string) => at("dev-network/app-a", { vpc_id: "${aws_vpc.main.id}", cidr_block: cidr });
const rule = (cidr: string, more: object = {}) =>
  at("dev-shop/https", {
    security_group_id: "${aws_security_group.web.id}",
    ip_protocol: "tcp",
    from_port: 443,
    to_port: 443,
    cidr_ipv4: cidr,
    ...more,
  });
const shop = (rules: object) => ({
  data: read("network"),
  resource: {
    aws_security_group: {
      web: at("dev-shop/web", { name: "web", vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}" }),
    },
    aws_vpc_security_group_ingress_rule: { https: rules },
  },
});
const chart = (version: string) => ({
  data: read("network"),
  provider: { helm: [{}] },
  resource: { helm_release: { shop: { name: "shop", chart: "shop", version } } },
});
const bucket = (name: string) => at("dev-data/bucket", { bucket: name, lifecycle: { prevent_destroy: true } });

const BEFORE: Stacks = {
  "dev-network": {
    resource: { aws_vpc: VPC, aws_subnet: { a: subnet("10.0.1.0/24") } },
    output: { vpc_id: output("${aws_vpc.main.id}") },
  },
  "dev-shop": shop(rule("10.0.0.0/8")),
  "dev-data": {
    resource: {
      aws_s3_bucket: { data: bucket("shop-data") },
      aws_cloudwatch_log_group: { old: at("dev-data/logs", { name: "/shop" }) },
      aws_iam_user: { clerk: at("dev-data/clerk", { name: "clerk" }) },
    },
  },
  "dev-left": { aws_s3_bucket: { left: { bucket: "shop-left" } } },
  "dev-same": { aws_s3_bucket: { same: { bucket: "shop-same" } } },
  "dev-charts": chart("1.0.0"),
};

const AFTER: Stacks = {
  "dev-network": {
    resource: { aws_vpc: VPC, aws_subnet: { a: subnet("10.0.2.0/24") } },
    output: { vpc_id: output("${aws_vpc.main.id}"), subnet_ids: output({ a: "${aws_subnet.a.id}" }) },
  },
  // Reads what the network only publishes by the change.
  "dev-shop": shop(
    rule("0.0.0.0/0", { tags: { Subnet: '${data.terraform_remote_state.network.outputs.subnet_ids["a"]}' } }),
  ),
  "dev-data": {
    resource: {
      aws_s3_bucket: { data: bucket("shop-data-2") },
      aws_cloudwatch_log_group: { new: at("dev-data/events", { name: "/shop" }) },
      aws_iam_user: { person: at("dev-data/person", { name: "clerk" }) },
    },
    moved: [{ from: "aws_cloudwatch_log_group.old", to: "aws_cloudwatch_log_group.new" }],
  },
  "dev-same": { aws_s3_bucket: { same: { bucket: "shop-same" } } },
  "dev-charts": chart("2.0.0"),
  "dev-more": {
    data: read("network"),
    resource: {
      aws_security_group: { more: { name: "more", vpc_id: "${data.terraform_remote_state.network.outputs.vpc_id}" } },
    },
  },
};

const variables = (project: RevisionProject): NodeJS.ProcessEnv => ({
  ...project.variables,
  ...process.env,
  AWS_VERSION: AWS_PROVIDER_VERSIONS,
});

const temporary = () => readdirSync(tmpdir()).filter((name) => name.startsWith("groundplan-base-"));

test("a change is planned on an emulator that holds its base, with what the provider replaces and why", async () => {
  const project = revisionProject(BEFORE);
  const base = project.shell("git rev-parse --short main").trim();
  project.writeStacks(AFTER);
  const before = temporary();
  const [out, err]: [string[], string[]] = [[], []];
  const exitCode = await run(["preview", "--json", "review.json"], {
    root: project.root,
    variables: variables(project),
    print: (text) => out.push(text),
    printError: (text) => err.push(text),
  });
  const guide = readFileSync(join(__dirname, "../../docs/guide/diff.md"), "utf8");
  const [, shown = ""] = /\$ npx groundplan preview\n([\s\S]*?)```/.exec(guide) ?? [];
  expect(out.join("").replaceAll(base, "4f1c2ab")).toBe(shown);
  expect(exitCode).toBe(2);
  expect(err.join("")).not.toContain("dev-same");
  expect(temporary()).toEqual(before);
});

test("an interrupt lets Terraform finish, ends the emulator and leaves no temporary file", async () => {
  const project = revisionProject(BEFORE);
  project.writeStacks(AFTER);
  const before = temporary();
  let interrupt = () => {};
  const out: string[] = [];
  const exitCode = await run(["preview"], {
    root: project.root,
    variables: variables(project),
    print: (text) => out.push(text),
    printError: (text) => {
      if (text.includes("applying the base")) interrupt();
    },
    onInterrupt: (listener) => {
      interrupt = listener;
      return () => {};
    },
  });
  expect([exitCode, out]).toEqual([130, []]);
  expect(temporary()).toEqual(before);
  expect(existsSync(join(project.root, "cdktf.out"))).toBe(false);
});

test("a synth judges support that ends by the day that SOURCE_DATE_EPOCH says", () => {
  const folder = mkdtempSync(join(tmpdir(), "groundplan-day-"));
  const synthesizeOn = (day: string) =>
    synthesizeApp(projectRoot(), join(folder, "cdktf.out"), {
      ...process.env,
      SOURCE_DATE_EPOCH: String(Date.parse(day) / 1000),
    }).output;
  try {
    expect(synthesizeOn("2026-01-01")).not.toContain("support");
    expect(() => synthesizeOn("2100-01-01")).toThrow("EKS_VERSION_UNSUPPORTED");
  } finally {
    rmSync(folder, { recursive: true });
  }
});
