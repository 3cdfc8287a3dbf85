import { differences, writeBareProgram } from "../../bench/bare-program";
import type { StackJson, SynthesizedStack } from "../../runner/stacks/stack-json";

function stack(json: StackJson): SynthesizedStack {
  return { name: "sandbox-network", json, bytes: 0 };
}

const NETWORK = stack({
  terraform: { required_version: ">= 1.10.0" },
  provider: { aws: [{ region: "ap-northeast-2", default_tags: [{ tags: { Managed_by: "x" } }] }] },
  resource: {
    aws_subnet: {
      app: { "//": {}, vpc_id: "${aws_vpc.main.id}", tags: { Sub_net: "a" }, depends_on: ["aws_vpc.main"] },
    },
    aws_vpc: { main: { "//": {}, cidr_block: "10.0.0.0/16", tags: { Name: "n ${aws_vpc.other.id}" } } },
  },
  output: { vpc_id: { value: "${aws_vpc.main.id}/x" } },
});

test("the bare program makes each resource by its class, behind those that it refers to, and keeps the keys of maps", () => {
  expect(writeBareProgram([NETWORK], "references").split("\n")).toEqual([
    'const { App, TerraformOutput, TerraformStack } = require("cdktf");',
    'const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");',
    'const { Vpc } = require("@cdktf/provider-aws/lib/vpc");',
    'const { Subnet } = require("@cdktf/provider-aws/lib/subnet");',
    "const app = new App({ stackTraces: false });",
    "{",
    '  const stack = new TerraformStack(app, "sandbox-network");',
    '  const aws = new AwsProvider(stack, "aws", {"region":"ap-northeast-2","defaultTags":[{"tags":{"Managed_by":"x"}}]});',
    '  stack.addOverride("terraform", {"required_version":">= 1.10.0"});',
    '  const r1 = new Vpc(stack, "main", { "cidrBlock": "10.0.0.0/16", "tags": { "Name": "n ${aws_vpc.other.id}" } });',
    '  const r0 = new Subnet(stack, "app", { "vpcId": r1.id, "tags": { "Sub_net": "a" }, "dependsOn": [{ "fqn": "aws_vpc.main" }] });',
    '  new TerraformOutput(stack, "vpc_id", { "value": r1.id + "/x", "staticId": true });',
    "}",
    "app.synth();",
    "",
  ]);
});

test("what another provider makes is written by the classes of its bindings", () => {
  const release = { name: "x", provider: "helm", depends_on: ["helm_release.y"] };
  const charts = stack({
    provider: {
      aws: [{ region: "ap-northeast-2" }],
      helm: [{ kubernetes: { host: "https://k", exec: { api_version: "v1" } } }],
    },
    resource: { helm_release: { x: release } },
  });
  const lines = writeBareProgram([charts], "references").split("\n");
  expect(lines).toEqual(
    expect.arrayContaining([
      'const { HelmProvider } = require("@cdktf/provider-helm/lib/provider");',
      'const { Release } = require("@cdktf/provider-helm/lib/release");',
      '  const helm = new HelmProvider(stack, "helm", {"kubernetes":{"host":"https://k","exec":{"apiVersion":"v1"}}});',
      '  const r0 = new Release(stack, "x", { ...{ "name": "x", "dependsOn": [{ "fqn": "helm_release.y" }] }, provider: helm });',
    ]),
  );
});

test("a provider whose bindings are not known is refused", () => {
  const dns = stack({ provider: { cloudflare: [{}] } });
  expect(() => writeBareProgram([dns], "literals")).toThrow(
    "the benchmark knows no bindings of the provider cloudflare",
  );
});

test("with literals, references stay the text that Terraform resolves", () => {
  const program = writeBareProgram([NETWORK], "literals");
  expect(program).toContain('new Subnet(stack, "app", {"vpcId":"${aws_vpc.main.id}"');
});

test("a resource type that the provider bindings lack is refused", () => {
  const unknown = stack({ resource: { aws_vpc: { a: {} }, aws_subnet: {}, aws_unheard_of: { b: {} } } });
  expect(() => writeBareProgram([unknown], "literals")).toThrow(/unheard-of/);
});

test("a block that is missing, additional or different is reported; cdktf's own comments are not compared", () => {
  const other = stack({
    ...NETWORK.json,
    resource: {
      aws_subnet: { app: { vpc_id: "${aws_vpc.main.id}", tags: { Sub_net: "b" }, depends_on: ["aws_vpc.main"] } },
      aws_vpc: { main: { "//": { other: 1 }, ...withoutComment("aws_vpc", "main") }, more: {} },
    },
  });
  expect(differences([NETWORK], [other])).toEqual([
    "sandbox-network: resource.aws_subnet.app",
    "sandbox-network: resource.aws_vpc.more",
  ]);
  expect(differences([NETWORK], [NETWORK])).toEqual([]);
  expect(differences([NETWORK], [])).toEqual(["sandbox-network: no such stack"]);
});

function withoutComment(type: string, name: string): Record<string, unknown> {
  const { "//": _, ...rest } = NETWORK.json.resource?.[type]?.[name] ?? {};
  return rest;
}
