/** Processor architecture of an instance type, by the names that Amazon Linux uses. */
export type Architecture = "arm64" | "x86_64";

/**
 * The architecture of an instance type. Graviton families have a `g` behind the generation's number, as in `t4g`, `m7gd` and
 * `c7gn` (Amazon EC2 Instance Types guide, "Naming conventions", as of 2026-11); `a1` was the first of them.
 */
export function architectureOf(instanceType: string): Architecture {
  const family = instanceType.split(".")[0] ?? "";
  return family === "a1" || /^[a-z]+\d+g[a-z]*$/.test(family) ? "arm64" : "x86_64";
}

/** Whether the type is burstable, that is, lives on CPU credits (families t2, t3, t3a and t4g). */
export function isBurstable(instanceType: string): boolean {
  return /^t\d/.test(instanceType);
}

/**
 * The public parameter that names the newest Amazon Linux 2023 image with the default kernel (Amazon Linux 2023 User Guide,
 * "Launching AL2023 using the SSM parameter", as of 2026-11).
 */
export function amazonLinuxParameter(architecture: Architecture): string {
  return `/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-${architecture}`;
}
