import type { INetwork } from "../network/network.types";

/** Properties of {@link SecurityGroup}. */
export interface SecurityGroupProps {
  /** The VPC of the group. Its ranges are known so that a CIDR rule inside the VPC can be pointed out. */
  readonly network: Pick<INetwork, "vpcId" | "cidrs">;
  /** What the group is for. AWS cannot change it later: another text replaces the group. */
  readonly description: string;
  /**
   * Last part of the group's name and of its `Name` tag.
   *
   * @default - the ids of the construct and its scopes within the stack
   */
  readonly name?: string;
  /**
   * Why the group may admit the internet to ports other than 80, 443 and udp 1194. Remote login and the ports of databases
   * stay refused.
   *
   * @default - it may not
   */
  readonly publicEntry?: string;
  /**
   * Who may be admitted: anything, or security groups only, as for databases and caches.
   *
   * @default "anything"
   */
  readonly admits?: "anything" | "security-groups";
  /**
   * Rules per direction and IP version that the account allows, 1 to 1000.
   *
   * @minimum 1
   * @maximum 1000
   * @rangeToldAs RULE_QUOTA_INVALID
   * @default 60
   */
  readonly rulesQuota?: number;
  /**
   * The whole name, of a group that is taken over. The replacement of a group of this name could not be made before the old one goes.
   *
   * @default - a name that begins with that of {@link name}, and is another one for each replacement
   */
  readonly securityGroupName?: string;
  /**
   * Whether Terraform removes every rule before it deletes the group. For groups in which a service writes rules of its own,
   * such as EMR or the load balancer controller of EKS.
   *
   * @default false
   */
  readonly revokeRulesOnDelete?: boolean;
  /**
   * Further tags.
   *
   * @default - only `Name`
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** What must be known of a group that exists already. */
export interface ExistingSecurityGroupProps {
  /** Id, `sg-…`, or a value from a contract. */
  readonly securityGroupId: string;
  /**
   * Whether rules may be added to it from here. With `false` only the other side of a connection gets its rule.
   *
   * @default true
   */
  readonly mutable?: boolean;
  /**
   * Rules per direction and IP version that the account allows; only rules that are made here are counted.
   *
   * @minimum 1
   * @maximum 1000
   * @rangeToldAs RULE_QUOTA_INVALID
   * @default 60
   */
  readonly rulesQuota?: number;
  /**
   * Why the group may admit the internet to ports other than 80, 443 and udp 1194.
   *
   * @default - it may not
   */
  readonly publicEntry?: string;
}
