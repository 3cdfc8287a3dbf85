import type { GrantStatement, IGrantable } from "../iam/grantable";
import { viaService } from "../iam/policies/key-grants";
import { grantSid, sidPart } from "../iam/policies/sid";
import type { IBucket } from "./bucket.types";

/** What a role may do with the objects of a bucket. */
type Access = "Read" | "Write" | "ReadWrite" | "Delete";

/** Actions by access. `s3:AbortMultipartUpload` cleans up what a broken upload left behind. */
const OBJECT_ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  Read: ["s3:GetObject", "s3:GetObjectVersion"],
  Write: ["s3:AbortMultipartUpload", "s3:PutObject"],
  ReadWrite: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:GetObjectVersion", "s3:PutObject"],
  Delete: ["s3:DeleteObject"],
};

/**
 * AWS KMS Developer Guide, "How Amazon S3 uses AWS KMS", as of 2026-11. Writing needs `kms:Decrypt` too: the parts of a
 * multipart upload are read again when they are put together.
 */
const KEY_ACTIONS: Readonly<Record<Access, readonly string[]>> = {
  Read: ["kms:Decrypt"],
  Write: ["kms:Decrypt", "kms:GenerateDataKey"],
  ReadWrite: ["kms:Decrypt", "kms:GenerateDataKey"],
  Delete: [],
};

/** Grants access to the objects of a bucket below a prefix. */
export function grantBucket(
  bucket: IBucket,
  keyArn: string | undefined,
  access: Access,
  grantable: IGrantable,
  prefix: string,
): void {
  for (const statement of bucketStatements(bucket, keyArn, access, grantable, prefix)) {
    grantable.grantee.allow(statement);
  }
}

function bucketStatements(
  bucket: IBucket,
  keyArn: string | undefined,
  access: Access,
  grantable: IGrantable,
  prefix: string,
): GrantStatement[] {
  const sid = (verb: string): string => `${grantSid(verb, bucket, grantable)}${sidPart(prefix)}`;
  const lists = access === "Read" || access === "ReadWrite";
  const keyActions = keyArn === undefined ? [] : KEY_ACTIONS[access];
  return [
    { sid: sid(access), actions: OBJECT_ACTIONS[access], resources: [`${bucket.arn}/${prefix}*`] },
    ...(lists
      ? [
          {
            sid: sid("List"),
            actions: ["s3:ListBucket"],
            resources: [bucket.arn],
            ...(prefix === "" ? {} : { conditions: { StringLike: { "s3:prefix": `${prefix}*` } } }),
          },
        ]
      : []),
    ...(keyArn !== undefined && keyActions.length > 0
      ? [
          {
            sid: sid(`${access}Key`),
            actions: keyActions,
            resources: [keyArn],
            conditions: viaService(bucket, "s3"),
          },
        ]
      : []),
  ];
}
