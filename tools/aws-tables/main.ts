import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchPackage } from "./package-folder";
import { regionsTable } from "./regions";

/** `npm run aws-tables`: renews what the code knows of AWS, from the newest versions of the packages that know it. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "groundplan-aws-tables-"));
  try {
    const awsCdk = fetchPackage("aws-cdk-lib", join(folder, "aws-cdk-lib"));
    for (const { path, content } of [regionsTable(awsCdk)]) {
      writeFileSync(path, content);
      process.stdout.write(`${path} written\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
