import type { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { Problems } from "../../../core/errors";
import type { IHostedZone } from "../../../dns/hosted-zone.types";

/** ARNs of hosted zones; Route 53 has neither a region nor an account in them. */
export function zoneArns(stack: EnvironmentStack, zones: readonly Pick<IHostedZone, "zoneId">[]): readonly string[] {
  return zones.map(({ zoneId }) => stack.arn("route53", `hostedzone/${zoneId}`, { region: "", account: "" }));
}

/** Adds `EKS_ZONES_MISSING` when a controller that writes records has no zone to write them to. */
export function checkZones(zones: readonly Pick<IHostedZone, "zoneId">[], problems: Problems): void {
  if (zones.length > 0) return;
  problems.add("zones", {
    code: "EKS_ZONES_MISSING",
    message: "The controller writes records, and there is no zone that it may write to.",
    found: "an empty list",
    expected: "at least one hosted zone",
    fix: "name the zones of the cluster's domains; a zone that exists already is HostedZone.fromExisting",
  });
}
