import { EbsVolume } from "@cdktf/provider-aws/lib/ebs-volume";
import type { Instance as AwsInstance } from "@cdktf/provider-aws/lib/instance";
import { VolumeAttachment } from "@cdktf/provider-aws/lib/volume-attachment";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { pathInStack } from "../../core/names/path-in-stack";
import { availabilityZoneOf } from "../../network/address-plan/availability-zones";
import type { ISubnet } from "../../network/network.types";
import type { InstanceVolume } from "./volume.types";

/** Adds `VOLUME_ZONE_ID` where the zone of a server has no name here, by which a volume is put into it. */
export function checkVolumeZone(
  volumes: Readonly<Record<string, InstanceVolume>>,
  { zone }: ISubnet,
  region: string,
  problems: Problems,
): void {
  if (Object.keys(volumes).length === 0 || availabilityZoneOf(zone, region).availabilityZone !== undefined) return;
  problems.add("volumes", {
    code: "VOLUME_ZONE_ID",
    message: "AWS puts a volume into a zone by the zone's name, which is another one in each account.",
    found: `zone id "${zone}"`,
    expected: "a zone by its letter, such as a",
    fix: "name the zones of the network by their letters, or leave volumes out",
  });
}

/** A data volume of a server, with what hangs it on. */
export class AttachedVolume extends BaseConstruct {
  readonly volume: EbsVolume;
  readonly attachment: VolumeAttachment;

  /**
   * @param scope the server
   * @param name name of the volume
   */
  constructor(scope: Construct, name: string, instance: AwsInstance, subnet: ISubnet, props: InstanceVolume) {
    super(scope, `volume-${name}`);
    const stack = EnvironmentStack.of(this);
    const { protect, region } = stack.environment;
    const { sizeGiB, type = "gp3", iops, throughputMiBps, keyArn, snapshotId, finalSnapshot = protect } = props;
    this.volume = new EbsVolume(this, "volume", {
      // Its name, and not the server's attribute: a server that is replaced would replace the volume.
      availabilityZone: availabilityZoneOf(subnet.zone, region).availabilityZone ?? "",
      encrypted: true,
      type,
      ...(sizeGiB === undefined ? {} : { size: sizeGiB }),
      ...(iops === undefined ? {} : { iops }),
      ...(throughputMiBps === undefined ? {} : { throughput: throughputMiBps }),
      ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
      ...(snapshotId === undefined ? {} : { snapshotId }),
      finalSnapshot,
      tags: { Name: stack.physicalName("tag", stack.stackName, pathInStack(scope), name) },
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
    this.attachment = new VolumeAttachment(this, "attachment", {
      deviceName: props.device,
      instanceId: instance.id,
      volumeId: this.volume.id,
      // AWS waits for a volume that is mounted; a server that stops has written everything and let go of it.
      stopInstanceBeforeDetaching: true,
    });
  }
}

/** The data volumes of a server, by name. */
export function attachVolumes(
  server: Construct,
  instance: AwsInstance,
  subnet: ISubnet,
  volumes: Readonly<Record<string, InstanceVolume>>,
): Readonly<Record<string, AttachedVolume>> {
  const entries = Object.entries(volumes).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, volume]) => [name, new AttachedVolume(server, name, instance, subnet, volume)]),
  );
}
