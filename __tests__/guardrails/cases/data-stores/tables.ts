import type { TABLE_RULES } from "../../../../guardrails/rules/data-stores/tables";
import { type CasesOf, failing, resources, unset } from "../../rule-cases";

function attributes(...names: readonly string[]) {
  return names.map((name) => ({ name, type: "S" }));
}

function target(dimension: string, resource = "table/${aws_dynamodb_table.orders.name}") {
  return { resource_id: resource, scalable_dimension: `dynamodb:table:${dimension}` };
}

const UNITS = ["ReadCapacityUnits", "WriteCapacityUnits"] as const;

/** Cases of the rules about tables. */
export const TABLE_CASES: CasesOf<typeof TABLE_RULES> = {
  "DAT-05": {
    title: "The attributes of a table are the keys of it and of its indexes, no more and no fewer.",
    fix: "add what is missing and remove what is no key; other attributes of items are not declared",
    passes: {
      "keys of the table and of indexes": resources([
        "aws_dynamodb_table",
        {
          hash_key: "id",
          range_key: "day",
          attribute: attributes("id", "day", "customer", "price"),
          global_secondary_index: [{ name: "by-customer", hash_key: "customer", range_key: "day" }],
          local_secondary_index: [{ name: "by-price", range_key: "price" }],
        },
      ]),
      "what is known later": resources(
        ["aws_dynamodb_table", { hash_key: "id", attribute: "${var.attributes}" }],
        ["aws_dynamodb_table", { hash_key: "${var.key}", attribute: attributes("id") }],
        [
          "aws_dynamodb_table",
          { hash_key: "id", attribute: attributes("id", "a"), global_secondary_index: "${var.i}" },
        ],
      ),
      "a table that is restored": resources(["aws_dynamodb_table", { restore_source_name: "orders" }]),
    },
    fails: {
      "a key that is missing, and attributes that are none": failing(
        [
          "aws_dynamodb_table",
          { hash_key: "id", range_key: "day", attribute: attributes("id") },
          ["attribute", "no attribute day", "an attribute block for each key, and no other"],
        ],
        [
          "aws_dynamodb_table",
          { hash_key: "id", attribute: attributes("id", "price", "name") },
          ["attribute", "price, name that are no key", "an attribute block for each key, and no other"],
        ],
        [
          "aws_dynamodb_table",
          { hash_key: "id", attribute: attributes("key") },
          ["attribute", "no attribute id; key that is no key", "an attribute block for each key, and no other"],
        ],
      ),
    },
  },
  "DAT-06": {
    title: "Tables grow with what is asked of them.",
    fix: "set billing_mode to PAY_PER_REQUEST, or add an aws_appautoscaling_target for each dimension",
    passes: {
      "billing by request, and what is known later": resources(
        ["aws_dynamodb_table", { billing_mode: "PAY_PER_REQUEST" }],
        ["aws_dynamodb_table", { billing_mode: "${var.mode}" }],
      ),
      "targets that refer to it": {
        aws_dynamodb_table: { orders: { name: "orders" } },
        aws_appautoscaling_target: { read: target(UNITS[0]), write: target(UNITS[1]) },
      },
      "targets that name it": {
        aws_dynamodb_table: { orders: { name: "orders" } },
        aws_appautoscaling_target: { read: target(UNITS[0], "table/orders"), write: target(UNITS[1], "table/orders") },
      },
    },
    fails: {
      "no target, and one of two": {
        given: {
          aws_dynamodb_table: { orders: { name: "orders" }, other: { name: "other", billing_mode: "PROVISIONED" } },
          aws_appautoscaling_target: { read: target(UNITS[0]) },
        },
        told: [
          [
            "app/aws_dynamodb_table.orders › billing_mode",
            "capacity that is bought, and no scaling of WriteCapacityUnits",
            "billing by request, or a scaling target for each of reads and writes",
          ],
          [
            "app/aws_dynamodb_table.other › billing_mode",
            "capacity that is bought, and no scaling of ReadCapacityUnits and WriteCapacityUnits",
            "billing by request, or a scaling target for each of reads and writes",
          ],
        ],
      },
    },
  },
  "DAT-09": {
    title: "Workgroups of Athena say where results go.",
    fix: "set result_configuration.output_location to a folder of a bucket with a life cycle",
    passes: {
      "one that does": resources([
        "aws_athena_workgroup",
        { configuration: [{ result_configuration: [{ output_location: "s3://results/orders/" }] }] },
      ]),
    },
    fails: {
      "one that does not": failing([
        "aws_athena_workgroup",
        { name: "orders" },
        unset("configuration.result_configuration.output_location", "that is set"),
      ]),
    },
  },
};
