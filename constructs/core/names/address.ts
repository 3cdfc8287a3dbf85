import { createHash } from "node:crypto";
import type { TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { EnvironmentStack } from "../environments/environment-stack";

/** Longest text of an identity that an address shows; the hash behind it tells longer ones apart. */
const LONGEST = 80;
const HASH_LENGTH = 8;

/**
 * Gives a resource the address that follows from what AWS knows it by, instead of from where in the program it is made: one real
 * thing has one address, whichever construct asks for it. Two addresses for one thing are a create and a destroy that Terraform puts
 * in no order, and AWS refuses the one or undoes the other. A state that has the resource where its construct stands takes it over.
 *
 * Call it right after the resource was made, before anything refers to it.
 *
 * @param key what tells the resource apart from the others of its type in the stack: AWS's key of it, beginning with a letter
 * @param formerKey the key of what it takes the place of; where its construct stands, if left out
 */
export function addressBy(resource: TerraformResource, key: string, formerKey?: string): void {
  const former = formerKey === undefined ? resource.cdktfStack.getLogicalId(resource) : logicalIdBy(formerKey);
  resource.overrideLogicalId(logicalIdBy(key));
  resource.moveFromId(`${resource.terraformResourceType}.${former}`);
}

function logicalIdBy(key: string): string {
  return `${readable(key)}_${hashOf(key)}`;
}

/**
 * Declares where a resource stood in the states of earlier versions, so that they take it over.
 *
 * @param scope the construct that it stood below then
 * @param ids the ids from that construct down to the resource
 */
export function stoodAt(resource: TerraformResource, scope: IConstruct, ...ids: readonly [string, ...string[]]): void {
  const [first, ...more] = ids;
  // What stands there now is what stood there.
  if (scope.node.tryFindChild(first)) return;
  const top = new Construct(scope as Construct, first);
  const leaf = more.reduce((parent, id) => new Construct(parent, id), top);
  const former = EnvironmentStack.of(resource).getLogicalId(leaf.node);
  scope.node.tryRemoveChild(first);
  resource.moveFromId(`${resource.terraformResourceType}.${former}`);
}

/** The address of a resource in its stack, which is how `depends_on` and `replace_triggered_by` name it. */
export function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}

/** Letters, digits and `-` of a text, and nothing else; of references the names alone. */
function readable(text: string): string {
  return text
    .replace(/data\.terraform_remote_state\.([\w-]+)\.outputs/g, "$1")
    .replace(/(\bdata\.)?\baws_\w+\.([\w-]+?)(_[0-9A-F]{8})?\.[a-z_]+\b/g, "$2")
    .replaceAll("*", "wildcard")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-|-$/g, "");
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH).toUpperCase();
}
