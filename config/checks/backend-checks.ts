import type { S3BackendConfig } from "../../constructs/core/environments/backend";
import { statePlace } from "../../constructs/core/environments/backend-wiring";
import type { Problem } from "../../constructs/core/errors";
import type { ConfigProblems } from "../config-problems";
import { addLocated } from "../reading/locate";
import type { ResolvedEnvironment } from "../resolved-environment";

/** Checks what the keys of one environment's backend say together. */
export function checkBackend(resolved: ResolvedEnvironment, problems: ConfigProblems): void {
  const { backend } = resolved.environment;
  if (backend.type !== "s3") return;
  const add = (key: string, problem: Omit<Problem, "path">) =>
    addLocated(resolved, ["backend"], key, problem, problems);
  if (backend.lockTable !== undefined && backend.lock !== "dynamodb") add("lockTable", unusedTable(backend));
  if (backend.bucketExists && backend.bucket === undefined) add("bucketExists", unnamed("bucket", "the bucket"));
  if (backend.bucketExists && backend.lock === "dynamodb" && backend.lockTable === undefined) {
    add("bucketExists", unnamed("lockTable", "the lock table"));
  }
}

/** One bucket is made by one environment only. */
export function checkStateBuckets(environments: readonly ResolvedEnvironment[], problems: ConfigProblems): void {
  const makers = new Map<string, ResolvedEnvironment[]>();
  for (const resolved of environments) {
    const { backend } = resolved.environment;
    if (backend.type !== "s3" || backend.bucket === undefined || backend.bucketExists) continue;
    makers.set(backend.bucket, [...(makers.get(backend.bucket) ?? []), resolved]);
  }
  for (const [bucket, shared] of makers) {
    if (shared.length < 2) continue;
    const names = shared.map(({ environment }) => environment.name);
    for (const resolved of shared) {
      addLocated(resolved, ["backend"], "bucket", madeTwice(bucket, names), problems);
    }
  }
}

/** One state is one stack's: environments that share a bucket or an organization have keys or workspaces of their own. */
export function checkStateKeys(environments: readonly ResolvedEnvironment[], problems: ConfigProblems): void {
  const owners = new Map<string, ResolvedEnvironment[]>();
  for (const resolved of environments) {
    const { backend } = resolved.environment;
    if (backend.type === "local" || (backend.type === "s3" ? backend.key : backend.workspace) === undefined) continue;
    const place = JSON.stringify(statePlace(resolved.environment, "{stack}"));
    owners.set(place, [...(owners.get(place) ?? []), resolved]);
  }
  for (const shared of owners.values()) {
    if (shared.length < 2) continue;
    const names = shared.map(({ environment }) => environment.name);
    for (const resolved of shared) {
      const key = resolved.environment.backend.type === "s3" ? "key" : "workspace";
      addLocated(resolved, ["backend"], key, stateTwice(resolved.environment, names), problems);
    }
  }
}

function stateTwice(environment: ResolvedEnvironment["environment"], names: readonly string[]): Omit<Problem, "path"> {
  const { key, workspace } = statePlace(environment, "{stack}");
  return {
    code: "CONFIG_STATE_TWICE",
    message: "Stacks of several environments would have the same state, and each would destroy what the other made.",
    found: `${JSON.stringify(key ?? workspace)} in ${names.join(", ")}`,
    expected: "a state of its own for each stack of each environment",
    fix: `put {environment} into ${key === undefined ? "workspace" : "key"}`,
  };
}

function unusedTable(backend: S3BackendConfig): Omit<Problem, "path"> {
  return {
    code: "CONFIG_LOCK_TABLE_UNUSED",
    message: "A lock table is named, but the backend does not lock by DynamoDB.",
    found: `lockTable ${JSON.stringify(backend.lockTable)} with lock ${backend.lock ?? "lockfile"}`,
    expected: "a lock table only with `lock: dynamodb`",
    fix: "remove lockTable, or write `lock: dynamodb`",
  };
}

function unnamed(key: string, what: string): Omit<Problem, "path"> {
  return {
    code: "CONFIG_STATE_BUCKET_UNNAMED",
    message: `What exists already has a name, and ${what} is not named.`,
    found: `bucketExists without ${key}`,
    expected: `the name of ${what}`,
    fix: `write \`${key}\` beside it, or remove bucketExists so that the state stack makes ${what}`,
  };
}

function madeTwice(bucket: string, environments: readonly string[]): Omit<Problem, "path"> {
  return {
    code: "CONFIG_STATE_BUCKET_TWICE",
    message: "Several environments would make the same state bucket.",
    found: `${JSON.stringify(bucket)} in ${environments.join(", ")}`,
    expected: "one environment that makes the bucket",
    fix: `write \`bucketExists: true\` below backend in all of ${environments.join(", ")} but one, or give each a bucket of its own`,
  };
}
