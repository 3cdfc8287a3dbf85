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
