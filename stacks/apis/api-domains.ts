import { Construct } from "constructs";
import type { HttpApiDomain } from "../../constructs/apis/http/domain/domain.types";
import { Certificate } from "../../constructs/certificates/certificate";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import type { Problems } from "../../constructs/core/errors";
import { isWithin } from "../../constructs/dns/domain-name";
import { HostedZone } from "../../constructs/dns/hosted-zone";
import type { IHostedZone } from "../../constructs/dns/hosted-zone.types";
import { dnsContract } from "../dns/dns-contract";
import type { DnsProps } from "../dns/dns-stack.types";
import { zoneOfDomain } from "../edge/edge-contract";
import type { EdgeProps } from "../edge/edge-stack.types";
import type { ApiDomainSpec } from "./apis-stack.types";

/** The sections that zones of names stand in, where the environment has them. */
export interface ZoneSections {
  readonly edge?: EdgeProps;
  readonly dns?: DnsProps;
}

/** Makes certificates and knows zones for the names of APIs. What several names share is made once. */
export class ApiDomains {
  readonly #certificates: Construct;
  readonly #zones: Construct;

  constructor(
    private readonly stack: EnvironmentStack,
    private readonly sections: ZoneSections,
  ) {
    this.#certificates = new Construct(stack, "certificates");
    this.#zones = new Construct(stack, "zones");
  }

  /**
   * The domain of an API. Adds `API_ZONE_UNKNOWN`, `API_ZONE_PRIVATE`, `API_ZONE_OTHER` and `API_DOMAIN_WITHOUT_ZONE`.
   *
   * @param name name of the API
   */
  domain(name: string, spec: ApiDomainSpec, problems: Problems): HttpApiDomain | undefined {
    const { zone: named, certificate: existing, record = true, ...options } = spec;
    const needsZone = record || !existing;
    const zone = needsZone || named !== undefined ? this.#zone(spec, problems) : undefined;
    if (needsZone && !zone) return undefined;
    const certificate = existing
      ? problems.collect(() => Certificate.fromExisting(this.#certificates, name, existing))
      : zone &&
        problems.collect(() => new Certificate(this.#certificates, name, { names: [options.name], zones: [zone] }));
    return certificate && { ...options, certificate, zone: record && zone ? zone : "none" };
  }

  #zone({ name, zone: named }: ApiDomainSpec, problems: Problems): IHostedZone | undefined {
    if (named !== undefined) return this.#zoneOfDns(name, named, problems);
    const { edge } = this.sections;
    if (edge?.domain && isWithin(name, edge.domain.name)) {
      const { name: zoneName, zoneId } = edge.domain;
      return this.#once("edge", (id) => zoneOfDomain(this.#zones, id, zoneName, zoneId));
    }
    problems.add("domain", {
      code: "API_DOMAIN_WITHOUT_ZONE",
      message: "No zone is known that the name lies in, for its certificate and its record.",
      found: edge?.domain
        ? `"${name}", and the edge's domain ${edge.domain.name}`
        : `"${name}", and no domain of the edge`,
      expected: "a name below the edge's domain, or zone",
      fix: "name a zone of the section dns by zone, or hand over certificate and record: false",
    });
    return undefined;
  }

  #zoneOfDns(name: string, named: string, problems: Problems): IHostedZone | undefined {
    const zones = this.sections.dns?.zones ?? {};
    const spec = Object.hasOwn(zones, named) ? zones[named] : undefined;
    if (!spec) {
      const known = Object.keys(zones);
      problems.add("domain.zone", {
        code: "API_ZONE_UNKNOWN",
        message: "The section dns has no such zone.",
        found: `"${named}"`,
        expected: known.length > 0 ? `one of ${known.join(", ")}` : "a zone of the section dns, and there is none",
        fix: known.length > 0 ? "name one of these, or add it to dns.zones" : "add it to dns.zones, or leave out zone",
      });
      return undefined;
    }
    if (spec.visibility === "private") {
      problems.add("domain.zone", {
        code: "API_ZONE_PRIVATE",
        message: "Certificates are proved in public zones alone, and clients of the internet ask them.",
        found: `"${named}", a private zone`,
        expected: "a public zone",
        fix: "name a public zone; for clients in the network add a record to the private one by the section dns",
      });
      return undefined;
    }
    if (!isWithin(name, spec.zoneName)) {
      problems.add("domain.zone", {
        code: "API_ZONE_OTHER",
        message: "The name does not lie in the zone.",
        found: `"${name}", and the zone ${spec.zoneName}`,
        expected: `a name in ${spec.zoneName}, or another zone`,
        fix: `name the zone that it lies in, or write a name such as api.${spec.zoneName}`,
      });
      return undefined;
    }
    const zoneId = spec.zoneId ?? dnsContract.read(this.stack).zoneIds(named);
    return this.#once(`dns-${named}`, (id) =>
      HostedZone.fromExisting(this.#zones, id, { zoneId, zoneName: spec.zoneName }),
    );
  }

  #once(id: string, make: (id: string) => IHostedZone): IHostedZone {
    return (this.#zones.node.tryFindChild(id) as IHostedZone | undefined) ?? make(id);
  }
}
