import { Fn } from "cdktf";
import { Contract, map } from "../../constructs/core/contract";
import type { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { checkCall } from "../../constructs/core/shapes/check-call";
import { HostedZone } from "../../constructs/dns/hosted-zone";
import type { IHostedZone } from "../../constructs/dns/hosted-zone.types";

/** What the stack of the names hands to the others, and to whoever delegates a domain. */
export const dnsContract = new Contract("dns", {
  zoneIds: map("Ids of the zones, by their names in the configuration", () => "Z00000000000000000000"),
  nameServers: map(
    "Name servers of the public zones that are made here, with spaces between them, by name",
    (key) => `ns-0.${key}.example.net ns-1.${key}.example.org`,
  ),
});

/** Publishes zones to the other stacks of their environment. */
export function publishZones(stack: EnvironmentStack, zones: Readonly<Record<string, IHostedZone>>): void {
  checkCall("publishZones", { stack, zones });
  dnsContract.publish(stack, {
    zoneIds: Object.fromEntries(Object.entries(zones).map(([name, { zoneId }]) => [name, zoneId])),
    nameServers: Object.fromEntries(
      Object.entries(zones).flatMap(([name, zone]) =>
        zone instanceof HostedZone && zone.visibility === "public" ? [[name, Fn.join(" ", zone.nameServers)]] : [],
      ),
    ),
  });
}
