import type { LaunchTemplateBlockDeviceMappings } from "@cdktf/provider-aws/lib/launch-template";
import type { GroupVolume } from "./volume.types";

/** The volumes as a launch template has them, in the order of their devices. */
export function volumeMappings(
  volumes: Readonly<Record<string, GroupVolume>>,
): readonly LaunchTemplateBlockDeviceMappings[] {
  return Object.values(volumes)
    .sort((a, b) => (a.device < b.device ? -1 : 1))
    .map(({ device, sizeGiB, type = "gp3", iops, throughputMiBps, keyArn, snapshotId, keep = false }) => ({
      deviceName: device,
      ebs: {
        encrypted: "true",
        volumeType: type,
        ...(sizeGiB === undefined ? {} : { volumeSize: sizeGiB }),
        ...(iops === undefined ? {} : { iops }),
        ...(throughputMiBps === undefined ? {} : { throughput: throughputMiBps }),
        ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
        ...(snapshotId === undefined ? {} : { snapshotId }),
        deleteOnTermination: String(!keep),
      },
    }));
}
