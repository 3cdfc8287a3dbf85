import type { Problems } from "../core/errors";
import type { NetworkProps } from "./network-props";

/** Services that have a gateway endpoint (AWS PrivateLink Guide, "Gateway endpoints", as of 2026-11). */
export const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;

/** What AWS puts before a service's name, and we too. */
const SERVICE_PREFIX = /^(cn\.)?com\.amazonaws\.[a-z0-9-]+\./;

/** Checks the endpoints: names, kinds, repetitions, DNS, the tier that they lie in, and their policies. */
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
  checkEndpointPolicies(props, problems);
}

/** Without the prefix; the region's name has no dot, so that `ecr.api` keeps its own. */
function isName(text: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(text) && !SERVICE_PREFIX.test(text);
}

function checkNames(property: string, names: readonly string[], problems: Problems): void {
  for (const name of names.filter((candidate) => !isName(candidate))) {
    const short = name.replace(SERVICE_PREFIX, "");
    problems.add(property, {
      code: "ENDPOINT_NAME_INVALID",
      message: "This is not the name of a service.",
      found: `"${name}"`,
      expected: "lower case letters, digits, dots and hyphens, without com.amazonaws.<region>. in front: ecr.api",
      fix: isName(short)
        ? `write "${short}"`
        : "write the name as `aws ec2 describe-vpc-endpoint-services` shows it, without the part up to the region",
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
    fix: usable.length > 0 ? "choose one of these, or leave it out" : "add a tier of kind private or isolated",
  });
}

function checkEndpointPolicies(props: NetworkProps, problems: Problems): void {
  const named = [...(props.endpoints?.gateway ?? GATEWAY_SERVICES), ...(props.endpoints?.interface ?? [])];
  for (const [service, policy] of Object.entries(props.endpoints?.policies ?? {})) {
    if (!named.includes(service)) {
      problems.add(`endpoints.policies.${service}`, {
        code: "ENDPOINT_POLICY_UNUSED",
        message: "There is a policy for an endpoint that does not exist.",
        found: `"${service}"`,
        expected: named.length > 0 ? `one of ${named.join(", ")}` : "no policy, as there is no endpoint",
        fix: `add "${service}" to the endpoints, or remove its policy`,
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
