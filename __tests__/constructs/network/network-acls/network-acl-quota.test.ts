import { QUOTAS, type RaisedQuotas } from "../../../../constructs/aws/quotas";
import type { Problem } from "../../../../constructs/core/errors";
import { planNetwork } from "../../../../constructs/network/network-plan";
import type { NetworkAclOpening, NetworkAclRule, NetworkProps } from "../../../../constructs/network/network-props";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { APP, networkProps, PUBLIC } from "../network-fixtures";

/** Rules of a tier for traffic into it, and what the account has more than others. */
interface Given {
  readonly ingress: Readonly<Record<string, NetworkAclRule>>;
  readonly openings?: Readonly<Record<string, NetworkAclOpening>>;
  readonly ipv6?: boolean;
  readonly quotas?: RaisedQuotas;
}

interface Mistake extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const { source } = QUOTAS.rulesPerNetworkAcl;

function problemsOf({ ingress, openings, ipv6 = false, quotas }: Given): readonly Problem[] {
  const networkAcl = { ingress, egress: { all: { action: "allow", peer: "anywhere" } } } as const;
  const given: Partial<NetworkProps> = {
    ipv6,
    tiers: [PUBLIC, { ...APP, networkAcl, ...(openings ? { openings } : {}) }],
  };
  const place = { region: "ap-northeast-2", ...(quotas ? { quotas } : {}) };
  return problemsIfAny(() => {
    planNetwork(networkProps(given), place, "network");
    return { problems: [] };
  });
}

/** As many rules for a port each, beside which two more let answers in. */
function ports(count: number): Given["ingress"] {
  const numbers = Array.from({ length: count }, (_, i) => i);
  const rule = { action: "allow", peer: "anywhere", protocol: "tcp" } as const;
  return Object.fromEntries(numbers.map((i) => [`rule-of-${i}`, { ...rule, ports: 2000 + i }]));
}

const TOO_MANY = {
  code: "NACL_TOO_MANY_RULES",
  path: "network › tiers.app.networkAcl.ingress",
  message: "The network ACL has more rules in one direction than AWS allows.",
} as const;

const WIDER = {
  ingress: { "rules-of-all": { action: "allow", peer: "anywhere", protocol: "tcp", ports: "2000-2040" } },
} as const;
const GROUPS = { ingress: { all: { action: "allow", peer: "vpc" } } } as const;

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "21 rules where nothing was raised",
    given: { ingress: ports(19) },
    problems: [
      {
        ...TOO_MANY,
        found: "21 rules, with one for each range and the answers' way",
        expected: `at most 20 (${source})`,
        fix: "use wider ranges, or keep the finer distinctions in security groups, or have the quota raised and set quotas.rulesPerNetworkAcl of the environment",
      },
    ],
    ways: [
      { says: "use wider ranges", to: WIDER },
      { says: "keep the finer distinctions in security groups", to: GROUPS },
      { says: "set quotas.rulesPerNetworkAcl", to: { ingress: ports(19), quotas: { rulesPerNetworkAcl: 21 } } },
    ],
  },
  {
    mistake: "more rules than AWS gives to anybody",
    given: { ingress: ports(39), quotas: { rulesPerNetworkAcl: 40 } },
    problems: [
      {
        ...TOO_MANY,
        found: "41 rules, with one for each range and the answers' way",
        expected: `at most 40 (${source})`,
        fix: "use wider ranges, or keep the finer distinctions in security groups",
      },
    ],
    ways: [
      { says: "use wider ranges", to: WIDER },
      { says: "keep the finer distinctions in security groups", to: GROUPS },
    ],
  },
];

test.each(MISTAKES)("$mistake are refused", ({ given, problems }) => {
  expect(problemsOf(given)).toEqual(problems);
});

testAdvice(MISTAKES, problemsOf);

test.each<readonly [string, Given, number]>([
  [
    "openings",
    {
      ingress: ports(17),
      openings: {
        office: { from: "192.0.2.0/24", protocol: "tcp", ports: 22 },
        home: { from: "198.51.100.0/24", protocol: "tcp", ports: 22 },
      },
    },
    21,
  ],
  ["the second range of a rule with IPv6", { ingress: ports(10), ipv6: true }, 24],
])("%s count as every rule does", (_what, given, count) => {
  expect(problemsOf(given).map(({ code, found }) => [code, found.split(",")[0]])).toEqual([
    [TOO_MANY.code, `${count} rules`],
  ]);
});
