import type { InstanceKind } from "./instance-types";

/** Image family of nodes. */
export type NodeImage = "al2023" | "bottlerocket";

/** Device names of an image's volumes. */
export interface ImageVolumes {
  /** The volume that containers and their images are on: the one that has the size that is asked for. */
  readonly data: string;
  /** Volume of the operating system alone, at the size of the image. */
  readonly system?: string;
}

/**
 * Volumes of the images (Amazon EC2 User Guide, "Device names for volumes"; Bottlerocket documentation, "Using user data and volumes
 * on AWS", as of 2026-11).
 */
export const IMAGE_VOLUMES: Readonly<Record<NodeImage, ImageVolumes>> = {
  al2023: { data: "/dev/xvda" },
  bottlerocket: { data: "/dev/xvdb", system: "/dev/xvda" },
};

/** Name of EKS for the image of a managed node group (Amazon EKS API Reference, `CreateNodegroup`, as of 2026-11). */
export function amiType(image: NodeImage, { architecture, accelerator }: InstanceKind): string {
  const processor = architecture === "arm64" ? "ARM_64" : "x86_64";
  const suffix = accelerator?.toUpperCase();
  if (image === "bottlerocket") return `BOTTLEROCKET_${processor}${suffix ? `_${suffix}` : ""}`;
  return `AL2023_${processor}_${suffix ?? "STANDARD"}`;
}

/**
 * The public parameter that names the newest image for a Kubernetes version (Amazon EKS User Guide, "Retrieve recommended Amazon Linux
 * AMI IDs" and "Retrieve recommended Bottlerocket AMI IDs", as of 2026-11).
 */
export function imageParameter(image: NodeImage, version: string, { architecture, accelerator }: InstanceKind): string {
  if (image === "bottlerocket") {
    const variant = `aws-k8s-${version}${accelerator ? `-${accelerator}` : ""}`;
    return `/aws/service/bottlerocket/${variant}/${architecture}/latest/image_id`;
  }
  const variant = `amazon-linux-2023/${architecture}/${accelerator ?? "standard"}`;
  return `/aws/service/eks/optimized-ami/${version}/${variant}/recommended/image_id`;
}
