import type { DynamodbTableTtl } from "@cdktf/provider-aws/lib/dynamodb-table";
import type { IConstruct } from "constructs";
import type { Problems } from "../core/errors";
import { remember, remembered } from "../core/memory/remembered";

const REMEMBERED = "expires";

/** What a deployed table knows of the end of its items. */
interface DeployedExpiry {
  /** The attribute that it follows, or followed last. */
  readonly attribute: string;
  readonly isOn: boolean;
}

/**
 * The argument for the end of items. Who takes it away has to name the attribute that was followed (Amazon DynamoDB API Reference,
 * `UpdateTimeToLive`, as of 2026-11), which is why it is remembered.
 */
export function expiryOf(table: IConstruct, expires: string | undefined): DynamodbTableTtl {
  if (expires !== undefined) return { enabled: true, attributeName: expires };
  const former = deployedExpiry(table);
  return { enabled: false, ...(former ? { attributeName: former.attribute } : {}) };
}

/** Remembers what the table follows, and adds `TABLE_EXPIRES_CHANGED` for another attribute than the one that is followed where it is deployed. */
export function checkDeployedExpiry(table: IConstruct, expires: string | undefined, problems: Problems): void {
  const former = deployedExpiry(table);
  const attribute = expires ?? former?.attribute;
  if (attribute !== undefined) remember(table, REMEMBERED, { attribute, isOn: expires !== undefined });
  if (expires === undefined || !former?.isOn || former.attribute === expires) return;
  problems.add("expires", {
    code: "TABLE_EXPIRES_CHANGED",
    message: "DynamoDB takes no other attribute while it follows one.",
    found: `"${expires}", and "${former.attribute}" in the table that is deployed`,
    expected: `"${former.attribute}", or none`,
    fix: "take the change back, or leave expires out and deploy, and write the new one an hour later",
  });
}

function deployedExpiry(table: IConstruct): DeployedExpiry | undefined {
  const known = remembered(table, REMEMBERED);
  if (typeof known !== "object" || known === null || Array.isArray(known)) return undefined;
  const { attribute, isOn } = known as Readonly<Record<string, unknown>>;
  return typeof attribute === "string" ? { attribute, isOn: isOn === true } : undefined;
}
