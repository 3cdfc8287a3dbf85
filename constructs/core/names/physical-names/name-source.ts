import type { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { NAMED_RESOURCES } from "./named-resources";

/** Where a resource's name comes from. */
export interface NameSource {
  readonly construct: IConstruct;
  readonly property: string;
}

const sources = new WeakMap<IConstruct, NameSource>();

/**
 * Says which property the names follow that a construct gives in AWS, to itself and to what is below it: where a reader is sent to
 * when such a name is taken. What stands inside a construct that has said so is named by that one, not by itself.
 *
 * @param property for example `name`; `id` where names follow the construct's place in the tree
 * @param by whose property it is, when that is a construct around this one
 */
export function namedBy(construct: IConstruct, property: string, by?: IConstruct): void {
  if (!by && construct.node.scopes.some((scope) => sources.has(scope))) return;
  sources.set(construct, { construct: by ?? construct, property });
}

/** The nearest construct around a resource that gives it its name; the resource itself where no construct says so. */
export function nameSource(resource: TerraformResource): NameSource {
  for (const scope of [...resource.node.scopes].reverse()) {
    const source = sources.get(scope);
    if (source) return source;
  }
  return { construct: resource, property: NAMED_RESOURCES[resource.terraformResourceType]?.name ?? "name" };
}

/**
 * The part of its names by which a construct differs from others of its kind: the `name` that it was given, or else its id, unless
 * that is the usual one. So the first of a kind has the plain names, and a second one in the same place has others.
 */
export function distinctName(construct: IConstruct, usualId: string, name?: string): string | undefined {
  return name ?? (construct.node.id === usualId ? undefined : construct.node.id);
}
