import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { PLANS_PREFIX, stateBucketName, stateLockTableName } from "../core/environments/backend-wiring";
import type { Environment } from "../core/environments/environment";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults, withoutDefaults } from "../core/shapes/defaults";
import { Bucket, type BucketProps } from "../storage/bucket";

/** Properties of {@link StateStorage}. */
export interface StateStorageProps {
  /**
   * Days that old versions of a state are kept; they are the way back from a broken state.
   *
   * @minimum 1
   * @maximum 36500
   * @default 90
   */
  readonly keepVersionsDays?: number;
  /**
   * Days that saved plans are kept (`groundplan plans push`). They hold states in clear, and the first apply makes them stale.
   *
   * @minimum 1
   * @maximum 36500
   * @default 30
   */
  readonly keepPlansDays?: number;
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
export class StateStorage extends BaseConstruct {
  readonly bucket: Bucket;
  readonly lockTable?: DynamodbTable;

  constructor(scope: Construct, id: string, props: StateStorageProps = {}) {
    super(scope, id);
    props = layDefaults(this, "StateStorage", props);
    const problems = checkShape(this, "StateStorage", props);
    namedBy(this, "backend.bucket");
    const { environment } = EnvironmentStack.of(this);
    const { backend } = environment;
    this.#checkProject(environment, problems);
    const properties: BucketProps = {
      bucketName: (backend.type === "s3" ? backend.bucket : undefined) ?? stateBucketName(environment),
      expireOldVersionsDays: props.keepVersionsDays ?? 90,
      lifecycleRules: [
        { id: "plans", prefix: PLANS_PREFIX, expireDays: props.keepPlansDays ?? 30, expireOldVersionsDays: 1 },
      ],
    };
    // A state that is deleted after some days is lost, and one without old versions has no way back.
    this.bucket = new Bucket(this, "bucket", withoutDefaults(properties, "versioned", "expireDays"));
    if (props.lockTable ?? (backend.type === "s3" && backend.lock === "dynamodb")) {
      this.lockTable = this.#createLockTable(
        (backend.type === "s3" ? backend.lockTable : undefined) ?? stateLockTableName(environment),
      );
    }
  }

  /** States lie below the name of their project, and what lies below that of the plans is deleted some day. */
  #checkProject({ project }: Environment, problems: Problems): void {
    if (`${project}/` === PLANS_PREFIX) {
      problems.add("project", {
        code: "PROJECT_NAMED_PLANS",
        message: "The states of a project of this name would lie where saved plans are deleted after some days.",
        found: JSON.stringify(project),
        expected: "another name",
        fix: `rename it, for example project: ${project}-app`,
      });
    }
    problems.throwIfAny();
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
