/** A policy as JSON text. */
export function policyText(...statements: readonly Readonly<Record<string, unknown>>[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A policy that allows actions on resources. */
export function allowing(action: string | readonly string[], resource: string | readonly string[], more: object = {}) {
  return policyText({ Effect: "Allow", Action: action, Resource: resource, ...more });
}

/** A policy that lets somebody have a role. */
export function trusting(principal: unknown, condition?: object, action = "sts:AssumeRole"): string {
  return policyText({
    Effect: "Allow",
    Principal: principal,
    Action: action,
    ...(condition ? { Condition: condition } : {}),
  });
}
