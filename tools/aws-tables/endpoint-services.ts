import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedPackage } from "./package-folder";
import { type TableFile, tableFile } from "./table-file";

const SERVICE = /new (Gateway|Interface)VpcEndpointAwsService\("([^"]+)"/g;

/** The table of services that have VPC endpoints: a line for each kind of endpoint, with the services' names behind the region. */
export function endpointServicesTable(awsCdk: PublishedPackage): TableFile {
  const source = readFileSync(join(awsCdk.folder, "aws-ec2/lib/vpc-endpoint.js"), "utf8");
  const names = new Map<string, Set<string>>();
  for (const [, kind = "", name = ""] of source.matchAll(SERVICE)) {
    const key = kind.toLowerCase();
    names.set(key, (names.get(key) ?? new Set()).add(name));
  }
  return tableFile(
    "endpoint-services",
    "Services that have VPC endpoints, by the kind of endpoint",
    [awsCdk],
    [...names].sort().map(([kind, services]) => `${kind}: ${[...services].sort().join(" ")}`),
  );
}
