import type { IConstruct } from "constructs";
import { checkCall } from "../../core/shapes/check-call";
import type { GrantStatement } from "../grantable";

const METADATA = "groundplan:wildcard";

/** A permission that is wider than named things, with the reason that its author gave. */
export interface Wildcard {
  /** Construct path of the policy. */
  readonly path: string;
  /** Sid of the statement. */
  readonly sid: string;
  readonly reason: string;
}

/** The wildcards of a statement: actions of a whole service (`s3:*`) and resources that are everything. What is denied has none. */
export function wildcardsIn(statement: Pick<GrantStatement, "actions" | "resources" | "effect">): readonly string[] {
  if (statement.effect === "Deny") return [];
  return [
    ...statement.actions.filter((action) => action === "*" || action.endsWith(":*")),
    // `arn:aws:s3:::*` is every bucket and object, as `*` is.
    ...statement.resources.filter((resource) => resource === "*" || /^arn(:[^:]*){4}:\*$/.test(resource)),
  ];
}

/** Keeps the reason of a wildcard with the construct, for {@link wildcardsOf}. */
export function noteWildcard(policy: IConstruct, statement: GrantStatement): void {
  const { sid, wildcardReason } = statement;
  if (wildcardReason === undefined || wildcardsIn(statement).length === 0) return;
  policy.node.addMetadata(METADATA, { path: policy.node.path, sid, reason: wildcardReason } satisfies Wildcard);
}

/** Every permission below and including `root` that is a wildcard, with its reason, in the order of the tree. */
export function wildcardsOf(root: IConstruct): Wildcard[] {
  checkCall("wildcardsOf", { root });
  return root.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === METADATA)
    .map((entry) => entry.data as Wildcard);
}
