import * as fs from "node:fs";
import * as path from "node:path";

/** Arguments that protect a resource, each with the value that does not. */
const UNPROTECTED: Readonly<Record<string, unknown>> = {
  prevent_destroy: false,
  force_destroy: true,
  deletion_protection: false,
  deletion_protection_enabled: false,
  disable_api_termination: false,
  enable_deletion_protection: false,
  skip_destroy: false,
  skip_final_snapshot: true,
};

/** Types that have `force_destroy` and, without it, cannot be deleted while they hold something. */
const KEEPS_CONTENTS: readonly string[] = ["aws_s3_bucket"];

type Json = Record<string, unknown>;

/**
 * Lifts the protection against deletion in a synthesized stack. Only the synthesized file is changed.
 *
 * @param folder folder with `cdk.tf.json`
 * @param options with `isTrial` nothing is written
 * @returns the addresses of the resources that were protected, and whether Terraform itself refuses to destroy them
 */
export function liftProtection(
  folder: string,
  options: { isTrial?: boolean } = {},
): { lifted: string[]; isRefusing: boolean } {
  const file = path.join(folder, "cdk.tf.json");
  const stack = JSON.parse(fs.readFileSync(file, "utf8")) as { resource?: Record<string, Record<string, Json>> };
  const lifted: string[] = [];
  let isRefusing = false;
  for (const [type, resources] of Object.entries(stack.resource ?? {})) {
    for (const [name, resource] of Object.entries(resources)) {
      const lifecycle = resource.lifecycle as Json | undefined;
      isRefusing ||= lifecycle?.prevent_destroy === true;
      if (KEEPS_CONTENTS.includes(type)) resource.force_destroy ??= false;
      if ([unprotect(resource), unprotect(lifecycle)].includes(true)) lifted.push(`${type}.${name}`);
    }
  }
  if (lifted.length > 0 && !options.isTrial) fs.writeFileSync(file, JSON.stringify(stack, undefined, 2));
  return { lifted, isRefusing };
}

function unprotect(block: Json | undefined): boolean {
  if (!block) return false;
  const protecting = Object.keys(UNPROTECTED).filter((key) => key in block && block[key] !== UNPROTECTED[key]);
  for (const key of protecting) block[key] = UNPROTECTED[key];
  return protecting.length > 0;
}
