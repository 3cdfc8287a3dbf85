import { EgressOnlyInternetGateway } from "@cdktf/provider-aws/lib/egress-only-internet-gateway";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import type { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcDhcpOptions } from "@cdktf/provider-aws/lib/vpc-dhcp-options";
import { VpcDhcpOptionsAssociation } from "@cdktf/provider-aws/lib/vpc-dhcp-options-association";
import { VpcIpv4CidrBlockAssociation } from "@cdktf/provider-aws/lib/vpc-ipv4-cidr-block-association";
import { VpnGateway } from "@cdktf/provider-aws/lib/vpn-gateway";
import { Construct, type IConstruct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { readBy } from "../core/contract-ways";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addExemption } from "../core/environments/exemptions";
import { remember, rememberedFacts } from "../core/memory/remembered";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { DefaultResources } from "./default-resources";
import { asDeployed, networkFacts } from "./deployed-network";
import { endpointTier } from "./endpoints/endpoint-checks";
import { DEFAULT_GATEWAYS } from "./endpoints/endpoint-names";
import { VpcEndpoints } from "./endpoints/vpc-endpoints";
import { ExistingNetwork, type ExistingNetworkProps, findTier } from "./existing-network";
import { FlowLog } from "./flow-logs/flow-log";
import { effectiveNat, isNatPerZone, natZones } from "./nat/nat-checks";
import { NatGateways, type NatTarget, RegionalNatGateway } from "./nat/nat-gateways";
import { NatInstances } from "./nat/nat-instances";
import type { INetwork, ITier } from "./network.types";
import { TierNetworkAcl } from "./network-acls/network-acl";
import { markNetwork, networkPart } from "./network-part";
import { type NetworkPlan, planNetwork, rangesOf } from "./network-plan";
import type { NetworkProps } from "./network-props";
import { PrefixLists } from "./prefix-lists/prefix-lists";
import { attachmentTier } from "./routes/tier-route-checks";
import { TransitGatewayAttachment } from "./routes/transit-gateway-attachment";
import { type Gateways, TierRouting } from "./tiers/routing";
import { SubnetGroups } from "./tiers/subnet-groups";
import { type CreatedSubnet, type CreatedTier, createSubnets } from "./tiers/subnets";
import { subnetGroupsOf } from "./tiers/tier-checks";

/**
 * A VPC with tiers of subnets in several availability zones, and everything that belongs to it: routes, NAT, network ACLs,
 * endpoints, flow log, subnet groups.
 *
 * ```ts
 * const network = new Network(this, "network", {
 *   cidr: "10.10.0.0/16",
 *   zones: ["a", "c"],
 *   tiers: [
 *     { name: "public", kind: "public", prefixLength: 24 },
 *     { name: "app", kind: "private", prefixLength: 20 },
 *     { name: "data", kind: "isolated", prefixLength: 24 },
 *   ],
 *   nat: { mode: "single" },
 * });
 * ```
 *
 * Every subnet has its place by tier and zone (see the address plan): adding a zone or a tier adds subnets and moves none.
 *
 * The physical names in it hold the construct's id, unless that is `network`; so a second network of an environment has others.
 */
export class Network extends BaseConstruct implements INetwork {
  /**
   * A network that exists already. Nothing is looked up: what is declared is what is known.
   */
  static fromExisting(scope: Construct, id: string, props: ExistingNetworkProps): INetwork {
    return new ExistingNetwork(scope, id, props);
  }

  /** Where every subnet lies, and what is left. */
  readonly plan: NetworkPlan;
  readonly vpc: Vpc;
  readonly defaults: DefaultResources;
  readonly internetGateway?: InternetGateway;
  readonly egressOnlyGateway?: EgressOnlyInternetGateway;
  readonly vpnGateway?: VpnGateway;
  readonly transitGateway?: TransitGatewayAttachment;
  readonly nat?: NatGateways | NatInstances | RegionalNatGateway;
  /** Subnets by `<tier>-<zone>`. */
  readonly subnets: Readonly<Record<string, CreatedSubnet>>;
  /** Route tables by tier, or by `<tier>-<zone>` where every zone has its own. */
  readonly routeTables: Readonly<Record<string, RouteTable>>;
  /** Routing by tier, with the tier's own routes. */
  readonly routing: Readonly<Record<string, TierRouting>>;
  /** Network ACLs by tier; of a tier that shares one that one, and none of a tier without. */
  readonly networkAcls: Readonly<Record<string, TierNetworkAcl>>;
  /** Subnet groups by tier. */
  readonly subnetGroups: Readonly<Record<string, SubnetGroups>>;
  readonly endpoints: VpcEndpoints;
  /** The flow log of `flowLog`. */
  readonly flowLog?: FlowLog;
  /** The further flow logs by name. */
  readonly flowLogs: Readonly<Record<string, FlowLog>>;
  readonly dhcpOptions?: VpcDhcpOptions;
  readonly prefixLists: PrefixLists;

  readonly #props: NetworkProps;
  readonly #tiers: readonly CreatedTier[];

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, declared: NetworkProps) {
    super(scope, id);
    declared = layDefaults(this, "Network", declared);
    checkShape(this, "Network", declared);
    tag(this, declared);
    namedBy(this, "id");
    readBy(this, `networkFromContract(this, "network", network)`);
    markNetwork(this);
    const { environment } = EnvironmentStack.of(this);
    const props = declared.deployed ? declared : asDeployed(declared, rememberedFacts(this), environment.name);
    this.#props = props;
    this.plan = planNetwork(props, environment, this.node.path);
    this.vpc = this.#createVpc();
    const isAclOpen = props.tiers.some(({ withoutNetworkAcl }) => withoutNetworkAcl !== undefined);
    this.defaults = new DefaultResources(this, "default", this.vpc, { isAclOpen, ipv6: props.ipv6 ?? false });
    this.#tiers = createSubnets(this, props, this.plan.addresses, this.vpc, this.#addSecondaryRanges());
    this.subnets = Object.fromEntries(this.#tiers.flatMap((tier) => tier.subnets.map((s) => [s.key, s])));
    this.internetGateway = this.#createInternetGateway();
    this.egressOnlyGateway = this.#createEgressOnlyGateway();
    this.vpnGateway = this.#createVpnGateway();
    this.prefixLists = new PrefixLists(this, "prefix-list", props.prefixLists ?? {});
    this.transitGateway = this.#attach();
    this.nat = this.#createNat();
    this.routing = this.#route(this.nat?.targets ?? []);
    this.routeTables = Object.assign({}, ...Object.values(this.routing).map(({ tables }) => tables));
    this.networkAcls = this.#filter();
    this.#exemptTiersWithoutAcl();
    if (this.nat instanceof NatInstances) this.nat.startAfter((zone) => this.#wayOut(zone));
    this.subnetGroups = this.#groupSubnets();
    this.endpoints = this.#createEndpoints();
    this.flowLog = props.flowLog ? new FlowLog(this, "flow-log", this, props.flowLog) : undefined;
    this.flowLogs = this.#createFlowLogs();
    this.dhcpOptions = this.#createDhcpOptions();
    for (const [key, value] of Object.entries(networkFacts(props, this.plan.addresses, this.plan.zones))) {
      remember(this, key, value);
    }
  }

  get vpcId(): string {
    return this.vpc.id;
  }

  get cidrs(): readonly string[] {
    return rangesOf(this.#props);
  }

  get zones(): readonly string[] {
    return this.plan.zones;
  }

  get tiers(): readonly ITier[] {
    return this.#tiers.map(({ props, subnets }) => ({
      name: props.name,
      kind: props.kind,
      subnets: subnets.map(({ resource, zone, cidr }) => ({ subnetId: resource.id, zone, cidr })),
      networkAcl: this.plan.networkAcls.get(props.name) ?? [],
    }));
  }

  get endpointServices(): readonly string[] {
    return endpointServicesOf(this.#props);
  }

  get hasNat(): boolean {
    return effectiveNat(this.#props).mode !== "none";
  }

  get hasInternetGateway(): boolean {
    return this.internetGateway !== undefined;
  }

  get ipv6(): boolean {
    return this.#props.ipv6 ?? false;
  }

  get prefixListIds(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.prefixLists.lists).map(([name, list]) => [name, list.id]));
  }

  tier(name: string): ITier {
    return findTier(this, name);
  }

  #createVpc(): Vpc {
    const dns = this.#props.dns ?? true;
    return new Vpc(this, "vpc", {
      cidrBlock: this.#props.cidr,
      enableDnsSupport: dns,
      enableDnsHostnames: dns,
      ...(this.#props.ipv6 ? { assignGeneratedIpv6CidrBlock: true } : {}),
      tags: this.#nameTag(),
    });
  }

  #addSecondaryRanges(): ReadonlyMap<string, VpcIpv4CidrBlockAssociation> {
    return new Map(
      (this.#props.secondaryCidrs ?? []).map((cidrBlock) => {
        const id = `range-${cidrBlock.replace(/[./]/g, "-")}`;
        return [cidrBlock, new VpcIpv4CidrBlockAssociation(this, id, { vpcId: this.vpc.id, cidrBlock })];
      }),
    );
  }

  #createInternetGateway(): InternetGateway | undefined {
    if (!hasInternetGateway(this.#props)) return undefined;
    return new InternetGateway(this, "internet-gateway", { vpcId: this.vpc.id, tags: this.#nameTag() });
  }

  #createEgressOnlyGateway(): EgressOnlyInternetGateway | undefined {
    if (!this.#props.ipv6 || !this.#hasPrivateTier()) return undefined;
    return new EgressOnlyInternetGateway(this, "egress-only-gateway", { vpcId: this.vpc.id, tags: this.#nameTag() });
  }

  #createVpnGateway(): VpnGateway | undefined {
    const { vpnGateway } = this.#props;
    if (!vpnGateway) return undefined;
    return new VpnGateway(this, "vpn-gateway", {
      vpcId: this.vpc.id,
      amazonSideAsn: String(vpnGateway.amazonSideAsn ?? 64_512),
      tags: this.#nameTag(),
    });
  }

  #createNat(): NatGateways | NatInstances | RegionalNatGateway | undefined {
    const nat = effectiveNat(this.#props);
    if (nat.mode === "none" || !this.internetGateway) return undefined;
    if (nat.mode === "regional") return new RegionalNatGateway(this, "nat", nat, this.vpc.id, this.internetGateway);
    const subnets = natZones(this.#props, this.zones).flatMap((zone) => this.#publicSubnet(zone) ?? []);
    return nat.mode === "instance"
      ? new NatInstances(this, "nat", nat, subnets, this, this.internetGateway)
      : new NatGateways(this, "nat", nat, subnets, this.internetGateway);
  }

  /** The subnet of the first public tier that lies in a zone. */
  #publicSubnet(zone: string): CreatedSubnet | undefined {
    return this.#tiers
      .filter(({ props }) => props.kind === "public")
      .flatMap(({ subnets }) => subnets)
      .find((subnet) => subnet.zone === zone);
  }

  #attach(): TransitGatewayAttachment | undefined {
    const { transitGateway } = this.#props;
    if (!transitGateway) return undefined;
    const tier = attachmentTier(
      this.#props,
      this.#tiers.map(({ props }) => props),
    );
    return new TransitGatewayAttachment(this, "transit-gateway", transitGateway, {
      vpcId: this.vpc.id,
      ipv6: this.ipv6,
      subnets: this.#tiers.find(({ props }) => props === tier)?.subnets ?? [],
    });
  }

  #route(nat: readonly NatTarget[]): Readonly<Record<string, TierRouting>> {
    const gateways: Gateways = {
      targets: {
        prefixListIds: this.prefixListIds,
        ...(this.transitGateway ? { transitGateway: this.transitGateway } : {}),
        ...(this.vpnGateway ? { vpnGatewayId: this.vpnGateway.id } : {}),
      },
      vpc: this.vpc,
      nat,
      natPerZone: isNatPerZone(effectiveNat(this.#props)),
      ...(this.internetGateway ? { internet: this.internetGateway } : {}),
      ...(this.egressOnlyGateway ? { egressOnly: this.egressOnlyGateway } : {}),
      ...(this.vpnGateway ? { vpn: this.vpnGateway } : {}),
    };
    return Object.fromEntries(
      this.#tiers.map((tier) => {
        const { name } = tier.props;
        return [name, new TierRouting(this, `routing-${name}`, tier, gateways, this.ipv6)];
      }),
    );
  }

  #filter(): Readonly<Record<string, TierNetworkAcl>> {
    const own = this.#tiers.filter(({ props }) => !props.networkAclOf && !props.withoutNetworkAcl);
    const acls = Object.fromEntries(
      own.map((tier) => {
        const rules = this.plan.networkAcls.get(tier.props.name) ?? [];
        return [tier.props.name, new TierNetworkAcl(this, `acl-${tier.props.name}`, tier, this.vpc, rules)];
      }),
    );
    for (const tier of this.#tiers) {
      const { name, networkAclOf = "" } = tier.props;
      const shared = acls[networkAclOf];
      if (!shared) continue;
      shared.associate(new Construct(this, `acl-${name}`), tier);
      acls[name] = shared;
    }
    return acls;
  }

  #exemptTiersWithoutAcl(): void {
    for (const { props } of this.#tiers) {
      if (!props.withoutNetworkAcl) continue;
      const { reason } = props.withoutNetworkAcl;
      addExemption(this, { option: `withoutNetworkAcl of the tier ${props.name}`, rules: ["NET-91"], reason });
    }
  }

  /** What the way of a NAT to the internet is made of: routes and network ACL of its tier, and what its own subnet has of them. */
  #wayOut(zone: string): readonly IConstruct[] {
    const tier = this.#publicSubnet(zone)?.tier;
    return [`routing-${tier}`, `acl-${tier}`]
      .flatMap((id) => this.node.tryFindChild(id)?.node.children ?? [])
      .filter(({ node: { id } }) => !id.startsWith("subnet-") || id === `subnet-${zone}`);
  }

  #groupSubnets(): Readonly<Record<string, SubnetGroups>> {
    return Object.fromEntries(
      this.#tiers
        .filter((tier) => subnetGroupsOf(tier.props).length > 0)
        .map((tier) => [tier.props.name, new SubnetGroups(this, `subnet-groups-${tier.props.name}`, tier)]),
    );
  }

  #createEndpoints(): VpcEndpoints {
    const props = this.#props.endpoints ?? {};
    const tier = endpointTier(
      this.#props,
      this.#tiers.map((one) => one.props),
    );
    return new VpcEndpoints(this, "endpoint", props, {
      network: this,
      tables: this.routeTables,
      subnets: this.#tiers.find((one) => one.props === tier)?.subnets ?? [],
    });
  }

  #createFlowLogs(): Readonly<Record<string, FlowLog>> {
    const flowLogs = Object.entries(this.#props.flowLogs ?? {});
    if (flowLogs.length === 0) return {};
    const scope = new Construct(this, "flow-logs");
    return Object.fromEntries(flowLogs.map(([name, props]) => [name, new FlowLog(scope, name, this, props)]));
  }

  #createDhcpOptions(): VpcDhcpOptions | undefined {
    const { dhcp } = this.#props;
    if (!dhcp) return undefined;
    const { region } = EnvironmentStack.of(this).environment;
    const options = new VpcDhcpOptions(this, "dhcp-options", {
      // us-east-1 is the one region whose internal domain does not follow the pattern (Amazon EC2 API Reference, `CreateDhcpOptions`, as of 2026-11).
      domainName: dhcp.domainName ?? (region === "us-east-1" ? "ec2.internal" : `${region}.compute.internal`),
      domainNameServers: [...(dhcp.nameServers ?? ["AmazonProvidedDNS"])],
      ...(dhcp.ntpServers ? { ntpServers: [...dhcp.ntpServers] } : {}),
      tags: this.#nameTag(),
    });
    new VpcDhcpOptionsAssociation(this, "dhcp-options-association", {
      vpcId: this.vpc.id,
      dhcpOptionsId: options.id,
    });
    return options;
  }

  #hasPrivateTier(): boolean {
    return this.#tiers.some((tier) => tier.props.kind === "private");
  }

  #nameTag(): { Name: string } {
    return { Name: EnvironmentStack.of(this).physicalName("tag", ...networkPart(this)) };
  }
}

/** Whether a network with these properties has an internet gateway: for a public tier, or for a NAT that lies in none. */
export function hasInternetGateway(props: Pick<NetworkProps, "nat" | "tiers">): boolean {
  return props.tiers.some(({ kind }) => kind === "public") || effectiveNat(props).mode === "regional";
}

/** The AWS services that a network with these properties has an endpoint for. */
export function endpointServicesOf(props: Pick<NetworkProps, "endpoints">): readonly string[] {
  return [...new Set([...(props.endpoints?.gateway ?? DEFAULT_GATEWAYS), ...(props.endpoints?.interface ?? [])])];
}
