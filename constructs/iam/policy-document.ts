/** One statement of an IAM policy. Actions, resources and conditions are written as IAM knows them. */
export interface PolicyStatement {
  /** Statement id: letters and digits, unique within the document. */
  readonly sid: string;
  /** @default "Allow" */
  readonly effect?: "Allow" | "Deny";
  readonly actions: readonly string[];
  /** ARNs; absent in trust policies. */
  readonly resources?: readonly string[];
  /** Who, by kind of principal; only in trust and resource policies. `"*"` means everybody. */
  readonly principals?: "*" | Readonly<Partial<Record<"AWS" | "Service" | "Federated", readonly string[]>>>;
  /** Conditions by operator, key and value. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/**
 * A policy document as JSON. Keys and lists have a fixed order, and a list of one is written as a text, which is how AWS
 * gives policies back: the next plan sees no difference.
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      Sid: statement.sid,
      Effect: statement.effect ?? "Allow",
      ...(statement.principals ? { Principal: principals(statement.principals) } : {}),
      Action: oneOrMany(statement.actions),
      ...(statement.resources ? { Resource: oneOrMany(statement.resources) } : {}),
      ...(statement.conditions ? { Condition: statement.conditions } : {}),
    })),
  });
}

/** Trust policy for an AWS service, limited to the account so that the service cannot be used as a deputy by another one. */
export function serviceTrust(service: string, conditions?: PolicyStatement["conditions"]): string {
  return policyDocument([
    {
      sid: "Trust",
      principals: { Service: [service] },
      actions: ["sts:AssumeRole"],
      ...(conditions ? { conditions } : {}),
    },
  ]);
}

function principals(value: NonNullable<PolicyStatement["principals"]>): unknown {
  if (value === "*") return "*";
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, names]) => [kind, oneOrMany(names)]),
  );
}

function oneOrMany(values: readonly string[]): string | readonly string[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : [...values].sort();
}
