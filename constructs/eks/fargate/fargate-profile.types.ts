import type { Tagged } from "../../core/tags/tags";
import type { MorePolicies } from "../../iam/policies/more-policies";
/** Which pods run on Fargate. */
export interface FargateSelector {
  /** Namespace; `*` and `?` are wildcards. */
  readonly namespace: string;
  /**
   * Labels that a pod must have, at most 5.
   *
   * @default - any pod of the namespace
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Logs of the pods on Fargate. */
export interface FargateLogging {
  /**
   * Days that logs are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 90
   */
  readonly retentionDays?: number;
}

/** Properties of a Fargate profile: one namespace, or selectors. */
export interface FargateProfileOptions extends Tagged {
  /** One namespace, all of whose pods run on Fargate; instead of `selectors`. */
  readonly namespace?: string;
  /** 1 to 5 selectors; instead of `namespace`. */
  readonly selectors?: readonly FargateSelector[];
  /**
   * Private tier that the pods lie in.
   *
   * @default - the cluster's tier
   */
  readonly tier?: string;
  /**
   * Zones of the tier that the pods lie in. Other zones make a new profile beside the old one.
   *
   * @example ["a", "c"]
   * @default - the zones that the profile is remembered to be deployed in, else the cluster's
   */
  readonly zones?: readonly string[];
  /**
   * Whether logs of the pods go to CloudWatch, or `false` for none.
   *
   * @default - kept 90 days
   */
  readonly logging?: FargateLogging | false;
  /**
   * Managed policies for the pod execution role, beside pulling images and shipping logs, with the reason. Containers never get it.
   *
   * @default - none
   */
  readonly morePolicies?: MorePolicies;
}
