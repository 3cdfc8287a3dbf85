import { partitionOf } from "../aws/regions";
import type { S3BackendConfig } from "../core/environments/backend";
import {
  backendRegion,
  PLANS_PREFIX,
  stateBucketOf,
  stateKeyPattern,
  stateLockTableName,
} from "../core/environments/backend-wiring";
import type { Environment } from "../core/environments/environment";
import { environmentName } from "../core/names/naming-scheme";

/** Last part of the name of the stack that makes the roles of the pipeline. */
export const DELIVERY_STACK = "delivery";

/** The branches that are deployed unless others are named. */
export const DEFAULT_BRANCHES: readonly string[] = ["main"];

/** What the names begin with that an environment gives in AWS, and no other environment of its account. */
export function ownPrefix({ project, name }: Environment): string {
  return `${project}-${name}-`;
}

/** ARN of something in IAM of the environment's account. */
export function iamArn(environment: Environment, resource: string): string {
  return `arn:${partitionOf(environment.region)}:iam::${environment.account}:${resource}`;
}

/** Name of the policy that is the most that the roles of an environment may do. */
export function boundaryName(environment: Environment): string {
  const parts = [DELIVERY_STACK, "boundary"];
  return environmentName(environment, { kind: "iamPolicy", stack: DELIVERY_STACK, parts });
}

/** Where an environment keeps its states in S3, as ARNs. */
export interface StatePlaces {
  readonly bucket: string;
  /** Every object of the bucket that is a state of the environment, or the lock of one. */
  readonly states: string;
  /** The locks among them. */
  readonly locks: string;
  /** Saved plans: `plans/<environment>/<commit>/…`. */
  readonly plans: string;
  /** Absent where the lock is an object. */
  readonly lockTable?: string;
  /** The keys of the lock table, as a pattern. */
  readonly lockKeys: string;
}

/** Where an environment keeps its states. */
export function statePlaces(environment: Environment, backend: S3BackendConfig): StatePlaces {
  const partition = partitionOf(environment.region);
  const name = stateBucketOf(environment, backend);
  const bucket = `arn:${partition}:s3:::${name}`;
  const keys = stateKeyPattern(environment, backend);
  const table = backend.lockTable ?? stateLockTableName(environment);
  const lockTable = `arn:${partition}:dynamodb:${backendRegion(environment)}:${environment.account}:table/${table}`;
  return {
    bucket,
    states: `${bucket}/${keys}`,
    locks: `${bucket}/${keys}.tflock`,
    plans: `${bucket}/${PLANS_PREFIX}${environment.name}/*`,
    ...(backend.lock === "dynamodb" ? { lockTable } : {}),
    lockKeys: `${name}/${keys}`,
  };
}

/**
 * Whether a state bucket can be told from other buckets of its account by its name, as those of state stacks can
 * (`<project>-<environment>-state-<account>-<region>`).
 */
export function isTellingBucketName({ account }: Environment, bucket: string): boolean {
  return bucket.includes(stateMark(account));
}

/** The buckets of the account that hold states, of whichever environment, with their objects: as ARNs. */
export function stateBuckets(environment: Environment, backend: S3BackendConfig): readonly string[] {
  const anyone = `arn:${partitionOf(environment.region)}:s3:::*${stateMark(environment.account)}*`;
  const { bucket } = statePlaces(environment, backend);
  return isTellingBucketName(environment, bucket) ? [anyone] : [anyone, bucket, `${bucket}/*`];
}

function stateMark(account: string): string {
  return `-state-${account}-`;
}
