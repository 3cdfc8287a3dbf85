import type { Tagged } from "../core/tags/tags";
import type { MorePolicies } from "../iam/policies/more-policies";
import type { INetwork } from "../network/network.types";

/**
 * How one gets to the bastion.
 *
 * - `ssm`: Session Manager. Private subnet, no ingress at all, no key; sessions are encrypted and logged.
 * - `ssh`: SSH to an Elastic IP in a public subnet, from named ranges only.
 * - `instance-connect`: SSH through an EC2 Instance Connect endpoint. Private subnet, no public address, IAM decides.
 */
export type BastionAccess = SsmAccess | SshAccess | InstanceConnectAccess;

export interface SsmAccess {
  /** Session Manager: private subnet, no ingress, no key. */
  readonly mode: "ssm";
  /**
   * Minutes without input after which a session ends, 1 to 60.
   *
   * @minimum 1
   * @maximum 60
   * @default 20
   */
  readonly idleMinutes?: number;
  /**
   * Longest duration of a session in minutes, 1 to 1440.
   *
   * @minimum 1
   * @maximum 1440
   * @default - no limit but the idle time
   */
  readonly maxMinutes?: number;
  /**
   * Days that session logs are kept.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 90
   */
  readonly logRetentionDays?: number;
  /**
   * Operating system user of the session. It must exist on the instance, so create it in `userData`.
   *
   * @default - Session Manager's `ssm-user`, which the agent creates
   */
  readonly runAs?: string;
}

export interface SshAccess {
  /** SSH to an Elastic IP in a public subnet. */
  readonly mode: "ssh";
  /** Who may connect: names of the network's prefix lists, prefix list ids (`pl-…`) or CIDRs; never the whole internet. */
  readonly from: readonly string[];
  /**
   * Public key in OpenSSH form: `ssh-ed25519 AAAA…`, or `ssh-rsa AAAA…` of 2048 to 4096 bits; EC2 takes no other kinds. A new
   * key replaces the instance. Private keys never enter Terraform.
   *
   * @default - `keyName` names a key pair that exists
   */
  readonly publicKey?: string;
  /**
   * Name of an EC2 key pair of the region that exists, in the place of `publicKey`. Another one replaces the instance.
   *
   * @default - a key pair is made of `publicKey`
   */
  readonly keyName?: string;
}

export interface InstanceConnectAccess {
  /** SSH through an EC2 Instance Connect endpoint. */
  readonly mode: "instance-connect";
  /**
   * Whether the instance sees the client's address instead of the endpoint's, so that flow logs show it.
   *
   * @default false
   */
  readonly preserveClientIp?: boolean;
}

/** Whole names of what a bastion is made of. */
export interface BastionNames {
  /**
   * Role of the instance.
   *
   * @maxLength ../core/names/naming#RULES.iamRole.maxLength
   * @default - made of the bastion's place
   */
  readonly roleName?: string;
  /**
   * Profile that brings the role to the instance.
   *
   * @default - made of the bastion's place
   */
  readonly instanceProfileName?: string;
  /**
   * Security group of the instance.
   *
   * @default - made of the bastion's place
   */
  readonly securityGroupName?: string;
  /**
   * Session document; only with access `ssm`.
   *
   * @default - made of the bastion's place
   */
  readonly sessionDocumentName?: string;
  /**
   * Log group of the sessions; only with access `ssm`.
   *
   * @default - made of the bastion's place
   */
  readonly sessionLogGroupName?: string;
  /**
   * Alias of the key of sessions, with `alias/`; only with access `ssm`.
   *
   * @default - made of the bastion's place
   */
  readonly sessionKeyAliasName?: string;
  /**
   * Log group of the system logs; only with `cloudWatchAgent`.
   *
   * @default - made of the bastion's place
   */
  readonly systemLogGroupName?: string;
  /**
   * Parameter with the agent's configuration; only with `cloudWatchAgent`.
   *
   * @default - made of the bastion's place
   */
  readonly agentParameterName?: string;
  /**
   * Alarm of CPU credits; only for burstable instance types.
   *
   * @default - made of the bastion's place
   */
  readonly creditAlarmName?: string;
}

/** Properties of {@link Bastion}. */
export interface BastionProps extends Tagged {
  readonly network: INetwork;
  /**
   * How one gets to the bastion.
   *
   * @default - Session Manager
   */
  readonly access?: BastionAccess;
  /**
   * Tier that the instance lies in.
   *
   * @default - the first private tier, else the first isolated one (`ssm`, `instance-connect`), or the first public tier (`ssh`)
   */
  readonly tier?: string;
  /**
   * Zone that the instance lies in.
   *
   * @default - the zone that it is remembered to be deployed in, else the tier's first zone
   */
  readonly zone?: string;
  /**
   * Instance type; its architecture chooses the image.
   *
   * @default "t4g.nano", which has too little memory to install packages: "t4g.micro" with `cloudWatchAgent` or `userData`
   */
  readonly instanceType?: string;
  /**
   * Image id, to pin it.
   *
   * @synonym amiId, imageId
   * @default - the newest Amazon Linux 2023 at the time of launch, through its public SSM parameter
   */
  readonly ami?: string;
  /**
   * Size of the encrypted gp3 root volume in GiB, 8 to 16384.
   *
   * @minimum 8
   * @maximum 16384
   * @synonym rootVolumeSize, volumeSize
   * @default 8
   */
  readonly rootVolumeGiB?: number;
  /**
   * Hop limit of the metadata service, 1 to 64; 2 lets containers on the host reach it.
   *
   * @minimum 1
   * @maximum 64
   * @counts hops
   * @default 1
   */
  readonly metadataHopLimit?: number;
  /**
   * Shell script run at first boot, with `#!` line, at most 16 KiB.
   *
   * @default - none
   */
  readonly userData?: string;
  /**
   * Whether a change of the user data replaces the instance; otherwise it is stopped and started, and the script does not run
   * again.
   *
   * @default true
   */
  readonly replaceOnUserDataChange?: boolean;
  /**
   * CloudWatch agent: metrics of memory and disk, and system logs; its configuration lies in an SSM parameter.
   *
   * @default false
   */
  readonly cloudWatchAgent?: boolean;
  /**
   * One-minute metrics, billed.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;
  /**
   * ARNs that are told when a burstable (T) instance runs out of CPU credits, at most 5.
   *
   * @default - those of the environment's `alarms`; without them the alarm exists and tells nobody
   */
  readonly alarmActions?: readonly string[];
  /**
   * Whole names of what is made, for what exists and is taken over. Another name is another thing.
   *
   * @default - made of the bastion's place
   */
  readonly names?: BastionNames;
  /**
   * Managed policies for the role of the instance, beside what its agents need, with the reason. People get roles of their own.
   *
   * @default - none
   */
  readonly morePolicies?: MorePolicies;
}
