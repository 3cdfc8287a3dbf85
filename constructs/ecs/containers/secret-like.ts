import type { Problems } from "../../core/errors";
import { secretReason } from "../../core/texts/secret-like";

/**
 * Refuses secrets in plain environment variables, where everybody who may see the task definition, the plan or the state reads
 * them. The value is never repeated in the message.
 */
export function checkPlainEnvironment(
  environment: Readonly<Record<string, string>>,
  at: string,
  problems: Problems,
): void {
  for (const [name, value] of Object.entries(environment)) {
    const why = secretReason(name, value);
    if (why === undefined) continue;
    problems.add(`${at}.${name}`, {
      code: "SECRET_IN_ENVIRONMENT",
      message:
        "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
      found: why,
      expected: "secrets as references to Secrets Manager or Parameter Store",
      fix: `in code, move it to secrets: { ${name}: ContainerSecret.fromSecretsManager(arn) }; in a file, give the ARN of the secret as ${name}_ARN and let the application read it; if it is no secret, give it another name`,
    });
  }
}
