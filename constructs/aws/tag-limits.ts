/** What a service of AWS takes as tags. */
export interface TagLimits {
  /** Tags of one resource. */
  readonly tags: number;
  /** Whether keys and values are letters, digits, spaces and `_.:/=+-@` only; others take more. */
  readonly plain: boolean;
  /** Whether two keys that differ by their case are one. */
  readonly oneCase: boolean;
  /** Where that is written. */
  readonly source: string;
}

/** Longest key and value of a tag, which is the same everywhere (Tagging AWS Resources User Guide, "Tag naming limits and requirements", as of 2026-11). */
export const TAG_LENGTHS = { key: 128, value: 256 } as const;

/** Characters that every service takes in the keys and values of tags. */
export const PLAIN_TAG = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

const MODELS = "botocore 1.43.11, service models";
const PLAIN = { tags: 50, plain: true, oneCase: false } as const;

/** What holds where nothing else is said: 50 tags (Tagging AWS Resources User Guide, "Tag naming limits and requirements", read 2026-11). */
const COMMON: TagLimits = { tags: 50, plain: false, oneCase: false, source: "Tagging AWS Resources User Guide" };

/**
 * What services take, by how the types of their resources begin (botocore 1.43.11, service models, read 2026-11). The first that fits counts. Services whose models say nothing
 * of characters are left to the environment's own check, which admits only what all take.
 */
const LIMITS: readonly (readonly [type: RegExp, limits: TagLimits])[] = [
  [
    /^aws_iam_/,
    {
      ...PLAIN,
      oneCase: true,
      source: `IAM User Guide, "Tags for AWS Identity and Access Management resources"; ${MODELS}`,
    },
  ],
  [/^aws_ecr(public)?_/, { ...PLAIN, source: 'Amazon ECR User Guide, "Tagging a private repository in Amazon ECR"' }],
  [
    /^aws_s3_(bucket_)?object/,
    { ...COMMON, tags: 10, source: 'Amazon S3 User Guide, "Categorizing your objects using tags"' },
  ],
  [/^aws_(ecs|wafv2|acm|ssm|efs|cloudfront)_/, { ...PLAIN, source: MODELS }],
  [/^aws_(lb|alb)(_|$)/, { ...PLAIN, source: `${MODELS}, elbv2` }],
  [/^aws_cloudwatch_log_/, { ...PLAIN, source: `${MODELS}, logs` }],
];

/** What the service of a resource takes as tags. */
export function tagLimits(resourceType: string): TagLimits {
  return LIMITS.find(([type]) => type.test(resourceType))?.[1] ?? COMMON;
}
