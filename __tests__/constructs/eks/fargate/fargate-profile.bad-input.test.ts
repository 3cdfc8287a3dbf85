import type { Problem } from "../../../../constructs/core/errors";
import type { FargateProfileOptions } from "../../../../constructs/eks/fargate/fargate-profile.types";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, type SynthesizedStack } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { type BuildOptions, closedNetwork, synthProfiles } from "./support";

type Found = Omit<Problem, "path"> & { readonly property: string };

/** A profile of a cluster, and others beside it. */
interface ProfileInput extends BuildOptions {
  readonly id?: string;
  readonly options: FargateProfileOptions;
  readonly beside?: Readonly<Record<string, FargateProfileOptions>>;
}

interface BadProfile extends ProfileInput {
  readonly name: string;
  readonly problems: readonly Found[];
  /** What differs when the advice is followed. */
  readonly ways: readonly Way<Partial<ProfileInput>>[];
}

function synth({ id = "batch", options, beside = {}, ...build }: ProfileInput): SynthesizedStack {
  return synthProfiles({ [id]: options, ...beside }, build);
}

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ namespace: `team-${index}` }));
const NAMESPACE_FORM = {
  code: "EKS_FARGATE_NAMESPACE_INVALID",
  message: "Kubernetes has no namespace of this name, so the selector would never match.",
  expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends; * and ? are wildcards",
  fix: "write the namespace as `kubectl get namespaces` shows it",
} as const;

const BAD: readonly BadProfile[] = [
  {
    name: "a public tier",
    options: { namespace: "batch", tier: "web" },
    problems: [
      {
        property: "tier",
        code: "EKS_FARGATE_TIER_PUBLIC",
        message: "EKS takes no public subnets for Fargate: its pods have no public addresses and could reach nothing.",
        found: 'public tier "web"',
        expected: "a private or isolated tier: app, data",
        fix: "use one of these, or leave it out for the cluster's tier",
      },
    ],
    ways: [
      { says: "use one of these", to: { options: { namespace: "batch", tier: "app" } } },
      { says: "or leave it out for the cluster's tier", to: { options: { namespace: "batch" } } },
    ],
  },
  {
    name: "a tier that is not there",
    options: { namespace: "batch", tier: "jobs" },
    problems: [
      {
        property: "tier",
        code: "EKS_TIER_UNKNOWN",
        message: "The network has no tier of this name.",
        found: '"jobs"',
        expected: "one of app, data",
        fix: "use one of these names, or leave it out for the cluster's tier",
      },
    ],
    ways: [
      { says: "use one of these names", to: { options: { namespace: "batch", tier: "app" } } },
      { says: "or leave it out for the cluster's tier", to: { options: { namespace: "batch" } } },
    ],
  },
  {
    name: "an isolated tier without endpoints",
    options: { namespace: "batch", tier: "data" },
    problems: [
      {
        property: "tier",
        code: "EKS_FARGATE_ENDPOINTS_MISSING",
        message: 'Pods could not start: tier "data" has no NAT, and the VPC lacks endpoints.',
        found: "no endpoints",
        expected: "also endpoints for ecr.api, ecr.dkr, logs, s3, sts",
        fix: "add them to the network's endpoints, or put the pods into a tier with NAT",
      },
    ],
    ways: [
      {
        says: "add them to the network's endpoints",
        to: { network: { endpointServices: ["ecr.api", "ecr.dkr", "logs", "s3", "sts"] } },
      },
      { says: "or put the pods into a tier with NAT", to: { options: { namespace: "batch", tier: "app" } } },
    ],
  },
  {
    name: "a private tier without NAT and without all endpoints; logs are not asked for",
    options: { namespace: "batch", logging: false },
    network: closedNetwork("s3", "ecr.api", "ec2"),
    problems: [
      {
        property: "tier",
        code: "EKS_FARGATE_ENDPOINTS_MISSING",
        message: 'Pods could not start: tier "app" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for ec2, ecr.api, s3",
        expected: "also endpoints for ecr.dkr, sts",
        fix: "add them to the network's endpoints, or put the pods into a tier with NAT",
      },
    ],
    ways: [
      {
        says: "add them to the network's endpoints",
        to: { network: closedNetwork("s3", "ecr.api", "ec2", "ecr.dkr", "sts") },
      },
      { says: "or put the pods into a tier with NAT", to: { network: {} } },
    ],
  },
  {
    name: "one zone in a protected environment",
    protect: true,
    options: { namespace: "batch", tier: "jobs" },
    network: {
      tiers: [TIERS.private, { ...TIERS.private, name: "jobs", subnets: TIERS.private.subnets.slice(0, 1) }],
    },
    problems: [
      {
        property: "tier",
        code: "EKS_FARGATE_ONE_ZONE",
        message: "A protected environment runs pods in two zones or more, so that they outlive the loss of one.",
        found: 'tier "jobs" in zone a of sandbox',
        expected: "a tier with subnets in two zones or more",
        fix: "add a zone to the network",
      },
    ],
    ways: [
      {
        says: "add a zone to the network",
        to: { network: { tiers: [TIERS.private, { ...TIERS.private, name: "jobs" }] } },
      },
    ],
  },
  {
    name: "neither namespace nor selectors",
    options: {},
    problems: [
      {
        property: "selectors",
        code: "EKS_FARGATE_SELECTORS_MISSING",
        message: "The profile says of no pod that it runs on Fargate.",
        found: "no namespace and no selector",
        expected: "a namespace, or 1 to 5 selectors",
        fix: 'name the namespace whose pods run on Fargate, for example namespace: "batch"',
      },
    ],
    ways: [{ says: 'for example namespace: "batch"', to: { options: { namespace: "batch" } } }],
  },
  {
    name: "namespace and selectors",
    options: { namespace: "batch", selectors: many(2) },
    problems: [
      {
        property: "namespace",
        code: "EKS_FARGATE_SELECTION_TWICE",
        message: "The profile has a namespace and selectors, and only one of them can count.",
        found: 'namespace "batch" and 2 selectors',
        expected: "namespace, or selectors",
        fix: 'leave namespace out, and add { namespace: "batch" } to the selectors if it is meant too',
      },
    ],
    ways: [
      { says: "leave namespace out", to: { options: { selectors: many(2) } } },
      {
        says: 'and add { namespace: "batch" } to the selectors',
        to: { options: { selectors: [...many(2), { namespace: "batch" }] } },
      },
    ],
  },
  {
    name: "six selectors",
    options: { selectors: many(6) },
    problems: [
      {
        property: "selectors",
        code: "EKS_FARGATE_SELECTORS_TOO_MANY",
        message: "The profile has more selectors than EKS takes.",
        found: "6 selectors",
        expected: "at most 5",
        fix: 'join namespaces by a wildcard, such as "team-*", or make a second profile',
      },
    ],
    ways: [
      {
        says: 'join namespaces by a wildcard, such as "team-*"',
        to: { options: { selectors: [{ namespace: "team-*" }] } },
      },
      {
        says: "or make a second profile",
        to: { options: { selectors: many(5) }, beside: { more: { namespace: "team-5" } } },
      },
    ],
  },
  {
    name: "the same selector twice, and namespaces that cannot be",
    options: {
      selectors: [
        { namespace: "Batch", labels: { a: "1", b: "2" } },
        { namespace: "-jobs" },
        { namespace: "Batch", labels: { b: "2", a: "1" } },
      ],
    },
    problems: [
      {
        property: "selectors[2]",
        code: "EKS_FARGATE_SELECTOR_TWICE",
        message: "The profile has the same selector twice.",
        found: "the namespace and labels of selectors[0]",
        expected: "each selector once",
        fix: "take one of them out",
      },
      { property: "selectors[0].namespace", found: '"Batch"', ...NAMESPACE_FORM },
      { property: "selectors[1].namespace", found: '"-jobs"', ...NAMESPACE_FORM },
      { property: "selectors[2].namespace", found: '"Batch"', ...NAMESPACE_FORM },
    ],
    ways: [
      {
        says: ["take one of them out", "write the namespace"],
        to: { options: { selectors: [{ namespace: "batch", labels: { a: "1", b: "2" } }, { namespace: "jobs" }] } },
      },
    ],
  },
  {
    name: "six labels, one of which no pod can have",
    options: {
      selectors: [{ namespace: "*", labels: { a: "1", b: "2", c: "3", d: "4", "e/f": "-", "g.h/i*": "" } }],
    },
    problems: [
      {
        property: "selectors[0].labels",
        code: "EKS_FARGATE_LABELS_TOO_MANY",
        message: "The selector has more labels than EKS takes.",
        found: "6 labels",
        expected: "at most 5",
        fix: "give the pods one label that says that they run on Fargate, and select by it",
      },
      {
        property: "selectors[0].labels.e/f",
        code: "EKS_FARGATE_LABEL_INVALID",
        message: "No pod can have this label, so the selector would never match.",
        found: '"e/f": "-"',
        expected:
          "key and value of at most 63 letters, digits, -, _ and ., with a letter or digit at both ends; * and ? are wildcards",
        fix: "write the label as it stands on the pods, for example role: batch",
      },
    ],
    ways: [
      {
        says: ["give the pods one label", "for example role: batch"],
        to: { options: { selectors: [{ namespace: "*", labels: { role: "batch" } }] } },
      },
    ],
  },
  {
    name: "a namespace that cannot be, and a retention time that CloudWatch does not know",
    options: { namespace: "under_score", logging: { retentionDays: 100 } },
    problems: [
      { property: "namespace", found: '"under_score"', ...NAMESPACE_FORM },
      {
        property: "logging.retentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "100 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 120",
      },
    ],
    ways: [
      {
        says: ["write the namespace", "use 120"],
        to: { options: { namespace: "under-score", logging: { retentionDays: 120 } } },
      },
    ],
  },
  {
    name: "one of two zones in a protected environment",
    protect: true,
    options: { namespace: "batch", zones: ["a"] },
    problems: [
      {
        property: "tier",
        code: "EKS_FARGATE_ONE_ZONE",
        message: "A protected environment runs pods in two zones or more, so that they outlive the loss of one.",
        found: 'tier "app" in zone a of sandbox',
        expected: "a tier with subnets in two zones or more",
        fix: "set zones to two or more of a, b",
      },
    ],
    ways: [{ says: "set zones to two or more of a, b", to: { options: { namespace: "batch", zones: ["a", "b"] } } }],
  },
  ...["eks-batch", "batch.jobs", "b".repeat(55)].map(
    (id): BadProfile => ({
      name: `the name ${id}`,
      id,
      options: { namespace: "batch" },
      problems: [
        {
          property: "name",
          code: "EKS_FARGATE_NAME_INVALID",
          message: "A Fargate profile cannot have this name.",
          found: `"${id}" (${id.length} characters)`,
          expected: "1 to 54 of A-Z, a-z, 0-9, - and _, with a letter or a digit in front, and not eks-",
          fix: 'name it by what runs there, for example "batch"',
        },
      ],
      ways: [{ says: 'for example "batch"', to: { id: "batch" } }],
    }),
  ),
];

describe("a Fargate profile is refused", () => {
  it.each(BAD)("with $name", ({ name: _, ways: __, problems, ...profile }) => {
    const found = problemsOf(() => synth(profile));
    const path = `sandbox-eks/cluster/fargate-${profile.id ?? "batch"}`;
    expect(found).toEqual(problems.map(({ property, ...rest }) => ({ ...rest, path: `${path} › ${property}` })));
  });
});

testAdvice(
  BAD.map(({ name, problems, ways, ...refused }) => ({
    mistake: name,
    problems,
    ways: ways.map((way) => ({ ...way, to: () => synth({ ...refused, ...way.to }) })),
  })),
  problemsIfAny,
);
