/** What a data volume is made of (Amazon EBS User Guide, "Amazon EBS volume types", read 2026-11). */
export type VolumeType = "gp2" | "gp3" | "io1" | "io2" | "sc1" | "st1";

/** What data volumes have in common: they are encrypted always. */
export interface DataVolume {
  /**
   * Device, `/dev/sdf` to `/dev/sdp`; on Nitro instances the system names it `/dev/nvme…` and has a link of this name.
   *
   * @example /dev/sdf
   */
  readonly device: string;
  /**
   * Size in GiB: up to 65,536 for `gp3` and `io2`, 16,384 for the others; at least 125 for `st1` and `sc1`.
   *
   * @minimum 1
   * @maximum 65536
   * @default - that of the snapshot; needed without one
   */
  readonly sizeGiB?: number;
  /**
   * Type of the volume.
   *
   * @default "gp3"
   */
  readonly type?: VolumeType;
  /**
   * I/O operations a second: 3,000 to 80,000 for `gp3`, 100 to 64,000 for `io1`, 100 to 256,000 for `io2`; both of these need it.
   *
   * @minimum 100
   * @maximum 256000
   * @default - 3,000 for `gp3`
   */
  readonly iops?: number;
  /**
   * MiB a second, 125 to 1,000; only for `gp3`.
   *
   * @minimum 125
   * @maximum 1000
   * @default - 125
   */
  readonly throughputMiBps?: number;
  /**
   * ARN of the KMS key that encrypts the volume. Its policy must let use it who starts the server: for a group
   * `AWSServiceRoleForAutoScaling`.
   *
   * @default - the account's key for EBS
   */
  readonly keyArn?: string;
  /**
   * Snapshot that the volume starts from: `snap-…`.
   *
   * @example snap-0123456789abcdef0
   * @default - it is empty
   */
  readonly snapshotId?: string;
}

/** A data volume that each server of a group starts with. */
export interface GroupVolume extends DataVolume {
  /**
   * Whether the volume stays when its server goes. Terraform does not know it: whoever needs it no longer deletes it.
   *
   * @default false
   */
  readonly keep?: boolean;
}

/** A data volume of a single server, which outlives it: another server is given the same one. */
export interface InstanceVolume extends DataVolume {
  /**
   * Whether AWS takes a snapshot of the volume before it is deleted. The snapshot stays, and is then yours to delete.
   *
   * @default - in protected environments
   */
  readonly finalSnapshot?: boolean;
}
