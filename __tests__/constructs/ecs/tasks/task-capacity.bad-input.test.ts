import { ScheduledTask, Task, TaskDefinition, type TaskProps } from "../../../../constructs/ecs";
import type { CapacityShares } from "../../../../constructs/ecs/capacity/capacity-shares";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, type SynthesizedStack, synthStack } from "../../../support/synth";
import { APP, expectProblems, type Found, IMAGE, testCluster } from "../support";

const ONCE = { weight: 1 };

interface Input {
  /** Kind of the task. */
  readonly launch: "fargate" | "ec2";
  readonly capacity?: CapacityShares;
  readonly open?: Pick<TaskProps, "publicAddress" | "tier">;
  readonly made?: "by hand" | "by the clock";
}

function synth({ launch, capacity, open = {}, made = "by hand" }: Input): SynthesizedStack {
  return synthStack(
    (stack) => {
      const cluster = testCluster(stack, {
        capacity: { ec2: { general: { instanceType: "m7g.large", min: 0, max: 2 } } },
      });
      const task =
        launch === "fargate"
          ? ({ image: IMAGE, cpu: "0.25 vCPU", memory: "0.5 GB" } as const)
          : {
              taskDefinition: new TaskDefinition(stack, "definition", {
                launch,
                architecture: "ARM64",
                memoryMiB: 512,
                containers: { app: APP },
              }),
            };
      const props = { cluster, ...task, ...open, ...(capacity ? { capacity } : {}) };
      if (made === "by hand") new Task(stack, "job", props);
      else new ScheduledTask(stack, "job", { ...props, schedule: "rate(1 hour)" });
    },
    { name: "ecs" },
  );
}

const OTHER_KIND: Found = {
  property: "capacity.general",
  code: "CAPACITY_UNKNOWN",
  message: "The task is made for Fargate, and this is capacity of EC2 instances.",
  found: '"general"',
  expected: "one of FARGATE, FARGATE_SPOT",
  fix: 'use one of these names; EC2 capacity is for Ec2Service, and for a taskDefinition with launch: "ec2"',
};
const REASON = { reason: "it calls a partner from an address of its own" };

interface Row {
  readonly mistake: string;
  readonly input: Input;
  readonly problems: readonly Found[];
  readonly ways: readonly Way<Input>[];
}

const ROWS: readonly Row[] = [
  {
    mistake: "a task for Fargate on EC2 capacity, whose processor is of no interest then",
    input: { launch: "fargate", capacity: { general: ONCE } },
    problems: [OTHER_KIND],
    ways: [
      { says: "use one of these names", to: { launch: "fargate", capacity: { FARGATE_SPOT: ONCE } } },
      { says: 'for a taskDefinition with launch: "ec2"', to: { launch: "ec2", capacity: { general: ONCE } } },
    ],
  },
  {
    mistake: "the same by the clock",
    input: { launch: "fargate", capacity: { general: ONCE }, made: "by the clock" },
    problems: [OTHER_KIND],
    ways: [
      {
        says: "use one of these names",
        to: { launch: "fargate", capacity: { FARGATE: ONCE }, made: "by the clock" },
      },
    ],
  },
  {
    mistake: "a task for EC2 instances on Fargate",
    input: { launch: "ec2", capacity: { FARGATE: ONCE } },
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
    ways: [{ says: "use one of these names", to: { launch: "ec2", capacity: { general: ONCE } } }],
  },
  {
    mistake: "both kinds of capacity",
    input: { launch: "fargate", capacity: { FARGATE: ONCE, general: ONCE } },
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
    ways: [{ says: "or general", to: { launch: "fargate", capacity: { FARGATE: ONCE } } }],
  },
  {
    mistake: "a name that nothing has, beside Fargate",
    input: { launch: "fargate", capacity: { FARGATE: ONCE, FARGTE_SPOT: ONCE } },
    problems: [
      {
        property: "capacity.FARGTE_SPOT",
        code: "CAPACITY_UNKNOWN",
        message: "The cluster has no capacity of this name.",
        found: '"FARGTE_SPOT"',
        expected: "one of FARGATE, FARGATE_SPOT",
        fix: "use one of these names, or add the capacity to the cluster",
      },
    ],
    ways: [
      {
        says: "use one of these names",
        to: { launch: "fargate", capacity: { FARGATE: ONCE, FARGATE_SPOT: ONCE } },
      },
    ],
  },
  {
    mistake: "a public address of a task on EC2 instances",
    input: { launch: "ec2", open: { publicAddress: REASON, tier: "public" } },
    problems: [
      {
        property: "publicAddress",
        code: "PUBLIC_ADDRESS_EC2",
        message: "Tasks on EC2 instances have no public addresses: ECS gives them to tasks on Fargate alone.",
        found: 'publicAddress for a task with launch: "ec2"',
        expected: "no publicAddress, or a task for Fargate",
        fix: "leave publicAddress and tier out, so that the task lies in a private tier and reaches the internet by the network's NAT",
      },
    ],
    ways: [{ says: "leave publicAddress and tier out", to: { launch: "ec2" } }],
  },
];

test.each(ROWS)("$mistake is refused", ({ input, problems }) => {
  expectProblems("job", () => synth(input), problems);
});

testAdvice<() => SynthesizedStack>(
  ROWS.map(({ ways, ...row }) => ({ ...row, ways: ways.map((way) => ({ ...way, to: () => synth(way.to) })) })),
  problemsIfAny,
);
