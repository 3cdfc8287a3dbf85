import { Construct } from "constructs";
import { readBy } from "../../constructs/core/contract-ways";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { Problems } from "../../constructs/core/errors";
import { BUCKET_ACCESSES, type BucketAccess, bucketLink } from "../../constructs/links/bucket-link";
import { Bucket } from "../../constructs/storage/bucket";
import { collectByName } from "../sections/collect-by-name";
import { defineStack } from "../sections/define-stack";
import { checkKeyChoice, chosenKey } from "../sections/key-choice";
import type { LinkMaker } from "../sections/offer.types";
import { bucketFromContract, publishBuckets } from "./buckets-contract";
import type { BucketSpec, BucketsProps } from "./buckets-stack.types";

/**
 * `<environment>-buckets`: buckets for the objects of applications. It knows none of those that use them: permissions lie with the roles, in
 * their stacks, and a key lets the account's roles decide.
 */
export class BucketsStack extends EnvironmentStack {
  readonly buckets: Readonly<Record<string, Bucket>>;

  /** @throws GroundplanError with everything that is wrong with the properties, and `TWO_KEYS` */
  constructor(scope: Construct, environment: Environment, props: BucketsProps) {
    super(scope, "buckets", environment);
    const problems = new Problems(this.node.path);
    // In scopes of their own, so that a bucket may have the name of anything else in the stack.
    const scopes = { buckets: new Construct(this, "buckets"), keys: new Construct(this, "keys") };
    this.buckets = collectByName(props, (name, spec) => this.#createBucket(scopes, name, spec), problems);
    for (const [name, bucket] of Object.entries(this.buckets)) {
      readBy(bucket, `bucketFromContract(this, "${name}", "${name}", buckets)`);
    }
    problems.throwIfAny();
    publishBuckets(this, this.buckets);
  }

  #createBucket(scopes: Record<"buckets" | "keys", Construct>, name: string, spec: BucketSpec): Bucket {
    const { bucketName, keyArn, ownKey, ...options } = spec;
    const problems = new Problems(`${scopes.buckets.node.path}/${name}`);
    checkKeyChoice(spec, problems);
    problems.throwIfAny();
    const { account, region } = this.environment;
    return new Bucket(scopes.buckets, name, {
      ...options,
      bucketName: bucketName ?? this.physicalName("bucket", name, account, region),
      ...chosenKey(scopes.keys, name, spec, {
        name: `bucket-${name}`,
        description: `Encrypts the objects of the bucket ${name}`,
      }),
    });
  }
}

/** The stack of the section `buckets`. */
export const buckets = defineStack<BucketsProps>()({
  section: "buckets",
  places: [
    [/^buckets\/([^/ ]+) › key$/, "$1.keyArn"],
    [/^keys\/([^/ ]+)[^›]*( ›.*)?$/, "$1.ownKey"],
    [/^buckets\/([^/ ]+)[^›]* › (.*)$/, "$1.$2"],
    [/^buckets\/([^/ ]+)[^›]*$/, "$1"],
  ],
  offers: {
    buckets: {
      names: (props) => Object.keys(props),
      accesses: BUCKET_ACCESSES,
      prefixes: true,
      link: ({ scope, name, props }): LinkMaker<BucketAccess> => {
        const bucket = bucketFromContract(scope, "bucket", name, props);
        return (asked) => bucketLink(bucket, asked);
      },
      source: ({ scope, name, props }) => ({
        kind: "bucket",
        bucket: bucketFromContract(scope, "bucket", name, props),
      }),
    },
  },
  create: ({ app, environment, props }) => new BucketsStack(app, environment, props),
});
