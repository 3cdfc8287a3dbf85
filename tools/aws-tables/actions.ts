import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { PublishedPackage } from "./package-folder";
import { type TableFile, tableFile } from "./table-file";

/** The table of IAM actions: a line for each service prefix, with its actions. */
export function actionsTable(iamData: PublishedPackage): TableFile {
  const folder = join(iamData.folder, "data/actions");
  const lines = readdirSync(folder).map((file) => {
    const actions = JSON.parse(readFileSync(join(folder, file), "utf8")) as Record<string, { readonly name: string }>;
    const names = Object.values(actions).map(({ name }) => name);
    return `${file.replace(".json", "")}: ${names.sort().join(" ")}`;
  });
  return tableFile("actions", "Actions of IAM by the prefix of their service", [iamData], lines.sort());
}
