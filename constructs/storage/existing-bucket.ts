import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkName } from "../core/names/naming";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import type { IGrantable } from "../iam/grantable";
import type { IBucket } from "./bucket.types";
import { grantBucket } from "./bucket-grants";
import type { ExistingBucketProps } from "./bucket-props";

/** A bucket that exists already. Made by `Bucket.fromExisting`. Its policy stays as it is. */
export class ExistingBucket extends BaseConstruct implements IBucket {
  readonly bucketName: string;
  readonly arn: string;
  readonly #keyArn: string | undefined;

  /** @throws GroundplanError `NAME_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingBucketProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingBucket", props);
    const problems = checkShape(this, "ExistingBucket", props);
    if (!Token.isUnresolved(props.bucketName)) checkName("bucket", props.bucketName, problems, "bucketName");
    problems.throwIfAny();
    this.bucketName = props.bucketName;
    this.arn = `arn:${EnvironmentStack.of(this).partition}:s3:::${props.bucketName}`;
    this.#keyArn = props.keyArn;
  }

  grantRead(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.#keyArn, "Read", grantable, prefix);
  }

  grantWrite(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.#keyArn, "Write", grantable, prefix);
  }

  grantReadWrite(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.#keyArn, "ReadWrite", grantable, prefix);
  }

  grantDelete(grantable: IGrantable, prefix = ""): void {
    grantBucket(this, this.#keyArn, "Delete", grantable, prefix);
  }
}
