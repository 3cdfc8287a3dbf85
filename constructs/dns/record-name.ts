import type { Problems } from "../core/errors";
import { checkDomainName, isWithin } from "./domain-name";
import type { IHostedZone } from "./hosted-zone.types";

/** Checks the name of a record: a domain name inside the zone. Adds `DOMAIN_NAME_INVALID` or `RECORD_OUTSIDE_ZONE`. */
export function checkRecordName(name: string, zone: IHostedZone, problems: Problems): void {
  if (!checkDomainName(name, "name", problems, { wildcard: true, underscore: true })) return;
  if (isWithin(name, zone.zoneName)) return;
  problems.add("name", {
    code: "RECORD_OUTSIDE_ZONE",
    message: "The name of the record is not inside its zone.",
    found: `"${name}" in the zone ${zone.zoneName}`,
    expected: `${zone.zoneName}, or a name that ends in .${zone.zoneName}`,
    fix: name.includes(".") ? "use the zone that the name ends in" : `write the whole name: "${name}.${zone.zoneName}"`,
  });
}
