import type { Construct } from "constructs";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map } from "../../constructs/core/contract";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { checkCall } from "../../constructs/core/shapes/check-call";
import { Bucket } from "../../constructs/storage/bucket";
import type { IBucket } from "../../constructs/storage/bucket.types";
import type { BucketsProps } from "./buckets-stack.types";

/** What the stack of the buckets hands to the others, and to whoever puts objects into them. */
export const bucketsContract = new Contract("buckets", {
  bucketNames: map("Names of the buckets, by their names in the configuration", (key) => `mock-${key}`),
  bucketArns: map("ARNs of the buckets by name", (key) => `arn:aws:s3:::mock-${key}`),
  keyArns: map(
    "Keys that encrypt the objects, by the names of the buckets that have one",
    (key) => `arn:aws:kms:${MOCK_REGION}:${MOCK_ACCOUNT}:key/mock-${key}`,
  ),
  regionalDomainNames: map(
    "Host names under which S3 serves the buckets in their region, by name",
    (key) => `mock-${key}.s3.${MOCK_REGION}.amazonaws.com`,
  ),
});

/** Publishes buckets to the other stacks of their environment. */
export function publishBuckets(stack: EnvironmentStack, buckets: Readonly<Record<string, Bucket>>): void {
  checkCall("publishBuckets", { stack, buckets });
  const read = (of: (bucket: Bucket) => string | undefined): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(buckets).flatMap(([name, bucket]) => {
        const value = of(bucket);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  bucketsContract.publish(stack, {
    bucketNames: read(({ bucketName }) => bucketName),
    bucketArns: read(({ arn }) => arn),
    keyArns: read(({ keyArn }) => keyArn),
    regionalDomainNames: read(({ regionalDomainName }) => regionalDomainName),
  });
}

/**
 * A bucket of the environment in another stack: name and key come from the contract, everything else from the section that the buckets are
 * made from.
 *
 * @param name a bucket of the section
 * @param props the section `buckets`
 */
export function bucketFromContract(scope: Construct, id: string, name: string, props: BucketsProps): IBucket {
  checkCall("bucketFromContract", { scope, id, name, props });
  const { bucketNames, keyArns } = bucketsContract.read(EnvironmentStack.of(scope));
  const { keyArn, ownKey = false } = props[name] ?? {};
  const hasKey = ownKey || keyArn !== undefined;
  return Bucket.fromExisting(scope, id, {
    bucketName: bucketNames(name),
    ...(hasKey ? { keyArn: keyArns(name) } : {}),
  });
}
