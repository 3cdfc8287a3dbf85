import type { Resource } from "../../tree/resource";
import { isKnown } from "../../tree/values";
import type { ResourceRule, Rules } from "../rule.types";
import { set, settingRule } from "../setting-rule";

/** Names of the attributes that the keys of a table and of its indexes are made of. */
function keysOf(table: Resource): readonly unknown[] {
  const indexes = [...table.blocks("global_secondary_index"), ...table.blocks("local_secondary_index")];
  const keys = [table.values, ...indexes].flatMap((one) => [one.hash_key, one.range_key]);
  return [...new Set(keys.filter((key) => key !== undefined && key !== null))];
}

const ATTRIBUTES_ARE_KEYS: ResourceRule = {
  level: "error",
  title: "The attributes of a table are the keys of it and of its indexes, no more and no fewer.",
  reason: "DynamoDB refuses any other, at the apply.",
  expected: "an attribute block for each key, and no other",
  fix: "add what is missing and remove what is no key; other attributes of items are not declared",
  source: 'Amazon DynamoDB API Reference, "CreateTable", parameter AttributeDefinitions, read 2026-11',
  types: ["aws_dynamodb_table"],
  check: (table) => {
    // A replica of a table that is restored or imported has its keys from there.
    if (!table.lacks("restore_source_name") || !table.lacks("restore_source_table_arn")) return [];
    const parts = ["attribute", "global_secondary_index", "local_secondary_index"].map((name) => table.at(name));
    const names = table.blocks("attribute").map(({ name }) => name);
    const keys = keysOf(table);
    if (![...parts.filter((part) => !Array.isArray(part)), ...names, ...keys].every(isKnown)) return [];
    const missing = keys.filter((key) => !names.includes(key));
    const others = names.filter((name) => !keys.includes(name));
    const found = [
      missing.length > 0 ? [`no attribute ${missing.join(", ")}`] : [],
      others.length > 0 ? [`${others.join(", ")} that ${others.length === 1 ? "is" : "are"} no key`] : [],
    ].flat();
    return found.length > 0 ? [{ found: found.join("; "), attribute: "attribute" }] : [];
  },
};

const SCALES: ResourceRule = {
  level: "warning",
  title: "Tables grow with what is asked of them.",
  reason: "What is asked beyond what was bought is refused, and what was bought and not asked for is billed.",
  expected: "billing by request, or a scaling target for each of reads and writes",
  fix: "set billing_mode to PAY_PER_REQUEST, or add an aws_appautoscaling_target for each dimension",
  source: "AWS Security Hub User Guide, control DynamoDB.1, read 2026-11",
  types: ["aws_dynamodb_table"],
  check: (table, estate) => {
    const mode = table.at("billing_mode") ?? "PROVISIONED";
    if (!isKnown(mode) || mode !== "PROVISIONED") return [];
    const targets = estate.referrers(table, "aws_appautoscaling_target", "resource_id");
    const named = `table/${String(table.at("name"))}`;
    const dimensions = [...targets, ...estate.holders("aws_appautoscaling_target", "resource_id", named)].map((one) =>
      one.at("scalable_dimension"),
    );
    const missing = ["ReadCapacityUnits", "WriteCapacityUnits"].filter(
      (unit) => !dimensions.some((one) => !isKnown(one) || one === `dynamodb:table:${unit}`),
    );
    return missing.length > 0
      ? [{ found: `capacity that is bought, and no scaling of ${missing.join(" and ")}`, attribute: "billing_mode" }]
      : [];
  },
};

/** Rules about tables, and about what asks files as if they were tables. */
export const TABLE_RULES = {
  "DAT-05": ATTRIBUTES_ARE_KEYS,
  "DAT-06": SCALES,
  "DAT-09": settingRule({
    level: "error",
    title: "Workgroups of Athena say where results go.",
    reason: "Otherwise each caller has to, and results lie in buckets that nobody looks after.",
    fix: "set result_configuration.output_location to a folder of a bucket with a life cycle",
    source: 'Amazon Athena User Guide, "Specify a query result location", read 2026-11',
    settings: { aws_athena_workgroup: set("configuration.result_configuration.output_location") },
  }),
} as const satisfies Rules;
