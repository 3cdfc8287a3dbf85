import { Instance } from "@cdktf/provider-aws/lib/instance";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { QUOTAS, type RaisedQuotas } from "../../../constructs/aws/quotas";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { SecurityGroup } from "../../../constructs/security-groups";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";

/** Security groups of an instance, and what the account has more than others. */
interface Given {
  readonly groups: readonly string[];
  readonly quotas?: RaisedQuotas;
}

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const SIX = ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"];
const { source } = QUOTAS.groupsPerInterface;

/** Everything that is said about a stack in an account with these quotas. */
function problemsOf(create: (stack: EnvironmentStack) => void, quotas?: RaisedQuotas): readonly Problem[] {
  return problemsIfAny(() => synthStack(create, { environment: quotas ? { quotas } : {} }));
}

function problemsIn({ groups, quotas }: Given): readonly Problem[] {
  return problemsOf(
    (stack) =>
      new Instance(stack, "instance", { ami: "ami-1", instanceType: "t4g.micro", vpcSecurityGroupIds: [...groups] }),
    quotas,
  );
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "an instance with six groups",
    given: { groups: SIX },
    problems: [
      {
        code: "GROUPS_PER_INTERFACE",
        path: "sandbox-test/instance › vpcSecurityGroupIds",
        message: "The network interface gets more security groups than AWS allows.",
        found: "6 security groups",
        expected: `at most 5 (${source})`,
        fix: "put the rules of several groups into one, or have the quota raised and set quotas.groupsPerInterface of the environment",
      },
    ],
    ways: [
      { says: "put the rules of several groups into one", to: { groups: SIX.slice(1) } },
      { says: "set quotas.groupsPerInterface", to: { groups: SIX, quotas: { groupsPerInterface: 16 } } },
    ],
  },
];

test.each(MISTAKES)("$mistake is refused", ({ given, problems }) => {
  expect(problemsIn(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("each interface of a launch template is counted by itself, and so are groups of a task that a schedule starts", () => {
  const three = SIX.slice(3);
  const places = problemsOf((stack) => {
    const template = (id: string, ...interfaces: (readonly string[])[]) =>
      new LaunchTemplate(stack, id, {
        networkInterfaces: interfaces.map((securityGroups) => ({ securityGroups: [...securityGroups] })),
      });
    template("two-interfaces", three, three);
    template("one-interface", SIX);
    new SchedulerSchedule(stack, "nightly", {
      scheduleExpression: "rate(1 day)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "arn:aws:ecs:ap-northeast-2:111111111111:cluster/shop",
        roleArn: "arn:aws:iam::111111111111:role/shop",
        ecsParameters: {
          taskDefinitionArn: "arn:aws:ecs:ap-northeast-2:111111111111:task-definition/shop",
          networkConfiguration: { subnets: ["subnet-1"], securityGroups: SIX },
        },
      },
    });
  }).map(({ path }) => path);
  expect(places).toEqual([
    "sandbox-test/one-interface › networkInterfaces.securityGroups",
    "sandbox-test/nightly › target.ecsParameters.networkConfiguration.securityGroups",
  ]);
});

test("a group that is named twice counts once, also one that is known after apply only", () => {
  const found = problemsOf((stack) => {
    const group = SecurityGroup.fromExisting(stack, "group", { securityGroupId: "sg-7" });
    const source = new Instance(stack, "source", { ami: "ami-1", instanceType: "t4g.micro" });
    const known = [...SIX.slice(3), group.securityGroupId];
    const ids = () => [...known, source.id, source.id];
    new Instance(stack, "five", { ami: "ami-1", instanceType: "t4g.micro", vpcSecurityGroupIds: ids() });
    new Instance(stack, "six", { ami: "ami-1", instanceType: "t4g.micro", vpcSecurityGroupIds: [...ids(), "sg-8"] });
  });
  expect(found.map(({ path }) => path)).toEqual(["sandbox-test/six › vpcSecurityGroupIds"]);
});

test("rules that were raised leave fewer groups, as AWS multiplies both", () => {
  const given = { groups: SIX.slice(1), quotas: { rulesPerSecurityGroup: 250 } };
  expect(problemsIn(given).map(({ expected }) => expected)).toEqual([`at most 4 (${source})`]);
  expect(problemsIn({ ...given, groups: SIX.slice(2) })).toEqual([]);
});
