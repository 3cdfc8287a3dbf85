import type { IConstruct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";

/**
 * Days that a log group is kept: what is asked for it, else what the environment says of its logs.
 *
 * @param usual what it is where neither says anything
 */
export function logRetention(scope: IConstruct, asked: number | undefined, usual: number): number {
  return asked ?? EnvironmentStack.of(scope).environment.logs?.retentionDays ?? usual;
}

/** The key of a log group: the one that is asked for it, else the environment's; AWS's own where there is none. */
export function logKey(scope: IConstruct, asked?: string): { readonly kmsKeyId?: string } {
  const keyArn = asked ?? EnvironmentStack.of(scope).environment.logs?.keyArn;
  return keyArn === undefined ? {} : { kmsKeyId: keyArn };
}
