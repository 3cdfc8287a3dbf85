import { createHash } from "node:crypto";
import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { NameKind } from "../core/names/naming";
import { nameByScheme } from "../core/names/naming-scheme";

/**
 * Longest name of a load balancer and of a target group: 32 letters, digits and `-`, with none at the ends and no two in a row
 * (Elastic Load Balancing API Reference, `CreateLoadBalancer` and `CreateTargetGroup`, as of 2026-11).
 */
const LONGEST = 32;
const HASH_LENGTH = 8;

/** Reserved by AWS for the DNS names of internal balancers (`CreateLoadBalancer`, as of 2026-11). */
const RESERVED = /^internal-/;

/** Ids of a construct and its scopes within the stack, with `-` between them. */
export function labelOf(construct: IConstruct): string {
  const stack = EnvironmentStack.of(construct);
  return construct.node.path.slice(stack.node.path.length + 1).replaceAll("/", "-");
}

/** The name of a load balancer: project, environment, stack and label, shortened with a hash where that is too long. */
export function balancerName(construct: IConstruct, label: string): string {
  const stack = EnvironmentStack.of(construct);
  const { project, name } = stack.environment;
  const parts = [project, name, stack.stackName, label];
  const scheme = byScheme("loadBalancer", construct, label, fitted(parts));
  return scheme === undefined ? fitted(parts) : fitted([scheme]);
}

/** A name as it is where AWS takes it, else shortened with a hash. */
function fitted(parts: readonly string[]): string {
  const whole = tidy(parts);
  return whole.length <= LONGEST && !RESERVED.test(whole) ? whole : withHash(whole.replace(RESERVED, ""), parts);
}

/**
 * The name of a target group: environment and label, and always a hash of them and of everything that AWS cannot change later.
 * When such a thing changes, the replacement has another name and can be made before the old group goes.
 */
export function targetGroupName(construct: IConstruct, label: string, fixed: readonly string[]): string {
  const stack = EnvironmentStack.of(construct);
  const { project, name } = stack.environment;
  const made = withHash(tidy([name, label]), [project, name, stack.stackName, label, ...fixed]);
  const scheme = byScheme("targetGroup", construct, label, made);
  return scheme === undefined ? made : withHash(tidy([scheme]), [scheme, ...fixed]);
}

function byScheme(kind: NameKind, construct: IConstruct, label: string, made: string): string | undefined {
  const stack = EnvironmentStack.of(construct);
  const parts = [stack.stackName, label];
  return nameByScheme(stack.environment, { kind, stack: stack.stackName, parts, path: construct.node.path }, made);
}

function tidy(parts: readonly string[]): string {
  return parts
    .join("-")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function withHash(head: string, parts: readonly string[]): string {
  const hash = createHash("sha256").update(parts.join("\0")).digest("hex").slice(0, HASH_LENGTH);
  return `${head.slice(0, LONGEST - HASH_LENGTH - 1).replace(/-$/, "")}-${hash}`;
}
