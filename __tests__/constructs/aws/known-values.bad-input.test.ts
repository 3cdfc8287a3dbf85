import { Instance } from "@cdktf/provider-aws/lib/instance";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { AlsoKnown } from "../../../constructs/aws/also-known";
import type { Environment } from "../../../constructs/core/environments/environment";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { ManagedPolicy } from "../../../constructs/iam/policies/managed-policy";
import { Role } from "../../../constructs/iam/roles/role";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";

/** A stack, and what is different in its environment. */
interface Built {
  readonly environment?: Partial<Environment>;
  readonly build: (stack: EnvironmentStack) => unknown;
}

const instance = (instanceType: string) => (stack: EnvironmentStack) =>
  new Instance(stack, "instance", { instanceType, ami: "ami-0123456789abcdef0" });

const endpoint = (service: string) => (stack: EnvironmentStack) =>
  new VpcEndpoint(stack, "endpoint", { vpcId: "vpc-1", serviceName: `com.amazonaws.ap-northeast-2.${service}` });

const policy = (action: string) => (stack: EnvironmentStack) =>
  new ManagedPolicy(stack, "policy", {
    name: "send",
    description: "Sends",
    statements: [{ sid: "Send", actions: [action], resources: ["arn:aws:sqs:eu-west-1:111111111111:q"] }],
  });

const role = (service: string) => (stack: EnvironmentStack) =>
  new Role(stack, "role", { description: "Runs", trustedBy: [{ by: "service", service }] });

/** A value that AWS does not have, with the nearest one that it has. */
function unknown(
  [mistake, given]: readonly [mistake: string, given: Built],
  [code, path, noun, value]: readonly [code: string, path: string, noun: string, value: string],
  kind: keyof AlsoKnown,
  [meant, to]: readonly [meant: string, to: Built],
) {
  return {
    mistake,
    given,
    problems: [
      {
        code,
        path,
        message: `This is not ${noun} of AWS, as far as the tables know.`,
        found: `"${value}"`,
        expected: expect.stringContaining(`${noun} of the table, which is from `),
        fix: `did you mean "${meant}"? What AWS has added since goes into \`alsoKnown.${kind}\` of the environment`,
      },
    ],
    ways: [
      { says: `did you mean "${meant}"?`, to },
      {
        says: `What AWS has added since goes into \`alsoKnown.${kind}\` of the environment`,
        to: { ...given, environment: { ...given.environment, alsoKnown: { [kind]: [value] } } },
      },
    ],
  };
}

const UNKNOWN = [
  unknown(
    ["a size that a family does not have", { build: instance("m7g.32xlarge") }],
    ["INSTANCE_TYPE_UNKNOWN", "sandbox-test/instance › instanceType", "an instance type", "m7g.32xlarge"],
    "instanceTypes",
    ["m7g.12xlarge", { build: instance("m7g.12xlarge") }],
  ),
  unknown(
    ["an endpoint with a typing error", { build: endpoint("sssm") }],
    ["ENDPOINT_SERVICE_UNKNOWN", "sandbox-test/endpoint › serviceName", "a service with a VPC endpoint", "sssm"],
    "endpointServices",
    ["ssm", { build: endpoint("ssm") }],
  ),
  unknown(
    ["an action with a typing error", { build: policy("sqs:SendMesage") }],
    ["ACTION_UNKNOWN", "sandbox-test/policy › Send › actions", "an IAM action", "sqs:SendMesage"],
    "actions",
    ["sqs:SendMessage", { build: policy("sqs:SendMessage") }],
  ),
  unknown(
    ["a service principal with a typing error", { build: role("ecs-task.amazonaws.com") }],
    [
      "SERVICE_PRINCIPAL_UNKNOWN",
      "sandbox-test/role › trustedBy[0].service",
      "a service principal",
      "ecs-task.amazonaws.com",
    ],
    "servicePrincipals",
    ["ecs-tasks.amazonaws.com", { build: role("ecs-tasks.amazonaws.com") }],
  ),
  unknown(
    ["a region that does not exist", { environment: { region: "ap-northeast-9" }, build: instance("t4g.nano") }],
    ["REGION_UNKNOWN", "sandbox › region", "a region", "ap-northeast-9"],
    "regions",
    ["ap-northeast-1", { environment: { region: "ap-northeast-1" }, build: instance("t4g.nano") }],
  ),
];

const problemsOfBuilt = ({ environment = {}, build }: Built) =>
  problemsIfAny(() => synthStack((stack) => void build(stack), { environment }));

test.each(UNKNOWN)("$mistake is told with the nearest name", ({ given, problems }) => {
  expect(problemsOfBuilt(given)).toEqual(problems);
});

testAdvice(UNKNOWN, problemsOfBuilt);
