import { Ec2Service, type Ec2ServiceProps, type EcsClusterProps, TaskDefinition } from "../../../../constructs/ecs";
import type { GivenTask } from "../../../../constructs/ecs/services/service.types";
import { ContainerImage } from "../../../../constructs/registry/container-image";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, resourceOf, synthStack } from "../../../support/synth";
import { expectProblems, type Found, SMALL_TASK, testCluster } from "../support";

const GENERAL = { general: { instanceType: "m7g.large", min: 0, max: 4 } };

interface Container {
  readonly name: string;
  readonly memory?: number;
  readonly cpu?: number;
}

type OfGivenTask = Partial<Extract<Ec2ServiceProps, GivenTask>>;

const synthEc2 = (props: OfGivenTask = {}, cluster: Partial<EcsClusterProps> = {}) =>
  synthStack(
    (stack) => {
      const made = testCluster(stack, { capacity: { ec2: GENERAL }, ...cluster });
      const taskDefinition = new TaskDefinition(stack, "task", {
        launch: "ec2",
        architecture: "ARM64",
        memoryMiB: 512,
        containers: SMALL_TASK.containers,
      });
      new Ec2Service(stack, "search", { cluster: made, taskDefinition, ...props });
    },
    { name: "ecs" },
  );

describe("a service on EC2", () => {
  test("runs on the only EC2 capacity of its cluster, spread over zones and instances", () => {
    expect(resourceOf(synthEc2(), "aws_ecs_service")).toEqual(
      expect.objectContaining({
        capacity_provider_strategy: [
          { capacity_provider: expect.stringContaining("aws_ecs_capacity_provider"), base: 0, weight: 1 },
        ],
        ordered_placement_strategy: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "spread", field: "instanceId" },
        ],
        availability_zone_rebalancing: "ENABLED",
      }),
    );
  });

  test("takes its task in short, whose memory is not that of the application's container alone", () => {
    const stack = synthStack(
      (stack) => {
        const cluster = testCluster(stack, { capacity: { ec2: GENERAL } });
        const image = ContainerImage.fromRegistry("registry.example.com/search:1.0.0");
        const agent = { image: ContainerImage.fromRegistry("registry.example.com/agent:1.0.0"), memoryMiB: 64 };
        new Ec2Service(stack, "search", {
          ...{ cluster, image, architecture: "ARM64", memoryMiB: 512, cpuUnits: 256, port: 9200 },
          sidecars: { agent },
        });
      },
      { name: "ecs" },
    );
    const task = resourceOf(stack, "aws_ecs_task_definition");
    expect(task).toMatchObject({ requires_compatibilities: ["EC2"], memory: "512", cpu: "256" });
    const containers = JSON.parse(String(task?.container_definitions)).map(({ name, memory, cpu }: Container) => {
      return { name, memory, cpu };
    });
    expect(containers).toEqual([{ name: "agent", memory: 64 }, { name: "app" }]);
  });

  test("can be packed onto few instances, which rules the balancing of zones out", () => {
    expect(resourceOf(synthEc2({ placement: "pack" }), "aws_ecs_service")).toEqual(
      expect.objectContaining({
        ordered_placement_strategy: [{ type: "binpack", field: "memory" }],
        availability_zone_rebalancing: "DISABLED",
      }),
    );
  });

  test("has a task of the same shape as on Fargate", () => {
    expect(resourceOf(synthEc2(), "aws_ecs_task_definition")).toEqual(
      expect.objectContaining({ network_mode: "awsvpc", requires_compatibilities: ["EC2"], memory: "512" }),
    );
  });

  test("is placed by strategies of its own, on instances that it may run on", () => {
    const constraints = {
      distinctInstances: true,
      memberOf: ["attribute:ecs.instance-type =~ m7g.*", "attribute:disk == fast"],
    };
    const placement = [
      { type: "spread", by: "attribute:ecs.availability-zone" },
      { type: "pack", by: "cpu" },
      { type: "random" },
    ] as const;
    expect(resourceOf(synthEc2({ placement, constraints }), "aws_ecs_service")).toEqual(
      expect.objectContaining({
        ordered_placement_strategy: [
          { type: "spread", field: "attribute:ecs.availability-zone" },
          { type: "binpack", field: "cpu" },
          { type: "random" },
        ],
        placement_constraints: [
          { type: "distinctInstance" },
          { type: "memberOf", expression: "attribute:disk == fast" },
          { type: "memberOf", expression: "attribute:ecs.instance-type =~ m7g.*" },
        ],
        availability_zone_rebalancing: "ENABLED",
      }),
    );
  });

  test.each([
    ["strategies that begin otherwise", { placement: [{ type: "random" }] as const }],
    ["a constraint on zones", { constraints: { memberOf: ["attribute:ecs.availability-zone == ap-northeast-2a"] } }],
    ["a word", { zoneRebalancing: false }],
  ])("is not moved between zones with %s", (_, props) => {
    expect(resourceOf(synthEc2(props), "aws_ecs_service").availability_zone_rebalancing).toBe("DISABLED");
  });

  test("follows the cluster's shares where they are of EC2 capacity", () => {
    const ec2 = { ...GENERAL, spare: { instanceType: "m7g.large", min: 0, max: 4 } };
    const shares = { general: { base: 1, weight: 1 }, spare: { weight: 3 } };
    const synthesized = synthEc2({}, { capacity: { ec2 }, defaultCapacity: shares });
    const strategy = [expect.objectContaining({ base: 1, weight: 1 }), expect.objectContaining({ base: 0, weight: 3 })];
    expect(resourceOf(synthesized, "aws_ecs_service").capacity_provider_strategy).toEqual(strategy);
    expect(resourceOf(synthesized, "aws_ecs_cluster_capacity_providers").default_capacity_provider_strategy).toEqual(
      strategy,
    );
  });
});

interface Refused {
  readonly mistake: string;
  readonly props: OfGivenTask;
  readonly problems: readonly Found[];
  readonly ways: readonly { readonly says: string | readonly string[]; readonly to: OfGivenTask }[];
}

const SPREAD = { type: "spread", by: "attribute:ecs.availability-zone" } as const;
const TYPES = Array.from({ length: 10 }, (_, index) => `attribute:ecs.instance-type == m${index}.large`);

const REFUSED: readonly Refused[] = [
  {
    mistake: "six strategies, eleven constraints and an empty one",
    props: {
      placement: Array.from({ length: 6 }, () => SPREAD),
      constraints: { distinctInstances: true, memberOf: [...TYPES, " "] },
    },
    problems: [
      {
        property: "placement",
        code: "PLACEMENT_STRATEGIES",
        message: "ECS takes no more than five strategies.",
        found: "6 strategies",
        expected: "at most 5",
        fix: "keep the first ones: each decides only what those before it left open",
      },
      {
        property: "constraints.memberOf",
        code: "PLACEMENT_CONSTRAINTS",
        message: "ECS takes no more than ten constraints.",
        found: "12 constraints",
        expected: "at most 10",
        fix: "join expressions by and",
      },
      {
        property: "constraints.memberOf[10]",
        code: "PLACEMENT_EXPRESSION",
        message: "This is no expression of the cluster query language.",
        found: '" "',
        expected: "1 to 2000 characters",
        fix: "for example attribute:ecs.instance-type =~ m7g.*",
      },
    ],
    ways: [
      {
        says: ["keep the first ones", "join expressions by and", "for example attribute:ecs.instance-type =~ m7g.*"],
        to: {
          placement: Array.from({ length: 5 }, () => SPREAD),
          constraints: {
            distinctInstances: true,
            memberOf: [TYPES.join(" and "), "attribute:ecs.instance-type =~ m7g.*"],
          },
        },
      },
    ],
  },
  {
    mistake: "capacity of Fargate",
    props: { capacity: { FARGATE: { weight: 1 } } },
    problems: [
      {
        property: "capacity.FARGATE",
        code: "CAPACITY_UNKNOWN",
        message: "The task is made for EC2 instances, and Fargate starts none of these.",
        found: '"FARGATE"',
        expected: "general",
        fix: "use one of these names, or add the capacity to the cluster",
      },
    ],
    ways: [{ says: "use one of these names", to: { capacity: { general: { weight: 1 } } } }],
  },
  {
    mistake: "zones that are evened out where tasks are packed and held to a zone",
    props: {
      zoneRebalancing: true,
      placement: "pack",
      constraints: { memberOf: ["attribute:ecs.availability-zone == ap-northeast-2a"] },
    },
    problems: [
      ["tasks that are placed by pack first", "spread them by attribute:ecs.availability-zone first"],
      ["a constraint on zones", "take the zones out of constraints.memberOf"],
    ].map(([found, fix]) => ({
      property: "zoneRebalancing",
      code: "ZONE_REBALANCING_IMPOSSIBLE",
      message: "ECS cannot even the zones out for such a service, and refuses to try.",
      found: `zoneRebalancing: true with ${found}`,
      expected: "zoneRebalancing left out, or a service that ECS can move",
      fix: `leave zoneRebalancing out, or ${fix}`,
    })),
    ways: [
      {
        says: ["leave zoneRebalancing out"],
        to: {
          placement: "pack",
          constraints: { memberOf: ["attribute:ecs.availability-zone == ap-northeast-2a"] },
        },
      },
      {
        says: ["spread them by attribute:ecs.availability-zone first", "take the zones out of constraints.memberOf"],
        to: { zoneRebalancing: true, placement: [SPREAD, { type: "pack", by: "memory" }] },
      },
    ],
  },
  {
    mistake: "shares of Fargate beside EC2 capacity",
    props: { capacity: { general: { weight: 1 }, FARGATE: { weight: 1 } } },
    problems: [
      {
        property: "capacity",
        code: "CAPACITY_MIXED",
        message: "ECS shares tasks out over Fargate and Fargate Spot, or over EC2 capacity, and never over both.",
        found: "FARGATE, general",
        expected: "one of the two kinds of capacity",
        fix: "leave out FARGATE, or general",
      },
    ],
    ways: [{ says: "leave out FARGATE", to: { capacity: { general: { weight: 1 } } } }],
  },
];

test.each(REFUSED)("a service on EC2 is refused for $mistake", ({ props, problems }) => {
  expectProblems("search", () => synthEc2(props), problems);
});

testAdvice(REFUSED, (props) => problemsIfAny(() => synthEc2(props)));
