import { ValidateBinaryVersion } from "cdktf/lib/validations/validate-binary-version";

/**
 * Runs a step in which cdktf does not run Terraform to ask for its version. It would for every `terraform_data`, for moves and for
 * HCP Terraform: a tenth of a second each, and an error on a machine without Terraform, which a synth does not need. All of them want
 * an older version than each stack's `required_version`, which Terraform holds itself against.
 */
export function withoutTerraformVersion<T>(step: () => T): T {
  const { prototype } = ValidateBinaryVersion;
  const { validate } = prototype;
  prototype.validate = () => [];
  try {
    return step();
  } finally {
    prototype.validate = validate;
  }
}

/**
 * The oldest Terraform, and OpenTofu, that knows values which are kept nowhere (Terraform language, "Use temporary write-only arguments",
 * as of 2026-11; OpenTofu 1.11, "What's new", as of 2026-11).
 */
export const OLDEST_WITH_EPHEMERAL_VALUES = "1.11.0";

const OLDEST = `>=${OLDEST_WITH_EPHEMERAL_VALUES}`;

/**
 * The engines that CDK Terrain, cdktf's successor, holds what a provider can do against: it asks for those that have write-only arguments wherever
 * one is used, and takes a project to run on older ones. Each stack's `required_version` says what it really needs, as it does under cdktf,
 * which does not know of this.
 */
export const TARGET_VERSIONS = { targetVersions: { terraform: OLDEST, opentofu: OLDEST } };
