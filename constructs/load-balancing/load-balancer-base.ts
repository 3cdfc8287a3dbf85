import type { Construct } from "constructs";
import { closest } from "fastest-levenshtein";
import { BaseConstruct } from "../core/base-construct";
import { GroundplanError, type Problem, Problems } from "../core/errors";
import { addCheck } from "../core/validation";
import { isWithin } from "../dns/domain-name";
import type { IHostedZone } from "../dns/hosted-zone.types";
import type { INetwork } from "../network/network.types";
import type { Connections, ISecurityGroup } from "../security-groups/connections";
import type {
  ExposedName,
  Exposure,
  HostOptions,
  IHttpListener,
  ILoadBalancer,
  LoadBalancerScheme,
  PathOptions,
} from "./load-balancer.types";
import type { RuleConditions } from "./rules/listener-rule.types";

/** What a balancer that is made here and one of another stack have in common: the places below it. */
export abstract class LoadBalancerBase extends BaseConstruct implements ILoadBalancer {
  abstract readonly loadBalancerArn: string;
  abstract readonly arnSuffix: string;
  abstract readonly dnsName: string;
  abstract readonly hostedZoneId: string;
  abstract readonly ipv6: boolean;
  abstract readonly scheme: LoadBalancerScheme;
  abstract readonly network: INetwork;
  abstract readonly securityGroup: ISecurityGroup;
  abstract readonly listener: IHttpListener;
  abstract readonly furtherListeners: Readonly<Record<string, IHttpListener>>;
  abstract readonly zones: readonly IHostedZone[];
  readonly #problems: Problem[] = [];

  constructor(scope: Construct, id: string) {
    super(scope, id);
    addCheck(this, () => this.#problems);
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  host(name: string, options: HostOptions = {}): Exposure {
    const { paths, otherHosts = [] } = options;
    const hosts = [...new Set([name, ...otherHosts])];
    const { zone } = options;
    const records = zone === "none" ? [] : hosts.flatMap((host) => this.#recordOf(host, zone));
    return this.#exposure({ hosts, ...(paths ? { paths } : {}) }, options, records, `host "${name}"`);
  }

  path(pattern: string, options: PathOptions = {}): Exposure {
    return this.#exposure({ paths: [pattern] }, options, [], `path "${pattern}"`);
  }

  everything(options: PathOptions = {}): Exposure {
    return this.#exposure({ paths: ["/*"] }, options, [], "everything");
  }

  #exposure(
    conditions: RuleConditions,
    { listener, priority, authenticate, rewrite, conditions: further = {} }: PathOptions,
    records: readonly ExposedName[],
    label: string,
  ): Exposure {
    return {
      loadBalancer: this,
      listener: listener === undefined ? this.listener : this.#listenerNamed(listener, label),
      conditions: { ...conditions, ...further },
      records,
      label,
      ...(priority === undefined ? {} : { priority }),
      ...(authenticate === undefined ? {} : { authenticate }),
      ...(rewrite === undefined ? {} : { rewrite }),
    };
  }

  #listenerNamed(name: string, label: string): IHttpListener {
    const { furtherListeners } = this;
    const found = Object.hasOwn(furtherListeners, name) ? furtherListeners[name] : undefined;
    if (!found) throw new GroundplanError([listenerUnknown(`${this.node.path} › ${label}`, name, furtherListeners)]);
    return found;
  }

  /** The zone that a name is put into: the longest that it ends in; for an internal balancer a private one before a public one. */
  #recordOf(name: string, given: IHostedZone | undefined): ExposedName[] {
    if (given) return [{ name, zone: given }];
    const first = this.scheme === "internal" ? "private" : "public";
    const rank = (zone: IHostedZone) => zone.zoneName.length + (zone.visibility === first ? 0.5 : 0);
    const [zone] = this.zones.filter(({ zoneName }) => isWithin(name, zoneName)).sort((a, b) => rank(b) - rank(a));
    if (zone) return [{ name, zone }];
    this.#reportMissing(name);
    return [];
  }

  #reportMissing(name: string): void {
    const problems = new Problems(this.node.path);
    const zones = this.zones.map(({ zoneName }) => zoneName);
    problems.add(`host "${name}"`, {
      code: "HOST_ZONE_MISSING",
      message: "The name would not lead to the balancer: none of its zones can hold a record for it.",
      found: zones.length > 0 ? `zones ${zones.join(", ")}` : "no zones",
      expected: "a zone that the name is in",
      fix: 'give the balancer the zone in `zones`, or set zone: "none" when the name is looked after elsewhere',
    });
    this.#problems.push(...problems.list);
  }
}

/** That a balancer has no further listener of a name. */
function listenerUnknown(path: string, name: string, listeners: Readonly<Record<string, IHttpListener>>): Problem {
  const names = Object.keys(listeners);
  return {
    code: "LISTENER_UNKNOWN",
    path,
    message: "The balancer has no further listener of this name.",
    found: JSON.stringify(name),
    expected: names.length > 0 ? `one of ${names.join(", ")}` : "no name: it has no further listeners",
    fix:
      names.length > 0
        ? `did you mean "${closest(name, names)}"? Otherwise add the listener where the balancer is made`
        : "leave the name out, or add the listener where the balancer is made, and name it where the balancer is read from a contract",
  };
}
