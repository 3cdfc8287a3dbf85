import { Token } from "cdktf";
import type { Problems } from "../../core/errors";

/** Form of the ARNs that scope a policy. */
interface ArnForm {
  readonly pattern: RegExp;
  /** What it is the ARN of, for the message. */
  readonly of: string;
  readonly example: string;
  readonly fix: string;
}

/** Forms of ARNs (Service Authorization Reference, "Resource types" of each service, as of 2026-11). */
const FORMS = {
  key: {
    pattern: /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/,
    of: "a KMS key",
    example: "arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    fix: "use the ARN of the key; policies do not know aliases",
  },
  fileSystem: {
    pattern: /^arn:aws[a-z-]*:elasticfilesystem:[a-z0-9-]+:\d{12}:file-system\/fs-[0-9a-f]{8,40}$/,
    of: "an EFS file system",
    example: "arn:aws:elasticfilesystem:eu-west-1:111111111111:file-system/fs-0123456789abcdef0",
    fix: "use the ARN of the file system and not its id",
  },
  targetGroup: {
    pattern: /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[A-Za-z0-9-]{1,32}\/[0-9a-f]{16}$/,
    of: "a target group",
    example: "arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/orders/0123456789abcdef",
    fix: "use the ARN of the target group and not its name",
  },
  userPool: {
    pattern: /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\/[a-z0-9-]+_[A-Za-z0-9]+$/,
    of: "a Cognito user pool",
    example: "arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_Ab1Cd2Ef3",
    fix: "use the ARN of the user pool and not its id",
  },
  webAcl: {
    pattern: /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]+\/[0-9a-f-]{36}$/,
    of: "a regional web ACL",
    example: "arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/orders/1234abcd-12ab-34cd-56ef-1234567890ab",
    fix: "use the ARN of the web ACL; one of the scope CLOUDFRONT does not fit load balancers",
  },
  secret: {
    pattern: /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@!-]+(\*|\?{6})?$/,
    of: "a secret, or of secrets whose names begin alike",
    example: "arn:aws:secretsmanager:eu-west-1:111111111111:secret:orders/*",
    fix: "name the secrets, or the beginning of their names with * behind it; all secrets of an account are never one program's",
  },
  parameter: {
    pattern: /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/[A-Za-z0-9_.-][A-Za-z0-9_./-]*\*?$/,
    of: "a parameter, or of parameters whose names begin alike",
    example: "arn:aws:ssm:eu-west-1:111111111111:parameter/orders/*",
    fix: "name the parameters, or the beginning of their names with * behind it; all parameters of an account are never one program's",
  },
} satisfies Record<string, ArnForm>;

/** Adds `EKS_SCOPE_ARN_INVALID` for each literal that is no ARN of the form, and `EKS_SCOPE_EMPTY` for a list without any. */
export function checkScope(
  form: keyof typeof FORMS,
  arns: readonly string[] | undefined,
  property: string,
  problems: Problems,
): void {
  if (arns === undefined) return;
  const { pattern, of, example, fix }: ArnForm = FORMS[form];
  if (arns.length === 0) {
    problems.add(property, {
      code: "EKS_SCOPE_EMPTY",
      message: "A list that scopes a policy names nothing, and IAM takes no statement without resources.",
      found: "an empty list",
      expected: `the ARN of ${of}`,
      fix: `leave ${property} out, or name what the controller needs`,
    });
  }
  arns.forEach((arn, index) => {
    if (Token.isUnresolved(arn) || pattern.test(arn)) return;
    problems.add(`${property}[${index}]`, {
      code: "EKS_SCOPE_ARN_INVALID",
      message: `This is not the ARN of ${of}.`,
      found: `"${arn}"`,
      expected: `an ARN such as ${example}, or a reference to one`,
      fix,
    });
  });
}
