import type { Name } from "../../constructs/core/texts/text.types";
import type { IdentityKind, ServiceAccountRoleOptions } from "../../constructs/eks/identity/service-account.types";
import type { PolicyFile } from "../../constructs/iam/policies/policy-file";
import type { Use } from "../sections/offer.types";
import type { Permission } from "../services/service-spec.types";

/** The role of the pods of one service account. */
export interface ServiceAccountSpec extends Omit<ServiceAccountRoleOptions, "serviceAccount" | "identity" | "uses"> {
  /**
   * Name of the service account: 1 to 253 of `a-z`, `0-9`, `-` and `.`; never a wildcard.
   *
   * @example api
   * @default - the name that the role has here
   */
  readonly serviceAccount?: string;
  /**
   * How pods get the role: `irsa` by an annotation of the service account, on nodes and on Fargate; `pod-identity` by the agent on the
   * nodes, without an annotation.
   *
   * @default - as the cluster's `identity` says; where it says nothing, `pod-identity`, but `irsa` without the agent, with `wildcard`, and in
   * a namespace that a Fargate profile takes as a whole
   */
  readonly identity?: IdentityKind;
  /**
   * What the pods use of what sections of the environment offer, such as `buckets.uploads`: the role gets the permissions, those to read the
   * secrets among them; rules of security groups are made both ways; and the pods are told by a ConfigMap `<service account>-uses` in their
   * namespace, which they take by `envFrom` (`UPLOADS_BUCKET_NAME`). The stack `eks-addons` puts it into the cluster; without it, the output
   * `service_account_objects` has it.
   *
   * @example ["buckets.uploads"]
   * @default - nothing
   */
  readonly uses?: readonly Use[];
  /**
   * What the pods may do in AWS, by a name of yours.
   *
   * @named permission
   * @default - nothing
   */
  readonly permissions?: Readonly<Record<Name, Permission>>;
  /**
   * What the pods may do in AWS besides, as JSON in a file of the project: `policies/api.json`.
   *
   * @example policies/api.json
   * @default - nothing
   */
  readonly policyFile?: string | PolicyFile;
}
