import type { Tagged } from "../../core/tags/tags";
import type { Name } from "../../core/texts/text.types";
import type { MorePolicies } from "../../iam/policies/more-policies";
import type { Role } from "../../iam/roles/role";
import type { Links } from "../../links/link.types";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { HealthCheckProps, ICreatedTargetGroup } from "../../load-balancing/target-groups/target-group.types";
import type { INetwork } from "../../network/network.types";
import type { InstanceVolume } from "./volume.types";

/** The image of a server: what an SSM parameter holds at launch, or one image. One of `parameter` and `imageId`. */
export interface ServerImage {
  /**
   * Name of the parameter that holds the id of the image.
   *
   * @example /aws/service/canonical/ubuntu/server/24.04/stable/current/arm64/hvm/ebs-gp3/ami-id
   * @default - one image is meant
   */
  readonly parameter?: string;
  /**
   * Id of the image: `ami-…`.
   *
   * @example ami-0123456789abcdef0
   * @default - the parameter's
   */
  readonly imageId?: string;
  /**
   * Root device of the image, which the launch template of a group names. A single server needs no name for it.
   *
   * @default "/dev/xvda"
   */
  readonly rootDevice?: string;
}

/** What a server and a group of servers have in common. */
export interface ServerOptions extends Tagged {
  readonly network: INetwork;
  /**
   * Instance type, such as `m7g.large`. Its processor decides which image is taken: Arm or x86.
   *
   * @example t4g.small
   * @synonym size, type
   */
  readonly instanceType: string;
  /**
   * Image that servers start from.
   *
   * @default - the newest Amazon Linux 2023 at each launch, by its public SSM parameter
   */
  readonly image?: ServerImage;
  /**
   * Private or isolated tier: servers have no public address.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * Role of the server. Whether Session Manager and other agents work is up to it.
   *
   * @default - one is made, with what Session Manager needs; what is granted to the server goes to it
   */
  readonly role?: Role;
  /**
   * Whether Session Manager opens shells, by AWS's policy `AmazonSSMManagedInstanceCore` on the role that is made.
   *
   * @default true
   */
  readonly sessionManager?: boolean;
  /**
   * Managed policies of the role that is made, with the reason.
   *
   * @default - none
   */
  readonly morePolicies?: MorePolicies;
  /**
   * The whole name of the role that is made.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made of the construct's path
   */
  readonly roleName?: string;
  /**
   * The whole name of the instance profile.
   *
   * @default - made of the construct's path
   */
  readonly instanceProfileName?: string;
  /**
   * The whole name of the security group. Another name is another group.
   *
   * @default - made of the construct's path
   */
  readonly securityGroupName?: string;
  /**
   * Script that runs at first boot, with `#!` line, at most 16 KiB.
   *
   * @default - none
   */
  readonly userData?: string;
  /**
   * What the application uses: its role gets the permissions, and rules of security groups are made both ways. It is told by
   * `environmentFile`, where there is one.
   *
   * @default - nothing
   * @asType any
   */
  readonly uses?: Links;
  /**
   * File of environment variables that is written at first boot, before `userData` runs: those of `environment`, and those of `uses`. Of
   * secrets it has the ARNs and fields alone (`ORDERS_PASSWORD_SECRET_ARN`), and the server may read them. systemd (`EnvironmentFile=`) and shells read it.
   * Other variables are other user data.
   *
   * @example /etc/shop/environment
   * @default - no file
   */
  readonly environmentFile?: string;
  /**
   * Environment variables for `environmentFile`; everyone on the server may read them.
   *
   * @default - none but those of `uses`
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Size of the encrypted gp3 root volume in GiB, 8 to 16,384.
   *
   * @minimum 8
   * @maximum 16384
   * @synonym diskSize
   * @default 8
   */
  readonly rootVolumeGiB?: number;
  /**
   * Name of an EC2 key pair.
   *
   * @default - none: Session Manager is the way in
   */
  readonly keyName?: string;
  /**
   * Hop limit of the metadata service, 1 to 64; 2 lets containers reach it. Tokens are always required.
   *
   * @minimum 1
   * @maximum 64
   * @counts hops
   * @default 1
   */
  readonly metadataHopLimit?: number;
  /**
   * One-minute metrics, billed.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;
  /**
   * Whether the server may connect to any HTTPS address. `none` leaves all rules to `connections` and `uses`.
   *
   * @default "https"
   */
  readonly egress?: "https" | "none";
  /**
   * Port that the application listens on, 1 to 65535.
   *
   * @minimum 1
   * @maximum 65535
   * @default - none
   */
  readonly port?: number;
  /**
   * Where balancers send requests to the server: `edge.host("shop.example.com")`. Needs `port`.
   *
   * @default - nowhere
   */
  readonly expose?: Exposure;
  /**
   * Health check of the target group that `expose` makes.
   *
   * @default - `GET /` with status 200 to 399
   */
  readonly healthCheck?: HealthCheckProps;
  /**
   * The whole name of the target group that `expose` makes, in place of the one that is made: for a group that exists and is taken over.
   * Another port makes another group, which cannot have the name of this one: leave the name out in the same change.
   *
   * @default - made
   */
  readonly targetGroupName?: string;
  /**
   * Further target groups of instances. Rules of security groups for them are made with `connections`.
   *
   * @default - none
   */
  readonly targetGroups?: readonly ICreatedTargetGroup[];
}

/** Properties of an `Instance`. */
export interface InstanceProps extends ServerOptions {
  /**
   * Zone of the tier.
   *
   * @default - the zone that the server is remembered to be deployed in, else the tier's first
   */
  readonly zone?: string;
  /**
   * Data volumes by a name of yours. They are attached as soon as the server runs, and outlive it: when it is replaced, the new one has them.
   *
   * @named volume
   * @default - none beside the root volume
   */
  readonly volumes?: Readonly<Record<Name, InstanceVolume>>;
  /**
   * Whether a change of the user data replaces the server; else it is stopped and started, and the script does not run again.
   *
   * @default true
   */
  readonly replaceOnUserDataChange?: boolean;
}
