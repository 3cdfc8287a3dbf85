import type { Values } from "../../../core/texts/values";

/** What kubelet is told. */
export interface KubeletOptions {
  /**
   * Fields of `KubeletConfiguration`. What `maxPods`, `labels` and `taints` of the nodes say stands there.
   *
   * @example {"systemReserved": {"memory": "200Mi"}, "imageGCHighThresholdPercent": 70}
   * @default - those of the image
   */
  readonly config?: Values;
  /**
   * Arguments of kubelet, behind those of the image.
   *
   * @example ["--v=4"]
   * @default - those of the image
   */
  readonly flags?: readonly string[];
}

/** What containerd is told. */
export interface ContainerdOptions {
  /**
   * Configuration of containerd in TOML, merged with that of the image.
   *
   * @default - that of the image
   */
  readonly config?: string;
  /**
   * Runtime specification of OCI that all containers are based on, in whole or in part.
   *
   * @default - that of the image
   */
  readonly baseRuntimeSpec?: Values;
}

/** How the disks that an instance type brings along are used. */
export interface LocalStorage {
  /** `RAID0` and `RAID10` make one volume of them, for containers, images and logs; `Mount` mounts each. */
  readonly strategy: "RAID0" | "RAID10" | "Mount";
  /**
   * Folder that they are mounted below.
   *
   * @example /mnt/disks
   * @default "/mnt/k8s-disks/"
   */
  readonly mountPath?: string;
  /**
   * What stays on the node's own volume: `Containerd` is `/var/lib/containerd`, `PodLogs` is `/var/log/pods`, `SOCI` is
   * `/var/lib/soci-snapshotter-grpc`.
   *
   * @default - nothing
   */
  readonly disabledMounts?: readonly ("Containerd" | "PodLogs" | "SOCI")[];
}

/** The operating system and the devices of a node. */
export interface InstanceOptions {
  /**
   * Disks that the instance type brings along.
   *
   * @default - not used
   */
  readonly localStorage?: LocalStorage;
  /**
   * Environment variables by systemd service; those of `default` are for all. No secrets.
   *
   * @example {"default": {"HTTPS_PROXY": "http://proxy.example.com:3128"}}
   * @default - none
   */
  readonly environment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * What nodes with Amazon Linux 2023 are told beside how they find their cluster: the part of `NodeConfig` of nodeadm that is not the
 * cluster's (awslabs/amazon-eks-ami, "API Reference", `node.eks.aws/v1alpha1`, as of 2026-07). Its feature gate `InstanceIdNodeName` is not
 * here: nodes with such names need another kind of access entry.
 */
export interface NodeConfig {
  /**
   * What kubelet is told.
   *
   * @default - nothing more
   */
  readonly kubelet?: KubeletOptions;
  /**
   * What containerd is told.
   *
   * @default - nothing more
   */
  readonly containerd?: ContainerdOptions;
  /**
   * Operating system and devices.
   *
   * @default - as the image has them
   */
  readonly instance?: InstanceOptions;
  /**
   * Features that are turned on or off: `FastImagePull` pulls and unpacks images in parallel, on instances that are large enough.
   *
   * @default - as the image has them
   */
  readonly featureGates?: NodeFeatureGates;
}

/** Features of nodeadm. */
export interface NodeFeatureGates {
  /**
   * Whether images are pulled and unpacked in parallel.
   *
   * @default - as the image has it
   */
  readonly FastImagePull?: boolean;
}
