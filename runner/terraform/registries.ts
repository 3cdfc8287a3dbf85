/**
 * The registries in which Terraform and OpenTofu look for a provider that names none, Terraform's first. HashiCorp's providers are in both, under
 * the same name and versions (OpenTofu, `internal/depsfile/locks.go` of 1.12.6, as of 2026-11).
 */
export const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"] as const;
