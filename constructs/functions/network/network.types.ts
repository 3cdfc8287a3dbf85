import type { INetwork } from "../../network/network.types";
import type { ISecurityGroup } from "../../security-groups/connections";

/** Files of EFS that a function sees. */
export interface FunctionFiles {
  /**
   * ARN of the access point, which says as whom and below which folder files are read and written.
   *
   * @example arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0
   */
  readonly accessPointArn: string;
  /**
   * Folder that the function sees them in: `/mnt/` and a name.
   *
   * @example /mnt/files
   */
  readonly path: string;
  /**
   * Whether the function may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Security group of the file system's mount targets; rules for NFS are made both ways.
   *
   * @codeOnly a security group that one makes or brings in oneself
   * @default - the rules are made elsewhere
   */
  readonly mountTargets?: ISecurityGroup;
}

/** How a function in a VPC is reached, and what it reaches. */
export interface FunctionNetworkOptions {
  /**
   * Network that the function lies in. It costs nothing but the way to the internet; without it, it reaches nothing private.
   *
   * @default - no network: AWS's own, with a way to the internet
   */
  readonly network?: INetwork;
  /**
   * Private or isolated tier of the network.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * The whole name of the security group. Another name is another group.
   *
   * @default - made of the construct's path
   */
  readonly securityGroupName?: string;
  /**
   * Whether the function may connect to any HTTPS address. `none` leaves all rules to `connections` and `uses`.
   *
   * @default "https"
   */
  readonly egress?: "https" | "none";
}
