import { checkNumber } from "../../core/checks/number-check";
import type { Problems } from "../../core/errors";
import { checkKeyArn } from "../../encryption/key-arn";
import type { DataVolume, VolumeType } from "./volume.types";

type Range = readonly [least: number, most: number];

/** Sizes in GiB and operations a second by type (Amazon EC2 API Reference, `EbsBlockDevice`, read 2026-11). */
const LIMITS: Readonly<Record<VolumeType, { readonly size: Range; readonly iops?: Range }>> = {
  gp2: { size: [1, 16_384] },
  gp3: { size: [1, 65_536], iops: [3_000, 80_000] },
  io1: { size: [4, 16_384], iops: [100, 64_000] },
  io2: { size: [4, 65_536], iops: [100, 256_000] },
  sc1: { size: [125, 16_384] },
  st1: { size: [125, 16_384] },
};

/** The names that EC2 recommends for data volumes (Amazon EC2 User Guide, "Device names for volumes", read 2026-11). */
const DEVICE = /^\/dev\/sd[f-p]$/;
const SNAPSHOT = /^snap-[0-9a-f]{8,17}$/;

/** Checks data volumes, by name. */
export function checkVolumes(volumes: Readonly<Record<string, DataVolume>>, problems: Problems): void {
  const names = new Map<string, string>();
  for (const [name, volume] of Object.entries(volumes)) {
    const at = `volumes.${name}`;
    checkDevice(volume.device, names.get(volume.device), at, problems);
    names.set(volume.device, name);
    checkSource(volume, at, problems);
    checkSpeed(volume, at, problems);
    if (volume.keyArn !== undefined) checkKeyArn(volume.keyArn, `${at}.keyArn`, problems);
  }
}

function checkDevice(device: string, other: string | undefined, at: string, problems: Problems): void {
  if (DEVICE.test(device) && other === undefined) return;
  problems.add(`${at}.device`, {
    code: "VOLUME_DEVICE",
    message: "A data volume has a device of its own.",
    found: other === undefined ? `"${device}"` : `"${device}", which ${other} has`,
    expected: "one of /dev/sdf to /dev/sdp, each once",
    fix: "name a device that no other volume has, such as /dev/sdf or /dev/sdg",
  });
}

function checkSource({ sizeGiB, snapshotId, type = "gp3" }: DataVolume, at: string, problems: Problems): void {
  if (sizeGiB === undefined && snapshotId === undefined) {
    problems.add(at, {
      code: "VOLUME_WITHOUT_SIZE",
      message: "An empty volume has a size of its own.",
      found: "neither sizeGiB nor snapshotId",
      expected: "sizeGiB, snapshotId, or both",
      fix: "add sizeGiB, such as sizeGiB: 100",
    });
  }
  const [least, most] = LIMITS[type].size;
  if (!problems.hasAt(`${at}.sizeGiB`)) checkNumber(sizeGiB, { least, most, unit: "GiB" }, `${at}.sizeGiB`, problems);
  if (snapshotId === undefined || SNAPSHOT.test(snapshotId)) return;
  problems.add(`${at}.snapshotId`, {
    code: "VOLUME_SNAPSHOT",
    message: "This is not the id of a snapshot.",
    found: `"${snapshotId}"`,
    expected: "snap- and 8 to 17 of 0-9 and a-f",
    fix: "write the id as AWS shows it, or leave snapshotId out and give sizeGiB",
  });
}

function checkSpeed({ type = "gp3", iops, throughputMiBps }: DataVolume, at: string, problems: Problems): void {
  const range = LIMITS[type].iops;
  if (range && iops !== undefined && !problems.hasAt(`${at}.iops`)) {
    checkNumber(iops, { least: range[0], most: range[1], unit: "" }, `${at}.iops`, problems);
  }
  if (range && iops === undefined && type !== "gp3") {
    problems.add(`${at}.iops`, {
      code: "VOLUME_IOPS_MISSING",
      message: "A volume of this type is made with a number of I/O operations a second.",
      found: `type ${type}, and no iops`,
      expected: `iops from ${range[0]} to ${range[1]}`,
      fix: "add iops, such as iops: 3000, or take gp3",
    });
  }
  const unfit = { iops: range ? undefined : iops, throughputMiBps: type === "gp3" ? undefined : throughputMiBps };
  for (const [key, value] of Object.entries(unfit)) {
    if (value === undefined) continue;
    problems.add(`${at}.${key}`, {
      code: "VOLUME_SPEED_FIXED",
      message: "AWS takes this number for other types of volumes only.",
      found: `${key} ${value} of type ${type}`,
      expected: key === "iops" ? "gp3, io1 or io2" : "gp3",
      fix: `leave ${key} out, or take gp3`,
    });
  }
}
