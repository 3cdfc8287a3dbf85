import type { BUCKET_RULES } from "../../../guardrails/rules/buckets";
import { policyText } from "../policy-texts";
import { type CasesOf, type Given, ofEach, type Resources, type Told } from "../rule-cases";

const FILES = "${aws_s3_bucket.files.id}";

/** A bucket, and what is about it. */
function bucketWith(about: Resources = {}, body: Readonly<Record<string, unknown>> = { bucket: "files" }): Resources {
  return { aws_s3_bucket: { files: body }, ...about };
}

/** A bucket with a policy. */
function bucketUnder(...statements: readonly Readonly<Record<string, unknown>>[]): Resources {
  return bucketWith({ aws_s3_bucket_policy: { files: { bucket: FILES, policy: policyText(...statements) } } });
}

const REFUSING = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::files", "arn:aws:s3:::files/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** What a service is let write. */
function writing(service: string) {
  return { Effect: "Allow", Principal: { Service: service }, Action: "s3:PutObject", Resource: "arn:aws:s3:::files/*" };
}

const BLOCK = {
  block_public_acls: true,
  block_public_policy: true,
  ignore_public_acls: true,
  restrict_public_buckets: true,
};

/** What blocks the public by a path of keys, all of it or with one setting that is off. */
const blocks = (key: string, settings: object) => ({ [key]: [settings] });

const SENDING: Resources = {
  aws_lb: {
    tcp: { load_balancer_type: "network", access_logs: [{ bucket: FILES }] },
    web: { access_logs: [{ bucket: FILES }] },
  },
  aws_alb: { web: { access_logs: [{ bucket: FILES }] } },
  aws_cloudtrail: { all: { s3_bucket_name: "files" } },
  aws_flow_log: { vpc: { log_destination: "arn:aws:s3:::files/flow" } },
};

/** A bucket of the account 111111111111 whose policy says something of an account. */
function ofAccount(
  account: string,
  action: string | readonly string[],
  own: readonly string[] = ["111111111111"],
): Given {
  const policy = policyText({ Effect: "Allow", Principal: { AWS: account }, Action: action, Resource: "*" });
  const resource = { aws_s3_bucket: { files: { policy } }, aws_s3_bucket_policy: { files: { bucket: FILES, policy } } };
  return { stacks: { app: { provider: { aws: [{ allowed_account_ids: own }] }, resource } } };
}

const WRITES = "a statement that lets the service write, s3:PutObject";
const LIFE_CYCLE = { aws_s3_bucket_lifecycle_configuration: { files: { bucket: FILES } } };
const VERSIONS = {
  aws_s3_bucket_versioning: { files: { bucket: FILES, versioning_configuration: [{ status: "Enabled" }] } },
};
const KEPT = "an aws_s3_bucket_versioning of the bucket, Enabled; of buckets for logs it is not asked";

/** Cases of the rules about buckets. */
export const BUCKET_CASES: CasesOf<typeof BUCKET_RULES> = {
  "DAT-07": {
    title: "Buckets block public access.",
    fix: "add one with all four settings, or use Bucket, which has it",
    passes: {
      "one that does": bucketWith({ aws_s3_bucket_public_access_block: { files: { bucket: FILES } } }),
      "one that is named": bucketWith({ aws_s3_bucket_public_access_block: { files: { bucket: "files" } } }),
      "a block of a bucket that is not known": bucketWith({
        aws_s3_bucket_public_access_block: { each: { bucket: "${each.value}" } },
      }),
      "a block in another stack": {
        stacks: {
          files: { resource: bucketWith() },
          app: { resource: { aws_s3_bucket_public_access_block: { files: { bucket: "files" } } } },
        },
      },
    },
    fails: {
      "one that does not": {
        given: bucketWith({ aws_s3_bucket_public_access_block: { other: { bucket: "other" } } }),
        told: [
          [
            "app/aws_s3_bucket.files",
            "no block of public access",
            "an aws_s3_bucket_public_access_block of the bucket",
          ],
        ],
      },
    },
  },
  "DAT-08": {
    title: "Buckets admit what sends its logs into them.",
    fix: "let the service put objects, for its own ARN; accessLogs and the flow logs of our constructs do so",
    passes: {
      "all that send": {
        ...SENDING,
        ...bucketUnder(
          writing("logdelivery.elasticloadbalancing.amazonaws.com"),
          writing("delivery.logs.amazonaws.com"),
          writing("cloudtrail.amazonaws.com"),
        ),
      },
      "an account of AWS, as in older regions": {
        aws_lb: SENDING.aws_alb ?? {},
        ...bucketUnder({ ...writing(""), Principal: { AWS: "arn:aws:iam::600734575887:root" }, Action: ["s3:Put*"] }),
      },
      "a principal that is not known": {
        aws_cloudtrail: SENDING.aws_cloudtrail ?? {},
        ...bucketUnder(writing("${var.service}")),
      },
      "a policy that is not known": {
        ...SENDING,
        ...bucketWith({ aws_s3_bucket_policy: { files: { bucket: FILES, policy: "${var.policy}" } } }),
      },
      "logs that are off, and a bucket from elsewhere": {
        ...bucketWith(),
        aws_lb: { web: { access_logs: [{ bucket: FILES, enabled: false }] } },
        aws_alb: { web: { access_logs: [{ bucket: "elsewhere" }] } },
      },
    },
    fails: {
      "a bucket that admits nobody": {
        given: { ...SENDING, ...bucketUnder(REFUSING) },
        told: [
          ["app/aws_s3_bucket.files", "nothing admits cloudtrail.amazonaws.com, for app/aws_cloudtrail.all", WRITES],
          ["app/aws_s3_bucket.files", "nothing admits delivery.logs.amazonaws.com, for app/aws_flow_log.vpc", WRITES],
          ["app/aws_s3_bucket.files", "nothing admits delivery.logs.amazonaws.com, for app/aws_lb.tcp", WRITES],
          [
            "app/aws_s3_bucket.files",
            "nothing admits logdelivery.elasticloadbalancing.amazonaws.com, for app/aws_alb.web",
            WRITES,
          ],
          [
            "app/aws_s3_bucket.files",
            "nothing admits logdelivery.elasticloadbalancing.amazonaws.com, for app/aws_lb.web",
            WRITES,
          ],
        ],
      },
      "one that lets it read": {
        given: {
          aws_cloudtrail: SENDING.aws_cloudtrail ?? {},
          ...bucketUnder({ ...writing("cloudtrail.amazonaws.com"), Action: "s3:GetBucketAcl" }),
        },
        told: [
          ["app/aws_s3_bucket.files", "nothing admits cloudtrail.amazonaws.com, for app/aws_cloudtrail.all", WRITES],
        ],
      },
    },
  },
  "S3-01": {
    title: "What blocks public access blocks all of it.",
    fix: "set all four to true, and admit who needs access by name",
    passes: {
      "all four": {
        ...ofEach(["aws_s3_account_public_access_block", "aws_s3_bucket_public_access_block"], BLOCK),
        aws_s3_access_point: { none: {}, all: blocks("public_access_block_configuration", BLOCK) },
        aws_s3control_multi_region_access_point: { none: { details: [{ name: "files" }] } },
      },
    },
    fails: {
      "three of four": {
        given: {
          ...ofEach(["aws_s3_account_public_access_block", "aws_s3_bucket_public_access_block"], {
            ...BLOCK,
            ignore_public_acls: undefined,
          }),
          aws_s3_access_point: {
            one: blocks("public_access_block_configuration", { ...BLOCK, block_public_policy: false }),
          },
          aws_s3control_multi_region_access_point: {
            one: { details: [blocks("public_access_block", { restrict_public_buckets: false })] },
          },
        },
        told: [
          [
            "app/aws_s3_access_point.one › public_access_block_configuration.block_public_policy",
            "public_access_block_configuration.block_public_policy = false",
            "public_access_block_configuration.block_public_policy = true",
          ],
          [
            "app/aws_s3_account_public_access_block.one › ignore_public_acls",
            "ignore_public_acls is not set",
            "ignore_public_acls = true",
          ],
          [
            "app/aws_s3_bucket_public_access_block.one › ignore_public_acls",
            "ignore_public_acls is not set",
            "ignore_public_acls = true",
          ],
          [
            "app/aws_s3control_multi_region_access_point.one › details.public_access_block.restrict_public_buckets",
            "details.public_access_block.restrict_public_buckets = false",
            "details.public_access_block.restrict_public_buckets = true",
          ],
        ],
      },
    },
  },
  "S3-02": {
    title: "Buckets answer by TLS alone.",
    fix: "add the statement to the bucket's policy, or use Bucket, which has it",
    passes: {
      "one that refuses HTTP": bucketUnder(REFUSING),
      "one that does in itself": bucketWith({}, { policy: policyText({ ...REFUSING, Action: "*" }) }),
      "a policy that is not known": bucketWith({
        aws_s3_bucket_policy: { files: { bucket: FILES, policy: "${file('policy.json')}" } },
      }),
    },
    fails: {
      "no policy": {
        given: bucketWith(),
        told: [
          [
            "app/aws_s3_bucket.files",
            "nothing refuses HTTP",
            "a policy that refuses s3:* where aws:SecureTransport is false",
          ],
        ],
      },
      "a policy that refuses some, or to some, or the wrong thing": {
        given: bucketUnder(
          { ...REFUSING, Action: "s3:GetObject" },
          { ...REFUSING, Principal: { AWS: "arn:aws:iam::111111111111:root" } },
          { ...REFUSING, Condition: { Bool: { "aws:SecureTransport": "true" } } },
          { ...REFUSING, Effect: "Allow" },
        ),
        told: [
          [
            "app/aws_s3_bucket.files",
            "nothing refuses HTTP",
            "a policy that refuses s3:* where aws:SecureTransport is false",
          ],
        ],
      },
    },
  },
  "S3-03": {
    title: "Buckets for logs delete them at their end.",
    fix: "add an aws_s3_bucket_lifecycle_configuration with an expiration",
    passes: {
      "a life cycle": { ...SENDING, ...bucketWith(LIFE_CYCLE) },
      "one in the bucket itself": {
        ...SENDING,
        ...bucketWith({}, { bucket: "files", lifecycle_rule: [{ id: "all" }] }),
      },
      "a bucket for something else": bucketWith(),
    },
    fails: {
      "logs of balancers": {
        given: { aws_lb: SENDING.aws_lb ?? {}, ...bucketWith() },
        told: [["app/aws_s3_bucket.files", "logs without a life cycle", "a life cycle that lets objects expire"]],
      },
      "logs of other buckets": {
        given: bucketWith({ aws_s3_bucket_logging: { other: { bucket: "other", target_bucket: FILES } } }),
        told: [["app/aws_s3_bucket.files", "logs without a life cycle", "a life cycle that lets objects expire"]],
      },
    },
  },
  "S3-04": {
    title: "Buckets of production keep versions.",
    fix: "turn versions on, with a life cycle that deletes old ones",
    passes: {
      "one that does": bucketWith(VERSIONS),
      "one that does in itself": bucketWith({}, { bucket: "files", versioning: [{ enabled: true }] }),
      "a state that is not known": bucketWith({
        aws_s3_bucket_versioning: { files: { bucket: FILES, versioning_configuration: [{ status: "${var.status}" }] } },
      }),
      logs: { ...SENDING, ...bucketWith() },
    },
    fails: {
      "no word of it": {
        given: bucketWith(),
        told: [["app/aws_s3_bucket.files", "no versions", KEPT]],
      },
      "versions that are no longer kept": {
        given: bucketWith({
          aws_s3_bucket_versioning: { files: { bucket: FILES, versioning_configuration: [{ status: "Suspended" }] } },
        }),
        told: [["app/aws_s3_bucket.files", "versions that are suspended", KEPT]],
      },
    },
  },
  "S3-05": {
    title: "No ACL of buckets and objects admits everybody.",
    fix: "leave the ACL out, and serve files by a distribution",
    passes: {
      "none, and private ones": {
        aws_s3_bucket: { one: {} },
        aws_s3_bucket_acl: { one: { acl: "log-delivery-write" } },
        aws_s3_object: { one: { acl: "private" } },
      },
    },
    fails: {
      "ACLs by name": {
        given: ofEach(
          ["aws_s3_bucket", "aws_s3_bucket_acl", "aws_s3_bucket_object", "aws_s3_object", "aws_s3_object_copy"],
          { acl: "public-read" },
        ),
        told: ["aws_s3_bucket", "aws_s3_bucket_acl", "aws_s3_bucket_object", "aws_s3_object", "aws_s3_object_copy"].map(
          (type): Told => [
            `app/${type}.one › acl`,
            'acl = "public-read"',
            'acl other than "public-read" and "public-read-write" and "authenticated-read"',
          ],
        ),
      },
      "grants to groups of everybody": {
        given: {
          aws_s3_bucket: { one: { grant: [{ uri: "http://acs.amazonaws.com/groups/global/AllUsers" }] } },
          aws_s3_bucket_acl: {
            one: {
              access_control_policy: [
                {
                  grant: [
                    { grantee: [{ id: "${data.aws_canonical_user_id.own.id}" }] },
                    { grantee: [{ uri: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" }] },
                  ],
                },
              ],
            },
          },
        },
        told: [
          [
            "app/aws_s3_bucket.one › grant",
            'grant.uri = "http://acs.amazonaws.com/groups/global/AllUsers"',
            'grant.uri other than "http://acs.amazonaws.com/groups/global/AllUsers" and "http://acs.amazonaws.com/groups/global/AuthenticatedUsers"',
          ],
          [
            "app/aws_s3_bucket_acl.one › access_control_policy",
            "a grant to http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
            "grants to owners and accounts",
          ],
        ],
      },
    },
  },
  "S3-06": {
    title: "Buckets of production have no ACLs.",
    fix: "set object_ownership to BucketOwnerEnforced, and write into the policy what ACLs allowed",
    passes: {
      "one without": {
        aws_s3_bucket_ownership_controls: { one: { rule: [{ object_ownership: "BucketOwnerEnforced" }] } },
      },
    },
    fails: {
      "one with": {
        given: { aws_s3_bucket_ownership_controls: { one: { rule: [{ object_ownership: "BucketOwnerPreferred" }] } } },
        told: [
          [
            "app/aws_s3_bucket_ownership_controls.one › rule.object_ownership",
            'rule.object_ownership = "BucketOwnerPreferred"',
            'rule.object_ownership = "BucketOwnerEnforced"',
          ],
        ],
      },
    },
  },
  "S3-07": {
    title: "Buckets with versions delete old ones at some time.",
    fix: "add an aws_s3_bucket_lifecycle_configuration with noncurrent_version_expiration",
    passes: {
      "a life cycle": bucketWith({ ...VERSIONS, ...LIFE_CYCLE }),
      "no versions": bucketWith(),
    },
    fails: {
      "none, with versions": {
        given: bucketWith(VERSIONS),
        told: [
          [
            "app/aws_s3_bucket.files",
            "versions without a life cycle",
            "a life cycle that lets versions expire which are no longer current",
          ],
        ],
      },
      "none, with versions in the bucket itself": {
        given: bucketWith({}, { bucket: "files", versioning: [{ enabled: true }] }),
        told: [
          [
            "app/aws_s3_bucket.files",
            "versions without a life cycle",
            "a life cycle that lets versions expire which are no longer current",
          ],
        ],
      },
    },
  },
  "S3-08": {
    title: "No other account may change who has a bucket of production.",
    fix: "leave out s3:DeleteBucketPolicy, s3:PutBucketAcl, s3:PutBucketPolicy, s3:PutEncryptionConfiguration, s3:PutObjectAcl and patterns that cover them",
    passes: {
      "objects for another account": ofAccount("222222222222", ["s3:GetObject", "s3:PutObject"]),
      "everything for the own account": ofAccount("arn:aws:iam::111111111111:root", "s3:*"),
      "an account that is not known": ofAccount("arn:aws:iam::${var.account}:root", "s3:*"),
      "nobody knows whose bucket it is": ofAccount("222222222222", "s3:*", []),
    },
    fails: {
      "the policy for another account": {
        given: ofAccount("arn:aws:iam::222222222222:role/web", ["s3:GetObject", "s3:Put*"]),
        told: ["aws_s3_bucket", "aws_s3_bucket_policy"].map(
          (type): Told => [
            `app/${type}.files › policy`,
            "the account 222222222222 may s3:Put*",
            "other accounts with actions on objects, such as s3:GetObject and s3:PutObject",
          ],
        ),
      },
    },
  },
};
