import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { stateBucketName, stateLockTableName } from "../core/backend-wiring";
import { EnvironmentStack } from "../core/environment-stack";
import { namedBy } from "../core/physical-names/name-source";
import { Bucket } from "../storage/bucket";

/** Properties of {@link StateStorage}. */
export interface StateStorageProps {
  /**
   * Days that old versions of a state are kept; they are the way back from a broken state.
   *
   * @default 90
   */
  readonly keepVersionsDays?: number;
  /**
   * Whether there is a lock table, for Terraform before 1.10 or for teams that lock by DynamoDB.
   *
   * @default - only if the environment's backend locks by `dynamodb`
   */
  readonly lockTable?: boolean;
}

/**
 * What the S3 backend of an environment needs: a bucket for the states, versioned, encrypted and private, and, if asked for, a
 * lock table. The state stack makes it before any other stack is deployed.
 */
export class StateStorage extends Construct {
  readonly bucket: Bucket;
  readonly lockTable?: DynamodbTable;

  constructor(scope: Construct, id: string, props: StateStorageProps = {}) {
    super(scope, id);
    namedBy(this, "backend.bucket");
    const { environment } = EnvironmentStack.of(this);
    const { backend } = environment;
    this.bucket = new Bucket(this, "bucket", {
      bucketName: (backend.type === "s3" ? backend.bucket : undefined) ?? stateBucketName(environment),
      expireOldVersionsDays: props.keepVersionsDays ?? 90,
    });
    if (props.lockTable ?? (backend.type === "s3" && backend.lock === "dynamodb")) {
      this.lockTable = this.#createLockTable(
        (backend.type === "s3" ? backend.lockTable : undefined) ?? stateLockTableName(environment),
      );
    }
  }

  #createLockTable(name: string): DynamodbTable {
    const { protect } = EnvironmentStack.of(this).environment;
    return new DynamodbTable(this, "lock-table", {
      name,
      billingMode: "PAY_PER_REQUEST",
      // The key that Terraform's S3 backend looks for.
      hashKey: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: protect,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }
}
