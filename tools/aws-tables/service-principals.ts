import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedPackage } from "./package-folder";
import { type TableFile, tableFile } from "./table-file";

const PRINCIPAL = /["'`]([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.amazonaws\.com["'`]/g;
const CDK_PRINCIPAL = /ServicePrincipal\("([a-z0-9-]+(?:\.[a-z0-9-]+)*)\.amazonaws\.com"/g;

/**
 * The table of service principals: those of AWS's own policies, those that the CDK's constructs trust, and those that are named like
 * the prefix of a service's actions.
 */
export function servicePrincipalsTable(
  policies: PublishedPackage,
  awsCdk: PublishedPackage,
  iamData: PublishedPackage,
): TableFile {
  const names = new Set([
    ...namesIn(join(policies.folder, "dist"), /\.(js|json)$/, PRINCIPAL),
    ...namesIn(awsCdk.folder, /\.js$/, CDK_PRINCIPAL),
    ...readdirSync(join(iamData.folder, "data/actions")).map((file) => file.replace(".json", "")),
  ]);
  return tableFile(
    "service-principals",
    "Service principals of AWS, without `.amazonaws.com`",
    [policies, awsCdk, iamData],
    [`names: ${[...names].sort().join(" ")}`],
  );
}

function namesIn(folder: string, files: RegExp, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && files.test(entry.name))
    .flatMap((entry) => [...readFileSync(join(entry.parentPath, entry.name), "utf8").matchAll(name)])
    .map(([, found = ""]) => found);
}
