import { Instance } from "@cdktf/provider-aws/lib/instance";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { AlsoKnown } from "../../../constructs/aws/also-known";
import { unknownAction } from "../../../constructs/aws/known-actions";
import { unknownPrincipal } from "../../../constructs/aws/known-principals";
import { knownValues, unknownValue } from "../../../constructs/aws/known-values";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { ManagedPolicy } from "../../../constructs/iam/policies/managed-policy";
import { Role } from "../../../constructs/iam/roles/role";
import { problemsOf, synthStack } from "../../support/synth";

const KINDS: readonly (keyof AlsoKnown)[] = [
  "regions",
  "endpointServices",
  "instanceTypes",
  "servicePrincipals",
  "actions",
];

describe("the tables of what AWS has", () => {
  test.each([
    ["regions", /^[a-z]+(-[a-z]+)+-\d$/, ["eu-central-1", "us-gov-west-1"], 40],
    ["endpointServices", /^[a-z0-9.-]+$/, ["ssm", "ssmmessages", "ecr.api", "s3", "sts"], 300],
    ["instanceTypes", /^[a-z][a-z0-9-]*\.[a-z0-9-]+$/, ["t4g.nano", "m7g.large", "u-6tb1.metal"], 900],
    [
      "servicePrincipals",
      /^[a-z0-9.-]+\.amazonaws\.com$/,
      ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com", "pods.eks.amazonaws.com", "vpc-flow-logs.amazonaws.com"],
      300,
    ],
    [
      "actions",
      /^[a-z0-9-]+:[A-Za-z0-9-]+$/,
      ["s3:GetObject", "sqs:SendMessage", "ssmmessages:OpenDataChannel"],
      15_000,
    ],
  ] as const)("know %s in one form, and well-known ones", (kind, form, members, least) => {
    const values = [...knownValues(kind)];
    expect(values.filter((value) => !form.test(value))).toEqual([]);
    expect(values).toEqual(expect.arrayContaining([...members]));
    expect(values.length).toBeGreaterThan(least);
  });

  test.each(KINDS)("name the nearest of %s, and take what is also known", (kind) => {
    const [some = ""] = [...knownValues(kind)].filter((value) => value.length > 10);
    const misspelled = `${some}x`;
    expect(unknownValue(kind, some)).toBeUndefined();
    expect(unknownValue(kind, misspelled)?.fix).toBe(
      `did you mean "${some}"? What AWS has added since goes into \`alsoKnown.${kind}\` of the environment`,
    );
    expect(unknownValue(kind, misspelled, { [kind]: [misspelled] })).toBeUndefined();
  });
});

describe("actions", () => {
  test.each(["sqs:SendMessage", "sqs:sendmessage", "SQS:SendMessage", "sqs:Send*", "sqs:*", "s3:Get?bject"])(
    "%s is one",
    (action) => {
      expect(unknownAction(action)).toBeUndefined();
    },
  );

  test.each([
    ["sqs:SendMesage", 'did you mean "sqs:SendMessage"? What'],
    ["sqss:SendMessage", 'did you mean "sqs:SendMessage"? What'],
    ["sqss:*", 'did you mean "sqs:*"? What'],
    ["sqs:Fetch*", "what"],
  ])("%s is none", (action, told) => {
    expect(unknownAction(action)).toMatchObject({
      code: "ACTION_UNKNOWN",
      message: "This is not an IAM action of AWS, as far as the tables know.",
      found: JSON.stringify(action),
      fix: `${told} AWS has added since goes into \`alsoKnown.actions\` of the environment`,
    });
  });
});

describe("service principals", () => {
  test.each([
    "ec2.amazonaws.com",
    "ec2.amazonaws.com.cn",
    "logs.eu-west-1.amazonaws.com",
    "delivery.logs.amazonaws.com",
    "textract.amazonaws.com",
  ])("%s is one", (principal) => {
    expect(unknownPrincipal(principal)).toBeUndefined();
  });

  test.each([
    ["ecs-task.amazonaws.com", "ecs-tasks.amazonaws.com"],
    ["ec2.eu-west-1.amazonaws", undefined],
  ])("%s is none", (principal, meant) => {
    expect(unknownPrincipal(principal)?.fix.includes(`did you mean "${meant}"`)).toBe(meant !== undefined);
  });
});

describe("a stack", () => {
  const build = (stack: EnvironmentStack) => {
    new Instance(stack, "instance", { instanceType: "x9z.large", ami: "ami-0123456789abcdef0" });
    new LaunchTemplate(stack, "template", { instanceType: "m7g.32xlarge" });
    new VpcEndpoint(stack, "endpoint", { vpcId: "vpc-1", serviceName: "com.amazonaws.ap-northeast-2.sssm" });
    new VpcEndpoint(stack, "partner", {
      vpcId: "vpc-1",
      serviceName: "com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0",
    });
    const sqs = { sid: "Send", actions: ["sqs:SendMesage"], resources: ["arn:aws:sqs:eu-west-1:111111111111:q"] };
    new ManagedPolicy(stack, "policy", { name: "send", description: "Sends", statements: [sqs] });
  };

  test("is told what its resources and policies name that AWS does not have, whoever makes them", () => {
    const { problems } = synthStack(build);
    expect(
      problems.map(({ code, path, found, fix }) => [code, path, found, /did you mean ("[^"]+")/.exec(fix)?.[1]]),
    ).toEqual([
      ["INSTANCE_TYPE_UNKNOWN", "sandbox-test/instance › instanceType", '"x9z.large"', expect.any(String)],
      ["INSTANCE_TYPE_UNKNOWN", "sandbox-test/template › instanceType", '"m7g.32xlarge"', '"m7g.12xlarge"'],
      ["ENDPOINT_SERVICE_UNKNOWN", "sandbox-test/endpoint › serviceName", '"sssm"', '"ssm"'],
      ["ACTION_UNKNOWN", "sandbox-test/policy › Send › actions", '"sqs:SendMesage"', '"sqs:SendMessage"'],
    ]);
  });

  test("of an environment that knows them is told nothing", () => {
    const alsoKnown = {
      instanceTypes: ["x9z.large", "m7g.32xlarge"],
      endpointServices: ["sssm"],
      actions: ["sqs:SendMesage"],
    };
    expect(synthStack(build, { environment: { alsoKnown } }).problems).toEqual([]);
  });

  test("is told of a service that nobody knows when it is to be trusted", () => {
    const trusting = (alsoKnown?: AlsoKnown) => () =>
      synthStack(
        (stack) =>
          new Role(stack, "role", {
            description: "Runs",
            trustedBy: [{ by: "service", service: "ecs-task.amazonaws.com" }],
          }),
        { environment: { alsoKnown } },
      );
    expect(problemsOf(trusting()).map(({ code, path, found }) => [code, path, found])).toEqual([
      ["SERVICE_PRINCIPAL_UNKNOWN", "sandbox-test/role › trustedBy[0].service", '"ecs-task.amazonaws.com"'],
    ]);
    expect(trusting({ servicePrincipals: ["ecs-task.amazonaws.com"] })).not.toThrow();
  });
});
