import {
  constructPaths,
  isSameConfiguration,
  planFromConfigurations,
  refusalNotes,
  review,
  settingNotes,
  terminal,
} from "../../../review";
import type { Configuration } from "../../../review/plan/from-configurations";

const NOTHING: Configuration = { resource: {} };

const of = (resource: object, rest: object = {}): Configuration => ({ resource, ...rest }) as Configuration;

/** What a reader is told about two configurations of a stack. */
function told(before: Configuration | undefined, after: Configuration | undefined): string {
  const plan = planFromConfigurations(before, after);
  const constructs = new Map([...constructPaths(before), ...constructPaths(after)]);
  return terminal(review([{ stack: "dev-shop", plan, constructs, notes: settingNotes(before, after) }]));
}

const subnet = (cidr: string, more: object = {}) => ({ aws_subnet: { a: { cidr_block: cidr, ...more } } });

test("what is only in the one is new, and what is only in the other is destroyed", () => {
  expect(
    told(of({ aws_s3_bucket: { old: { bucket: "old" } } }), of({ aws_vpc: { main: { cidr_block: "10.0.0.0/16" } } })),
  ).toBe(`1 stack · 1 to add · 1 to DESTROY · needs approval: data loss (dev-shop/aws_s3_bucket.old: loses its objects)

  dev-shop: 1 to add · 1 to DESTROY

Replaced and destroyed
  destroy  dev-shop aws_s3_bucket.old
    because it is gone from the configuration

Risks
  high    data loss: dev-shop/aws_s3_bucket.old: loses its objects

The rest
  dev-shop: 1 new
`);
});

test("an attribute that differs is a change, with the value before and after", () => {
  expect(
    told(of(subnet("10.0.0.0/24", { tags: { Name: "a" } })), of(subnet("10.0.1.0/24", { tags: { Name: "a" } }))),
  ).toBe(`1 stack · 1 to change · nothing risky

  dev-shop: 1 to change

Changed
  dev-shop aws_subnet.a
    cidr_block: "10.0.0.0/24" → "10.0.1.0/24"
`);
});

test("a stack that is new is made as a whole, and one that has vanished goes as a whole", () => {
  const stack = of({ aws_s3_bucket: { data: { bucket: "data" } }, aws_vpc: { main: {} } });
  expect(planFromConfigurations(undefined, stack).resource_changes?.map(({ change }) => change.actions)).toEqual([
    ["create"],
    ["create"],
  ]);
  expect(planFromConfigurations(stack, undefined).resource_changes?.map(({ change }) => change.actions)).toEqual([
    ["delete"],
    ["delete"],
  ]);
});

test("what is moved is no change, and neither is what refers to it by the new address", () => {
  const user = (vpc: string) => ({ aws_subnet: { a: { vpc_id: `\${aws_vpc.${vpc}.id}` } } });
  const before = of({ aws_vpc: { old: { cidr_block: "10.0.0.0/16" } }, ...user("old") });
  const after = of(
    { aws_vpc: { new: { cidr_block: "10.0.0.0/16" } }, ...user("new") },
    {
      moved: [[{ from: "aws_vpc.old", to: "aws_vpc.new" }]],
      output: { vpc: { value: "${aws_vpc.new.id}" } },
    },
  );
  expect(planFromConfigurations({ ...before, output: { vpc: { value: "${aws_vpc.old.id}" } } }, after)).toMatchObject({
    resource_changes: [{ address: "aws_vpc.new", previous_address: "aws_vpc.old", change: { actions: ["no-op"] } }],
    output_changes: {},
  });
});

test("a move is followed over several steps, and one of something that never was is none", () => {
  const moved = [
    { from: "aws_vpc.a", to: "aws_vpc.b" },
    { from: "aws_vpc.b", to: "aws_vpc.c" },
    { from: "aws_vpc.x", to: "aws_vpc.y" },
  ];
  const after = of({ aws_vpc: { c: { cidr_block: "10.1.0.0/16" }, y: {} } }, { moved });
  const { resource_changes: changes } = planFromConfigurations(
    of({ aws_vpc: { a: { cidr_block: "10.0.0.0/16" } } }),
    after,
  );
  expect(changes?.map(({ address, previous_address: from, change }) => [address, from, ...change.actions])).toEqual([
    ["aws_vpc.c", "aws_vpc.a", "update"],
    ["aws_vpc.y", undefined, "create"],
  ]);
});

test("moves in a circle end", () => {
  const moved = [
    { from: "aws_vpc.a", to: "aws_vpc.b" },
    { from: "aws_vpc.b", to: "aws_vpc.a" },
  ];
  const { resource_changes: changes } = planFromConfigurations(
    of({ aws_vpc: { a: {} } }),
    of({ aws_vpc: { c: {} } }, { moved }),
  );
  expect(changes?.map(({ address, change }) => [address, ...change.actions])).toEqual([
    ["aws_vpc.a", "delete"],
    ["aws_vpc.c", "create"],
  ]);
});

test("what is imported is taken over, and what is removed without a destroy is let go", () => {
  const before = of({ aws_s3_bucket: { left: { bucket: "left" } } });
  const after = of(
    { aws_vpc: { main: {} } },
    {
      import: [{ to: "aws_vpc.main", id: "vpc-0123456789abcdef0" }],
      removed: [{ from: "aws_s3_bucket.left", lifecycle: [{ destroy: false }] }],
    },
  );
  expect(told(before, after)).toBe(`1 stack · 2 in the state only · nothing risky

  dev-shop: 2 in the state only

The rest
  dev-shop: 2 in the state only: moved, taken over or let go
`);
});

test("what lives with others is replaced when they change, the new one first if it says so", () => {
  const task = (image: string, lifecycle: object) =>
    of({
      aws_ecs_task_definition: { web: { container_definitions: image } },
      aws_ecs_service: { web: { name: "web", lifecycle } },
    });
  const triggers = { replace_triggered_by: ["aws_ecs_task_definition.web"] };
  const actions = (lifecycle: object, image: string) =>
    planFromConfigurations(task("a", lifecycle), task(image, lifecycle)).resource_changes?.map(
      ({ address, change, action_reason: reason }) => [address, ...change.actions, reason],
    );
  expect(actions(triggers, "b")).toEqual([
    ["aws_ecs_service.web", "delete", "create", "replace_by_triggers"],
    ["aws_ecs_task_definition.web", "update", undefined],
  ]);
  expect(actions({ ...triggers, create_before_destroy: true }, "b")?.[0]).toEqual([
    "aws_ecs_service.web",
    "create",
    "delete",
    "replace_by_triggers",
  ]);
  expect(actions(triggers, "a")?.filter(([, action]) => action !== "no-op")).toEqual([]);
});

test("what is ignored by the resource itself is no change", () => {
  const service = (count: number, ignored: unknown) =>
    of({ aws_ecs_service: { web: { desired_count: count, lifecycle: { ignore_changes: ignored } } } });
  const changes = (ignored: unknown) =>
    planFromConfigurations(service(1, ignored), service(2, ignored)).resource_changes?.map(
      ({ change }) => change.actions[0],
    );
  expect([changes(["desired_count"]), changes("all"), changes(["name"])]).toEqual([["no-op"], ["no-op"], ["update"]]);
});

test("comments and what is about Terraform only are no change", () => {
  const vpc = (path: string, extra: object) =>
    of({ aws_vpc: { main: { "//": { metadata: { path } }, cidr_block: "10.0.0.0/16", ...extra } } });
  expect(isSameConfiguration(vpc("dev/a", {}), vpc("dev/b", {}))).toBe(true);
  const plan = planFromConfigurations(vpc("dev/a", {}), vpc("dev/a", { depends_on: ["aws_eip.a"] }));
  expect(plan.resource_changes).toEqual([]);
});

test("references are compared by their text and shown as they are", () => {
  const group = (vpc: string) => of({ aws_security_group: { web: { vpc_id: vpc } } });
  expect(
    told(group("${aws_vpc.a.id}"), group('${data.terraform_remote_state.network.outputs.ids["app-a"]}')),
  ).toContain(`    vpc_id: "\${aws_vpc.a.id}" → "\${data.terraform_remote_state.network.outputs.ids['app-a']}"\n`);
});

test("a text that is no expression is shown as it is meant", () => {
  const policy = (resource: string) => of({ aws_sns_topic: { a: { name: resource } } });
  expect(told(policy("a"), policy("$${aws:username}-%%{x}"))).toContain('name: "a" → "${aws:username}-%{x}"\n');
});

test("policies are compared by meaning, with references in them, and who has the policy is told by its construct", () => {
  const role = (actions: string[]) =>
    of({
      aws_iam_role: { task: { "//": { metadata: { path: "dev-shop/orders/role" } }, name: "task" } },
      aws_iam_role_policy: {
        task: {
          role: "${aws_iam_role.task.name}",
          policy: JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              { Effect: "Allow", Action: actions, Resource: '${data.terraform_remote_state.q.outputs.arns["a"]}' },
            ],
          }).replaceAll('\\"', '"'),
        },
      },
    });
  expect(
    told(role(["sqs:SendMessage"]), role(["sqs:*"])),
  ).toBe(`1 stack · 1 to change · needs approval: permissions (dev-shop/aws_iam_role_policy.task: allows more than before: 1 statement (wildcard action))

  dev-shop: 1 to change

Permissions
  - orders/role: sqs:SendMessage on \${data.terraform_remote_state.q.outputs.arns['a']}
  + orders/role: sqs:* on \${data.terraform_remote_state.q.outputs.arns['a']} (wildcard action)

The rest
  dev-shop: 1 with changed policies only (see Permissions)
`);
});

test("what is opened is told as of a plan, with the group by reference", () => {
  const rule = {
    aws_vpc_security_group_ingress_rule: {
      https: {
        security_group_id: "${aws_security_group.web.id}",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "0.0.0.0/0",
      },
    },
    aws_route: { out: { gateway_id: "${aws_internet_gateway.main.id}", destination_cidr_block: "0.0.0.0/0" } },
    aws_eks_cluster: { main: { vpc_config: { endpoint_public_access: true, public_access_cidrs: ["0.0.0.0/0"] } } },
  };
  const text = told(
    NOTHING,
    of({ ...rule, aws_security_group: { web: { "//": { metadata: { path: "dev-shop/web/group" } } } } }),
  );
  expect(text).toContain("opens 443 from 0.0.0.0/0 to web/group\n");
  expect(text).toContain("dev-shop/aws_route.out: routes subnets to the internet gateway\n");
  expect(text).toContain("dev-shop/aws_eks_cluster.main: its API answers the whole internet\n");
});

test("what refers to something that goes is named", () => {
  const before = of({ aws_subnet: { a: {} }, aws_nat_gateway: { a: { subnet_id: "${aws_subnet.a.id}" } } });
  const after = of({ aws_nat_gateway: { a: { subnet_id: "subnet-0123456789abcdef0" } } });
  expect(told(before, after)).toContain("    because it is gone from the configuration\n");
  expect(told(before, of({}))).toContain("    referred to by aws_nat_gateway.a\n");
});

test("settings of the whole stack are said beside the resources", () => {
  const stack = (region: string, key: string, lifecycle: object) =>
    of(
      { aws_kms_key: { main: { lifecycle } } },
      {
        provider: { aws: [{ region, default_tags: [{ tags: { Team: region } }] }] },
        terraform: { backend: { s3: { key } } },
      },
    );
  expect(settingNotes(stack("eu-west-1", "a", { prevent_destroy: true }), stack("eu-north-1", "b", {}))).toEqual([
    'terraform.backend.s3.key: "a" → "b"',
    'provider.aws.default_tags.tags.Team: "eu-west-1" → "eu-north-1"',
    'provider.aws.region: "eu-west-1" → "eu-north-1"',
    "prevent_destroy is taken off: aws_kms_key.main",
  ]);
  expect(settingNotes(undefined, stack("eu-west-1", "a", {}))).toEqual([]);
});

test("a replacement that prevent_destroy refuses is said, and a deletion is not refused by what is gone with it", () => {
  const key = { lifecycle: { prevent_destroy: true } };
  const change = (name: string, actions: string[]) => ({
    address: `aws_kms_key.${name}`,
    type: "aws_kms_key",
    name,
    change: { actions },
  });
  const plan = {
    format_version: "1.2",
    resource_changes: [change("a", ["delete", "create"]), change("b", ["update"]), change("gone", ["delete"])],
  };
  expect(refusalNotes(plan, of({ aws_kms_key: { a: key, b: key } }))).toEqual([
    "a deploy is refused, by prevent_destroy of aws_kms_key.a",
  ]);
  expect(refusalNotes(plan, of({ aws_kms_key: { a: {}, b: key } }))).toEqual([]);
  expect(refusalNotes(plan, undefined)).toEqual([]);
});

test("of many settings the number is said", () => {
  const tags = (value: string) =>
    of({}, { provider: { aws: Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`key_${at + 10}`, value])) } });
  expect(settingNotes(tags("a"), tags("b")).slice(-2)).toEqual([
    'provider.aws.key_17: "a" → "b"',
    "and 4 more settings",
  ]);
});

test("values under the name of a secret are never shown", () => {
  const database = (password: string) => of({ aws_db_instance: { main: { password } } });
  const text = told(database("correct-horse"), database("battery-staple"));
  expect(text).toContain("    password: (sensitive) → (sensitive)\n");
  expect(text).not.toMatch(/horse|staple/);
});

test("the order of keys and of resources in the files makes no difference", () => {
  const [a, b] = [{ cidr_block: "10.0.0.0/24", tags: { A: "1", B: "2" } }, { cidr_block: "10.0.1.0/24" }];
  const before = of({ aws_subnet: { a: b, b } });
  const after = of({ aws_subnet: { a, b } });
  const turned = of({ aws_subnet: { b, a: { tags: { B: "2", A: "1" }, cidr_block: "10.0.0.0/24" } } });
  expect(told(before, turned)).toBe(told(before, after));
});

test("what costs depend on is there also where it does not change, with the region of its provider", () => {
  const json = (count: number) => ({
    provider: { aws: [{ region: "us-east-1" }, { alias: "seoul", region: "ap-northeast-2" }] },
    resource: {
      aws_ecs_service: {
        web: { launch_type: "FARGATE", desired_count: count, task_definition: "${aws_ecs_task_definition.web.arn}" },
      },
      aws_ecs_task_definition: { web: { cpu: "1024", memory: "2048" } },
      aws_eip: { ...(count > 1 ? { a: { domain: "vpc", provider: "aws.seoul" } } : {}) },
      aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
    },
  });
  const plan = planFromConfigurations(json(1), json(3));
  expect(plan.resource_changes?.map(({ address, change }) => [address, change.actions[0]])).toEqual([
    ["aws_ecs_service.web", "update"],
    ["aws_ecs_task_definition.web", "no-op"],
    ["aws_eip.a", "create"],
  ]);
  const [cost] = review([{ stack: "a", plan }]).cost.stacks;
  // Two tasks of 1 vCPU at 0.04048 an hour and 2 GB at 0.004445, and an address at 0.005.
  expect(cost?.rows.map(({ item, region, monthly }) => `${item} ${region} ${monthly.toFixed(2)}`)).toEqual([
    "fargate-vcpu us-east-1 59.10",
    "fargate-gb us-east-1 12.98",
    "public-ipv4 ap-northeast-2 3.65",
  ]);
});
