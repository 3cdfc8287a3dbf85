import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import type { Construct, IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { Problems } from "../core/errors";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { referenceText } from "../core/texts/reference-text";
import { checkDomainName } from "./domain-name";
import { ExistingHostedZone } from "./existing-hosted-zone";
import type {
  DelegatedZone,
  ExistingHostedZoneProps,
  HostedZoneProps,
  IHostedZone,
  ZoneVpc,
} from "./hosted-zone.types";
import { HostedZoneBase } from "./hosted-zone-base";

/** Longest comment of a zone (Route 53 API Reference, `HostedZoneConfig`, as of 2026-11). */
const MAX_COMMENT = 256;

/**
 * A hosted zone of Route 53: public, or private to the VPCs that it is given. In a protected environment Terraform refuses to
 * delete it; elsewhere it goes with its stack, together with whatever records others put in. It is billed by the month.
 *
 * ```ts
 * const zone = new HostedZone(this, "zone", { zoneName: "example.com" });
 * const team = new HostedZone(this, "team", { zoneName: "team.example.com" });
 * zone.delegate(team);
 * ```
 */
export class HostedZone extends HostedZoneBase implements DelegatedZone {
  /**
   * A zone that exists already. Nothing is looked up.
   *
   * @throws GroundplanError `ZONE_ID_INVALID`, `DOMAIN_NAME_INVALID`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingHostedZoneProps): IHostedZone {
    return new ExistingHostedZone(scope, id, props);
  }

  /** The Terraform resource. */
  readonly resource: Route53Zone;
  override readonly zoneId: string;
  override readonly zoneName: string;
  override readonly visibility: "public" | "private";

  /** @throws GroundplanError `DOMAIN_NAME_INVALID`, `ZONE_VPCS_EMPTY`, `ZONE_VPC_DUPLICATE`, `ZONE_COMMENT_LENGTH` */
  constructor(scope: Construct, id: string, props: HostedZoneProps) {
    super(scope, id);
    props = layDefaults(this, "HostedZone", props);
    checkShape(this, "HostedZone", props);
    tag(this, props);
    namedBy(this, "zoneName");
    checkProps(this, props);
    this.zoneName = props.zoneName;
    this.visibility = props.vpcs ? "private" : "public";
    this.resource = this.#createZone(props);
    this.zoneId = this.resource.zoneId;
  }

  /** The servers that answer for the zone. The registrar of the domain, or the parent zone, has to name them. */
  get nameServers(): string[] {
    return this.resource.nameServers;
  }

  #createZone(props: HostedZoneProps): Route53Zone {
    const { environment } = EnvironmentStack.of(this);
    return new Route53Zone(this, "zone", {
      name: props.zoneName,
      comment: props.comment ?? `${environment.project} ${environment.name}`,
      forceDestroy: !environment.protect,
      ...(props.vpcs ? { vpc: inOrder(props.vpcs, this) } : {}),
      lifecycle:
        environment.protect || props.othersAssociate
          ? {
              ...(environment.protect ? { preventDestroy: true } : {}),
              ...(props.othersAssociate ? { ignoreChanges: ["vpc"] } : {}),
            }
          : undefined,
    });
  }
}

/** In an order that does not depend on the input's. */
function inOrder(vpcs: readonly ZoneVpc[], zone: IConstruct): { vpcId: string; vpcRegion: string }[] {
  const home = EnvironmentStack.of(zone).environment.region;
  return vpcs
    .map(({ vpcId, region }) => ({ vpcId, vpcRegion: region ?? home, text: referenceText(vpcId, zone) }))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ vpcId, vpcRegion }) => ({ vpcId, vpcRegion }));
}

function checkProps(zone: IConstruct, props: HostedZoneProps): void {
  const problems = new Problems(zone.node.path);
  checkDomainName(props.zoneName, "zoneName", problems);
  if (props.vpcs?.length === 0) {
    problems.add("vpcs", {
      code: "ZONE_VPCS_EMPTY",
      message: "A private zone without a VPC can be asked by nobody.",
      found: "an empty list",
      expected: "one VPC or more, or no list for a public zone",
      fix: "name the network, for example vpcs: [network], or leave vpcs out for a public zone",
    });
  }
  const ids = (props.vpcs ?? []).map(({ vpcId }) => referenceText(vpcId, zone));
  for (const [index, id] of ids.entries()) {
    if (ids.indexOf(id) === index) continue;
    problems.add(`vpcs[${index}]`, {
      code: "ZONE_VPC_DUPLICATE",
      message: "The VPC stands twice in the list.",
      found: `"${id}"`,
      expected: "each VPC once",
      fix: "remove one of the two",
    });
  }
  if ((props.comment?.length ?? 0) > MAX_COMMENT) {
    problems.add("comment", {
      code: "ZONE_COMMENT_LENGTH",
      message: "The comment is longer than Route 53 takes.",
      found: `${props.comment?.length} characters`,
      expected: `at most ${MAX_COMMENT} characters`,
      fix: "shorten it",
    });
  }
  problems.throwIfAny();
}
