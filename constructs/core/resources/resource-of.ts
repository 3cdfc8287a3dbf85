import { TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import { checkArgument, checkConstruct } from "../checks/arguments";
import { GroundplanError, type Problem } from "../errors";

/** The class of a resource of the provider, such as `CloudwatchLogGroup`. */
// biome-ignore lint/suspicious/noExplicitAny: constructors of resources differ in their configuration, which is of no interest here.
export type ResourceClass<T extends TerraformResource> = new (...args: any[]) => T;

/**
 * Every resource of a class that a construct has made, inside of other constructs too, in the order in which they were made: what a construct has
 * no field for, or has it only with some of its properties.
 *
 * ```ts
 * for (const association of resourcesOf(cluster.access, EksAccessPolicyAssociation)) association.addOverride("timeouts.create", "5m");
 * ```
 *
 * @throws GroundplanError `ARGUMENT_FORM`
 */
export function resourcesOf<T extends TerraformResource>(construct: IConstruct, type: ResourceClass<T>): readonly T[] {
  checkConstruct(construct, "resourcesOf › construct");
  checkArgument(typeof type === "function", "resourcesOf › type", type, {
    expected: "the class of a resource of the provider",
    fix: 'import it: import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket", and give S3Bucket',
  });
  return construct.node.findAll().filter((found): found is IConstruct & T => found instanceof type);
}

/**
 * The one resource of a class that a construct has made, by its type: no `undefined` to be ruled out, no cast.
 *
 * ```ts
 * resourceOf(cluster, CloudwatchLogGroup).addOverride("skip_destroy", true);
 * ```
 *
 * @param at where several are: the end of the construct's path, such as `app/subnet-a`
 * @throws GroundplanError `ARGUMENT_FORM`, `RESOURCE_MISSING` or `RESOURCE_AMBIGUOUS`
 */
export function resourceOf<T extends TerraformResource>(construct: IConstruct, type: ResourceClass<T>, at?: string): T {
  const all = resourcesOf(construct, type);
  const found = at === undefined ? all : all.filter(({ node }) => `/${node.path}`.endsWith(`/${at}`));
  const [first, ...others] = found;
  if (first && others.length === 0) return first;
  throw new GroundplanError([first ? ambiguous(construct, type, found, at) : missing(construct, type, all, at)]);
}

function missing(
  construct: IConstruct,
  type: ResourceClass<TerraformResource>,
  all: readonly TerraformResource[],
  at: string | undefined,
): Problem {
  const types = [...new Set(resourcesOf(construct, TerraformResource).map((one) => one.constructor.name))].sort();
  return {
    code: "RESOURCE_MISSING",
    path: construct.node.path,
    message: "The construct has not made such a resource.",
    found: at === undefined ? `no ${type.name}` : `no ${type.name} at ${JSON.stringify(at)}`,
    expected: all.length > 0 ? pathsOf(construct, all) : `one of ${types.join(", ") || "none: it has no resources"}`,
    fix: "name one that is there, or set the property that makes it",
  };
}

function ambiguous(
  construct: IConstruct,
  type: ResourceClass<TerraformResource>,
  found: readonly TerraformResource[],
  at: string | undefined,
): Problem {
  return {
    code: "RESOURCE_AMBIGUOUS",
    path: construct.node.path,
    message: "The construct has made several resources of this kind.",
    found:
      at === undefined ? `${found.length} of ${type.name}` : `${found.length} of ${type.name} at ${JSON.stringify(at)}`,
    expected: pathsOf(construct, found),
    fix: "say at which of these paths, or take all by resourcesOf",
  };
}

/** Paths below the construct. */
function pathsOf(construct: IConstruct, resources: readonly TerraformResource[]): string {
  const paths = resources.map(({ node }) => node.path.slice(construct.node.path.length + 1)).sort();
  return `one of ${paths.slice(0, MOST_PATHS).join(", ")}${paths.length > MOST_PATHS ? ", …" : ""}`;
}

/** Paths that a message shows. */
const MOST_PATHS = 8;
