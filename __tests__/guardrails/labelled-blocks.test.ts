import { judge } from "../../guardrails/findings/judge";
import { GUARDRAILS } from "../../guardrails/rules";
import { labelledBlocks } from "../../guardrails/tree/labelled-blocks";
import { estateOfConfigurations } from "../../guardrails/tree/read-configurations";

const DB = { engine: "mysql", publicly_accessible: true };
const WRITTEN = { aws_db_instance: { db: DB } };

const told = (json: Readonly<Record<string, unknown>>) =>
  judge(
    estateOfConfigurations([
      {
        name: "app",
        environment: { name: "production", isProduction: true },
        json: labelledBlocks(json, "app.tf.json"),
      },
    ]),
    GUARDRAILS,
  ).map(({ rule, place, found }) => `${rule.id} ${place} ${found}`);

test.each<[string, unknown]>([
  ["of types", [WRITTEN]],
  ["of names", { aws_db_instance: [{ db: DB }] }],
  ["of bodies", { aws_db_instance: { db: [DB] } }],
  ["with comments and with nothing", [null, { "//": "ours", aws_db_instance: [{ "//": "of orders" }, { db: [DB] }] }]],
])("a list %s is judged as the object is", (_, resource) => {
  const asObject = told({ resource: WRITTEN });
  expect(asObject).toContain("DAT-01 app/aws_db_instance.db publicly_accessible = true");
  expect(told({ resource })).toEqual(asObject);
});

test("lists of all other blocks are one form too, and several providers of one name stay several", () => {
  const json = {
    terraform: [{ required_version: "1" }, { backend: [{ s3: [{ bucket: "states" }] }] }],
    provider: [{ aws: { region: "eu-west-1" } }, { aws: [{ alias: "us" }] }],
    data: [{ aws_ami: [{ linux: [{ owners: ["amazon"] }] }] }],
    locals: [{ a: 1 }, { b: 2 }],
    output: [{ id: [{ value: 1 }] }],
    variable: { range: [{ default: "x" }] },
    module: [{ network: { source: "./network" } }],
  };
  expect(labelledBlocks(json, "app.tf.json")).toEqual({
    terraform: { required_version: "1", backend: { s3: { bucket: "states" } } },
    provider: { aws: [{ region: "eu-west-1" }, { alias: "us" }] },
    data: { aws_ami: { linux: { owners: ["amazon"] } } },
    locals: { a: 1, b: 2 },
    output: { id: { value: 1 } },
    variable: { range: { default: "x" } },
    module: [{ network: { source: "./network" } }],
  });
});
