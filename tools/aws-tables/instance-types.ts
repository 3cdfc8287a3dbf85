import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedPackage } from "./package-folder";
import { type TableFile, tableFile } from "./table-file";

/** The table of EC2 instance types: a line for each family, with its sizes. */
export function instanceTypesTable(ec2: PublishedPackage): TableFile {
  const source = readFileSync(join(ec2.folder, "dist-es/models/enums.js"), "utf8");
  const [, values = ""] = /export const _InstanceType = \{([^}]*)\}/.exec(source) ?? [];
  const sizes = new Map<string, string[]>();
  for (const [, family = "", size = ""] of values.matchAll(/"([a-z0-9-]+)\.([a-z0-9-]+)"/g)) {
    sizes.set(family, [...(sizes.get(family) ?? []), size]);
  }
  return tableFile(
    "instance-types",
    "Instance types of EC2 by family",
    [ec2],
    [...sizes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([family, all]) => `${family}: ${all.sort().join(" ")}`),
  );
}
