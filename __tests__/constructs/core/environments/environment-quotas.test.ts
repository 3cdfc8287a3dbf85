import { QUOTAS, quotaIn } from "../../../../constructs/aws/quotas";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { quotaOf } from "../../../../constructs/core/environments/environment-quotas";
import { GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { Peer, Port, SecurityGroup } from "../../../../constructs/security-groups";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { synthStack } from "../../../support/synth";
import { testNetwork } from "../../access/support";

type Given = Environment["quotas"];

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

/** A group with 61 rules in an account with these quotas. */
function problemsIn(quotas: Given): readonly Problem[] {
  try {
    return synthStack(
      (stack) => {
        const group = new SecurityGroup(stack, "app", { network: testNetwork(stack), description: "app" });
        for (let port = 1; port <= 61; port++) {
          group.connections.allowFrom(Peer.ipv4("192.0.2.0/24"), Port.tcp(10_000 + port), "many ports");
        }
      },
      { environment: quotas ? { quotas } : {} },
    ).problems;
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "a quota below what every account has, and one above what AWS gives",
    given: { rulesPerLoadBalancer: 10, rulesPerSecurityGroup: 1_001 },
    problems: [
      {
        code: "QUOTA_INVALID",
        path: "sandbox › quotas.rulesPerLoadBalancer",
        message: "An account cannot have this quota.",
        found: "10",
        expected: `a whole number of at least 100 (${QUOTAS.rulesPerLoadBalancer.source})`,
        fix: "write what Service Quotas shows for the account and region, or leave it out",
      },
      {
        code: "QUOTA_INVALID",
        path: "sandbox › quotas.rulesPerSecurityGroup",
        message: "An account cannot have this quota.",
        found: "1001",
        expected: `a whole number from 60 to 1000 (${QUOTAS.rulesPerSecurityGroup.source})`,
        fix: "write what Service Quotas shows for the account and region, or leave it out",
      },
    ],
    ways: [
      { says: "write what Service Quotas shows", to: { rulesPerLoadBalancer: 200, rulesPerSecurityGroup: 100 } },
      { says: "or leave it out", to: { rulesPerSecurityGroup: 100 } },
    ],
  },
  {
    mistake: "groups of an interface that AWS does not give together with rules of a group",
    given: { groupsPerInterface: 16, rulesPerSecurityGroup: 100 },
    problems: [
      {
        code: "QUOTA_INVALID",
        path: "sandbox › quotas.groupsPerInterface",
        message: "An account cannot have this quota together with that of rules of a security group.",
        found: "16 groups of an interface with 100 rules each",
        expected: `at most 1000 rules of an interface, which leaves 10 groups (${QUOTAS.groupsPerInterface.source})`,
        fix: "write what Service Quotas shows for the account and region, or leave it out",
      },
    ],
    ways: [
      { says: "write what Service Quotas shows", to: { groupsPerInterface: 10, rulesPerSecurityGroup: 100 } },
      { says: "or leave it out", to: { rulesPerSecurityGroup: 100 } },
    ],
  },
  {
    mistake: "61 rules of a group in an account with no quota raised",
    given: undefined,
    problems: [
      {
        code: "RULE_QUOTA_EXCEEDED",
        path: "sandbox-test/app › ingress",
        message: "The security group has more ingress rules than AWS allows.",
        found: "61 for IPv4",
        expected: "at most 60 for each direction and IP version (Amazon VPC quotas)",
        fix: "join rules: one range of ports, or one security group in place of several ranges, or raise the quota and set `rulesQuota`, or quotas.rulesPerSecurityGroup of the environment",
      },
    ],
    ways: [{ says: "or quotas.rulesPerSecurityGroup of the environment", to: { rulesPerSecurityGroup: 61 } }],
  },
];

test.each(MISTAKES)("$mistake is told", ({ given, problems }) => {
  expect(problemsIn(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsIn);

test("an account has what every account has, until it is said that more was raised", () => {
  const names = ["behaviorsPerDistribution", "certificatesPerLoadBalancer", "rulesPerLoadBalancer"] as const;
  const read = (quotas: Given) => {
    let found: number[] = [];
    synthStack(
      (stack) => {
        found = names.map((name) => quotaOf(stack, name));
      },
      { environment: quotas ? { quotas } : {} },
    );
    return found;
  };
  expect(read(undefined)).toEqual([75, 25, 100]);
  expect(read({ behaviorsPerDistribution: 150, rulesPerLoadBalancer: 200 })).toEqual([150, 25, 200]);
});

test("an account with more rules of a group has fewer groups of an interface, unless it says how many", () => {
  expect(quotaIn(undefined, "groupsPerInterface")).toBe(5);
  expect(quotaIn({ rulesPerSecurityGroup: 300 }, "groupsPerInterface")).toBe(3);
  expect(quotaIn({ groupsPerInterface: 2 }, "groupsPerInterface")).toBe(2);
});
