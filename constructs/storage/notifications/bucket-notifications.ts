import {
  S3BucketNotification,
  type S3BucketNotificationLambdaFunction,
} from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { Lazy, type TerraformResource } from "cdktf";
import { BaseConstruct } from "../../core/base-construct";
import type { Problem } from "../../core/errors";
import { waitFor } from "../../core/resources/wait-for";
import { addCheck } from "../../core/validation";
import type { IBucket } from "../bucket.types";

const ID = "notifications";

/** What a function is told. */
export interface FunctionNotification {
  readonly functionArn: string;
  /** By which S3 may call it, and which has to be there first: S3 tries. */
  readonly permission: TerraformResource;
  readonly events: readonly string[];
  /** Beginning of the names of objects; empty for all. */
  readonly prefix: string;
  /** End of the names of objects; empty for all. */
  readonly suffix: string;
  /** Who asks for it, for messages. */
  readonly asked: string;
}

/**
 * Everything that a bucket tells others: one resource for each bucket, which takes the place of whatever was there before (Amazon S3 API
 * Reference, `PutBucketNotificationConfiguration`, as of 2026-11). Hence all of it is said in one stack.
 *
 * At synth: `BUCKET_NOTIFICATIONS_OVERLAP`.
 */
export class BucketNotifications extends BaseConstruct {
  /** Those of a bucket, made when somebody first asks for them. */
  static of(bucket: IBucket): BucketNotifications {
    const known = bucket.node.tryFindChild(ID);
    return known instanceof BucketNotifications ? known : new BucketNotifications(bucket);
  }

  readonly resource: S3BucketNotification;
  readonly #functions = new Map<string, FunctionNotification>();

  private constructor(bucket: IBucket) {
    super(bucket, ID);
    this.resource = new S3BucketNotification(this, "Default", {
      bucket: bucket.bucketName,
      lambdaFunction: Lazy.anyValue({
        produce: () => this.#blocks(),
      }) as unknown as S3BucketNotificationLambdaFunction[],
    });
    waitFor(this.resource, () => [...this.#functions.values()].map(({ permission }) => permission));
    addCheck(this, () => this.#problems());
  }

  /** Tells a function. @param id of the notification within the bucket */
  tellFunction(id: string, notification: FunctionNotification): void {
    this.#functions.set(id, notification);
  }

  get #sorted(): readonly (readonly [string, FunctionNotification])[] {
    return [...this.#functions].sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #blocks() {
    return this.#sorted.map(([id, { functionArn, events, prefix, suffix }]) => ({
      id,
      lambda_function_arn: functionArn,
      events: [...events],
      ...(prefix === "" ? {} : { filter_prefix: prefix }),
      ...(suffix === "" ? {} : { filter_suffix: suffix }),
    }));
  }

  /** S3 tells one destination of an event, and refuses two that could be meant (Amazon S3 User Guide, "Configuring event notifications using object key name filtering", as of 2026-11). */
  #problems(): readonly Problem[] {
    const all = this.#sorted.map(([, one]) => one);
    return all.flatMap((one, index) =>
      all.slice(index + 1).flatMap((other) => (overlap(one, other) ? [overlapping(one, other)] : [])),
    );
  }
}

function overlap(one: FunctionNotification, other: FunctionNotification): boolean {
  const isBegun = one.prefix.startsWith(other.prefix) || other.prefix.startsWith(one.prefix);
  const isEnded = one.suffix.endsWith(other.suffix) || other.suffix.endsWith(one.suffix);
  return isBegun && isEnded && one.events.some((event) => other.events.some((another) => same(event, another)));
}

/** Whether an event could be both: `s3:ObjectCreated:*` and `s3:ObjectCreated:Put`. */
function same(one: string, other: string): boolean {
  const fits = (pattern: string, event: string) =>
    pattern === event || (pattern.endsWith("*") && event.startsWith(pattern.slice(0, -1)));
  return fits(one, other) || fits(other, one);
}

function overlapping(one: FunctionNotification, other: FunctionNotification): Problem {
  return {
    code: "BUCKET_NOTIFICATIONS_OVERLAP",
    path: other.asked,
    message: "S3 tells one function of an object, and two are meant for some.",
    found: `${shown(other)}, and ${shown(one)} of ${one.asked}`,
    expected: "beginnings or ends of names that no object has both of, or other events",
    fix: "give each a prefix of its own, or let S3 tell a topic that both hear",
  };
}

function shown({ events, prefix, suffix }: FunctionNotification): string {
  return `${events.join(" and ")} of "${prefix}…${suffix}"`;
}
