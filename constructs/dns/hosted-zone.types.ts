import type { IConstruct } from "constructs";
import type { Tagged } from "../core/tags/tags";

/** A hosted zone that was made here or existed before. */
export interface IHostedZone extends IConstruct {
  readonly zoneId: string;
  /** Domain name of the zone in lower case, without the dot at the end: `example.com`. */
  readonly zoneName: string;
  /** Who may ask: everybody, or the VPCs that the zone is associated with. */
  readonly visibility: "public" | "private";
  /** Hands the names at and below a child zone to the name servers of that zone. Both zones are public. */
  delegate(child: DelegatedZone): void;
}

/** A zone that a parent zone points to: one that was made here, or one of another account by its name servers. */
export interface DelegatedZone {
  readonly zoneName: string;
  /** Names of the servers that answer for the zone; Route 53 gives four to each public zone. */
  readonly nameServers: readonly string[];
}

/** A VPC that may ask a private zone; a network is one. */
export interface ZoneVpc {
  readonly vpcId: string;
  /**
   * Region of the VPC.
   *
   * @default - the environment's region
   */
  readonly region?: string;
}

/** Properties of a `HostedZone`. */
export interface HostedZoneProps extends Tagged {
  /** Domain name: `example.com`. It cannot change: another name is another zone. */
  readonly zoneName: string;
  /**
   * VPCs of this account that may ask the zone, by network or by id. One VPC or more makes the zone private.
   *
   * @default - the zone is public
   */
  readonly vpcs?: readonly ZoneVpc[];
  /**
   * Whether further VPCs are associated beside the list: by a `ZoneAssociation`, or by other accounts. The list is then read when the zone
   * is made and not again, since Terraform would take away all that it does not name (AWS provider documentation,
   * `aws_route53_zone_association`, 5.100.0, 2025-06).
   *
   * @default false
   */
  readonly othersAssociate?: boolean;
  /**
   * What the zone is for, at most 256 characters; shown in the console.
   *
   * @maxLength ./hosted-zone#MAX_COMMENT
   * @default - the project and the environment
   */
  readonly comment?: string;
}

/** What is known of a zone that exists already. Nothing is looked up. */
export interface ExistingHostedZoneProps {
  /** `Z` and upper-case letters and digits, or a reference. */
  readonly zoneId: string;
  readonly zoneName: string;
  /** @default "public" */
  readonly visibility?: "public" | "private";
}
