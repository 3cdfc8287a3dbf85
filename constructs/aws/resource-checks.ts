import { TerraformResource, type TerraformStack } from "cdktf";
import type { Environment } from "../core/environments/environment";
import type { Problem } from "../core/errors";
import { AttributeReader } from "../core/names/physical-names/attribute-reader";
import { tooManyGroupsOf } from "./interface-groups";
import { unknownValuesInPolicy } from "./policy-values";
import { ResourceTags } from "./resource-tags";
import { unknownValuesOf } from "./resource-values";

/**
 * What AWS would refuse of the resources of a stack, whoever made them: names that it does not have, tags, and more security groups than a
 * network interface takes.
 *
 * @param tags tags that the provider gives to every resource of the stack
 */
export function resourceProblemsIn(
  stack: TerraformStack,
  environment: Environment,
  tags: Readonly<Record<string, string>>,
): readonly Problem[] {
  const reader = new AttributeReader(() => environment);
  const resourceTags = new ResourceTags(tags);
  const problems = stack.node.findAll().flatMap((resource) => {
    if (!TerraformResource.isTerraformResource(resource)) return [];
    return [
      ...unknownValuesOf(resource, reader, environment),
      ...unknownValuesInPolicy(resource, environment),
      ...tooManyGroupsOf(resource, reader, environment),
      ...resourceTags.problemsOf(resource),
    ];
  });
  return [...problems, ...resourceTags.tooMany()];
}
