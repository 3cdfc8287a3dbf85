import {
  CloudBackend,
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  LocalBackend,
  NamedCloudWorkspace,
  S3Backend,
  type TerraformRemoteState,
} from "cdktf";
import type { Construct } from "constructs";
import { environmentName } from "../names/naming-scheme";
import type { CloudBackendConfig, S3BackendConfig } from "./backend";
import type { Environment } from "./environment";

/** Last part of the name of the stack that makes the state bucket. */
export const STATE_STACK = "state";

/** Beginning of the keys of saved plans in a state bucket; the name of the environment and the commit follow. */
export const PLANS_PREFIX = "plans/";

/** Terraform runs in `cdktf.out/stacks/<stack>`; the state lies in `.groundplan/state` beside `cdktf.out`. */
const LOCAL_STATE_FOLDER = "../../../.groundplan/state";

/** The region that the state bucket and the lock table lie in. */
export function backendRegion({ backend, region }: Environment): string {
  return (backend.type === "s3" ? backend.region : undefined) ?? region;
}

/** Whether the environment has a stack that makes its state bucket. With other backends it is there for a later S3 backend. */
export function hasStateStack({ backend }: Environment): boolean {
  return !(backend.type === "s3" && backend.bucketExists);
}

/** The name of the bucket that an environment with a backend in S3 keeps its states in. */
export function stateBucketOf(environment: Environment, backend: S3BackendConfig): string {
  return backend.bucket ?? stateBucketName(environment);
}

/** The key of a stack's state in S3. */
export function stateKey(environment: Environment, { key }: Pick<S3BackendConfig, "key">, stack: string): string {
  return filled(key ?? "{project}/{environment}/{stack}.tfstate", environment, stack);
}

/** The keys of all states of an environment in S3, with those of their locks, as a pattern of IAM. */
export function stateKeyPattern(environment: Environment, backend: S3BackendConfig): string {
  return stateKey(environment, backend, "*").replace(/(\*\.tfstate|[^*])$/, (end) =>
    end.startsWith("*") ? "*" : `${end}*`,
  );
}

/** The name of a stack's workspace in HCP Terraform. */
function workspaceOf(environment: Environment, { workspace }: CloudBackendConfig, stack: string): string {
  return filled(workspace ?? "{project}-{environment}-{stack}", environment, stack);
}

function filled(template: string, { project, name, account }: Environment, stack: string): string {
  const parts: Readonly<Record<string, string>> = { project, environment: name, account, stack };
  return template.replace(/\{(\w+)\}/g, (whole, part: string) => parts[part] ?? whole);
}

/** Where a stack's state is, by what Terraform's settings call it. */
export type StatePlace = Readonly<Record<string, string>>;

/** Where an environment keeps the state of a stack. */
export function statePlace(environment: Environment, stack: string): StatePlace {
  const { backend } = environment;
  if (backend.type === "local") return { backend: "local", path: localStatePath(environment, stack) };
  if (backend.type === "s3") {
    const { bucket, key, region } = s3Settings(environment, backend, stack);
    return { backend: "s3", bucket, key, region };
  }
  const { organization, hostname, workspaces } = cloudSettings(environment, backend, stack);
  return { backend: "cloud", organization, hostname, workspace: workspaces.name };
}

/** The name that the environment's state bucket is given. Bucket names are unique across AWS, so account and region are part of it. */
export function stateBucketName(environment: Environment): string {
  const parts = ["state", environment.account, backendRegion(environment)];
  return environmentName(environment, { kind: "bucket", stack: STATE_STACK, parts });
}

/** The name of the environment's lock table, for environments that lock by DynamoDB. */
export function stateLockTableName(environment: Environment): string {
  return environmentName(environment, { kind: "dynamodbTable", stack: STATE_STACK, parts: ["state-lock"] });
}

/** Path of a stack's local state file, relative to the folder in which Terraform runs. */
function localStatePath(environment: Environment, stack: string): string {
  return `${LOCAL_STATE_FOLDER}/${environment.name}-${stack}.tfstate`;
}

function s3Settings(environment: Environment, backend: S3BackendConfig, stack: string) {
  return {
    bucket: stateBucketOf(environment, backend),
    key: stateKey(environment, backend, stack),
    region: backendRegion(environment),
    encrypt: true,
    ...(environment.runnerRoleArn ? { assumeRole: { roleArn: environment.runnerRoleArn } } : {}),
  };
}

function cloudSettings(environment: Environment, backend: CloudBackendConfig, stack: string) {
  return {
    organization: backend.organization,
    hostname: backend.hostname ?? "app.terraform.io",
    workspaces: new NamedCloudWorkspace(workspaceOf(environment, backend, stack), backend.workspaceProject),
  };
}

/** Gives a stack its backend. The state key is unique per project, environment and stack. */
export function attachBackend(scope: Construct, environment: Environment, stack: string): void {
  const { backend } = environment;
  if (backend.type === "local") {
    new LocalBackend(scope, { path: localStatePath(environment, stack) });
  } else if (backend.type === "s3") {
    const settings = s3Settings(environment, backend, stack);
    if (backend.lock === "dynamodb") {
      new S3Backend(scope, { ...settings, dynamodbTable: backend.lockTable ?? stateLockTableName(environment) });
    } else {
      // The bindings' type is older than Terraform's native lock file, hence the override.
      new S3Backend(scope, settings).addOverride("use_lockfile", true);
    }
  } else {
    new CloudBackend(scope, cloudSettings(environment, backend, stack));
  }
}

/** Reads another stack's state, from wherever that stack keeps it. */
export function readState(scope: Construct, id: string, environment: Environment, stack: string): TerraformRemoteState {
  const { backend } = environment;
  if (backend.type === "s3") {
    return new DataTerraformRemoteStateS3(scope, id, s3Settings(environment, backend, stack));
  }
  if (backend.type === "cloud") {
    const { organization, hostname, workspaces } = cloudSettings(environment, backend, stack);
    return new DataTerraformRemoteState(scope, id, {
      organization,
      hostname,
      workspaces: new NamedCloudWorkspace(workspaces.name),
    });
  }
  return new DataTerraformRemoteStateLocal(scope, id, { path: localStatePath(environment, stack) });
}
