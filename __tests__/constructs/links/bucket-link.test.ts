import { Role } from "../../../constructs/iam";
import { type BucketAccess, type BucketLinkOptions, bucketLink, useLinks } from "../../../constructs/links";
import { Bucket } from "../../../constructs/storage";
import { decide, type PolicyRequest } from "../../support/policy-evaluator";
import { resourceOf, synthStack } from "../../support/synth";

const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/00000000-0000-0000-0000-000000000000";
const BUCKET = "arn:aws:s3:::acme-uploads";

/** What a role may do that uses a bucket so, of those requests that are named. */
function allowed(options: BucketLinkOptions, requests: readonly PolicyRequest[]): string[] {
  const synthesized = synthStack((stack) => {
    const role = new Role(stack, "reports", {
      description: "Writes reports",
      trustedBy: [{ by: "service", service: "ecs-tasks.amazonaws.com" }],
    });
    const bucket = Bucket.fromExisting(stack, "uploads", { bucketName: "acme-uploads", keyArn: KEY });
    useLinks(role, { uploads: bucketLink(bucket, options) }, "reports");
  });
  const policy = String(resourceOf(synthesized, "aws_iam_role_policy").policy);
  return requests
    .filter((request) => decide(request, { identity: [policy] }) === "allowed")
    .map(({ action }) => action);
}

const BY_S3 = { "kms:ViaService": "s3.ap-northeast-2.amazonaws.com" };
const ALL: readonly PolicyRequest[] = [
  { action: "s3:ListBucket", resource: BUCKET },
  ...["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion"].map((action) => ({
    action,
    resource: `${BUCKET}/reports/2026.pdf`,
  })),
  { action: "s3:PutBucketPolicy", resource: BUCKET },
  { action: "kms:Decrypt", resource: KEY, context: BY_S3 },
  { action: "kms:GenerateDataKey", resource: KEY, context: BY_S3 },
];

const ACCESSES: readonly (readonly [BucketAccess | undefined, readonly string[]])[] = [
  ["read", ["s3:ListBucket", "s3:GetObject", "kms:Decrypt"]],
  ["write", ["s3:PutObject", "kms:Decrypt", "kms:GenerateDataKey"]],
  [undefined, ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "kms:Decrypt", "kms:GenerateDataKey"]],
  ["read-write", ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "kms:Decrypt", "kms:GenerateDataKey"]],
  [
    "read-write-delete",
    ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "kms:Decrypt", "kms:GenerateDataKey"],
  ],
];

test.each(ACCESSES)("access %s of a bucket is this much and no more", (access, actions) => {
  expect(allowed(access === undefined ? {} : { access }, ALL)).toEqual(actions);
});

test("a prefix leaves out what is beside it, and to list it too", () => {
  const at = (prefix: string): readonly PolicyRequest[] => [
    { action: "s3:ListBucket", resource: BUCKET, context: { "s3:prefix": prefix } },
    { action: "s3:GetObject", resource: `${BUCKET}/${prefix}2026.pdf` },
    { action: "s3:DeleteObject", resource: `${BUCKET}/${prefix}2026.pdf` },
  ];
  const options = { access: "read-write-delete", prefix: "reports/" } as const;
  expect(allowed(options, at("reports/"))).toEqual(["s3:ListBucket", "s3:GetObject", "s3:DeleteObject"]);
  expect(allowed(options, at("invoices/"))).toEqual([]);
});

test("another bucket and another key are nobody's", () => {
  const others: readonly PolicyRequest[] = [
    { action: "s3:GetObject", resource: "arn:aws:s3:::acme-uploads-2/reports/2026.pdf" },
    { action: "s3:ListBucket", resource: "arn:aws:s3:::acme-uploads-2" },
    { action: "kms:Decrypt", resource: KEY.replace("0000-0000-0000", "0000-0000-0001"), context: BY_S3 },
    { action: "kms:Decrypt", resource: KEY },
  ];
  expect(allowed({ access: "read-write-delete" }, others)).toEqual([]);
});
