import { projectRoot } from "../project";
import { type Engine, PROGRAMS } from "./engine";
import { platform } from "./plugins";
import { ProviderLocks } from "./provider-locks";

/** Terraform's words for a locked version that it cannot get. */
const UNAVAILABLE = /for provider ([\w./-]+):\s+the previously-selected version (\d[\d.]*) is no longer available/;

/** Terraform's words for a package that is not what the lock file has hashes of. */
const OTHER_HASHES = /package for ([\w./-]+) (\d[\d.]*) doesn't match any of the checksums/;

/**
 * How to go on when Terraform does not get the version of a provider that `providers/` locks. Its own advice, `terraform init -upgrade`
 * in the stack's folder, holds only until the next synth.
 *
 * @param output what Terraform printed
 * @param root folder of the project
 * @returns undefined if that is not why it failed
 */
export function providerAdvice(output: string, engine: Engine, root: string = projectRoot()): string | undefined {
  // Terraform frames and wraps what it prints.
  const text = output.replace(/[\s\u2500-\u257f]+/g, " ");
  const [, source = "", version = ""] = UNAVAILABLE.exec(text) ?? OTHER_HASHES.exec(text) ?? [];
  const address = source.split("/").length > 2 ? source : `registry.terraform.io/${source}`;
  const folder = ProviderLocks.read(root).folderOf(address, version);
  if (!folder) return undefined;
  return UNAVAILABLE.test(text)
    ? [
        `${folder} locks ${version} of ${source}, and ${engine} finds no such version where it looks. Make it available there,`,
        "or take another version, for everybody:",
        `  ${PROGRAMS[engine]} -chdir=${folder} init -upgrade`,
      ].join("\n")
    : [
        `${folder} has no hash of ${version} of ${source} for this machine. Add it, for everybody:`,
        `  ${PROGRAMS[engine]} -chdir=${folder} providers lock -platform=${platform()}`,
        "With a mirror on this machine, add -fs-mirror=<its folder>.",
      ].join("\n");
}
