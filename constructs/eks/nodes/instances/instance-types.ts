import { type Architecture, architectureOf } from "../../../compute/instance-architecture";
import type { Problems } from "../../../core/errors";

/** What computes beside the processor: it takes drivers, which are in images of their own. */
export type Accelerator = "nvidia" | "neuron";

/** What the instance types of a group have in common. */
export interface InstanceKind {
  readonly architecture: Architecture;
  /** @default - none */
  readonly accelerator?: Accelerator;
}

/** Most instance types of a managed node group (Amazon EKS API Reference, `CreateNodegroup`, as of 2026-11). */
const MOST_TYPES = 20;

/** A family, a dot and a size: `m7g.large`. */
const INSTANCE_TYPE = /^[a-z][a-z0-9-]*\.(\d*x?large|metal(-\d+xl)?|nano|micro|small|medium)$/;

/**
 * Families that no image of EKS starts on: Graviton 1, Macs, and accelerators without drivers in an image (Amazon EKS User Guide,
 * "Choose an optimal Amazon EC2 node instance type", as of 2026-11).
 */
const UNSUPPORTED = /^(a1|mac.*|dl1|dl2q|vt1)\./;

/**
 * The accelerator of an instance type: `p` and `g` families have GPUs of NVIDIA, `inf` and `trn` chips of AWS. GPUs of `g4ad` are of
 * AMD, for which there is no image, so they count as none (Amazon EC2 Instance Types guide, "Accelerated computing", as of 2026-11).
 */
export function acceleratorOf(instanceType: string): Accelerator | undefined {
  if (/^(inf|trn)\d/.test(instanceType)) return "neuron";
  if (instanceType.startsWith("g4ad.")) return undefined;
  return /^(p|g|gr)\d/.test(instanceType) ? "nvidia" : undefined;
}

/** What an instance type of the right form is. */
export function kindOf(instanceType: string): InstanceKind {
  const accelerator = acceleratorOf(instanceType);
  return { architecture: architectureOf(instanceType), ...(accelerator ? { accelerator } : {}) };
}

/** What is to be checked about instance types. */
export interface InstanceTypesProps {
  readonly instanceTypes: readonly string[];
  readonly architecture?: Architecture;
  readonly image?: "al2023" | "bottlerocket";
}

/** Checks instance types and that they fit together; returns what they have in common, or `undefined` after a problem. */
export function checkInstanceTypes(props: InstanceTypesProps, problems: Problems): InstanceKind | undefined {
  const { instanceTypes: types } = props;
  if (types.length < 1 || types.length > MOST_TYPES || new Set(types).size < types.length) {
    problems.add("instanceTypes", {
      code: "EKS_INSTANCE_TYPES",
      message: "A group of nodes cannot have this list of instance types.",
      found: types.length <= MOST_TYPES ? types.join(", ") || "an empty list" : `${types.length} instance types`,
      expected: `1 to ${MOST_TYPES} different instance types`,
      fix: types.length > MOST_TYPES ? "make two groups of them" : "name each type once, at least one",
    });
    return undefined;
  }
  const usable = types.map((type) => checkType(type, problems)).every((well) => well);
  if (!usable) return undefined;
  return checkTogether(props, problems);
}

function checkType(type: string, problems: Problems): boolean {
  if (!INSTANCE_TYPE.test(type)) {
    problems.add("instanceTypes", {
      code: "INSTANCE_TYPE_INVALID",
      message: "This is not an instance type.",
      found: `"${type}"`,
      expected: "a family and a size, such as m7g.large or c7i.xlarge",
      fix: "take the type from the list of EC2 instance types",
    });
    return false;
  }
  if (/\.(nano|micro)$/.test(type)) {
    problems.add("instanceTypes", {
      code: "EKS_INSTANCE_TYPE_TOO_SMALL",
      message: "What kubelet and the system's pods reserve leaves no memory for others on this instance type.",
      found: type,
      expected: "a type with 2 GiB or more",
      // The family t1 has no other size.
      fix: `use ${type.replace(/\.(nano|micro)$/, ".medium").replace(/^t1\./, "t3.")}`,
    });
    return false;
  }
  if (!UNSUPPORTED.test(type)) return true;
  problems.add("instanceTypes", {
    code: "EKS_INSTANCE_TYPE_UNSUPPORTED",
    message: "No image of EKS starts on this instance type.",
    found: type,
    expected: "a type that AWS has an EKS image for",
    fix: "choose another family, such as m7g, m7i or, for GPUs, g6",
  });
  return false;
}

function checkTogether(props: InstanceTypesProps, problems: Problems): InstanceKind | undefined {
  const kinds = props.instanceTypes.map((type) => ({ type, ...kindOf(type) }));
  const [first, ...others] = kinds;
  if (first === undefined) return undefined;
  const before = problems.list.length;
  const otherArchitecture = others.find(({ architecture }) => architecture !== first.architecture);
  if (otherArchitecture) {
    problems.add("instanceTypes", {
      code: "EKS_ARCHITECTURES_MIXED",
      message: "The instance types are of two architectures, and a group of nodes has one image.",
      found: `${first.type} (${first.architecture}), ${otherArchitecture.type} (${otherArchitecture.architecture})`,
      expected: "types of one architecture",
      fix: "make a group for each architecture",
    });
  } else if (props.architecture !== undefined && props.architecture !== first.architecture) {
    problems.add("architecture", {
      code: "EKS_ARCHITECTURE_MISMATCH",
      message: `The image for ${props.architecture} does not start on these instance types.`,
      found: `${props.architecture}, with ${first.type} (${first.architecture})`,
      expected: `${first.architecture}, or instance types of ${props.architecture}`,
      fix: `leave architecture out, or choose ${props.architecture === "arm64" ? "a Graviton type such as m7g.large" : "a type such as m7i.large"}`,
    });
  }
  const otherAccelerator = others.find(({ accelerator }) => accelerator !== first.accelerator);
  if (otherAccelerator) {
    problems.add("instanceTypes", {
      code: "EKS_ACCELERATORS_MIXED",
      message: "The instance types need different drivers, and a group of nodes has one image.",
      found: `${first.type} (${first.accelerator ?? "none"}), ${otherAccelerator.type} (${otherAccelerator.accelerator ?? "none"})`,
      expected: "types with the same kind of accelerator, or with none",
      fix: "make a group for each kind",
    });
  } else if (first.accelerator === "neuron" && props.image === "bottlerocket") {
    problems.add("image", {
      code: "EKS_IMAGE_MISSING",
      message: "Bottlerocket has no image with the drivers of Inferentia and Trainium.",
      found: `bottlerocket, with ${first.type}`,
      expected: "al2023",
      fix: "leave image out for these instance types",
    });
  }
  if (problems.list.length > before) return undefined;
  return kindOf(first.type);
}

/**
 * The instance types as AWS gets them. On-demand groups take them by priority (Amazon EKS User Guide, "Managed node group capacity types",
 * as of 2026-11); those of Spot are chosen by price and capacity, so that their order says nothing: they stand by generation.
 */
export function instanceTypesInOrder(props: {
  readonly instanceTypes: readonly string[];
  readonly capacity?: "on-demand" | "spot";
}): string[] {
  return props.capacity === "spot" ? [...props.instanceTypes].sort(byGeneration) : [...props.instanceTypes];
}

function byGeneration(one: string, other: string): number {
  const [a, b] = [one, other].map((type) => Number(/\d+/.exec(type)?.[0] ?? 0));
  return (a ?? 0) - (b ?? 0) || (one < other ? -1 : 1);
}
