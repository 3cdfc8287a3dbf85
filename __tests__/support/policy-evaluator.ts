/**
 * Says what IAM would decide about a request, from the documents of policies (IAM User Guide, "Policy evaluation logic", "IAM JSON policy
 * elements: Condition operators" and "Set operators for multivalued context keys", as of 2026-11). What it does not know it refuses, so that
 * no test passes by a statement that was not understood.
 */

/** A request as IAM sees it. */
export interface PolicyRequest {
  /** Service and action: `s3:GetObject`. */
  readonly action: string;
  /** ARN of what the request is about; `*` where the action has no resource. */
  readonly resource: string;
  /** Condition keys; a list for keys that have several values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/** The policies of a caller, as JSON. */
export interface CallerPolicies {
  /** Policies of the role, inline and managed. */
  readonly identity: readonly string[];
  /** @default - no boundary */
  readonly boundary?: string;
}

/** Who asks for a role with a token. */
export interface TokenRequest {
  /** ARN of the identity provider that made the token. */
  readonly provider: string;
  /** The claims, as condition keys. */
  readonly context: NonNullable<PolicyRequest["context"]>;
}

/** How IAM tells its decisions apart. A deny that is written counts more than whatever allows. */
export type Decision = "allowed" | "denied" | "not allowed";

type OneOrMany = string | readonly string[];

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Principal?: "*" | Readonly<Record<string, OneOrMany>>;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;
}

/** What a role may do. Its policies and its boundary must both allow a request, and none of them deny it. */
export function decide(request: PolicyRequest, { identity, boundary }: CallerPolicies): Decision {
  const byIdentity = decisionOf(identity.flatMap(statementsIn), request);
  const byBoundary = boundary === undefined ? "allowed" : decisionOf(statementsIn(boundary), request);
  if (byIdentity === "denied" || byBoundary === "denied") return "denied";
  return byIdentity === "allowed" && byBoundary === "allowed" ? "allowed" : "not allowed";
}

/** Whether a token gets a role, by the role's trust policy. */
export function decideTrust(trust: string, { provider, context }: TokenRequest): Decision {
  const trusted = statementsIn(trust).filter(({ Principal }) => {
    if (Principal === undefined) throw new Error("A trust policy says whom it trusts.");
    return Principal === "*" || listOf(Principal.Federated).includes(provider);
  });
  return decisionOf(trusted, { action: "sts:AssumeRoleWithWebIdentity", resource: "*", context });
}

function statementsIn(document: string): readonly Statement[] {
  const { Statement: statements } = JSON.parse(document) as { readonly Statement: Statement | readonly Statement[] };
  return [statements].flat() as readonly Statement[];
}

function decisionOf(statements: readonly Statement[], request: PolicyRequest): Decision {
  const effects = statements.filter((statement) => isAbout(statement, request)).map(({ Effect }) => Effect);
  if (effects.includes("Deny")) return "denied";
  return effects.includes("Allow") ? "allowed" : "not allowed";
}

function isAbout(statement: Statement, { action, resource, context = {} }: PolicyRequest): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const isAction = (pattern: string): boolean => like(pattern.toLowerCase(), action.toLowerCase());
  const isResource = (pattern: string): boolean => pattern === "*" || arnLike(pattern, resource);
  const actionFits = Action === undefined ? !listOf(NotAction).some(isAction) : listOf(Action).some(isAction);
  const resourceFits =
    Resource === undefined ? !listOf(NotResource).some(isResource) : listOf(Resource).some(isResource);
  return actionFits && resourceFits && Object.entries(Condition).every(([name, keys]) => holds(name, keys, context));
}

/** How two texts are compared. */
const OPERATORS: Readonly<Record<string, (policy: string, request: string) => boolean>> = {
  String: (policy, request) => policy === request,
  StringIgnoreCase: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
  StringLike: like,
  Bool: (policy, request) => policy.toLowerCase() === request.toLowerCase(),
  Arn: arnLike,
};

/** The operators by what is compared, and whether they ask for what is unlike. */
const KNOWN: Readonly<Record<string, readonly [kind: string, negated: boolean]>> = {
  StringEquals: ["String", false],
  StringNotEquals: ["String", true],
  StringEqualsIgnoreCase: ["StringIgnoreCase", false],
  StringNotEqualsIgnoreCase: ["StringIgnoreCase", true],
  StringLike: ["StringLike", false],
  StringNotLike: ["StringLike", true],
  Bool: ["Bool", false],
  ArnEquals: ["Arn", false],
  ArnLike: ["Arn", false],
  ArnNotEquals: ["Arn", true],
  ArnNotLike: ["Arn", true],
};

/** Whether all keys of one operator hold. */
function holds(
  name: string,
  keys: Readonly<Record<string, OneOrMany>>,
  context: NonNullable<PolicyRequest["context"]>,
): boolean {
  const byKey = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), value]));
  return Object.entries(keys).every(([key, policy]) => keyHolds(name, listOf(policy), byKey.get(key.toLowerCase())));
}

function keyHolds(name: string, policy: readonly string[], found: OneOrMany | undefined): boolean {
  if (name === "Null") return policy.includes(String(found === undefined));
  const [, set, operator = "", ifExists] = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(name) ?? [];
  const [kind, negated] = KNOWN[operator] ?? [];
  const compare = kind === undefined ? undefined : OPERATORS[kind];
  if (compare === undefined || policy.some((value) => value.includes("${"))) {
    throw new Error(`The evaluator knows nothing of ${name}: ${policy.join(", ")}.`);
  }
  // What is absent is unlike whatever is asked for, and every value of none is like it.
  if (found === undefined || found.length === 0)
    return ifExists !== undefined || set === "ForAllValues" || (!set && negated === true);
  const values = listOf(found);
  const fits = (value: string): boolean => policy.some((pattern) => compare(pattern, value)) !== negated;
  if (set === undefined && values.length > 1)
    throw new Error(`${name} compares one value, and the key has ${values.length}.`);
  return set === "ForAllValues" ? values.every(fits) : values.some(fits);
}

/** Compares ARNs part by part; only the last part may hold `:`. */
function arnLike(pattern: string, arn: string): boolean {
  const parts = partsOf(arn);
  const patterns = partsOf(pattern);
  return parts.length === patterns.length && patterns.every((part, index) => like(part, parts[index] ?? ""));
}

function partsOf(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), ...(parts.length > 5 ? [parts.slice(5).join(":")] : [])];
}

/** `*` stands for any text, `?` for one character. */
function like(pattern: string, text: string): boolean {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`).test(text);
}

function listOf(value: OneOrMany | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === "string" ? [value] : value;
}
