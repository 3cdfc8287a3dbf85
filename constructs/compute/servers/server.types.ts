import type { Tagged } from "../../core/tags/tags";
import type { MorePolicies } from "../../iam/policies/more-policies";
import type { Role } from "../../iam/roles/role";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { HealthCheckProps, ICreatedTargetGroup } from "../../load-balancing/target-groups/target-group.types";
import type { INetwork } from "../../network/network.types";

/** The image of a server: what an SSM parameter holds at launch, or one image. */
export type ServerImage =
  | {
      /** Name of the parameter, such as `/aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id`. */
      readonly parameter: string;
      /** Root device of the image. @default "/dev/xvda" */
      readonly rootDevice?: string;
      readonly imageId?: never;
    }
  | {
      /** Id of the image: `ami-…`. */
      readonly imageId: string;
      /** Root device of the image. @default "/dev/xvda" */
      readonly rootDevice?: string;
      readonly parameter?: never;
    };

/** What a server and a group of servers have in common. */
export interface ServerOptions extends Tagged {
  readonly network: INetwork;
  /** Instance type, such as `m7g.large`. Its processor decides which image is taken: Arm or x86. */
  readonly instanceType: string;
  /** @default - the newest Amazon Linux 2023 at each launch, by its public SSM parameter */
  readonly image?: ServerImage;
  /** Private or isolated tier: servers have no public address. @default - the first private tier */
  readonly tier?: string;
  /**
   * Role of the server. Whether Session Manager and other agents work is up to it.
   *
   * @default - one is made, with what Session Manager needs; what is granted to the server goes to it
   */
  readonly role?: Role;
  /** Whether Session Manager opens shells, by AWS's policy `AmazonSSMManagedInstanceCore` on the role that is made. @default true */
  readonly sessionManager?: boolean;
  /** Managed policies of the role that is made, with the reason. @default - none */
  readonly morePolicies?: MorePolicies;
  /** The whole name of the role that is made. @default - made of the construct's path */
  readonly roleName?: string;
  /** The whole name of the instance profile. @default - made of the construct's path */
  readonly instanceProfileName?: string;
  /** Script that runs at first boot, with `#!` line, at most 16 KiB. @default - none */
  readonly userData?: string;
  /** Size of the encrypted gp3 root volume in GiB, 8 to 16,384. @default 8 */
  readonly rootVolumeGiB?: number;
  /** Name of an EC2 key pair. @default - none: Session Manager is the way in */
  readonly keyName?: string;
  /** Hop limit of the metadata service, 1 to 64; 2 lets containers reach it. Tokens are always required. @default 1 */
  readonly metadataHopLimit?: number;
  /** One-minute metrics, billed. @default false */
  readonly detailedMonitoring?: boolean;
  /** Whether the server may connect to any HTTPS address. `none` leaves all rules to `connections`. @default "https" */
  readonly egress?: "https" | "none";
  /** Port that the application listens on, 1 to 65535; for `expose`. @default - none */
  readonly port?: number;
  /** Where balancers send requests to the server: `edge.host("shop.example.com")`. Needs `port`. @default - nowhere */
  readonly expose?: Exposure;
  /** Health check of the target group that `expose` makes. @default - `GET /` with status 200 to 399 */
  readonly healthCheck?: HealthCheckProps;
  /** Further target groups of instances. Rules of security groups for them are made with `connections`. @default - none */
  readonly targetGroups?: readonly ICreatedTargetGroup[];
}

/** Properties of an `Instance`. */
export interface InstanceProps extends ServerOptions {
  /** Zone of the tier. @default - the zone that the server is remembered to be deployed in, else the tier's first */
  readonly zone?: string;
  /**
   * Whether a change of the user data replaces the server; else it is stopped and started, and the script does not run again.
   *
   * @default true
   */
  readonly replaceOnUserDataChange?: boolean;
}

/** How a group of servers is renewed, when what its servers are launched from changes. */
export interface InstanceRefresh {
  /** Percent of the servers that stay healthy, 0 to 100. @default 100 */
  readonly minHealthyPercentage?: number;
  /** Percent of the servers that there may be meanwhile, 100 to 200, at most 100 above the least. @default 110 */
  readonly maxHealthyPercentage?: number;
  /** Seconds after which a new server counts, 0 to 3600. @default - `warmupSeconds` of the group */
  readonly warmupSeconds?: number;
}

/** Servers that wait, already set up, until they are needed. */
export interface WarmPool {
  /** What they do meanwhile; stopped ones cost their volumes only. @default "stopped" */
  readonly state?: "stopped" | "running";
  /** Least number that waits, 0 or more. @default 0 */
  readonly min?: number;
  /** Whether servers go back to the pool when they are not needed any more. @default false */
  readonly reuse?: boolean;
}

/** Properties of an `AutoScalingGroup`. */
export interface AutoScalingGroupProps extends ServerOptions {
  /** Least number of servers, 0 or more. */
  readonly min: number;
  /** Greatest number of servers. */
  readonly max: number;
  /** Number that the group is made with, from `min` to `max`; never looked at again. @default - `min` */
  readonly initial?: number;
  /** Zones of the tier. @default - all of them */
  readonly zones?: readonly string[];
  /** The whole name of the group. @default - made of the construct's path */
  readonly autoScalingGroupName?: string;
  /** Percent of CPU that servers are kept at, 1 to 100. @default - the number does not follow it */
  readonly targetCpu?: number;
  /** Requests a minute that each server is kept at, 1 or more. Needs `expose`. @default - the number does not follow it */
  readonly targetRequests?: number;
  /** Seconds after which a new server counts for scaling, 0 to 3600. @default 300 */
  readonly warmupSeconds?: number;
  /** Seconds in which a new server may still be unhealthy, 0 to 7200. @default 300 */
  readonly healthCheckGraceSeconds?: number;
  /** Servers are renewed when what they are launched from changes. `false` leaves it to you. @default - one after the other */
  readonly refresh?: InstanceRefresh | false;
  /** @default - no server waits */
  readonly warmPool?: WarmPool;
  /** Most days that a server lives, 1 to 365. @default - no limit */
  readonly maxInstanceLifetimeDays?: number;
}
