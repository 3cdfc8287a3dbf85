import type { ControllerRoleProps } from "../controller-role";

/** Properties of {@link loadBalancerControllerRole}. */
export interface LoadBalancerControllerRoleProps extends ControllerRoleProps {
  /**
   * Whether the controller may make load balancers that the internet reaches.
   *
   * @default true
   */
  readonly internetFacing?: boolean;
  /**
   * ARNs of target groups that were made elsewhere, for a `TargetGroupBinding`. Those of the controller's own need no mention.
   *
   * @default - none
   */
  readonly targetGroupArns?: readonly string[];
  /**
   * Whether the controller may put web ACLs (WAFv2) in front of load balancers. Without it the chart needs `enableWafv2: false`. The
   * chart needs `enableWaf: false` in any case: WAF Classic has come to its end.
   *
   * @default true
   */
  readonly waf?: boolean;
  /**
   * ARNs of the web ACLs that it may use.
   *
   * @default - every regional web ACL of the account
   */
  readonly webAclArns?: readonly string[];
  /**
   * Whether the controller may switch Shield Advanced protection. Without it the chart needs `enableShield: false`.
   *
   * @default false
   */
  readonly shield?: boolean;
  /**
   * ARNs of Cognito user pools that load balancers may sign users in with.
   *
   * @default - none
   */
  readonly userPoolArns?: readonly string[];
}
