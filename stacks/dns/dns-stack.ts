import { Construct } from "constructs";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import { AliasRecord } from "../../constructs/dns/alias-record";
import { DnsRecord } from "../../constructs/dns/dns-record";
import { HealthCheck } from "../../constructs/dns/health-checks/health-check";
import type { IHealthCheck } from "../../constructs/dns/health-checks/health-check.types";
import { HostedZone } from "../../constructs/dns/hosted-zone";
import type { IHostedZone, ZoneVpc } from "../../constructs/dns/hosted-zone.types";
import { ZoneAssociation } from "../../constructs/dns/zone-association";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { collectByName } from "../sections/collect-by-name";
import { defineStack } from "../sections/define-stack";
import { checkDns } from "./dns-checks";
import { publishZones } from "./dns-contract";
import type { DnsProps, HealthCheckSpec, RecordSpec, ZoneSpec } from "./dns-stack.types";

/**
 * `<environment>-dns`: public and private zones with their records, and the health checks that records are chosen by. It knows none of
 * those that use the zones: what they need is in its contract.
 */
export class DnsStack extends EnvironmentStack {
  /** The zones, by their names in the section. */
  readonly zones: Readonly<Record<string, IHostedZone>>;
  /** The health checks by name. */
  readonly healthChecks: Readonly<Record<string, IHealthCheck>>;

  /**
   * @param network the properties that the environment's network stack is made from; read where a zone is private
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(scope: Construct, environment: Environment, network: NetworkProps, props: DnsProps) {
    super(scope, "dns", environment);
    const problems = new Problems(this.node.path);
    checkDns(props, problems);
    this.healthChecks = this.#createHealthChecks(props.healthChecks ?? {}, problems);
    this.zones = this.#createZones(props.zones, network, problems);
    this.#delegate(props.zones, problems);
    this.#createRecords(props.zones, problems);
    problems.throwIfAny();
    publishZones(this, this.zones);
  }

  /** Those that watch others are made behind them. */
  #createHealthChecks(specs: NonNullable<DnsProps["healthChecks"]>, problems: Problems): Record<string, IHealthCheck> {
    const scope = new Construct(this, "health-checks");
    const made: Record<string, IHealthCheck> = {};
    const create = (name: string, spec: HealthCheckSpec): void => {
      if (spec.kind !== "calculated") {
        made[name] = new HealthCheck(scope, name, spec);
        return;
      }
      const children = spec.children.flatMap((child) => made[child] ?? []);
      // What is not there has been told.
      if (children.length === spec.children.length) made[name] = new HealthCheck(scope, name, { ...spec, children });
    };
    const entries = Object.entries(specs);
    const behind = ([, { kind }]: [string, HealthCheckSpec]) => kind === "calculated";
    for (const [name, spec] of [...entries.filter((one) => !behind(one)), ...entries.filter(behind)]) {
      problems.collect(() => create(name, spec));
    }
    return made;
  }

  #createZones(
    specs: DnsProps["zones"],
    network: NetworkProps,
    problems: Problems,
  ): Readonly<Record<string, IHostedZone>> {
    const isPrivate = Object.values(specs).some(({ visibility, zoneId }) => visibility === "private" && !zoneId);
    const own = isPrivate ? networkFromContract(this, "network", network) : undefined;
    const scopes = { zones: new Construct(this, "zones"), associations: new Construct(this, "associations") };
    return collectByName(
      specs,
      (name, spec) => {
        const zone = createZone(scopes.zones, name, spec, own);
        const associations = new Construct(scopes.associations, name);
        if (spec.visibility === "private") {
          for (const [id, vpc] of Object.entries(spec.vpcs ?? {})) new ZoneAssociation(associations, id, { zone, vpc });
        }
        return zone;
      },
      problems,
    );
  }

  #delegate(specs: DnsProps["zones"], problems: Problems): void {
    for (const [name, { delegatedBy = "", delegations = {} }] of Object.entries(specs)) {
      const zone = this.zones[name];
      const [above] = Object.entries(this.zones).flatMap(([one, made]) => (one === delegatedBy ? [made] : []));
      if (above && zone instanceof HostedZone) problems.collect(() => above.delegate(zone));
      if (!zone) continue;
      for (const [child, nameServers] of Object.entries(delegations)) {
        problems.collect(() => zone.delegate({ zoneName: child, nameServers }));
      }
    }
  }

  #createRecords(specs: DnsProps["zones"], problems: Problems): void {
    const scope = new Construct(this, "records");
    for (const [name, { records = {} }] of Object.entries(specs)) {
      const zone = this.zones[name];
      const below = new Construct(scope, name);
      if (zone) collectByName(records, (id, spec) => this.#createRecord(below, id, zone, spec), problems);
    }
  }

  #createRecord(scope: Construct, id: string, zone: IHostedZone, spec: RecordSpec): void {
    const { healthCheck: named, ...options } = spec;
    const healthCheck = named === undefined ? undefined : this.healthChecks[named];
    // What is not there has been told.
    if (named !== undefined && !healthCheck) return;
    const common = { zone, ...(healthCheck ? { healthCheck } : {}) };
    if (options.type !== "ALIAS") {
      new DnsRecord(scope, id, { ...options, ...common });
      return;
    }
    const { type: _, dnsName, hostedZoneId = zone.zoneId, ipv6, ...alias } = options;
    const target = { dnsName, hostedZoneId, ...(ipv6 === undefined ? {} : { ipv6 }) };
    new AliasRecord(scope, id, { ...alias, ...common, target });
  }
}

function createZone(scope: Construct, name: string, spec: ZoneSpec, network: ZoneVpc | undefined): IHostedZone {
  const { zoneId, zoneName, visibility = "public", comment, tags } = spec;
  if (zoneId !== undefined) return HostedZone.fromExisting(scope, name, { zoneId, zoneName, visibility });
  return new HostedZone(scope, name, {
    zoneName,
    ...(comment === undefined ? {} : { comment }),
    ...(tags === undefined ? {} : { tags }),
    // Further VPCs are associated one by one, so that those of other accounts are left alone.
    ...(visibility === "private" && network ? { vpcs: [network], othersAssociate: true } : {}),
  });
}

/** The stack of the section `dns`. */
export const dns = defineStack<DnsProps>()({
  section: "dns",
  places: [
    [/^health-checks\/([^/ ]+)[^›]* › (.*)$/, "healthChecks.$1.$2"],
    [/^records\/([^/ ]+)\/([^/ ]+)[^›]* › target$/, "zones.$1.records.$2.dnsName"],
    [/^records\/([^/ ]+)\/([^/ ]+)[^›]* › (.*)$/, "zones.$1.records.$2.$3"],
    [/^records\/([^/ ]+)\/([^/ ]+)[^›]*$/, "zones.$1.records.$2"],
    [/^associations\/([^/ ]+)\/([^/ ]+)[^›]*( ›.*)?$/, "zones.$1.vpcs.$2"],
    [/^zones\/([^/ ]+)[^›]* › delegate\b.*$/, "zones.$1.delegations"],
    [/^zones\/([^/ ]+)[^›]* › (.*)$/, "zones.$1.$2"],
    [/^zones\/([^/ ]+)[^›]*$/, "zones.$1"],
  ],
  create: ({ app, environment, network, props }) => new DnsStack(app, environment, network, props),
});
