import type { GrantStatement } from "../iam/grantable";
import type { StatePlaces } from "./delivery-names";

/** What Terraform needs of the state and its lock to plan, and to apply (Terraform documentation, "Backend Type: s3", as of 2026-11). */
const STATE_ACTIONS = { plan: ["s3:GetObject"], apply: ["s3:GetObject", "s3:PutObject"] } as const;

/**
 * What a deploy role may do with the states of its environment and with saved plans. A plan locks the state, and leaves it as it is.
 *
 * @param keyArn the KMS key of the bucket, where it has one
 */
export function statePermissions(
  may: "plan" | "apply",
  state: StatePlaces,
  keyArn?: string,
): readonly GrantStatement[] {
  return [
    // Without it S3 answers 403 and not 404 where there is no state yet.
    { sid: "ListStates", actions: ["s3:ListBucket"], resources: [state.bucket] },
    { sid: "States", actions: STATE_ACTIONS[may], resources: [state.states] },
    ...lockPermissions(state),
    may === "plan" ? savePlans(state) : { sid: "SavedPlans", actions: ["s3:GetObject"], resources: [state.plans] },
    ...(keyArn === undefined
      ? []
      : [{ sid: "StateKey", actions: ["kms:Decrypt", "kms:GenerateDataKey"], resources: [keyArn] }]),
  ];
}

/**
 * Once only, so that no later job can put another plan in the place of one that was reviewed: S3 takes the object only where there is none
 * of that key (Amazon S3 User Guide, "Enforce conditional writes on Amazon S3 buckets", as of 2026-11).
 */
function savePlans({ plans }: StatePlaces): GrantStatement {
  return {
    sid: "SavePlansOnce",
    actions: ["s3:PutObject"],
    resources: [plans],
    conditions: { Null: { "s3:if-none-match": "false" } },
  };
}

function lockPermissions({ locks, lockTable, lockKeys }: StatePlaces): readonly GrantStatement[] {
  if (lockTable === undefined) {
    return [{ sid: "Locks", actions: ["s3:DeleteObject", "s3:PutObject"], resources: [locks] }];
  }
  return [
    {
      sid: "Locks",
      actions: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
      resources: [lockTable],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [lockKeys] } },
    },
    { sid: "LockTable", actions: ["dynamodb:DescribeTable"], resources: [lockTable] },
  ];
}
