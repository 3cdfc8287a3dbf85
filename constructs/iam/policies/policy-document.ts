import { Token } from "cdktf";
import { checkCall } from "../../core/shapes/check-call";

/** One statement of an IAM policy. Actions, resources and conditions are written as IAM knows them. */
export interface PolicyStatement {
  /** Statement id: letters and digits, unique within the document. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  /** Absent only where `notActions` says which are not meant. */
  readonly actions?: readonly string[];
  /** Every action but these, instead of `actions`. */
  readonly notActions?: readonly string[];
  /** ARNs; absent in trust policies. */
  readonly resources?: readonly string[];
  /** Everything but these ARNs, instead of `resources`. */
  readonly notResources?: readonly string[];
  /** Who, by kind of principal; only in trust and resource policies. `"*"` means everybody. */
  readonly principals?: "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>>;
  /** Conditions by operator, key and value. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * A policy document as JSON. Keys and lists have a fixed order, and a list of one is written as a text, which is how AWS
 * gives policies back: the next plan sees no difference. Statements stay in the order given, and so do values that are known
 * after apply only: they come behind the others.
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  checkCall("policyDocument", { statements });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      Sid: statement.sid,
      Effect: statement.effect ?? "Allow",
      ...(statement.principals ? { Principal: principals(statement.principals) } : {}),
      ...(statement.actions ? { Action: oneOrMany(statement.actions) } : {}),
      ...(statement.notActions ? { NotAction: oneOrMany(statement.notActions) } : {}),
      ...(statement.resources ? { Resource: oneOrMany(statement.resources) } : {}),
      ...(statement.notResources ? { NotResource: oneOrMany(statement.notResources) } : {}),
      ...(statement.conditions ? { Condition: conditions(statement.conditions) } : {}),
    })),
  });
}

function principals(value: NonNullable<PolicyStatement["principals"]>): unknown {
  if (value === "*") return "*";
  return inOrder(value, oneOrMany);
}

function conditions(value: NonNullable<PolicyStatement["conditions"]>): unknown {
  return inOrder(value, (byKey) =>
    inOrder(byKey, (values) => oneOrMany(typeof values === "string" ? [values] : values)),
  );
}

function inOrder<T>(
  value: Readonly<Record<string, T>>,
  change: (entry: T) => unknown,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(value);
  return Object.fromEntries(knownFirst(keys).map((key) => [key, change(value[key] as T)]));
}

/** The text of a token is a running number, so sorting by it would depend on what else the app has made before. */
function knownFirst(texts: readonly string[]): string[] {
  return [
    ...texts.filter((text) => !Token.isUnresolved(text)).sort(),
    ...texts.filter((text) => Token.isUnresolved(text)),
  ];
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  if (values.length === 1 && first !== undefined) return first;
  return knownFirst(values);
}
