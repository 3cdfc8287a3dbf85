import { holdsReference, withoutReferences } from "../core/checks/known-at-synth";
import type { Problems } from "../core/errors";

/** A moment of another database that a database is made from. */
export interface PointInTime {
  /**
   * What is restored, in the same account and region: the name of an instance that exists, or `db-…`, the resource id of one of which AWS has kept
   * the backups.
   *
   * @example groundplan-prod-data-orders
   */
  readonly source: string;
  /**
   * The moment, in UTC, to the second.
   *
   * @example 2026-11-30T12:00:00Z
   * @default - the last one that can be restored, about five minutes ago
   */
  readonly time?: string;
}

/** Where what is in a database comes from. */
export interface Origin {
  readonly snapshot?: string;
  readonly pointInTime?: PointInTime;
  readonly username?: string;
}

/** Amazon RDS API Reference, "DBInstance", DbiResourceId, as of 2026-11. */
const RESOURCE_ID = /^db-[A-Z0-9]{20,}$/;

/** Amazon RDS API Reference, `CreateDBInstance`, DBInstanceIdentifier, as of 2026-11. */
const INSTANCE_NAME = /^(?!.*--)[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$|^[A-Za-z]$/;

/** Amazon RDS API Reference, `RestoreDBInstanceToPointInTime`, RestoreTime, as of 2026-11. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Whether what is in the database comes from another one, with its owner and its name in the database. */
export function isRestored({ snapshot, pointInTime }: Origin): boolean {
  return snapshot !== undefined || pointInTime !== undefined;
}

/** A moment in one text: two of them are equal when they restore the same. */
export function momentOf({ source, time = "the latest moment" }: PointInTime): string {
  return withoutReferences(`${source} at ${time}`);
}

/** Whether a source is said by its resource id. Instances may have names that begin with `db-` too. */
export function isResourceId(source: string): boolean {
  return RESOURCE_ID.test(source);
}

/**
 * Checks what a database is restored from: `DATABASE_ORIGINS`, `DATABASE_OWNER_RESTORED`, `DATABASE_SOURCE_FORM`, `DATABASE_RESTORED_FROM_ITSELF`,
 * `DATABASE_MOMENT_FORM`.
 *
 * @param ownName the name of what is made
 */
export function checkOrigin(origin: Origin, ownName: string, problems: Problems): void {
  const { snapshot, pointInTime, username } = origin;
  if (snapshot !== undefined && pointInTime !== undefined) {
    problems.add("pointInTime", {
      code: "DATABASE_ORIGINS",
      message: "A database is made from one thing: a snapshot, or a moment of another database.",
      found: "pointInTime beside snapshot",
      expected: "one of the two",
      fix: "leave out snapshot, or leave out pointInTime",
    });
  }
  if (username !== undefined && isRestored(origin)) {
    problems.add("username", {
      code: "DATABASE_OWNER_RESTORED",
      message: "What is restored keeps the owner that it had.",
      found: `"${username}", with ${snapshot === undefined ? "pointInTime" : "snapshot"}`,
      expected: "no username",
      fix: "leave out username",
    });
  }
  if (pointInTime !== undefined) checkMoment(pointInTime, ownName, problems);
}

function checkMoment({ source, time }: PointInTime, ownName: string, problems: Problems): void {
  if (!holdsReference(source) && !isResourceId(source) && !INSTANCE_NAME.test(source)) {
    problems.add("pointInTime.source", {
      code: "DATABASE_SOURCE_FORM",
      message: "This is neither the name of an instance nor a resource id.",
      found: `"${source}"`,
      expected:
        "1 to 63 letters, digits and single -, a letter first, such as groundplan-prod-data-orders; or db- and a resource id",
      fix: "write the name that the RDS console shows as DB identifier",
    });
  }
  if (source === ownName) {
    problems.add("pointInTime.source", {
      code: "DATABASE_RESTORED_FROM_ITSELF",
      message: "The database would be destroyed before it is restored from its own backups.",
      found: `"${source}", which is its own name`,
      expected: "another database, or a snapshot",
      fix: "restore it as a database of another id beside this one, or take a snapshot and name it in snapshot in the place of pointInTime",
    });
  }
  if (time === undefined || holdsReference(time) || (MOMENT.test(time) && !Number.isNaN(Date.parse(time)))) return;
  problems.add("pointInTime.time", {
    code: "DATABASE_MOMENT_FORM",
    message: "This is no moment in UTC.",
    found: `"${time}"`,
    expected: "a day and a time to the second, such as 2026-11-30T12:00:00Z",
    fix: `use "${asMoment(time) ?? "2026-11-30T12:00:00Z"}", or leave it out for the last moment that can be restored`,
  });
}

/** The moment that was most likely meant, where the text is one of another form. */
function asMoment(text: string): string | undefined {
  const [, day, clock = ""] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?(?:\.\d+)?Z?$/.exec(text.trim()) ?? [];
  const whole = `${day}T${clock === "" ? "00:00:00" : clock.padEnd(8, ":00")}Z`;
  return day === undefined || Number.isNaN(Date.parse(whole)) ? undefined : whole;
}
