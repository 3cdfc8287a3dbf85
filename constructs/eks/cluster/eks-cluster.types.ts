import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { Tagged } from "../../core/tags/tags";
import type { AddonNameText, KubernetesVersion, Name } from "../../core/texts/text.types";
import type { INetwork } from "../../network/network.types";
import type { IConnectable } from "../../security-groups/connections";
import type { AccessGrant, AuthenticationMode } from "../access/access.types";
import type { AddonsProps, OtherAddonOptions, PodSecurityGroups } from "../addons/addons.types";
import type { AutoModeOptions } from "../auto-mode/auto-mode.types";
import type { IdentityKind, IServiceAccountRole, ServiceAccountRoleOptions } from "../identity/service-account.types";

/** Family of the addresses of pods and services. Nodes have IPv4 in any case. */
export type IpFamily = "ipv4" | "ipv6";

/** An EKS cluster that was made here, is read from another stack's contract, or existed before. */
export interface IEksCluster extends IConstruct, IConnectable {
  /** Name, as a reference that makes its reader wait for the cluster. */
  readonly clusterName: string;
  readonly clusterArn: string;
  /** Kubernetes version, `major.minor`: a literal. */
  readonly version: string;
  /** Address of the Kubernetes API. */
  readonly endpoint: string;
  /** The cluster's certificate authority, base64. */
  readonly certificateAuthority: string;
  /** The cluster's OpenID Connect issuer without `https://`, as trust policies name it. */
  readonly oidcIssuer: string;
  /** ARN of the issuer's identity provider in IAM. */
  readonly oidcProviderArn: string;
  /** The one security group of control plane and nodes. EKS makes and tags it. */
  readonly clusterSecurityGroupId: string;
  readonly network: INetwork;
  /** How pods get their roles unless a role says otherwise. */
  readonly identity: IdentityKind;
  /** Whether the Pod Identity agent runs on the nodes. */
  readonly podIdentityAgent: boolean;
  /** Family of the addresses of pods and services. */
  readonly ipFamily: IpFamily;
  /** What security groups of pods need; of a cluster that is only known, nobody knows it. */
  readonly podGroups?: PodGroups;

  /**
   * A role for the pods of one service account. It can be granted to, as every role.
   *
   * @throws GroundplanError with everything that is wrong with the properties
   */
  serviceAccountRole(id: string, props: ServiceAccountRoleOptions): IServiceAccountRole;
}

/** What security groups of pods need of a cluster. */
export interface PodGroups {
  /** Whether EKS Auto Mode runs nodes, which give pods groups of their own by themselves from Kubernetes 1.36 on. */
  readonly autoMode: boolean;
  /** Whether the other nodes give pods groups of their own. */
  readonly mode: PodSecurityGroups | undefined;
  /** Other nodes and Fargate profiles that there are. */
  readonly compute: readonly TerraformResource[];
}

/** Log types of the control plane (Amazon EKS User Guide, "Send control plane logs to CloudWatch Logs", as of 2026-11). */
export const CONTROL_PLANE_LOGS = ["api", "audit", "authenticator", "controllerManager", "scheduler"] as const;

/** One log type of the control plane. */
export type ControlPlaneLog = (typeof CONTROL_PLANE_LOGS)[number];

/** Logs of the control plane. */
export interface ControlPlaneLogging {
  /**
   * What is logged. Protected environments always log `audit`.
   *
   * @default api, audit and authenticator
   * @toldAs EKS_LOG_TYPE_UNKNOWN
   */
  readonly types?: readonly ControlPlaneLog[];
  /**
   * Days that the logs are kept; one of the values that CloudWatch Logs knows.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 90
   */
  readonly retentionDays?: number;
}

/** How the Kubernetes API is reached. From inside the VPC it always is. */
export interface EndpointAccess {
  /**
   * IPv4 ranges that reach the API from the internet. Never everyone.
   *
   * @example ["203.0.113.0/24"]
   * @synonym publicAccessCidrs
   * @default - none: the public endpoint is off
   */
  readonly publicCidrs?: readonly string[];
}

/** Properties of {@link EksCluster}. */
export interface EksClusterProps extends Tagged {
  /** Network that control plane and nodes lie in. */
  readonly network: INetwork;
  /**
   * Kubernetes version, such as `1.35`. There is no default: a version is chosen, and raised on purpose.
   *
   * @example 1.35
   * @synonym kubernetesVersion, clusterVersion
   */
  readonly version: KubernetesVersion;
  /**
   * Who administers the cluster: ARNs of IAM roles or users, or `role/<name>` and `user/<name>` in the environment's account. At
   * least one: nobody else gets in, not even who creates the cluster.
   *
   * @example ["role/platform-admin"]
   */
  readonly admins: readonly string[];
  /**
   * Who else gets in, by a name of yours.
   *
   * @named access grant
   * @synonym accessEntries
   * @default - nobody
   */
  readonly access?: Readonly<Record<Name, AccessGrant>>;
  /**
   * How principals are known to the cluster: access entries alone, or the `aws-auth` ConfigMap as well.
   *
   * @default "api"
   */
  readonly authentication?: AuthenticationMode;
  /**
   * Last part of the cluster's name.
   *
   * @default - the name is `<project>-<environment>`; with a second cluster in one environment, give each a name
   */
  readonly name?: string;
  /**
   * The whole name, in place of the one that is made: for a cluster that exists and is taken over. Give its role by `roleName` and the
   * key of its secrets by `secretsKeyArn` besides; each of them replaces the cluster when it is another one. Whether it was made with its
   * creator as administrator and with add-ons of EKS's own is left as it was.
   *
   * @default - made from `name`
   */
  readonly clusterName?: string;
  /**
   * The whole name of the role by which EKS runs the cluster: for one that exists and is taken over. Another role is another cluster.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made from `name`
   */
  readonly roleName?: string;
  /**
   * Tier that the control plane's interfaces, and nodes by default, lie in: private, in two zones or more.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * Zones of the tier that the control plane's interfaces lie in, and nodes and pods on Fargate unless they say otherwise: two or
   * more. They stay what they are at creation. Write them down, and a zone that is added to the network touches no cluster.
   *
   * @example ["a", "c"]
   * @default - the zones that the cluster is remembered to be deployed in, else all of the tier
   */
  readonly zones?: readonly string[];
  /**
   * Ids of further security groups of the control plane's network interfaces, beside the one that EKS makes: for a cluster that is taken over
   * with them. Nodes do not have them.
   *
   * @example ["sg-0123456789abcdef0"]
   * @synonym additionalSecurityGroupIds
   * @default - none
   */
  readonly securityGroupIds?: readonly string[];
  /**
   * How the Kubernetes API is reached besides from inside the VPC.
   *
   * @default - the public endpoint is off
   */
  readonly endpointAccess?: EndpointAccess;
  /**
   * Logs of the control plane.
   *
   * @default - api, audit and authenticator, kept 90 days
   */
  readonly logging?: ControlPlaneLogging;
  /**
   * ARN of the KMS key that encrypts Kubernetes secrets.
   *
   * @default - a key of the cluster's own
   */
  readonly secretsKeyArn?: string;
  /**
   * IPv4 range of Kubernetes services: /12 to /24 of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, outside the VPC. Another
   * range replaces the cluster.
   *
   * @example 172.20.0.0/16
   * @synonym serviceIpv4Cidr, clusterServiceIpv4Cidr
   * @default - AWS chooses 10.100.0.0/16 or 172.20.0.0/16, whichever does not overlap with the VPC
   */
  readonly serviceCidr?: string;
  /**
   * Family of the addresses of pods and services. `ipv6` needs a network with IPv6, is not for pods in a tier of their own, and leaves the
   * range of services to EKS. A cluster keeps it for good.
   *
   * @default "ipv4"
   */
  readonly ipFamily?: IpFamily;
  /**
   * What happens at the end of standard support: `extended` costs more and goes on for twelve months, `standard` lets AWS upgrade
   * the cluster then.
   *
   * @default - standard, so that nobody pays for extended support by forgetting; extended in protected environments, where an upgrade is never a surprise
   */
  readonly support?: "standard" | "extended";
  /**
   * Whether AWS itself refuses to delete the cluster. Needs version 6.9 or newer of the AWS provider, to which the stack is then
   * pinned.
   *
   * @default false - in protected environments Terraform refuses, by `prevent_destroy`
   */
  readonly deletionProtection?: boolean;
  /**
   * Whether traffic may be shifted away from an impaired zone (ARC zonal shift).
   *
   * @default - true in protected environments
   */
  readonly zonalShift?: boolean;
  /**
   * How pods get their roles unless a role says otherwise.
   *
   * @default "irsa", which works on nodes and on Fargate
   */
  readonly identity?: IdentityKind;
  /**
   * EKS Auto Mode: EKS makes nodes, volumes and load balancers as pods ask for them, in the cluster's tier and with the cluster's security
   * group, and takes a fee for its nodes. `true` is on with both of EKS's own node pools. Once it is on, `false` turns it off; leaving it out
   * is refused.
   *
   * @synonym computeConfig, clusterComputeConfig
   * @default - off
   */
  readonly autoMode?: AutoModeOptions | boolean;
  /**
   * Add-ons by name.
   *
   * @synonym clusterAddons
   * @default - vpc-cni, kube-proxy, eks-pod-identity-agent and coredns, in versions that are pinned for the Kubernetes version; with EKS Auto Mode, whose nodes have all of that, none
   */
  readonly addons?: AddonsProps;
  /**
   * Further add-ons by their names in EKS: any other one of AWS, of the community, or of AWS Marketplace that the account is subscribed to.
   *
   * @named add-on
   * @example {"external-dns": {"version": "v0.20.0-eksbuild.1"}}
   * @default - none
   */
  readonly otherAddons?: Readonly<Record<AddonNameText, OtherAddonOptions>>;
}

/** What must be known of a cluster that exists already. Nothing is looked up. */
export interface ExistingEksClusterProps
  extends Pick<
    IEksCluster,
    | "clusterName"
    | "clusterArn"
    | "version"
    | "endpoint"
    | "certificateAuthority"
    | "oidcProviderArn"
    | "clusterSecurityGroupId"
    | "network"
  > {
  /** OpenID Connect issuer, with or without `https://`; a reference is without. */
  readonly oidcIssuer: string;
  /** @default "irsa" */
  readonly identity?: IdentityKind;
  /** @default false */
  readonly podIdentityAgent?: boolean;
  /** @default "ipv4" */
  readonly ipFamily?: IpFamily;
}
