import type { ITerraformDependable } from "cdktf";
import { Bucket } from "../storage/bucket";
import type { IBucket } from "../storage/bucket.types";
import type { LogDestination } from "./load-balancer.types";

/** A log in the words of the resource, and what has to be there before it is switched on. */
export interface LogSetting {
  readonly block: { readonly bucket: string; readonly prefix?: string; readonly enabled: true };
  readonly dependsOn: readonly ITerraformDependable[];
}

/** Prepares the bucket of a log: one that is made here is told to admit the delivery. */
export function logSetting(log: IBucket | LogDestination | undefined, kind: "alb" | "nlb"): LogSetting | undefined {
  if (!log) return undefined;
  const { bucket, prefix } = "bucketName" in log ? { bucket: log, prefix: undefined } : log;
  const folder = prefix === undefined ? {} : { prefix };
  const block = { bucket: bucket.bucketName, ...folder, enabled: true } as const;
  if (!(bucket instanceof Bucket)) return { block, dependsOn: [] };
  bucket.admitDelivery(kind, folder);
  return { block, dependsOn: [bucket.policy] };
}
