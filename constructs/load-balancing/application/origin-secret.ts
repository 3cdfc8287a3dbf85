import { DataAwsSecretsmanagerRandomPassword } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-random-password";
import { DataResource, Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";

/** The header that CloudFront adds. CloudFront adds none that begins with `X-Amz-` or `X-Edge-` ("Add custom headers to origin requests"). */
export const SECRET_HEADER = "X-Origin-Verify";

/** Without punctuation, which rules of listeners would read as wildcards. At most 128 ("Condition types for listener rules"). */
const LENGTH = 64;

/**
 * A secret that a distribution sends and a public balancer asks for, by which it tells this distribution from everybody else's
 * (Amazon CloudFront Developer Guide, "Restrict access to Application Load Balancers", as of 2026-11).
 *
 * AWS makes it up (`GetRandomPassword` of Secrets Manager), so it stands in no configuration. It stands in the states of the stacks
 * that use it, which whoever reads them may read, and is hidden in plans and outputs. It stays until the value is replaced:
 * `terraform apply -replace=…`.
 */
export class OriginSecret extends BaseConstruct {
  /** Keeps the first value: the random one is another one at every plan. */
  readonly kept: DataResource;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const random = new DataAwsSecretsmanagerRandomPassword(this, "random", {
      passwordLength: LENGTH,
      excludePunctuation: true,
    });
    this.kept = new DataResource(this, "kept", {
      input: { value: random.randomPassword },
      lifecycle: { ignoreChanges: ["input"] },
    });
  }

  /** The secret, which Terraform shows nobody. */
  get value(): string {
    return Token.asString(Fn.sensitive(this.kept.output.lookup("value")));
  }
}
