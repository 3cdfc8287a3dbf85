/**
 * How private tiers reach the internet.
 *
 * - `none`: not at all; only isolated and public tiers are allowed.
 * - `single`: one NAT gateway for all zones. Cheap; a failure of its zone cuts off the others.
 * - `per-zone`: one NAT gateway in every zone; each private route table uses its own zone's.
 * - `regional`: one NAT gateway that AWS keeps in every zone where something uses it; needs the AWS provider 6.24 or later.
 * - `instance`: an EC2 instance per NAT, for sandboxes; far cheaper and far slower than a gateway.
 */
export type NatProps = NatNone | NatSingle | NatPerZone | NatRegional | NatInstance;

export interface NatNone {
  /** No NAT. */
  readonly mode: "none";
}

export interface NatSingle {
  /** One NAT gateway for all zones. */
  readonly mode: "single";
  /**
   * Zone that the gateway lies in. Name it before you add a zone that comes before the present ones, or the gateway moves.
   *
   * @default - the first zone by letter or number
   */
  readonly zone?: string;
  /**
   * Allocation id of an Elastic IP of yours.
   *
   * @default - a new Elastic IP
   */
  readonly eip?: string;
}

export interface NatPerZone {
  /** One NAT gateway in every zone. */
  readonly mode: "per-zone";
  /**
   * Allocation ids of Elastic IPs of yours by zone; all zones or none.
   *
   * @default - new Elastic IPs
   */
  readonly eips?: Readonly<Record<string, string>>;
}

export interface NatRegional {
  /**
   * One NAT gateway of the VPC. AWS takes it into the zones in which network interfaces are, with Elastic IPs of its own, and out of
   * them again (Amazon VPC User Guide, "Regional NAT gateways for automatic multi-AZ expansion", as of 2026-11). Needs no
   * public tier. The stack plans with AWS provider 6.24 and later only.
   */
  readonly mode: "regional";
  /**
   * Allocation ids of Elastic IPs of yours by zone. The gateway is then in these zones only, all of those of private tiers.
   *
   * @default - AWS's, in whichever zones it takes
   */
  readonly eips?: Readonly<Record<string, string>>;
}

export interface NatInstance {
  /** An EC2 instance as NAT. */
  readonly mode: "instance";
  /**
   * Instance type; Arm (`t4g`) and x86 are told apart by it. Another one of the same architecture is a restart, one of the other
   * architecture a new instance.
   *
   * @default "t4g.micro"
   */
  readonly instanceType?: string;
  /**
   * Image id; another one is another instance. An image without `nft` installs it by dnf at its first boot.
   *
   * @default - the newest Amazon Linux 2023 for the type's architecture, resolved by EC2 at launch
   */
  readonly ami?: string;
  /**
   * One instance for all zones, or one in each.
   *
   * @default false
   */
  readonly perZone?: boolean;
  /**
   * Zone that the one instance lies in. Name it before you add a zone that comes before the present ones, or it moves.
   *
   * @default - the first zone by letter or number
   */
  readonly zone?: string;
}
