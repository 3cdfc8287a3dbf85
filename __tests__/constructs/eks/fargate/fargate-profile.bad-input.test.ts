import type { Problem } from "../../../../constructs/core/errors";
import type { FargateProfileOptions } from "../../../../constructs/eks/fargate/fargate-profile.types";
import { problemsOf } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { type BuildOptions, closedNetwork, synthProfiles } from "./support";

type Found = Omit<Problem, "path"> & { readonly property: string };

interface BadProfile extends BuildOptions {
  readonly name: string;
  readonly id?: string;
  readonly options: FargateProfileOptions;
  readonly problems: readonly Found[];
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
    }),
  ),
];

describe("a Fargate profile is refused", () => {
  it.each(BAD)("with $name", ({ id = "batch", options, problems, ...build }) => {
    const found = problemsOf(() => synthProfiles({ [id]: options }, build));
    const path = `sandbox-eks/cluster/fargate-${id}`;
    expect(found).toEqual(problems.map(({ property, ...rest }) => ({ ...rest, path: `${path} › ${property}` })));
  });
});
