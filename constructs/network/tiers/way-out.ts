import type { Problems } from "../../core/errors";
import type { INetwork, ITier } from "../network.types";

/** Whether what lies in a tier reaches the internet: by its own public address, or by NAT. */
export function hasWayOut({ hasNat }: INetwork, { kind }: ITier): boolean {
  return kind === "public" || (kind === "private" && hasNat);
}

/** What lies in a tier, and what it calls. */
export interface Stay {
  readonly network: INetwork;
  readonly tier: ITier;
  /** AWS services that are called, by the names of their VPC endpoints; order and repetition mean nothing. */
  readonly services: readonly string[];
  /** Code of the problem. */
  readonly code: string;
  /** What would happen: `Nodes could not join`. */
  readonly consequence: string;
  /** What lies there: `the nodes`. */
  readonly what: string;
}

/** Adds a problem when the tier has no way to the internet, and the VPC has no endpoint of a service that is called. */
export function checkWayOut({ network, tier, services, code, consequence, what }: Stay, problems: Problems): void {
  if (hasWayOut(network, tier)) return;
  const missing = [...new Set(services)].filter((service) => !network.endpointServices.includes(service)).sort();
  if (missing.length === 0) return;
  problems.add("tier", {
    code,
    message: `${consequence}: tier "${tier.name}" has no NAT, and the VPC lacks endpoints.`,
    found:
      network.endpointServices.length > 0
        ? `endpoints for ${[...network.endpointServices].sort().join(", ")}`
        : "no endpoints",
    expected: `also endpoints for ${missing.join(", ")}`,
    fix: `add them to the network's endpoints, or put ${what} into a tier with NAT`,
  });
}
