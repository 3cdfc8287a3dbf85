import { monthlyCosts, PriceTable, synthesizedResources } from "../../cost";

const table = new PriceTable();

function linesOf(json: unknown): string[] {
  const { lines, unpriced } = monthlyCosts(synthesizedResources(json), table);
  return [
    ...lines.map(
      ({ resource, item, quantity }) =>
        `${resource.construct ?? resource.address}: ${quantity} ${item} ${resource.region}`,
    ),
    ...unpriced.map(({ resource, why }) => `${resource.address}: ${why}`),
  ];
}

const comment = (path: string) => ({ "//": { metadata: { path, uniqueId: "x" } } });

test("resources have the region of their provider, of its alias, or of their own", () => {
  const json = {
    provider: { aws: [{ region: "ap-northeast-2" }, { alias: "virginia", region: "us-east-1" }] },
    resource: {
      aws_kms_key: {
        alias: { provider: "aws.virginia" },
        arn: { arn: "arn:aws:kms:eu-west-1:111111111111:key/a" },
        own: { region: "eu-west-2" },
        plain: comment("dev-network/logs/key"),
        zone: { availability_zone: "us-east-1a" },
      },
    },
  };
  expect(linesOf(json)).toEqual([
    "aws_kms_key.alias: 1 kms-key us-east-1",
    "logs/key: 1 kms-key ap-northeast-2",
    "aws_kms_key.zone: 1 kms-key us-east-1",
    "aws_kms_key.arn: no price known in eu-west-1",
    "aws_kms_key.own: no price known in eu-west-2",
  ]);
});

test("references lead to the sizes of tasks and the machines of groups", () => {
  const json = {
    provider: { aws: [{ region: "ap-northeast-2" }] },
    resource: {
      aws_autoscaling_group: {
        nodes: { desired_capacity: 2, launch_template: { id: "${aws_launch_template.nodes-a_1.id}" } },
      },
      aws_ecs_service: {
        web: { launch_type: "FARGATE", desired_count: 1, task_definition: "${aws_ecs_task_definition.web.arn}" },
      },
      aws_ecs_task_definition: { web: { cpu: "256", memory: "512" } },
      aws_launch_template: { "nodes-a_1": { instance_type: "m7g.large" } },
    },
  };
  expect(linesOf(json)).toEqual([
    "aws_autoscaling_group.nodes: 2 ec2:m7g.large ap-northeast-2",
    "aws_ecs_service.web: 0.25 fargate-vcpu ap-northeast-2",
    "aws_ecs_service.web: 0.5 fargate-gb ap-northeast-2",
  ]);
});

test("count and for_each are as many as can be known", () => {
  const json = {
    provider: { aws: { region: "us-east-1" } },
    resource: {
      aws_eip: {
        counted: { count: 2 },
        keyed: { for_each: { a: "1", b: "2" } },
        listed: { for_each: ["x"] },
        none: { count: 0 },
        unknown: { for_each: "${var.zones}" },
      },
    },
  };
  expect(synthesizedResources(json).map(({ address }) => address)).toEqual([
    "aws_eip.counted[0]",
    "aws_eip.counted[1]",
    'aws_eip.keyed["a"]',
    'aws_eip.keyed["b"]',
    'aws_eip.listed["x"]',
    "aws_eip.unknown",
  ]);
});

test.each([
  undefined,
  null,
  3,
  "x",
  [],
  {},
  { resource: [] },
  { resource: { aws_eip: null } },
  { provider: 3, resource: {} },
])("%j has no resources", (json) => {
  expect(synthesizedResources(json)).toEqual([]);
});
