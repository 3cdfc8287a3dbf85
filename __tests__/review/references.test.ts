import type { PlanJson } from "../../review/plan/plan-json.types";
import { References } from "../../review/plan/references";

/** A module that gives its subnets to others, called twice; a database lies in them, and a rule opens its group. */
const PLAN: PlanJson = {
  format_version: "1.2",
  configuration: {
    root_module: {
      resources: [
        { address: "aws_vpc.main", expressions: {} },
        {
          address: "aws_db_subnet_group.db",
          expressions: { subnet_ids: { references: ["module.network.subnet_ids", "module.network"] } },
        },
        {
          address: "aws_eip.each",
          for_each_expression: { references: ["aws_vpc.main.tags", "aws_vpc.main"] },
          expressions: { tags: { references: ["each.value"] }, domain: { constant_value: "vpc" } },
        },
      ],
      module_calls: {
        network: {
          expressions: { vpc: { references: ["aws_vpc.main.id", "aws_vpc.main"] } },
          module: {
            resources: [
              { address: "aws_subnet.a", expressions: { vpc_id: { references: ["var.vpc"] } } },
              { address: "aws_route_table.a", expressions: { vpc_id: { references: ["local.vpc", "var.none"] } } },
              {
                address: "data.aws_ami.a",
                expressions: { filter: [{ values: { references: ["aws_subnet.a[0].id"] } }] },
              },
            ],
            outputs: {
              subnet_ids: { expression: { references: ["aws_subnet.a[0].id", "aws_subnet.a[0]", "aws_subnet.a"] } },
              circle: { expression: { references: ["module.inner.circle"] } },
            },
            module_calls: {
              inner: {
                expressions: { circle: { references: ["module.inner.circle"] } },
                module: { outputs: { circle: { expression: { references: ["var.circle"] } } } },
              },
            },
          },
        },
      },
    },
  },
};

test("a reference is followed through what a module gives back, and through what it is called with", () => {
  const references = new References(PLAN);
  expect(references.of("aws_db_subnet_group.db", "subnet_ids")).toEqual(["module.network.aws_subnet.a"]);
  expect(references.of('module.network.aws_subnet.a["x"]', "vpc_id")).toEqual(["aws_vpc.main"]);
  expect(references.of("aws_eip.each", "tags")).toEqual(["aws_vpc.main"]);
  expect(references.of("module.network.aws_route_table.a", "vpc_id")).toEqual([]);
  expect(references.from("module.network.data.aws_ami.a")).toEqual(["module.network.aws_subnet.a"]);
});

test("who refers to a resource is found across modules, whatever its index is", () => {
  const references = new References(PLAN);
  expect(references.to("aws_vpc.main")).toEqual(["aws_eip.each", "module.network.aws_subnet.a"]);
  expect(references.to("module.network.aws_subnet.a[3]")).toEqual([
    "aws_db_subnet_group.db",
    "module.network.data.aws_ami.a",
  ]);
  expect(references.to("aws_vpc.gone")).toEqual([]);
});

test("a circle, which no configuration has, ends", () => {
  const circle = { references: ["module.network.circle"] };
  const { root_module: root } = PLAN.configuration ?? {};
  const resources = [{ address: "aws_thing.a", expressions: { circle } }];
  const references = new References({ ...PLAN, configuration: { root_module: { ...root, resources } } });
  expect(references.from("aws_thing.a")).toEqual([]);
});
