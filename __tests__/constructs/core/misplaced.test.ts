import { App, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { Contract, text } from "../../../constructs/core/contract";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { addStackFile } from "../../../constructs/core/files/stack-files";
import { collectChecks } from "../../../constructs/core/validation";
import { Bucket } from "../../../constructs/storage";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, testEnvironment } from "../../support/synth";

type Build = (app: App) => unknown;

/** Something that stands where it cannot. */
interface Misplaced extends Told<Build> {
  readonly build: Build;
  readonly problems: readonly Problem[];
}

function problemsIn(build: Build): readonly Problem[] {
  return problemsIfAny(() => {
    const app = Testing.stubVersion(new App({ outdir: "unused", stackTraces: false }));
    build(app);
    return { problems: collectChecks(app) };
  });
}

/** Publishes the id of a VPC, under a name, in a stack that has a construct of this id. */
function publishBeside(app: App, id: string, output: "vpcId" | "ownVpcId"): void {
  const stack = stackIn(app, "network");
  new Construct(stack, id);
  const spec = text("Id of the VPC", "vpc-00000000000000000");
  if (output === "vpcId") new Contract("network", { vpcId: spec }).publish(stack, { vpcId: "vpc-1" });
  else new Contract("network", { ownVpcId: spec }).publish(stack, { ownVpcId: "vpc-1" });
}

const network = new Contract("network", { vpcId: text("Id of the VPC", "vpc-00000000000000000") });

const stackIn = (app: App, name: string, environment = "sandbox") =>
  new EnvironmentStack(app, name, testEnvironment({ name: environment }));

/** A bucket that is called "files" in a stack, and another one of an id there. */
function twoBuckets(app: App, id: string): void {
  const stack = stackIn(app, "network");
  new Bucket(stack, "files", { bucketName: "shop-files" });
  new Bucket(stack, id, { bucketName: "shop-reports" });
}

/** Files of these names beside the JSON of a stack. */
function filesCalled(...names: readonly string[]): Build {
  return (app) => {
    const stack = stackIn(app, "test");
    for (const name of names) addStackFile(stack, name, () => name);
  };
}

const MISPLACED: readonly Misplaced[] = [
  {
    mistake: "a contract that is read where it is published",
    build: (app) => network.read(stackIn(app, "network")),
    problems: [
      {
        code: "CONTRACT_SELF_REFERENCE",
        path: "sandbox-network",
        message: "A stack reads the contract that it publishes itself.",
        found: 'contract "network" read in stack sandbox-network',
        expected: "a contract of another stack",
        fix: "pass the construct itself within one stack",
      },
    ],
    ways: [
      {
        says: "pass the construct itself within one stack",
        to: (app) => network.publish(stackIn(app, "network"), { vpcId: "vpc-1" }),
      },
    ],
  },
  {
    mistake: "a contract that another stack publishes",
    build: (app) => network.publish(stackIn(app, "access"), { vpcId: "vpc-1" }),
    problems: [
      {
        code: "CONTRACT_FOREIGN_PRODUCER",
        path: "sandbox-access",
        message: "A stack publishes the contract of another one; consumers would look for it in the other's state.",
        found: 'contract "network" published in stack sandbox-access',
        expected: "stack sandbox-network",
        fix: 'publish it there, or make a contract of "access"',
      },
    ],
    ways: [
      { says: "publish it there", to: (app) => network.publish(stackIn(app, "network"), { vpcId: "vpc-1" }) },
      {
        says: 'make a contract of "access"',
        to: (app) => {
          const access = new Contract("access", { vpcId: text("Id of the VPC", "vpc-00000000000000000") });
          access.publish(stackIn(app, "access"), { vpcId: "vpc-1" });
        },
      },
    ],
  },
  {
    mistake: "a construct whose id is the name of an output",
    build: (app) => publishBeside(app, "vpc_id", "vpcId"),
    problems: [
      {
        code: "CONTRACT_OUTPUT_TAKEN",
        path: "sandbox-network/vpc_id",
        message: "An output of the contract is called like something that the stack has already.",
        found: "output vpc_id, and a Construct of this id",
        expected: "ids in the stack that are no names of outputs",
        fix: 'give what is called "vpc_id" in the stack another id, or the output another name',
      },
    ],
    ways: [
      {
        says: 'give what is called "vpc_id" in the stack another id',
        to: (app) => publishBeside(app, "vpc", "vpcId"),
      },
      {
        says: "or the output another name",
        to: (app) => publishBeside(app, "vpc_id", "ownVpcId"),
      },
    ],
  },
  {
    mistake: "a construct in a stack of no environment",
    build: (app) => EnvironmentStack.of(new Construct(new TerraformStack(app, "plain"), "network")),
    problems: [
      {
        code: "STACK_MISSING",
        path: "plain/network",
        message: "The construct is not inside an EnvironmentStack, so its environment is unknown.",
        found: "the scopes App › TerraformStack › Construct",
        expected: "an EnvironmentStack among them",
        fix: 'create the construct inside `new EnvironmentStack(app, "network", environment)`',
      },
    ],
    ways: [
      {
        says: 'create the construct inside `new EnvironmentStack(app, "network", environment)`',
        to: (app) => EnvironmentStack.of(new Construct(stackIn(app, "network"), "network")),
      },
    ],
  },
  {
    mistake: "two constructs of one id",
    build: (app) => twoBuckets(app, "files"),
    problems: [
      {
        code: "CONSTRUCT_TWICE",
        path: "sandbox-network/files",
        message: "The scope has a construct of this id already.",
        found: "an object of the class Bucket, which was made before",
        expected: "an id of its own for each construct in a scope",
        fix: 'give the second one another id, such as "files-2"',
      },
    ],
    ways: [{ says: 'such as "files-2"', to: (app) => twoBuckets(app, "files-2") }],
  },
  {
    mistake: "two stacks of one name, and so of one state",
    build: (app) => [stackIn(app, "web", "dev-eu"), stackIn(app, "eu-web", "dev")],
    problems: [
      {
        code: "STACK_TWICE",
        path: "dev-eu-web",
        message: "The app has a stack of this name already, and so the two would have one state.",
        found: '"dev-eu-web" twice',
        expected: "a name of its own for each stack",
        fix: "give one of them, or its environment, another name",
      },
    ],
    ways: [
      {
        says: "give one of them, or its environment, another name",
        to: (app) => [stackIn(app, "web", "dev-eu"), stackIn(app, "eu-shop", "dev")],
      },
      {
        says: "or its environment, another name",
        to: (app) => [stackIn(app, "web", "dev-eu"), stackIn(app, "eu-web", "qa")],
      },
    ],
  },
  ...["../elsewhere.yaml", "more.tf.json", "Main.yaml", "extra.tf"].map(
    (name): Misplaced => ({
      mistake: `a file that is called ${name}`,
      build: filesCalled(name),
      problems: [
        {
          code: "STACK_FILE_NAME_INVALID",
          path: "sandbox-test",
          message: "A file beside the stack's JSON cannot have this name.",
          found: `"${name}"`,
          expected: "a file name of a-z, 0-9, . _ and -, which does not end as Terraform's own files do",
          fix: 'call it otherwise, for example "aws-auth.yaml"',
        },
      ],
      ways: [{ says: 'for example "aws-auth.yaml"', to: filesCalled("aws-auth.yaml") }],
    }),
  ),
  {
    mistake: "two files of one name",
    build: filesCalled("aws-auth.yaml", "aws-auth.yaml"),
    problems: [
      {
        code: "STACK_FILE_TWICE",
        path: "sandbox-test",
        message: "Two files of one name cannot stand beside the stack's JSON.",
        found: '"aws-auth.yaml"',
        expected: "a name of its own for every file",
        fix: 'call one of them otherwise, such as "aws-auth-2.yaml"',
      },
    ],
    ways: [{ says: 'such as "aws-auth-2.yaml"', to: filesCalled("aws-auth.yaml", "aws-auth-2.yaml") }],
  },
];

test.each(MISPLACED)("$mistake is told", ({ build, problems }) => {
  expect(problemsIn(build)).toEqual(problems);
});

testAdvice(MISPLACED, problemsIn);
