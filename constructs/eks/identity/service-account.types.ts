import type { ExemptionReason } from "../../core/environments/exemptions";
import type { IGrantable, IRole } from "../../iam/grantable";
import type { Links } from "../../links/link.types";
import type { ISecurityGroup } from "../../security-groups/connections";

/**
 * How a pod gets its role: `irsa` by the cluster's OpenID Connect provider, on nodes and on Fargate; `pod-identity` by an agent on
 * the nodes, without a provider in the trust policy.
 */
export type IdentityKind = "irsa" | "pod-identity";

/** Which pods get a role. */
export interface ServiceAccountRoleOptions {
  /**
   * Namespace: a DNS label of Kubernetes, 1 to 63 of `a-z`, `0-9` and `-`; with `wildcard` a pattern with `*` for any text.
   *
   * @example shop
   */
  readonly namespace: string;
  /** Name of the service account: 1 to 253 of `a-z`, `0-9`, `-` and `.`; never a wildcard. */
  readonly serviceAccount: string;
  /**
   * Lets `namespace` be a pattern such as `preview-*`: the service account of this name gets the role in every namespace that fits, those
   * that are made later too. Whoever may make such a namespace may use the role. By IRSA only; listed with the other exemptions.
   *
   * @default - one namespace
   */
  readonly wildcard?: ExemptionReason;
  /**
   * The whole name of the role, 1 to 64 characters: for one that exists and is taken over.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @example shop-api-pods
   * @default - made from project, environment, stack and path
   */
  readonly roleName?: string;
  /**
   * What the role is for.
   *
   * @default - names the service account
   */
  readonly description?: string;
  /**
   * How pods get the role.
   *
   * @default - as the cluster says; `irsa` with `wildcard`
   */
  readonly identity?: IdentityKind;
  /**
   * ARNs of managed policies. Prefer grants.
   *
   * @default - none
   */
  readonly managedPolicyArns?: readonly string[];
  /**
   * ARN of the policy that is the most that the role may ever do.
   *
   * @default - as for every role of the environment
   */
  readonly permissionsBoundary?: string;
  /**
   * What the pods use, by the names that variables begin with: the role gets the permissions, those to read the secrets among them; rules of
   * security groups are made both ways; and the pods are told by a ConfigMap, see `objectsList`. Not with `wildcard`.
   *
   * @default - nothing
   * @asType any
   */
  readonly uses?: Links;
  /**
   * Whether the ServiceAccount is made with the role: with what gives its pods the role, and a label by which they get the security group of
   * what they use. If not, your chart or your manifests make it. Not with `wildcard`.
   *
   * @default false
   */
  readonly createServiceAccount?: boolean;
  /**
   * Labels of the pods that get the security group of what they use: all pods of the namespace that carry them. Counts where what is used has
   * rules of security groups.
   *
   * @example {"app.kubernetes.io/name": "api"}
   * @default - the pods of the service account that `createServiceAccount` makes
   */
  readonly podLabels?: Readonly<Record<string, string>>;
  /**
   * Lets the pods connect by the cluster's security group in the place of one of their own: whatever runs in the cluster, nodes too, reaches
   * what they use. Counts where what is used has rules of security groups, and is listed with the other exemptions then.
   *
   * @default - by a security group of these pods alone
   */
  readonly everyPod?: ExemptionReason;
}

/** The role of a service account. */
export interface IServiceAccountRole extends IRole, IGrantable {
  /** Namespace, or a pattern of several. */
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly identity: IdentityKind;
  /** Annotations that the ServiceAccount needs: the role's ARN for IRSA, none for Pod Identity. */
  readonly annotations: Readonly<Record<string, string>>;
  /** The ServiceAccount as a manifest in YAML, without a namespace where there are several. The role's ARN in it is a reference. */
  readonly manifest: string;
  /**
   * What is made of it in the cluster, as a list in JSON that `kubectl apply -f -` takes: a ConfigMap `<service account>-uses` with the variables
   * of what its pods use, which they take by `envFrom`, and with the ARNs and fields of secrets in the place of their values; the ServiceAccount
   * with `createServiceAccount`; and a SecurityGroupPolicy where the pods have a security group of their own. `undefined` when there is nothing.
   */
  readonly objectsList: string | undefined;
  /** Security group of the pods alone; only where something that they use is connected to, unless `everyPod` says otherwise. */
  readonly securityGroup?: ISecurityGroup;
}
