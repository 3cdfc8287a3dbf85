import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import type { IEksCluster } from "../../../../constructs/eks/cluster/eks-cluster.types";
import { argocdImageRole } from "../../../../constructs/eks/controllers/argocd-image-role";
import { clusterAutoscalerRole } from "../../../../constructs/eks/controllers/cluster-autoscaler-role";
import { Karpenter } from "../../../../constructs/eks/controllers/karpenter/karpenter";
import type { KarpenterNodePoolProps } from "../../../../constructs/eks/controllers/karpenter/karpenter.types";
import {
  type ContainerLogDestination,
  ContainerLogs,
} from "../../../../constructs/eks/controllers/logs/container-logs";
import { fluentBitRole } from "../../../../constructs/eks/controllers/logs/fluent-bit-role";
import { Repository } from "../../../../constructs/registry";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf } from "../../../support/synth";
import { TIERS } from "../../access/support";
import { type BuildOptions, synthControllers } from "./scaling-support";

type Found = Omit<Problem, "path"> & { readonly at: string };

/** What a stack beside a cluster makes. */
interface Input extends BuildOptions {
  readonly build: (stack: EnvironmentStack, cluster: IEksCluster) => unknown;
}

interface BadInput extends Input {
  readonly name: string;
  readonly problems: readonly Found[];
  /** What differs when the advice is followed. */
  readonly ways: readonly Way<Partial<Input>>[];
}

const pool =
  (props: Partial<KarpenterNodePoolProps>): BadInput["build"] =>
  (stack, cluster) =>
    new Karpenter(stack, "karpenter", { cluster }).nodePool({
      name: "general",
      cpuLimit: 64,
      imageRelease: "v20261105",
      ...props,
    });

const logs =
  (destination: ContainerLogDestination): BadInput["build"] =>
  (stack, cluster) =>
    new ContainerLogs(stack, "logs", { cluster, destination });

function outOfRange(at: string, found: string, expected: string, fix: string): Found {
  return {
    at,
    code: "NUMBER_OUT_OF_RANGE",
    message: "The number is not one that AWS takes.",
    found,
    expected: `a whole number from ${expected}`,
    fix,
  };
}

function emptyPool(property: string): Found {
  return {
    at: `karpenter › nodePool("general") › ${property}`,
    code: "KARPENTER_POOL_EMPTY",
    message: "The pool admits no instance at all, so Karpenter would start none.",
    found: "an empty list",
    expected: "at least one value",
    fix: `leave ${property} out for the default, or name what the pool may use`,
  };
}

const BAD: readonly BadInput[] = [
  {
    name: "Karpenter in a public tier",
    build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster, tier: "web" }),
    problems: [
      {
        at: "karpenter › tier",
        code: "KARPENTER_TIER_INVALID",
        message: "Nodes lie in a private or isolated tier of the network.",
        found: '"web" in a network with web (public), app (private), data (isolated)',
        expected: "one of app, data",
        fix: "name one of these",
      },
    ],
    ways: [
      {
        says: "name one of these",
        to: { build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster, tier: "app" }) },
      },
    ],
  },
  {
    name: "names for Karpenter that AWS has not, and one of a profile that it makes itself",
    build: (stack, cluster) =>
      new Karpenter(stack, "karpenter", {
        cluster,
        instanceProfiles: "karpenter",
        instanceProfileName: "nodes",
        queueName: "events.fifo",
      }),
    problems: [
      {
        at: "karpenter › queueName",
        code: "EXACT_NAME_INVALID",
        message: "AWS has no such name for this kind of resource, so nothing that exists is called so.",
        found: '"events.fifo" (11 characters)',
        expected: "1 to 80 letters, digits, _ and -",
        fix: "write the name as AWS shows it, or leave queueName out and one is made",
      },
      {
        at: "karpenter › instanceProfileName",
        code: "KARPENTER_PROFILE_NOT_MADE",
        message: "Karpenter makes the instance profiles and names them itself, so Terraform makes none of this name.",
        found: '"nodes" with instanceProfiles: "karpenter"',
        expected: "a name for the profile that Terraform makes",
        fix: "leave instanceProfileName out, or instanceProfiles",
      },
    ],
    ways: [
      {
        says: ["leave queueName out", "leave instanceProfileName out"],
        to: {
          build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster, instanceProfiles: "karpenter" }),
        },
      },
      {
        says: ["leave queueName out", "or instanceProfiles"],
        to: { build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster, instanceProfileName: "nodes" }) },
      },
    ],
  },
  {
    name: "further policies for Karpenter's nodes without a policy and without a reason",
    build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster, morePolicies: { arns: [], reason: "" } }),
    problems: [
      {
        at: "karpenter › morePolicies.reason",
        code: "EXEMPTION_REASON",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '""',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        at: "karpenter › morePolicies.arns",
        code: "MORE_POLICIES_EMPTY",
        message: "A reason for further policies is given, and no policy.",
        found: "an empty list",
        expected: "the ARN of one policy or more",
        fix: "name the policies, or leave morePolicies out",
      },
    ],
    ways: [
      {
        says: ["say why, and until when", "name the policies"],
        to: {
          build: (stack, cluster) => {
            const arns = ["arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"];
            new Karpenter(stack, "karpenter", { cluster, morePolicies: { arns, reason: "nodes send metrics" } });
          },
        },
      },
    ],
  },
  {
    name: "Karpenter in a network without private tiers",
    network: { tiers: [TIERS.public] },
    build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster }),
    problems: [
      {
        at: "karpenter › tier",
        code: "KARPENTER_TIER_INVALID",
        message: "Nodes lie in a private or isolated tier of the network.",
        found: "no tier named, and a network with web (public)",
        expected: "a private tier",
        fix: "add a private tier to the network",
      },
    ],
    ways: [{ says: "add a private tier to the network", to: { network: { tiers: [TIERS.public, TIERS.private] } } }],
  },
  {
    name: "Karpenter where neither AWS nor IAM can be reached",
    network: { hasNat: false, endpointServices: ["s3", "ec2"] },
    build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster, instanceProfiles: "karpenter" }),
    problems: [
      {
        at: "karpenter › tier",
        code: "KARPENTER_ENDPOINTS_MISSING",
        message: 'Karpenter could not work: tier "app" has no NAT, and the VPC lacks endpoints.',
        found: "endpoints for ec2, s3",
        expected: "also endpoints for ecr.api, ecr.dkr, eks, sqs, ssm, sts",
        fix: "add them to the network's endpoints, or put the nodes into a tier with NAT",
      },
      {
        at: "karpenter › instanceProfiles",
        code: "KARPENTER_CANNOT_REACH_IAM",
        message: 'Karpenter cannot make instance profiles: tier "app" has no NAT, and IAM has no endpoint.',
        found: '"karpenter"',
        expected: '"terraform" where there is no way to the internet',
        fix: "leave instanceProfiles out",
      },
    ],
    ways: [
      {
        says: ["add them to the network's endpoints", "leave instanceProfiles out"],
        to: {
          network: { hasNat: false, endpointServices: ["s3", "ec2", "ecr.api", "ecr.dkr", "eks", "sqs", "ssm", "sts"] },
          build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster }),
        },
      },
      {
        says: ["or put the nodes into a tier with NAT", "leave instanceProfiles out"],
        to: { network: {}, build: (stack, cluster) => new Karpenter(stack, "karpenter", { cluster }) },
      },
    ],
  },
  {
    name: "a node pool with a name, a limit, a disk and a time to live that cannot be",
    build: pool({ name: "General", cpuLimit: 0, diskGiB: 8, maxPods: 251, expireAfterHours: 0.5 }),
    problems: [
      {
        at: 'karpenter › nodePool("General") › name',
        code: "KARPENTER_POOL_NAME_INVALID",
        message: "Kubernetes takes no object of this name.",
        found: '"General"',
        expected: "1 to 63 of a-z, 0-9 and -, with a letter or a digit at both ends",
        fix: 'name it by what runs on its nodes, for example "general"',
      },
      outOfRange('karpenter › nodePool("General") › cpuLimit', "0 vCPU", "1 to 1000000", "use 1"),
      outOfRange('karpenter › nodePool("General") › diskGiB', "8 GiB", "20 to 16384", "use 20"),
      outOfRange('karpenter › nodePool("General") › maxPods', "251 pods", "1 to 250", "use 250"),
      outOfRange('karpenter › nodePool("General") › expireAfterHours', "0.5 hours", "1 to 8760", "use 1"),
    ],
    ways: [
      {
        says: ['for example "general"', "use 1", "use 20", "use 250"],
        to: { build: pool({ name: "general", cpuLimit: 1, diskGiB: 20, maxPods: 250, expireAfterHours: 1 }) },
      },
    ],
  },
  {
    name: "a node pool that admits nothing",
    build: pool({ capacity: [], architectures: [], categories: [] }),
    problems: [emptyPool("capacity"), emptyPool("architectures"), emptyPool("categories")],
    ways: [
      { says: ["leave capacity out", "leave architectures out", "leave categories out"], to: { build: pool({}) } },
      {
        says: "or name what the pool may use",
        to: { build: pool({ capacity: ["spot"], architectures: ["arm64"], categories: ["m"] }) },
      },
    ],
  },
  {
    name: "a release with its family",
    build: pool({ imageRelease: "al2023@v20261105" }),
    problems: [
      {
        at: 'karpenter › nodePool("general") › imageRelease',
        code: "KARPENTER_IMAGE_RELEASE_INVALID",
        message: "This is not a release of an image.",
        found: '"al2023@v20261105"',
        expected: "a release such as v20261105 (al2023) or v1.53.0 (bottlerocket), or latest",
        fix: "take the release from the list of EKS optimized images, without the family and the @",
      },
    ],
    ways: [{ says: "without the family and the @", to: { build: pool({ imageRelease: "v20261105" }) } }],
  },
  {
    name: "a controller with a service account and a namespace that cannot be",
    build: (stack, cluster) =>
      clusterAutoscalerRole(stack, "autoscaler", { cluster, namespace: "kube-*", serviceAccount: "default" }),
    problems: [
      {
        at: "autoscaler › namespace",
        code: "EKS_SERVICE_ACCOUNT_WILDCARD",
        message: "A role is for one service account of one namespace, and this would be for several.",
        found: '"kube-*"',
        expected: "a name without * and ?",
        fix: "make a role for each namespace; a service account of your own may say why in wildcard: { reason: … }",
      },
      {
        at: "autoscaler › serviceAccount",
        code: "EKS_SERVICE_ACCOUNT_DEFAULT",
        message: "Every pod of the namespace that names no service account would get the role.",
        found: '"default"',
        expected: "a service account of the program's own",
        fix: "make a service account, name it in the pods that need the role (serviceAccountName), and here",
      },
    ],
    ways: [
      {
        says: ["make a role for each namespace", "make a service account"],
        to: {
          build: (stack, cluster) =>
            clusterAutoscalerRole(stack, "autoscaler", {
              cluster,
              namespace: "kube-system",
              serviceAccount: "autoscaler",
            }),
        },
      },
    ],
  },
  {
    name: "Fluent Bit without a destination",
    build: (stack, cluster) => fluentBitRole(stack, "fluent-bit", { cluster, logGroups: [] }),
    problems: [
      {
        at: "fluent-bit",
        code: "FLUENT_BIT_DESTINATION_MISSING",
        message: "Fluent Bit may write nowhere, and its logs would be lost.",
        found: "no log group and no stream",
        expected: "logGroups, streamArns, or both",
        fix: "name the log group of the containers; ContainerLogs makes one",
      },
    ],
    ways: [
      {
        says: "name the log group of the containers",
        to: {
          build: (stack, cluster) =>
            fluentBitRole(stack, "fluent-bit", { cluster, logGroups: ["/aws/containerinsights/shop/application"] }),
        },
      },
      { says: "ContainerLogs makes one", to: { build: logs({ to: "cloudwatch" }) } },
    ],
  },
  {
    name: "destinations of Fluent Bit that are wider than one, or another thing",
    build: (stack, cluster) =>
      fluentBitRole(stack, "fluent-bit", {
        cluster,
        logGroups: ["/shop/*"],
        streamArns: ["arn:aws:kinesis:ap-northeast-2:111111111111:stream/*"],
        streamKeyArns: ["alias/aws/kinesis"],
      }),
    problems: [
      {
        at: "fluent-bit › logGroups[0]",
        code: "LOG_GROUP_NAME_INVALID",
        message: "This is not the name of a log group.",
        found: '"/shop/*"',
        expected: "1 to 512 of A-Z, a-z, 0-9, _, -, /, . and #, without a wildcard",
        fix: "use the name of the log group and not its ARN, for example /aws/containerinsights/shop/application",
      },
      {
        at: "fluent-bit › streamArns[0]",
        code: "EKS_SCOPE_ARN_INVALID",
        message: "This is not the ARN of a Kinesis data stream.",
        found: '"arn:aws:kinesis:ap-northeast-2:111111111111:stream/*"',
        expected: "an ARN such as arn:aws:kinesis:eu-west-1:111111111111:stream/logs, or a reference to one",
        fix: "use the ARN, without wildcards",
      },
      {
        at: "fluent-bit › streamKeyArns[0]",
        code: "EKS_SCOPE_ARN_INVALID",
        message: "This is not the ARN of a KMS key.",
        found: '"alias/aws/kinesis"',
        expected:
          "an ARN such as arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab, or a reference to one",
        fix: "use the ARN, without wildcards",
      },
    ],
    ways: [
      {
        says: ["for example /aws/containerinsights/shop/application", "use the ARN, without wildcards"],
        to: {
          build: (stack, cluster) =>
            fluentBitRole(stack, "fluent-bit", {
              cluster,
              logGroups: ["/aws/containerinsights/shop/application"],
              streamArns: ["arn:aws:kinesis:ap-northeast-2:111111111111:stream/logs"],
              streamKeyArns: ["arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
            }),
        },
      },
    ],
  },
  {
    name: "logs that CloudWatch does not keep so long",
    build: logs({ to: "cloudwatch", retentionDays: 45 }),
    problems: [
      {
        at: "logs › destination.retentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "45 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 60",
      },
    ],
    ways: [{ says: "use 60", to: { build: logs({ to: "cloudwatch", retentionDays: 60 }) } }],
  },
  {
    name: "a stream that keeps records for an hour",
    build: logs({ to: "kinesis", retentionHours: 1 }),
    problems: [outOfRange("logs › destination.retentionHours", "1 hours", "24 to 8760", "use 24")],
    ways: [{ says: "use 24", to: { build: logs({ to: "kinesis", retentionHours: 24 }) } }],
  },
  {
    name: "Argo CD without repositories",
    build: (stack, cluster) => argocdImageRole(stack, "argocd", { cluster, repositories: [] }),
    problems: [
      {
        at: "argocd › repositories",
        code: "ARGOCD_REPOSITORIES_MISSING",
        message: "Argo CD may read no repository, so the role would be of no use.",
        found: "an empty list",
        expected: "at least one repository",
        fix: "name the repositories of what Argo CD deploys; one that exists already is Repository.fromExisting",
      },
    ],
    ways: [
      {
        says: "name the repositories of what Argo CD deploys",
        to: {
          build: (stack, cluster) =>
            argocdImageRole(stack, "argocd", { cluster, repositories: [new Repository(stack, "shop")] }),
        },
      },
      {
        says: "one that exists already is Repository.fromExisting",
        to: {
          build: (stack, cluster) =>
            argocdImageRole(stack, "argocd", {
              cluster,
              repositories: [Repository.fromExisting(stack, "shop", { repositoryName: "shop" })],
            }),
        },
      },
    ],
  },
];

describe("what scales and logs is refused", () => {
  it.each(BAD)("with $name", ({ name: _, ways: __, build, problems, ...options }) => {
    expect(problemsOf(() => synthControllers(build, options))).toEqual(
      problems.map(({ at, ...rest }) => ({ ...rest, path: `sandbox-controllers/${at}` })),
    );
  });
});

testAdvice(
  BAD.map(({ name, problems, ways, ...refused }) => ({
    mistake: name,
    problems,
    ways: ways.map((way) => {
      const { build, ...options } = { ...refused, ...way.to };
      return { ...way, to: () => synthControllers((stack, cluster) => void build(stack, cluster), options) };
    }),
  })),
  problemsIfAny,
);
