import type { Problem } from "../../../../../constructs/core/errors";
import { type Told, testAdvice } from "../../../../support/followed-advice";
import { problemsIfAny, problemsOf } from "../../../../support/synth";
import { TIERS } from "../../../access/support";
import { type NodesOptions, synthGroup } from "../support";

const sized = (prefix: number) => {
  const subnets = TIERS.private.subnets.map((subnet) => ({
    ...subnet,
    cidr: subnet.cidr.replace("/24", `/${prefix}`),
  }));
  return { tiers: [TIERS.public, { ...TIERS.private, subnets }] };
};

/** Tiers with subnets of this size for pods. */
const ofPods = (prefix: number) => {
  const subnets = TIERS.isolated.subnets.map((subnet) => ({
    ...subnet,
    cidr: subnet.cidr.replace("/24", `/${prefix}`),
  }));
  return { tiers: [TIERS.public, TIERS.private, { ...TIERS.isolated, name: "pod", subnets }] };
};

const noRoom = (at: string, found: string): Problem => ({
  code: "EKS_PREFIX_ROOM",
  path: `sandbox-eks/${at}`,
  message: "With prefix delegation pods get their addresses by whole /28 blocks, and the subnet has none that is free.",
  found,
  expected: "subnets of /26 or larger",
  fix: "give the tier larger subnets, or set addons.vpc-cni.prefixDelegation to false",
});

const LARGER = "give the tier larger subnets";
const SINGLE = "or set addons.vpc-cni.prefixDelegation to false";

interface Mistake extends Told<NodesOptions> {
  readonly options: NodesOptions;
}

const MISTAKES: readonly Mistake[] = [
  ...[27, 28].map(
    (prefix): Mistake => ({
      mistake: `a /${prefix}`,
      options: { network: sized(prefix) },
      problems: [noRoom("eks/nodes-app › tier", `tier "app": 10.0.10.0/${prefix} in a, 10.0.11.0/${prefix} in b`)],
      ways: [
        { says: LARGER, to: { network: sized(26) } },
        {
          says: SINGLE,
          to: { network: sized(prefix), cluster: { addons: { "vpc-cni": { prefixDelegation: false } } } },
        },
      ],
    }),
  ),
  {
    mistake: "a /28 of the tier of the pods",
    options: { network: ofPods(28), cluster: { addons: { "vpc-cni": { podTier: "pod" } } } },
    problems: [noRoom("eks › addons.vpc-cni.podTier", 'tier "pod": 10.0.20.0/28 in a, 10.0.21.0/28 in b')],
    ways: [
      { says: LARGER, to: { network: ofPods(26), cluster: { addons: { "vpc-cni": { podTier: "pod" } } } } },
      {
        says: SINGLE,
        to: {
          network: ofPods(28),
          cluster: { addons: { "vpc-cni": { podTier: "pod", prefixDelegation: false } } },
        },
      },
    ],
  },
];

// A prefix is a whole /28, and AWS keeps the first four addresses and the last of each subnet (Amazon VPC User Guide, "Subnet CIDR blocks",
// read 2026-11).
describe("prefixes for pods", () => {
  test.each(MISTAKES)("do not fit into $mistake", ({ options, problems }) => {
    expect(problemsOf(() => synthGroup({}, options))).toEqual(problems);
  });

  test("fit into a /26, and single addresses into a /27", () => {
    expect(() => synthGroup({}, { network: sized(26) })).not.toThrow();
    const single = { "vpc-cni": { prefixDelegation: false } };
    expect(() => synthGroup({}, { network: sized(27), cluster: { addons: single } })).not.toThrow();
  });
});

testAdvice(MISTAKES, (options) => problemsIfAny(() => synthGroup({}, options)));
