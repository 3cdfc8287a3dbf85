import type { Problem } from "../core/errors";
import type { AlsoKnown } from "./also-known";
import { knownValues, unknownValue } from "./known-values";
import { REGIONS } from "./regions";

/**
 * What is told of a service principal that AWS does not have; `undefined` if all is well. A principal may name a region
 * (`logs.eu-west-1.amazonaws.com`) and may end as those of China do.
 */
export function unknownPrincipal(service: string, alsoKnown: AlsoKnown = {}): Omit<Problem, "path"> | undefined {
  const principal = service.replace(/\.cn$/, "");
  const region = REGIONS.find((known) => principal.includes(`.${known}.`));
  const everywhere = region === undefined ? principal : principal.replace(`.${region}.`, ".");
  if (knownValues("servicePrincipals").has(everywhere)) return undefined;
  return unknownValue("servicePrincipals", service, alsoKnown);
}
