import { createRequire } from "node:module";
import { join } from "node:path";
import type { PublishedPackage } from "./package-folder";
import { type TableFile, tableFile } from "./table-file";

interface RegionInfo {
  readonly name: string;
  readonly partition: string;
  readonly domainSuffix: string;
}

/** The table of regions: a line for each partition, with its domain and its regions. */
export function regionsTable(awsCdk: PublishedPackage): TableFile {
  const load = createRequire(join(awsCdk.folder, "package.json"));
  const { regions } = (load("./region-info") as { RegionInfo: { regions: readonly RegionInfo[] } }).RegionInfo;
  const lines = new Map<string, string[]>();
  for (const { name, partition, domainSuffix } of regions) {
    const key = `${partition} ${domainSuffix}`;
    lines.set(key, [...(lines.get(key) ?? []), name]);
  }
  return tableFile(
    "regions",
    "Regions of AWS by partition, with the domain that host names of the partition end in",
    [awsCdk],
    [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, names]) => `${key}: ${names.sort().join(" ")}`),
  );
}
