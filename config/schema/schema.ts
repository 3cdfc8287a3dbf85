import type { BastionAccess, BastionProps } from "../../constructs/access/bastion-props";
import type { AlsoKnown } from "../../constructs/aws/also-known";
import type { RaisedQuotas } from "../../constructs/aws/quotas";
import { PARTITIONS } from "../../constructs/aws/regions";
import type { BackendConfig } from "../../constructs/core/environments/backend";
import type { Environment } from "../../constructs/core/environments/environment";
import { ENVIRONMENT_FORMS } from "../../constructs/core/environments/environment-forms";
import type {
  DhcpProps,
  EndpointProps,
  FlowLogProps,
  NatProps,
  NetworkProps,
  TierProps,
} from "../../constructs/network/network-props";
import type { StateStorageProps } from "../../constructs/state/state-storage";
import { delivery } from "./delivery-schema";
import { ecs, edge } from "./edge-schema";
import { eksAddons } from "./eks-addons-schema";
import { eks } from "./eks-schema";
import { network } from "./network-schema";
import { exemptions, reviewGates } from "./review-schema";
import {
  type Assignable,
  about,
  flag,
  type KeysOf,
  morePolicies,
  pattern,
  tagsOf,
  text,
  textMap,
  whole,
} from "./schema-parts";
import * as z from "./zod";

const { optional } = z;

function bucketName() {
  return pattern(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, {
    code: "CONFIG_BUCKET_FORM",
    message: "The value is not the name of an S3 bucket.",
    expected: "3 to 63 of a-z, 0-9, - and ., starting and ending with a letter or a digit",
    fix: "write the bucket's name alone, without s3:// or arn:",
  });
}

function lockTableName() {
  return pattern(/^[A-Za-z0-9_.-]{3,255}$/, {
    code: "CONFIG_LOCK_TABLE_FORM",
    message: "The value is not the name of a DynamoDB table.",
    expected: "3 to 255 of A-Z, a-z, 0-9, _, - and .",
    fix: "write the table's name alone, without arn:",
  });
}

function organizationName() {
  return pattern(/^[A-Za-z0-9_-]+$/, {
    code: "CONFIG_ORGANIZATION_FORM",
    message: "The value is not the name of an organization of HCP Terraform.",
    expected: "A-Z, a-z, 0-9, _ and -",
    fix: "copy the name from the organization's address: app.terraform.io/app/<name>",
  });
}

function hostName() {
  return pattern(/^[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+(:[0-9]+)?$/, {
    code: "CONFIG_HOST_FORM",
    message: "The value is not a host name.",
    expected: "a host name such as app.terraform.io",
    fix: "write the host name alone, without https:// and without a path",
  });
}

function backend() {
  return z.discriminatedUnion("type", [
    z.strictObject({ type: about("State files in .groundplan/state beside the project.", z.literal("local")) }),
    z.strictObject({
      type: about("State in an S3 bucket.", z.literal("s3")),
      bucket: optional(about("Bucket name. Default: the bucket of the environment's state stack.", bucketName())),
      region: optional(
        about("Region of the bucket and of the lock table. Default: the environment's region.", region()),
      ),
      lock: optional(about("How two runs are kept apart. Default: lockfile.", z.enum(["lockfile", "dynamodb"]))),
      lockTable: optional(
        about("Lock table, only with `lock: dynamodb`. Default: the state stack's table.", lockTableName()),
      ),
      bucketExists: optional(
        about("Whether the bucket is made elsewhere, so that there is no state stack. Default: false.", flag()),
      ),
    }),
    z.strictObject({
      type: about("State and runs in HCP Terraform.", z.literal("cloud")),
      organization: about("Organization name.", organizationName()),
      hostname: optional(about("Host name. Default: app.terraform.io.", hostName())),
    }),
  ]);
}

function region() {
  const { pattern: form, expected, fix } = ENVIRONMENT_FORMS.region;
  return pattern(form, { code: "CONFIG_REGION_FORM", message: "The value is not an AWS region.", expected, fix });
}

function alsoKnown() {
  const names = () => z.array(text());
  return z.strictObject({
    regions: optional(about("Regions, such as ap-northeast-4.", names())),
    endpointServices: optional(about("Services with VPC endpoints, by the name behind the region: ecr.api.", names())),
    instanceTypes: optional(about("Instance types of EC2, such as m9g.large.", names())),
    servicePrincipals: optional(about("Service principals, such as ecs-tasks.amazonaws.com.", names())),
    actions: optional(about("Actions of IAM, such as sqs:SendMessage.", names())),
  });
}

function quotas() {
  return z.strictObject({
    behaviorsPerDistribution: optional(
      about("Behaviours of a distribution, the default one among them. Default: 75.", whole(1)),
    ),
    certificatesPerLoadBalancer: optional(
      about("Certificates of an Application Load Balancer beside the first. Default: 25.", whole(1)),
    ),
    rulesPerLoadBalancer: optional(
      about("Rules of an Application Load Balancer, default rules not counted. Default: 100.", whole(1)),
    ),
    rulesPerSecurityGroup: optional(
      about("Rules of a security group, for each direction and IP version. Default: 60.", whole(1)),
    ),
    groupsPerInterface: optional(
      about("Security groups of a network interface. Default: 5, or what 1000 rules for all of them leave.", whole(1)),
    ),
    rulesPerNetworkAcl: optional(about("Rules of a network ACL, for each direction. Default: 20.", whole(1))),
    rangesPerVpc: optional(about("IPv4 ranges of a VPC, the primary one among them. Default: 5.", whole(1))),
    headersPerCachePolicy: optional(about("Headers by which a cache tells answers apart. Default: 10.", whole(1))),
    cookiesPerCachePolicy: optional(about("Cookies by which a cache tells answers apart. Default: 10.", whole(1))),
    queryParametersPerCachePolicy: optional(
      about("Query parameters by which a cache tells answers apart. Default: 10.", whole(1)),
    ),
    nodesPerManagedNodeGroup: optional(about("Nodes of a managed node group. Default: 450.", whole(1))),
  });
}

function bastionAccess() {
  return z.discriminatedUnion("mode", [
    z.strictObject({
      mode: about("Session Manager: private subnet, no ingress, no key.", z.literal("ssm")),
      idleMinutes: optional(about("Minutes without input after which a session ends. Default: 20.", whole(1, 60))),
      maxMinutes: optional(about("Longest duration of a session in minutes. Default: no limit.", whole(1, 1440))),
      logRetentionDays: optional(
        about("Days that session logs are kept. Default: that of `logs`, else 90.", whole(1, 3653)),
      ),
      runAs: optional(about("Operating system user of the session. Default: ssm-user.", text())),
    }),
    z.strictObject({
      mode: about("SSH to an Elastic IP in a public subnet.", z.literal("ssh")),
      from: about("Who may connect: names of prefix lists, prefix list ids or CIDRs.", z.array(text())),
      publicKey: about("Public key in OpenSSH form.", text()),
    }),
    z.strictObject({
      mode: about("SSH through an EC2 Instance Connect endpoint.", z.literal("instance-connect")),
      preserveClientIp: optional(about("Whether the client's address is kept. Default: false.", flag())),
    }),
  ]);
}

function bastion() {
  return z.strictObject({
    access: optional(about("How one gets to the bastion. Default: Session Manager.", bastionAccess())),
    tier: optional(
      about("Tier that the instance lies in. Default: the first private or, for ssh, public tier.", text()),
    ),
    zone: optional(
      about("Zone that the instance lies in. Default: the one it is deployed in, else the tier's first.", text()),
    ),
    tags: tagsOf("bastion"),
    instanceType: optional(
      about("Instance type. Default: t4g.nano; t4g.micro with cloudWatchAgent or userData.", text()),
    ),
    ami: optional(about("Image id, to pin it. Default: the newest Amazon Linux 2023.", text())),
    rootVolumeGiB: optional(about("Size of the root volume in GiB. Default: 8.", whole(8, 16384))),
    metadataHopLimit: optional(about("Hop limit of the metadata service. Default: 1.", whole(1, 64))),
    userData: optional(about("Shell script run at first boot. Default: none.", text())),
    replaceOnUserDataChange: optional(
      about("Whether a change of the user data replaces the instance. Default: true.", flag()),
    ),
    cloudWatchAgent: optional(about("Memory and disk metrics and system logs. Default: false.", flag())),
    detailedMonitoring: optional(about("One-minute metrics. Default: false.", flag())),
    alarmActions: optional(about("ARNs that are told when CPU credits run out. Default: none.", z.array(text()))),
    morePolicies: optional(
      about("Managed policies of the instance's role, beside what its agents need. Default: none.", morePolicies()),
    ),
  });
}

/** The configuration of one environment, after inheritance. The only source of the types and of `schema.json`. */
export const environmentSchema = z.strictObject({
  project: about(
    "Project name, for tags and physical names.",
    pattern(ENVIRONMENT_FORMS.project.pattern, {
      code: "CONFIG_PROJECT_FORM",
      message: "The project name has a wrong form.",
      expected: ENVIRONMENT_FORMS.project.expected,
      fix: ENVIRONMENT_FORMS.project.fix,
    }),
  ),
  owner: about("Team or person that answers for the environment.", text()),
  account: about(
    "AWS account id, 12 digits in quotes.",
    pattern(ENVIRONMENT_FORMS.account.pattern, {
      code: "CONFIG_ACCOUNT_FORM",
      message: "The value is not an AWS account id.",
      expected: ENVIRONMENT_FORMS.account.expected,
      fix: ENVIRONMENT_FORMS.account.fix,
    }),
    ["111111111111"],
  ),
  region: about("AWS region.", region(), ["ap-northeast-2"]),
  protect: about("Whether resources are protected against deletion.", flag()),
  backend: about("Where Terraform keeps the state.", backend()),
  runnerRoleArn: optional(
    about(
      "Role that Terraform assumes before it does anything.",
      pattern(new RegExp(`^arn:(${PARTITIONS.join("|")}):iam::[0-9]{12}:role/[\\w+=,.@/-]+$`), {
        code: "CONFIG_ROLE_ARN_FORM",
        message: "The value is not the ARN of an IAM role.",
        expected: "arn:aws:iam::<account id>:role/<name>",
        fix: "copy the role's ARN from the AWS console",
      }),
    ),
  ),
  tags: optional(about("Further tags for every resource.", textMap())),
  naming: optional(
    about(
      "How names are made: a template such as {project}-{environment}-{stack}-{name}, or templates by kind, with `default` for the others. Default: project, environment and what the construct is called.",
      z.union([text(), textMap()]),
      ["{project}-{environment}-{stack}-{name}"],
    ),
  ),
  logs: optional(
    about(
      "How CloudWatch keeps the environment's logs, unless a log says otherwise. Default: each as it is described.",
      z.strictObject({
        retentionDays: optional(about("Days that logs are kept.", whole(1, 3653), [365])),
        keyArn: optional(about("KMS key of logs that have none of their own. Default: CloudWatch Logs' own.", text())),
      }),
    ),
  ),
  alsoKnown: optional(
    about("What AWS has and our tables do not know yet. Default: only what the tables know is taken.", alsoKnown()),
  ),
  quotas: optional(
    about("Quotas that AWS has raised for the account in this region. Default: what every account has.", quotas()),
  ),
  network: about("The environment's VPC.", network()),
  access: optional(
    about(
      "How people get into the network. Default: no access.",
      z.strictObject({ bastion: optional(about("The bastion. Default: none.", bastion())) }),
    ),
  ),
  edge: optional(about("How the environment is reached from the internet. Default: not at all.", edge())),
  ecs: optional(about("Containers; those with `expose` stand behind the edge. Default: none.", ecs())),
  eks: optional(about("A Kubernetes cluster with its nodes. Default: none.", eks())),
  eksAddons: optional(about("What runs in the cluster from the start. Default: nothing.", eksAddons())),
  delivery: optional(
    about("The pipeline on GitHub that plans and applies the environment. Default: people do.", delivery()),
  ),
  state: optional(
    about(
      "The bucket that holds the Terraform state.",
      z.strictObject({
        keepVersionsDays: optional(about("Days that old versions of a state are kept. Default: 90.", whole(1, 36500))),
        keepPlansDays: optional(about("Days that saved plans are kept. Default: 30.", whole(1, 36500))),
        lockTable: optional(about("Whether there is a lock table. Default: only with `lock: dynamodb`.", flag())),
      }),
    ),
  ),
  review: optional(about("What a review of plans asks approval for. Default: every kind of risk.", reviewGates())),
  exemptions: optional(
    about("Rules that may be broken at a place, for a reason and until a day. Default: none.", exemptions()),
  ),
});

/** The keys of a file that are about the file itself; they are not inherited. */
export const fileKeysSchema = z.strictObject({
  extends: optional(about("Name of the file that this one inherits from, without `.yaml`.", text(), ["base"])),
  abstract: optional(about("Whether the file is only there to inherit from. Default: false.", flag())),
});

/**
 * Maps with several forms, by their path, in which `*` is any name, and the key that tells the form. When a file chooses another form than the file it extends, the
 * map is replaced and not merged: a NAT gateway's options mean nothing to a NAT instance.
 */
export const FORM_KEYS: Readonly<Record<string, string>> = {
  backend: "type",
  "network.nat": "mode",
  "network.flowLog": "to",
  "access.bastion.access": "mode",
  "ecs.services.*.deployment": "by",
  "eksAddons.argocd.signIn": "provider",
};

/** The configuration of one environment as it is written in YAML, after inheritance. */
export type EnvironmentConfig = z.infer<typeof environmentSchema>;

/** A bastion without the network, which the stack adds. */
export type BastionConfig = Omit<BastionProps, "network">;

/** The edge as it is written in YAML; the edge stack takes it as it is. */
export type EdgeConfig = NonNullable<EnvironmentConfig["edge"]>;

/** The containers as they are written in YAML; the ECS stack takes them as they are. */
export type EcsConfig = NonNullable<EnvironmentConfig["ecs"]>;

/** The Kubernetes cluster as it is written in YAML; the EKS stack takes it as it is. */
export type EksConfig = NonNullable<EnvironmentConfig["eks"]>;

/** What runs in the cluster, as it is written in YAML; the stack of add-ons takes it as it is. */
export type EksAddonsConfig = NonNullable<EnvironmentConfig["eksAddons"]>;

/** What reviews of the environment's plans ask approval for, as it is written in YAML. */
export type ReviewConfig = NonNullable<EnvironmentConfig["review"]>;

/** An exemption as it is written in YAML. */
export type ExemptionConfig = NonNullable<EnvironmentConfig["exemptions"]>[number];

/** The pipeline as it is written in YAML; the delivery stack takes it as it is. */
export type DeliveryConfig = NonNullable<EnvironmentConfig["delivery"]>;

type NetworkConfig = EnvironmentConfig["network"];
type TierConfig = NetworkConfig["tiers"][string];
type BastionYaml = NonNullable<NonNullable<EnvironmentConfig["access"]>["bastion"]>;

/** The checks that the compiler makes; nothing uses the type. */
export type SchemaMatchesProps = [
  Assignable<EnvironmentConfig["backend"], BackendConfig>,
  Assignable<EnvironmentConfig & { name: string }, Environment>,
  Assignable<Omit<NetworkConfig, "tiers"> & { tiers: TierProps[] }, NetworkProps>,
  Assignable<TierConfig, Omit<TierProps, "name">>,
  Assignable<BastionYaml, BastionConfig>,
  Assignable<NonNullable<EnvironmentConfig["state"]>, StateStorageProps>,
  Assignable<keyof StateStorageProps, keyof NonNullable<EnvironmentConfig["state"]>>,
  Assignable<Exclude<keyof NetworkProps, "deployed">, keyof NetworkConfig>,
  Assignable<Exclude<keyof TierProps, "name">, keyof TierConfig>,
  Assignable<KeysOf<NatProps>, KeysOf<NetworkConfig["nat"]>>,
  Assignable<KeysOf<FlowLogProps>, KeysOf<NetworkConfig["flowLog"]>>,
  Assignable<KeysOf<EndpointProps>, KeysOf<NetworkConfig["endpoints"]>>,
  Assignable<KeysOf<DhcpProps>, KeysOf<NetworkConfig["dhcp"]>>,
  Assignable<keyof BastionConfig, keyof BastionYaml>,
  Assignable<KeysOf<BastionAccess>, KeysOf<BastionYaml["access"]>>,
  Assignable<KeysOf<BackendConfig>, KeysOf<EnvironmentConfig["backend"]>>,
  Assignable<Exclude<keyof Environment, "name" | "rolesBoundaryArn">, keyof EnvironmentConfig>,
  Assignable<keyof AlsoKnown, keyof NonNullable<EnvironmentConfig["alsoKnown"]>>,
  Assignable<keyof RaisedQuotas, keyof NonNullable<EnvironmentConfig["quotas"]>>,
];
