import { Decimal } from "../decimal";
import { blocksOf, type CostResource, isUnknown, numberOf, textOf, textsIn, type Values } from "../resources";
import { type Part, part, type Rules, typed, type Unpriced } from "./rule";

/** What machines, their disks and their addresses cost. */
export const COMPUTE: Rules = {
  aws_autoscaling_group: autoScalingGroup,
  aws_ebs_volume: ({ values }) => volume(values, "size", 1),
  aws_eks_node_group: nodeGroup,
  aws_instance: instance,
};

const SPOT = "Spot capacity is left out, since its price moves";

function instance(resource: CostResource): readonly (Part | Unpriced)[] {
  const { values } = resource;
  const template = templateOf(resource);
  const type = textOf(values, "instance_type") ?? textOf(template, "instance_type");
  const disks = [...blocksOf(values, "root_block_device"), ...blocksOf(values, "ebs_block_device")];
  return [
    ...(isSpot(values) || isSpot(template) ? [{ why: SPOT }] : machines(type, 1, values)),
    ...(disks.length > 0 ? disks.flatMap((disk) => volume(disk, "volume_size", 1)) : templateDisks(template, 1)),
    ...(values.associate_public_ip_address === true ? [part("public-ipv4")] : templateAddresses(template, 1)),
  ];
}

function autoScalingGroup(resource: CostResource): readonly (Part | Unpriced)[] {
  const { values } = resource;
  const desired = numberOf(values, "desired_capacity");
  const count = desired ?? numberOf(values, "min_size");
  if (count === undefined) return [{ why: "the size of the group is not known" }];
  const assumed = desired === undefined ? "a group without a desired size has its smallest one" : undefined;
  const [mixed] = blocksOf(values, "mixed_instances_policy");
  const template = templateOf(resource);
  const onDemand =
    mixed === undefined
      ? isSpot(template)
        ? [{ why: SPOT }]
        : machines(textOf(template, "instance_type"), count, template, assumed)
      : mixedMachines(mixed, template, count, assumed);
  return [...onDemand, ...templateDisks(template, count), ...templateAddresses(template, count)];
}

/** Of a mixed group, the on-demand share, with the type that is named first. */
function mixedMachines(mixed: Values, template: Values, count: number, assumed?: string): readonly (Part | Unpriced)[] {
  const [distribution = {}] = blocksOf(mixed, "instances_distribution");
  const [launch = {}] = blocksOf(mixed, "launch_template");
  const [override = {}] = blocksOf(launch, "override");
  const base = Math.min(count, numberOf(distribution, "on_demand_base_capacity") ?? 0);
  const share = numberOf(distribution, "on_demand_percentage_above_base_capacity") ?? 100;
  const onDemand = base + Math.ceil(((count - base) * share) / 100);
  const type = textOf(override, "instance_type") ?? textOf(template, "instance_type");
  return [
    ...(onDemand > 0
      ? machines(type, onDemand, template, assumed ?? "groups with several types use the one that is named first")
      : []),
    ...(onDemand < count ? [{ why: SPOT }] : []),
  ];
}

function nodeGroup(resource: CostResource): readonly (Part | Unpriced)[] {
  const { values } = resource;
  const [scaling = {}] = blocksOf(values, "scaling_config");
  const desired = numberOf(scaling, "desired_size");
  const count = desired ?? numberOf(scaling, "min_size");
  if (count === undefined) return [{ why: "the size of the node group is not known" }];
  const template = templateOf(resource);
  const types = textsIn(values.instance_types);
  const type = types[0] ?? textOf(template, "instance_type") ?? NODE_DEFAULTS.type;
  const assumed = types.length > 1 ? "groups with several types use the one that is named first" : undefined;
  // With a template, AWS refuses a size of the disk beside it.
  const hasTemplate = blocksOf(values, "launch_template").length > 0 || isUnknown(values.launch_template);
  return [
    ...(textOf(values, "capacity_type") === "SPOT" ? [{ why: SPOT }] : machines(type, count, template, assumed)),
    ...templateAddresses(template, count),
    ...(hasTemplate || count === 0 ? templateDisks(template, count) : [nodeDisks(values, count)]),
  ];
}

/**
 * What a group gets that says nothing else: the type of its instances, and GiB of their disks by the system of their image (Amazon EKS API
 * Reference, `CreateNodegroup`, read 2026-11).
 */
const NODE_DEFAULTS = { type: "t3.medium", disk: { linux: 20, windows: 50 } };

/**
 * Disks of a node group without a template are gp2, as its users report (containers-roadmap issue 1417 and Bottlerocket issue 4799, read
 * 2026-11). EKS does not document it, so that it is among the assumptions.
 */
function nodeDisks(values: Values, count: number): Part {
  const { linux, windows } = NODE_DEFAULTS.disk;
  const isWindows = (textOf(values, "ami_type") ?? "").startsWith("WINDOWS");
  const size = numberOf(values, "disk_size") ?? (isWindows ? windows : linux);
  return part(
    "ebs-gb:gp2",
    times(size, count),
    "disks that EKS makes for node groups are gp2, of the default size unless one is said",
  );
}

function machines(type: string | undefined, count: number, values: Values, assumed?: string): (Part | Unpriced)[] {
  const [placement = {}] = blocksOf(values, "placement");
  const tenancy = textOf(values, "tenancy") ?? textOf(placement, "tenancy") ?? "default";
  if (tenancy !== "default") return [{ why: "dedicated instances and hosts have no price here" }];
  return count === 0 ? [] : [typed("ec2", [type], count, "the instance type", assumed)];
}

function isSpot(values: Values): boolean {
  return blocksOf(values, "instance_market_options").some((options) => textOf(options, "market_type") === "spot");
}

/** Attributes of the launch template of a machine or group. */
function templateOf(resource: CostResource): Values {
  const attribute =
    blocksOf(resource.values, "mixed_instances_policy").length > 0 ? "mixed_instances_policy" : "launch_template";
  const referred = resource.referred(attribute);
  return referred?.type === "aws_launch_template" ? referred.values : {};
}

function templateAddresses(template: Values, count: number): readonly Part[] {
  const isPublic = blocksOf(template, "network_interfaces").some(
    ({ associate_public_ip_address: value }) => value === true || value === "true",
  );
  return isPublic && count > 0 ? [part("public-ipv4", count)] : [];
}

function templateDisks(template: Values, count: number): readonly (Part | Unpriced)[] {
  const disks = blocksOf(template, "block_device_mappings").flatMap((mapping) => blocksOf(mapping, "ebs"));
  return count === 0 ? [] : disks.flatMap((disk) => volume(disk, "volume_size", count));
}

/** IOPS and MiB/s that the price of gp3 includes (Amazon EC2 User Guide, "General Purpose SSD volumes", read 2026-11). */
const INCLUDED = { iops: 3000, throughput: 125 };

function volume(values: Values, sizeAttribute: string, count: number): readonly (Part | Unpriced)[] {
  const size = numberOf(values, sizeAttribute);
  if (size === undefined) return [{ why: "the size of the disk is not known, since its image decides it" }];
  const type = textOf(values, "type") ?? textOf(values, "volume_type") ?? "gp2";
  const iops = numberOf(values, "iops") ?? 0;
  const throughput = numberOf(values, "throughput") ?? 0;
  const billedIops = type === "gp3" ? iops - INCLUDED.iops : type.startsWith("io") ? iops : 0;
  const billedThroughput = type === "gp3" ? throughput - INCLUDED.throughput : 0;
  return [
    typed("ebs-gb", [type], times(size, count), "the type of the disk"),
    ...(billedIops > 0 ? [typed("ebs-iops", [type], times(billedIops, count), "the type of the disk")] : []),
    ...(billedThroughput > 0
      ? [typed("ebs-throughput", [type], times(billedThroughput, count), "the type of the disk")]
      : []),
  ];
}

function times(one: number, count: number): Decimal {
  return Decimal.of(one).times(Decimal.of(count));
}
