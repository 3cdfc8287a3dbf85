import { documentOf, isPolicy, type Statement } from "../../review/values/documents";
import { isRecord } from "../../review/values/values";
import type { Resource } from "./resource";
import { blocksOf, isKnown, lookUp, textsOf, type Values } from "./values";

/** Whom a statement names, of one kind: `AWS`, `Service`, `Federated`, `CanonicalUser`. `Principal: "*"` is one of kind AWS. */
export interface Principals {
  readonly kind: string;
  /** As far as they are texts. */
  readonly names: readonly string[];
}

/** A condition on one key. */
export interface Condition {
  /** Operator: `StringEquals`, `ForAnyValue:StringLike`. */
  readonly test: string;
  /** As it is written; keys are the same in capitals and in small letters. */
  readonly key: string;
  readonly values: readonly unknown[];
}

/** A statement of a policy. */
export interface PolicyStatement {
  readonly isAllow: boolean;
  /** What `Action` names. */
  readonly actions: readonly string[];
  /** What `NotAction` leaves out; nothing where the statement names actions. */
  readonly exceptActions: readonly string[] | undefined;
  readonly resources: readonly string[];
  readonly principals: readonly Principals[];
  /** Whether it names whom it is not about. */
  readonly isForOthers: boolean;
  readonly conditions: readonly Condition[];
  /** Whether there is a condition which cannot be read as one: an expression. */
  readonly isOpen: boolean;
}

/** A policy that stands in a resource. */
export interface StatedPolicy {
  readonly attribute: string;
  readonly statements: readonly PolicyStatement[];
}

/** Policies by resource and path, so that each is read once, whatever number of rules ask. */
const READ = new WeakMap<Resource, Map<string, readonly StatedPolicy[]>>();

/**
 * Policies at a path of a resource: `policy`, or `inline_policy.policy` of a role that may have many. One that is not known before the apply
 * is not among them.
 */
export function policiesAt(resource: Resource, path: string): readonly StatedPolicy[] {
  const paths = READ.get(resource) ?? new Map<string, readonly StatedPolicy[]>();
  READ.set(resource, paths);
  const policies = paths.get(path) ?? read(resource.values, path);
  paths.set(path, policies);
  return policies;
}

/** Whether there is something at a path of a resource that may be a policy and cannot be read: nothing is known of what it says. */
export function isUnread(resource: Resource, path: string): boolean {
  return !resource.lacks(path) && policiesAt(resource, path).length === 0;
}

function read(values: Values, path: string): readonly StatedPolicy[] {
  const [first = "", ...rest] = path.split(".");
  const texts = rest.length === 0 ? [values[first]] : blocksOf(values, first).map((one) => lookUp(one, rest.join(".")));
  return texts.flatMap(textsOf).flatMap((text) => {
    const document = documentOf(text);
    return isPolicy(document) ? [{ attribute: path, statements: document.Statement.map(statementOf) }] : [];
  });
}

function statementOf(statement: Statement): PolicyStatement {
  const { Effect, Action, NotAction, Resource: named, Condition: asked } = statement;
  return {
    isAllow: Effect === "Allow",
    actions: textsOf(Action),
    exceptActions: NotAction === undefined ? undefined : textsOf(NotAction),
    resources: textsOf(named),
    principals: principalsOf(statement.Principal),
    isForOthers: statement.NotPrincipal !== undefined,
    conditions: conditionsOf(asked),
    isOpen: asked !== undefined && (!isRecord(asked) || Object.values(asked).some((keys) => !isRecord(keys))),
  };
}

function principalsOf(principal: unknown): readonly Principals[] {
  if (principal === "*") return [{ kind: "AWS", names: ["*"] }];
  return Object.entries(isRecord(principal) ? principal : {}).map(([kind, names]) => ({ kind, names: textsOf(names) }));
}

function conditionsOf(asked: unknown): readonly Condition[] {
  return Object.entries(isRecord(asked) ? asked : {}).flatMap(([test, keys]) =>
    Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => ({ test, key, values: [values].flat() })),
  );
}

/** Whether a statement admits everybody, as far as it names principals. Conditions are another matter. */
export function namesEverybody({ principals, isForOthers }: PolicyStatement): boolean {
  return isForOthers || principals.some(({ kind, names }) => kind === "AWS" && names.includes("*"));
}

/** Names of services that a statement admits: `sns.amazonaws.com`. */
export function servicesOf({ principals }: PolicyStatement): readonly string[] {
  return principals.flatMap(({ kind, names }) => (kind === "Service" ? names : []));
}

/** Operators that a request without the key, or with another value, does not pass. */
const ASKING = /^(ForAnyValue:)?(String(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like)|IpAddress)$/i;

/** Values that every request has. */
const ANY = ["*", "**", "0.0.0.0/0", "::/0", "arn:*", "arn:aws:*"];

/**
 * Whether a statement is limited by a condition on one of some keys: an operator that asks for a value, and a value that not all have. What is
 * not known is taken for a limit.
 */
export function isLimitedBy(statement: PolicyStatement, keys: RegExp): boolean {
  return (
    statement.isOpen ||
    statement.conditions.some(
      ({ test, key, values }) =>
        !isKnown(test) ||
        // What an expression ends is not known; `${…}:sub` is.
        key.endsWith("}") ||
        (ASKING.test(test) && keys.test(key) && values.every((value) => !ANY.includes(String(value)))),
    )
  );
}

/** Whether a name with `*` and `?` in it, of actions or resources, covers another one. Capitals mean nothing. */
export function covers(pattern: string, name: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern.toLowerCase() === name.toLowerCase();
  const form = FORMS.get(pattern) ?? formOf(pattern);
  FORMS.set(pattern, form);
  return form.test(name);
}

const FORMS = new Map<string, RegExp>();

function formOf(pattern: string): RegExp {
  const source = pattern
    .split("")
    .map((sign) => (sign === "*" ? ".*" : sign === "?" ? "." : sign.replace(/[.+^${}()|[\]\\/-]/, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "i");
}
