import type { EnvironmentStack } from "../../core/environments/environment-stack";

/**
 * ARN of a secret of Secrets Manager by its name. Behind a whole name stand six characters that Secrets Manager chooses (AWS Secrets
 * Manager User Guide, "What's in a Secrets Manager secret", as of 2026-11).
 */
export function secretArn(stack: EnvironmentStack, secret: string): string {
  if (secret.startsWith("arn:")) return secret;
  return stack.arn("secretsmanager", `secret:${secret.endsWith("*") ? secret : `${secret}-??????`}`);
}

/** ARN of a parameter of Parameter Store by its name, which begins with a slash or has none. */
export function parameterArn(stack: EnvironmentStack, name: string): string {
  if (name.startsWith("arn:")) return name;
  return stack.arn("ssm", `parameter/${name.replace(/^\//, "")}`);
}

/** Whether a secret may be read by one of the names or ARNs that External Secrets is given. */
export function isReadable(secret: string, granted: readonly string[]): boolean {
  return granted.some((one) => {
    const name = one.startsWith("arn:")
      ? (one.split(":secret:")[1] ?? "").replace(/-(\*|\?{6}|[A-Za-z0-9]{6})$/, "")
      : one;
    return name.endsWith("*") ? secret.startsWith(name.slice(0, -1)) : secret === name;
  });
}
