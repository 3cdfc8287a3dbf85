import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DataResource, Testing } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { synthStack, testEnvironment } from "../../../support/synth";

const EMULATOR = "http://127.0.0.1:5000";
const before = process.env.AWS_ENDPOINT_URL;

beforeEach(() => setEndpoint(undefined));
afterAll(() => setEndpoint(before));

function setEndpoint(url: string | undefined): void {
  if (url === undefined) delete process.env.AWS_ENDPOINT_URL;
  else process.env.AWS_ENDPOINT_URL = url;
}

function jsonOf(environment: Partial<Environment> = {}, name = "network") {
  return JSON.parse(synthStack(() => {}, { environment, name }).json);
}

function stackOf(environment: Partial<Environment>): EnvironmentStack {
  return new EnvironmentStack(Testing.app(), "network", testEnvironment(environment));
}

describe("a stack of an environment", () => {
  it("is called by the environment and its own name, as the folder and the address of the stack are", () => {
    const stack = stackOf({ name: "staging" });
    expect(stack.node.id).toBe("staging-network");
    expect(stack.node.path).toBe("staging-network");
    expect(stack.stackName).toBe("network");
    expect(stack.environment.name).toBe("staging");
  });

  it("is synthesized on a machine without Terraform too, whatever it holds", () => {
    const app = Testing.app();
    const stack = new EnvironmentStack(app, "network", testEnvironment());
    new DataResource(stack, "kept").moveFromId("terraform_data.former");
    const { PATH } = process.env;
    process.env.PATH = "";
    try {
      expect(() => app.synth()).not.toThrow();
    } finally {
      process.env.PATH = PATH;
    }
  });

  it("works in the environment's region and account only, tags everything and takes the runner's role", () => {
    const json = jsonOf({
      region: "eu-west-1",
      account: "222222222222",
      runnerRoleArn: "arn:aws:iam::222222222222:role/runner",
      tags: { CostCenter: "4711" },
    });
    expect(json.provider).toEqual({
      aws: [
        {
          region: "eu-west-1",
          allowed_account_ids: ["222222222222"],
          default_tags: [
            {
              tags: {
                CostCenter: "4711",
                Project: "groundplan",
                Environment: "sandbox",
                Owner: "platform",
                ManagedBy: "groundplan",
                Stack: "network",
              },
            },
          ],
          assume_role: [{ role_arn: "arn:aws:iam::222222222222:role/runner", session_name: "groundplan-network" }],
        },
      ],
    });
  });

  it("uses the caller's own credentials when there is no runner role", () => {
    expect(jsonOf().provider.aws[0]).toEqual({
      region: "ap-northeast-2",
      allowed_account_ids: ["111111111111"],
      default_tags: [{ tags: expect.objectContaining({ Environment: "sandbox", Stack: "network" }) }],
    });
  });

  it("knows the tags that the provider gives, for what the provider does not tag", () => {
    const environment = { tags: { CostCenter: "4711" } };
    expect(stackOf(environment).defaultTags).toEqual(jsonOf(environment).provider.aws[0].default_tags[0].tags);
  });

  it("plans with both major versions of the provider", () => {
    expect(jsonOf().terraform.required_providers).toEqual({
      aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" },
    });
  });

  it("plans with Terraform from 1.10, which a file beside the JSON says, since checkov judges nothing where the JSON does", () => {
    const app = Testing.app();
    new EnvironmentStack(app, "network", testEnvironment());
    app.synth();
    const folder = join(app.outdir, "stacks", "sandbox-network");
    expect(readFileSync(join(folder, "versions.tf"), "utf8")).toBe(
      'terraform {\n  required_version = ">= 1.10.0"\n}\n',
    );
    const { terraform } = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
    expect(Object.values(terraform).filter((entry) => typeof entry !== "object")).toEqual([]);
  });

  it("has each move, import and removal in a list of its own, for the same reason", () => {
    const app = Testing.app();
    const stack = new EnvironmentStack(app, "network", testEnvironment());
    stack.addOverride("moved", [
      { from: "aws_eip.d", to: "aws_eip.c" },
      { from: "aws_eip.b", to: "aws_eip.a" },
    ]);
    stack.addOverride("import", [{ to: "aws_eip.a", id: "eipalloc-0123456789abcdef0" }]);
    stack.addOverride("removed", [{ from: "aws_eip.e", lifecycle: [{ destroy: false }] }]);
    expect(JSON.parse(Testing.synth(stack))).toMatchObject({
      moved: [[{ from: "aws_eip.b", to: "aws_eip.a" }], [{ from: "aws_eip.d", to: "aws_eip.c" }]],
      import: [[{ to: "aws_eip.a", id: "eipalloc-0123456789abcdef0" }]],
      removed: [[{ from: "aws_eip.e", lifecycle: [{ destroy: false }] }]],
    });
  });
});

describe("a stack that is planned against an emulator", () => {
  it("has the settings that an emulator needs, and not its address", () => {
    setEndpoint(EMULATOR);
    const json = jsonOf();
    expect(json.provider.aws[0]).toEqual({
      region: "ap-northeast-2",
      allowed_account_ids: ["111111111111"],
      default_tags: [expect.anything()],
      s3_use_path_style: true,
      skip_credentials_validation: true,
      skip_metadata_api_check: "true",
    });
    expect(JSON.stringify(json)).not.toContain("127.0.0.1");
  });

  it("differs from the stack for AWS in these settings only", () => {
    const aws = jsonOf({ protect: true });
    setEndpoint(EMULATOR);
    const emulator = jsonOf({ protect: true });
    for (const name of ["s3_use_path_style", "skip_credentials_validation", "skip_metadata_api_check"]) {
      delete emulator.provider.aws[0][name];
    }
    expect(emulator).toEqual(aws);
  });

  it("is not meant when the address is one of Amazon's", () => {
    const aws = jsonOf();
    setEndpoint("https://ec2.ap-northeast-2.amazonaws.com");
    expect(jsonOf()).toEqual(aws);
  });
});

describe("the stack of a construct", () => {
  it("is found from any depth, and from the stack itself", () => {
    const stack = stackOf({});
    const deep = new Construct(new Construct(stack, "network"), "subnets");
    expect(EnvironmentStack.of(deep)).toBe(stack);
    expect(EnvironmentStack.of(stack)).toBe(stack);
  });
});

describe("names and ARNs of a stack", () => {
  it("begin with project and environment, by the rules of the kind", () => {
    const stack = stackOf({ name: "staging" });
    expect(stack.physicalName("iamRole", "flow-log")).toBe("groundplan-staging-flow-log");
    expect(stack.physicalName("logGroup", "network", "flow-log")).toBe("/groundplan/staging/network/flow-log");
    expect(stack.physicalName("tag")).toBe("groundplan-staging");
  });

  it.each([
    ["ap-northeast-2", "aws"],
    ["cn-north-1", "aws-cn"],
    ["cn-northwest-1", "aws-cn"],
    ["us-gov-west-1", "aws-us-gov"],
    ["eusc-de-east-1", "aws-eusc"],
    ["us-iso-east-1", "aws-iso"],
    ["us-isob-east-1", "aws-iso-b"],
    ["us-east-1", "aws"],
    ["ca-central-1", "aws"],
  ])("in %s are of the partition %s", (region, partition) => {
    const stack = stackOf({ region });
    expect(stack.partition).toBe(partition);
    expect(stack.arn("logs", "log-group:/x:*")).toBe(`arn:${partition}:logs:${region}:111111111111:log-group:/x:*`);
  });

  it("may be of another region or account, or of none", () => {
    const stack = stackOf({});
    expect(stack.arn("iam", "role/app", { region: "" })).toBe("arn:aws:iam::111111111111:role/app");
    expect(stack.arn("s3", "states", { region: "", account: "" })).toBe("arn:aws:s3:::states");
    expect(stack.arn("ec2", "vpc/x", { account: "222222222222" })).toBe(
      "arn:aws:ec2:ap-northeast-2:222222222222:vpc/x",
    );
  });
});

describe("the provider for another region", () => {
  const providersOf = (build: (stack: EnvironmentStack) => void, environment: Partial<Environment> = {}) =>
    JSON.parse(synthStack(build, { environment, name: "network" }).json).provider.aws;

  it("is the stack's own for the environment's region", () => {
    const providers = providersOf((stack) => {
      expect(stack.providerFor("ap-northeast-2")).toBe(stack.provider);
    });
    expect(providers).toHaveLength(1);
  });

  it("has the same account, tags and role, and is made once", () => {
    const runnerRoleArn = "arn:aws:iam::111111111111:role/runner";
    const providers = providersOf(
      (stack) => {
        expect(stack.providerFor("us-east-1")).toBe(stack.providerFor("us-east-1"));
      },
      { runnerRoleArn },
    );
    expect(providers).toHaveLength(2);
    expect(providers[1]).toEqual({ ...providers[0], region: "us-east-1", alias: "us-east-1" });
  });

  it("talks to an emulator where the stack's own does", () => {
    setEndpoint(EMULATOR);
    const [own, second] = providersOf((stack) => {
      stack.providerFor("us-east-1");
    });
    expect(own).toMatchObject({ s3_use_path_style: true });
    expect(second).toEqual({ ...own, region: "us-east-1", alias: "us-east-1" });
  });
});
