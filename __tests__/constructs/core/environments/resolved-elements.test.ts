import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, Aspects, TerraformOutput, TerraformStack } from "cdktf";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";

const ENVIRONMENT = {
  project: "shop",
  name: "dev",
  account: "111111111111",
  region: "ap-northeast-2",
  owner: "platform",
  protect: false,
  backend: { type: "local" },
} as const;

function synthesized(build: (app: App) => readonly TerraformStack[]) {
  const outdir = mkdtempSync(join(tmpdir(), "groundplan-resolved-"));
  const app = new App({ outdir });
  const stacks = build(app);
  app.synth();
  return stacks.map(({ node }) => JSON.parse(readFileSync(join(outdir, "stacks", node.id, "cdk.tf.json"), "utf8")));
}

/** Terraform JSON of a stack, as an app writes it. */
function synthesizedStack(build: (stack: EnvironmentStack) => void) {
  const [json] = synthesized((app) => {
    const stack = new EnvironmentStack(app, "first", ENVIRONMENT);
    build(stack);
    return [stack];
  });
  return json;
}

const vpcIn = (stack: TerraformStack, cidrBlock = "10.0.0.0/16") => new Vpc(stack, "vpc", { cidrBlock });

test.each(["ahead of", "behind"])(
  "a stack of cdktf's own gets an output of what it uses, %s the other stack",
  (order) => {
    const [producer, consumer] = synthesized((app) => {
      const early = order === "ahead of" ? new TerraformStack(app, "own") : undefined;
      const stack = new EnvironmentStack(app, "first", ENVIRONMENT);
      const own = early ?? new TerraformStack(app, "own");
      new TerraformOutput(own, "id", { value: vpcIn(stack).id, staticId: true });
      return [stack, own];
    });
    const [[name]] = Object.entries(producer.output) as [[string, unknown]];
    expect(producer.output[name].value).toBe("${aws_vpc.vpc.id}");
    expect(consumer.output.id.value).toMatch(
      new RegExp(`^\\$\\{data\\.terraform_remote_state\\.[\\w-]+\\.outputs\\.${name}\\}$`),
    );
  },
);

test("what an aspect changes is written", () => {
  const first = synthesizedStack((stack) => {
    vpcIn(stack);
    Aspects.of(stack).add({
      visit: (construct) => {
        if (construct instanceof Vpc) construct.enableDnsHostnames = true;
      },
    });
  });
  expect(first.resource.aws_vpc.vpc).toMatchObject({ cidr_block: "10.0.0.0/16", enable_dns_hostnames: true });
});

test("an override of the stack is laid over its elements", () => {
  const first = synthesizedStack((stack) => {
    const vpc = vpcIn(stack);
    stack.addOverride("resource.aws_vpc.vpc.tags", { Id: vpc.arn });
    stack.addOverride("resource.aws_vpc.vpc.cidr_block", "10.9.0.0/16");
  });
  expect(first.resource.aws_vpc.vpc).toMatchObject({ tags: { Id: "${aws_vpc.vpc.arn}" }, cidr_block: "10.9.0.0/16" });
});

test("an override of the stack may take away what elements say", () => {
  const first = synthesizedStack((stack) => {
    const vpc = vpcIn(stack);
    stack.addOverride("resource.aws_vpc.vpc.tags", { Id: vpc.arn });
    stack.addOverride("resource.aws_vpc.vpc.cidr_block", undefined);
  });
  expect(first.resource.aws_vpc.vpc.tags).toEqual({ Id: "${aws_vpc.vpc.arn}" });
  expect(first.resource.aws_vpc.vpc).not.toHaveProperty("cidr_block");
});

test("a stack that is asked again says what it has become in the meantime", () => {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "groundplan-resolved-")) });
  const stack = new EnvironmentStack(app, "first", ENVIRONMENT);
  const vpc = vpcIn(stack);
  stack.prepareStack();
  expect(stack.toTerraform()).toMatchObject({ resource: { aws_vpc: { vpc: { cidr_block: "10.0.0.0/16" } } } });
  vpc.cidrBlock = "10.1.0.0/16";
  expect(stack.toTerraform()).toMatchObject({ resource: { aws_vpc: { vpc: { cidr_block: "10.1.0.0/16" } } } });
});
