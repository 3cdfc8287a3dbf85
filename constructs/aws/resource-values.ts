import type { TerraformResource } from "cdktf";
import type { Environment } from "../core/environments/environment";
import { type Problem, Problems } from "../core/errors";
import { type AttributeReader, camelCase } from "../core/names/physical-names/attribute-reader";
import type { AlsoKnown } from "./also-known";
import { knownValues, unknownValue } from "./known-values";

/** An attribute that names something AWS has. */
interface Attribute {
  /** The attribute as Terraform writes it, with `.` into a block. */
  readonly path: string;
  readonly kind: keyof AlsoKnown;
  /** The name within the attribute's text, or `undefined` where the text names something else. */
  readonly nameIn: (text: string) => string | undefined;
}

const instanceTypes = (path: string): Attribute => ({
  path,
  kind: "instanceTypes",
  nameIn: (text) => (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(text) ? text : undefined),
});

/** Attributes of resources that name instance types and endpoint services, whoever makes the resource. */
const ATTRIBUTES: Readonly<Record<string, readonly Attribute[]>> = {
  aws_instance: [instanceTypes("instance_type")],
  aws_launch_template: [instanceTypes("instance_type")],
  aws_eks_node_group: [instanceTypes("instance_types")],
  aws_autoscaling_group: [instanceTypes("mixed_instances_policy.launch_template.override.instance_type")],
  aws_vpc_endpoint: [
    {
      path: "service_name",
      kind: "endpointServices",
      // Services of partners and of one's own are `com.amazonaws.vpce.<region>.vpce-svc-…`.
      nameIn: (text) => /^(?:cn\.)?com\.amazonaws\.(?!vpce\.)[a-z0-9-]+\.(.+)$/.exec(text)?.[1],
    },
  ],
};

/** What a resource names that AWS does not have, as far as the tables know. */
export function unknownValuesOf(
  resource: TerraformResource,
  reader: AttributeReader,
  environment: Environment,
): readonly Problem[] {
  const problems = new Problems(resource.node.path);
  for (const { path, kind, nameIn } of ATTRIBUTES[resource.terraformResourceType] ?? []) {
    for (const text of reader.read(resource, path)) {
      const name = nameIn(text);
      const unknown =
        name === undefined ? undefined : unknownValue(kind, name, environment.alsoKnown, alike(kind, name));
      if (unknown) problems.add(camelCase(path), unknown);
    }
  }
  return problems.list;
}

/** Instance types of the same family, of which one was rather meant than another family's of the same size. */
function alike(kind: keyof AlsoKnown, name: string): readonly string[] | undefined {
  if (kind !== "instanceTypes" || knownValues(kind).has(name)) return undefined;
  const family = [...knownValues(kind)].filter((known) => known.split(".")[0] === name.split(".")[0]);
  return family.length > 0 ? family : undefined;
}
