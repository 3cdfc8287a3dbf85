import type { Architecture } from "./instance-architecture";

/**
 * The public parameter that names the newest ECS-optimized Amazon Linux 2023 image (Amazon ECS Developer Guide, "Retrieving
 * Amazon ECS-optimized Linux AMI metadata", as of 2026-11).
 */
export function ecsOptimizedParameter(architecture: Architecture): string {
  const folder = architecture === "arm64" ? "amazon-linux-2023/arm64" : "amazon-linux-2023";
  return `/aws/service/ecs/optimized-ami/${folder}/recommended/image_id`;
}
