import type { Problems } from "../../../core/errors";

/**
 * Families before Nitro, which have neither prefixes nor IPv6 for pods (Amazon EC2 Instance Types guide, "Instances built on the AWS Nitro
 * System", Xen-based instances, read 2026-11).
 */
const BEFORE_NITRO = /^(m[1-4]|t[12]|c[1-4]|cc2|cr1|r[34]|x1e?|d2|h1|hs1|i[23]|f1|g2|g3s?|p[23])\./;

/** Instances of these families that are built on Nitro all the same. */
const METAL = /^i3\.metal$/;

/** Adds `EKS_IPV6_INSTANCE_TYPE` for types that run no pods of a cluster with IPv6 (Amazon EKS User Guide, "IPv6", read 2026-11). */
export function checkNitro(instanceTypes: readonly string[], problems: Problems): void {
  const older = instanceTypes.filter((type) => BEFORE_NITRO.test(type) && !METAL.test(type));
  if (older.length === 0) return;
  problems.add("instanceTypes", {
    code: "EKS_IPV6_INSTANCE_TYPE",
    message: "Pods of a cluster with IPv6 run on instances of the Nitro System only.",
    found: older.join(", "),
    expected: "types of the fifth generation or later",
    fix: "choose newer families, such as m7g, c7i or t4g",
  });
}
