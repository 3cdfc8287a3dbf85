import type { Construct } from "constructs";
import { ExistingNetwork, type ExistingNetworkProps } from "../../../constructs/network/existing-network";
import type { ITier } from "../../../constructs/network/network.types";
import type { TierKind } from "../../../constructs/network/network-props";
import type { Emulator } from "../../../emulator/server";
import { valueIn } from "../support/eks-api";
import { ACCOUNT, Calls, REGION } from "./calls";

const ZONES = ["a", "b", "c"];
const TIERS: Readonly<Record<string, TierKind>> = { web: "public", app: "private", data: "isolated" };

/**
 * What programs stand on: a VPC with a tier of each kind in three zones, a certificate, a security group and a zone of names. It is made by calls and in no state, so that
 * a program that is about something else does not wait for a network of its own.
 */
export class Site {
  private constructor(
    readonly vpcId: string,
    /** For `example.com` and every name one part below. */
    readonly certificateArn: string,
    /** A security group that has no rules. */
    readonly securityGroupId: string,
    /** A public zone of `example.net` without records of its own. */
    readonly zoneId: string,
    readonly tiers: readonly ITier[],
  ) {}

  /** Makes the site in an emulator. */
  static async create(emulator: Emulator): Promise<Site> {
    const api = new Calls(emulator);
    const vpcId = valueIn(await api.ec2("CreateVpc", { CidrBlock: "10.0.0.0/16" }), "vpcId");
    for (const attribute of ["EnableDnsSupport", "EnableDnsHostnames"]) {
      await api.ec2("ModifyVpcAttribute", { VpcId: vpcId, [`${attribute}.Value`]: "true" });
    }
    const gateway = valueIn(await api.ec2("CreateInternetGateway"), "internetGatewayId");
    await api.ec2("AttachInternetGateway", { VpcId: vpcId, InternetGatewayId: gateway });
    const table = valueIn(await api.ec2("CreateRouteTable", { VpcId: vpcId }), "routeTableId");
    await api.ec2("CreateRoute", { RouteTableId: table, DestinationCidrBlock: "0.0.0.0/0", GatewayId: gateway });
    const tiers: ITier[] = [];
    for (const [name, kind] of Object.entries(TIERS)) {
      const subnets: ITier["subnets"][number][] = [];
      for (const [index, zone] of ZONES.entries()) {
        const cidr = `10.0.${tiers.length * 10 + index}.0/24`;
        const parameters = { VpcId: vpcId, CidrBlock: cidr, AvailabilityZone: `${REGION}${zone}` };
        const subnetId = valueIn(await api.ec2("CreateSubnet", parameters), "subnetId");
        if (kind === "public") await api.ec2("AssociateRouteTable", { RouteTableId: table, SubnetId: subnetId });
        subnets.push({ zone, subnetId, cidr });
      }
      tiers.push({ name, kind, subnets });
    }
    const certificateArn = await api.certificate("example.com", "*.example.com");
    const group = { VpcId: vpcId, GroupName: "site", GroupDescription: "Of somebody else" };
    const securityGroupId = valueIn(await api.ec2("CreateSecurityGroup", group), "groupId");
    const zone = `<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Name>example.net</Name><CallerReference>site</CallerReference></CreateHostedZoneRequest>`;
    const zoneId = valueIn(await api.route53("hostedzone", zone), "Id").replace("/hostedzone/", "");
    return new Site(vpcId, certificateArn, securityGroupId, zoneId, tiers);
  }

  /** A site that is nowhere, for programs that are only synthesized. */
  static nowhere(): Site {
    const tiers = Object.entries(TIERS).map(([name, kind], tier) => ({
      name,
      kind,
      subnets: ZONES.map((zone, index) => ({
        zone,
        subnetId: `subnet-${tier}${index}`,
        cidr: `10.0.${tier * 10 + index}.0/24`,
      })),
    }));
    const certificateArn = `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`;
    return new Site("vpc-0123456789abcdef0", certificateArn, "sg-0123456789abcdef0", "Z0123456789ABCDEFGHIJ", tiers);
  }

  /** The network, as a stack sees it that did not make it. Its tiers are `web`, `app` and `data`. */
  network(
    scope: Construct,
    { zones = ["a", "c"], ...props }: Partial<ExistingNetworkProps> = {},
    id = "network",
  ): ExistingNetwork {
    const tiers = this.tiers.map((tier) => ({
      ...tier,
      subnets: tier.subnets.filter(({ zone }) => zones.includes(zone)),
    }));
    return new ExistingNetwork(scope, id, { vpcId: this.vpcId, cidrs: ["10.0.0.0/16"], zones, tiers, ...props });
  }
}
