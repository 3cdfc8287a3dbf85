import type { Problems } from "../../core/errors";
import type { NetworkProps } from "../network-props";
import { zonesOf } from "../tiers/tier-checks";
import type { TierKind, TierProps } from "../tiers/tier-props";
import { DEFAULT_GATEWAYS, GATEWAY_SERVICES, isWholeName, shortNameOf } from "./endpoint-names";

/** Checks the endpoints: names, kinds, repetitions, DNS, the tier and the zones that they lie in, and their policies. */
export function checkEndpoints(props: NetworkProps, problems: Problems): void {
  const gateway = props.endpoints?.gateway ?? [];
  const services = props.endpoints?.interface ?? [];
  checkNames("endpoints.gateway", gateway, problems);
  checkNames("endpoints.interface", services, problems);
  for (const service of gateway.filter((name) => isName(name) && !GATEWAY_SERVICES.some((known) => known === name))) {
    problems.add("endpoints.gateway", {
      code: "ENDPOINT_NO_GATEWAY",
      message: "The service has no gateway endpoint.",
      found: `"${service}"`,
      expected: `one of ${GATEWAY_SERVICES.join(", ")}`,
      fix: `move "${service}" to endpoints.interface`,
    });
  }
  if (services.length > 0 && props.dns === false) {
    problems.add("dns", {
      code: "ENDPOINT_NEEDS_DNS",
      message:
        "Interface endpoints take over the service's name by private DNS, which needs DNS support and host names.",
      found: `dns: false with the interface endpoints ${services.join(", ")}`,
      expected: "dns: true",
      fix: "leave dns out, or remove the interface endpoints",
    });
  }
  checkEndpointTier(props, problems);
  checkEndpointZones(props, problems);
  checkPrivateDns(props, problems);
  checkEndpointPolicies(props, problems);
}

/** The tier that interface endpoints lie in: the named one, else the first isolated one, else the first private one. */
export function endpointTier<T extends Pick<TierProps, "name" | "kind">>(
  { endpoints }: Pick<NetworkProps, "endpoints">,
  tiers: readonly T[],
): T | undefined {
  const ofKind = (kind: TierKind) => tiers.find((tier) => tier.kind === kind);
  return tiers.find(({ name }) => name === endpoints?.tier) ?? ofKind("isolated") ?? ofKind("private");
}

/** A service of AWS by the last part of its name, and any other by its whole name. */
function isName(text: string): boolean {
  if (!/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text)) return false;
  return isWholeName(text) ? shortNameOf(text) === undefined : !text.startsWith("com.amazonaws.");
}

function checkNames(property: string, names: readonly string[], problems: Problems): void {
  for (const name of names.filter((candidate) => !isName(candidate))) {
    const short = shortNameOf(name);
    problems.add(property, {
      code: "ENDPOINT_NAME_INVALID",
      message: "This is not the name of a service.",
      found: `"${name}"`,
      expected:
        "lower case letters, digits, dots and hyphens: ecr.api without com.amazonaws.<region>. in front, or the whole name of a " +
        "service of others, com.amazonaws.vpce.<region>.vpce-svc-…",
      fix:
        short === undefined
          ? "write the name as `aws ec2 describe-vpc-endpoint-services` shows it, that of AWS's own without the part up to the region"
          : `write "${short}"`,
    });
  }
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  if (twice.length === 0) return;
  problems.add(property, {
    code: "ENDPOINT_DUPLICATE",
    message: "A service stands twice in the list of endpoints.",
    found: [...new Set(twice)].map((name) => `"${name}"`).join(", "),
    expected: "each service once",
    fix: "remove the repetition",
  });
}

function checkEndpointTier(props: NetworkProps, problems: Problems): void {
  const wanted = props.endpoints?.tier;
  if ((props.endpoints?.interface ?? []).length === 0) return;
  const usable = props.tiers.filter((tier) => tier.kind !== "public").map((tier) => tier.name);
  if (wanted === undefined ? usable.length > 0 : usable.includes(wanted)) return;
  problems.add("endpoints.tier", {
    code: "ENDPOINT_TIER_UNKNOWN",
    message: "Interface endpoints lie in a private or isolated tier.",
    found: wanted === undefined ? "no such tier" : `"${wanted}"`,
    expected: usable.length > 0 ? `one of ${usable.join(", ")}` : "a private or isolated tier",
    fix:
      usable.length > 0
        ? "choose one of these, or leave it out"
        : "add a tier of kind isolated, or one of kind private with a NAT",
  });
}

function checkEndpointZones(props: NetworkProps, problems: Problems): void {
  const placed = endpointTier(props, props.tiers);
  const usable = placed ? zonesOf(placed, props) : props.zones;
  for (const [service, zones] of Object.entries(props.endpoints?.zones ?? {})) {
    const property = `endpoints.zones.${service}`;
    if (!checkInterface(service, props, property, problems)) continue;
    const unknown = zones.filter((zone) => !usable.includes(zone));
    if (zones.length > 0 && unknown.length === 0) continue;
    problems.add(property, {
      code: "ENDPOINT_ZONE_UNKNOWN",
      message: "An interface endpoint lies in one or more zones of its tier.",
      found: unknown.length > 0 ? unknown.map((zone) => `"${zone}"`).join(", ") : "no zone",
      expected: `one or more of ${usable.join(", ")}`,
      fix: "write the zones that the service has (`aws ec2 describe-vpc-endpoint-services`), or leave them out for all",
    });
  }
}

function checkPrivateDns(props: NetworkProps, problems: Problems): void {
  for (const service of Object.keys(props.endpoints?.privateDns ?? {})) {
    checkInterface(service, props, `endpoints.privateDns.${service}`, problems);
  }
}

/** Whether an option names a service that has an interface endpoint. */
function checkInterface(service: string, props: NetworkProps, property: string, problems: Problems): boolean {
  const services = props.endpoints?.interface ?? [];
  if (services.includes(service)) return true;
  problems.add(property, {
    code: "ENDPOINT_OPTION_UNUSED",
    message: "The option is for an interface endpoint that does not exist.",
    found: `"${service}"`,
    expected:
      services.length > 0 ? `one of ${services.join(", ")}` : "no such option, as there is no interface endpoint",
    fix: `add "${service}" to endpoints.interface, or remove the option`,
  });
  return false;
}

/** The lists of endpoints that a service can stand in. */
function listsFor(service: string): readonly string[] {
  const hasGateway = GATEWAY_SERVICES.some((known) => known === service);
  return [...(hasGateway ? ["endpoints.gateway"] : []), "endpoints.interface"];
}

function checkEndpointPolicies(props: NetworkProps, problems: Problems): void {
  const named = [...(props.endpoints?.gateway ?? DEFAULT_GATEWAYS), ...(props.endpoints?.interface ?? [])];
  for (const [service, policy] of Object.entries(props.endpoints?.policies ?? {})) {
    if (!named.includes(service)) {
      problems.add(`endpoints.policies.${service}`, {
        code: "ENDPOINT_POLICY_UNUSED",
        message: "There is a policy for an endpoint that does not exist.",
        found: `"${service}"`,
        expected: named.length > 0 ? `one of ${named.join(", ")}` : "no policy, as there is no endpoint",
        fix: `add "${service}" to ${listsFor(service).join(" or ")}, or remove its policy`,
      });
    }
    if (typeof policy === "object" && policy !== null && "Statement" in policy) continue;
    problems.add(`endpoints.policies.${service}`, {
      code: "ENDPOINT_POLICY_FORM",
      message: "The endpoint policy is not a policy document.",
      found: typeof policy === "string" ? "a text" : "a value without Statement",
      expected: "a document with Version and Statement, written as a map and not as text",
      fix: 'write { Version: "2012-10-17", Statement: [ … ] }',
    });
  }
}
