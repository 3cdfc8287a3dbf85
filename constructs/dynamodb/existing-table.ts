import type { Construct } from "constructs";
import { holdsReference } from "../core/checks/known-at-synth";
import type { Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { checkKeyArn } from "../encryption/key-arn";
import { TableBase } from "./table-base";
import type { ExistingTableProps } from "./table-props";

const TABLE_ARN = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/([A-Za-z0-9_.-]{3,255})$/;
const STREAM_ARN = /^arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\d{12}:table\/[A-Za-z0-9_.-]{3,255}\/stream\/[0-9T:.-]+$/;

/** A table that exists already. Made by `Table.fromExisting`. Its policy stays as it is. */
export class ExistingTable extends TableBase {
  readonly tableName: string;
  readonly tableArn: string;
  readonly streamArn?: string;
  readonly keyArn?: string;
  readonly hasIndexes: boolean;

  /** @throws GroundplanError `TABLE_ARN_INVALID`, `TABLE_STREAM_ARN_INVALID`, `TABLE_UNKNOWN`, `KEY_ARN_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingTableProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingTable", props);
    const problems = checkShape(this, "ExistingTable", props);
    checkExisting(props, problems);
    problems.throwIfAny();
    const [, name = ""] = TABLE_ARN.exec(props.tableArn) ?? [];
    this.tableArn = props.tableArn;
    this.tableName = props.tableName ?? name;
    this.hasIndexes = props.hasIndexes ?? false;
    if (props.streamArn !== undefined) this.streamArn = props.streamArn;
    if (props.keyArn !== undefined) this.keyArn = props.keyArn;
  }
}

function checkExisting({ tableArn, tableName, streamArn, keyArn }: ExistingTableProps, problems: Problems): void {
  if (keyArn !== undefined) checkKeyArn(keyArn, "keyArn", problems);
  if (streamArn !== undefined && !holdsReference(streamArn) && !STREAM_ARN.test(streamArn)) {
    problems.add("streamArn", {
      code: "TABLE_STREAM_ARN_INVALID",
      message: "This is not the ARN of a table's stream.",
      found: `"${streamArn}"`,
      expected:
        "the ARN of a stream, such as arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts/stream/2026-11-01T00:00:00.000",
      fix: "give LatestStreamArn of the table, or leave streamArn out",
    });
  }
  if (holdsReference(tableArn)) {
    if (tableName !== undefined) return;
    problems.add("tableName", {
      code: "TABLE_UNKNOWN",
      message: "The ARN is known after the apply only, so that tableName cannot be read out of it.",
      found: "nothing",
      expected: "tableName, a literal or a reference",
      fix: "give tableName beside the ARN",
    });
    return;
  }
  if (TABLE_ARN.test(tableArn)) return;
  problems.add("tableArn", {
    code: "TABLE_ARN_INVALID",
    message: "This is not the ARN of a table.",
    found: `"${tableArn}"`,
    expected: "the ARN of a table, such as arn:aws:dynamodb:ap-northeast-2:111111111111:table/carts",
    fix: "give the ARN, not the name",
  });
}
