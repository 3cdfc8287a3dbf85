import {
  Ec2Service,
  type Ec2ServiceProps,
  type EcsClusterProps,
  FargateService,
  TaskDefinition,
} from "../../../../constructs/ecs";
import type { CpuArchitecture } from "../../../../constructs/ecs/tasks/task-definition.types";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, type SynthesizedStack, synthStack } from "../../../support/synth";
import {
  APP,
  expectProblems,
  type Found,
  IMAGE,
  SMALL_TASK,
  synthService,
  testCluster,
  testExposure,
} from "../support";

interface Request {
  readonly service: "fargate" | "ec2";
  readonly task: "fargate" | "ec2";
  readonly cluster?: Partial<EcsClusterProps>;
  readonly architecture?: CpuArchitecture;
  readonly capacity?: Ec2ServiceProps["capacity"];
}

/** A service with a task definition of its own. */
function build({ service, task, cluster = {}, architecture = "X86_64", capacity }: Request): SynthesizedStack {
  return synthStack(
    (stack) => {
      const ec2 = { launch: "ec2", memoryMiB: 512, containers: { app: APP }, architecture } as const;
      const props = task === "ec2" ? ec2 : { ...SMALL_TASK, architecture };
      const taskDefinition = new TaskDefinition(stack, "task", props);
      const common = { cluster: testCluster(stack, cluster), taskDefinition };
      if (service === "fargate") new FargateService(stack, "api", common);
      else new Ec2Service(stack, "api", capacity === undefined ? common : { ...common, capacity });
    },
    { name: "ecs" },
  );
}

/** A service behind a balancer, whose task has two ports. */
function twoPorts(target?: string): SynthesizedStack {
  const ports = { http: { port: 8080 }, admin: { port: 9000 } };
  return synthService((stack, cluster) => ({
    taskDefinition: new TaskDefinition(stack, "task", { ...SMALL_TASK, containers: { app: { image: IMAGE, ports } } }),
    expose: testExposure(stack, cluster),
    ...(target === undefined ? {} : { target }),
  }));
}

const instances = (instanceType: string) => ({ capacity: { ec2: { general: { instanceType, min: 0, max: 2 } } } });

const TWO_KINDS = {
  capacity: {
    ec2: {
      general: { instanceType: "m7i.large", min: 0, max: 2 },
      spare: { instanceType: "m7i.large", min: 0, max: 2 },
    },
  },
};

interface Mistake extends Told<() => SynthesizedStack> {
  readonly step: () => SynthesizedStack;
  readonly problems: readonly Found[];
}

const MISTAKES: readonly Mistake[] = [
  {
    mistake: "several ports, none of which is named",
    step: () => twoPorts(),
    problems: [
      {
        property: "target",
        code: "TARGET_AMBIGUOUS",
        message: "The task has several ports, and one of them gets the traffic.",
        found: "app:admin, app:http",
        expected: "the port that the load balancer sends to",
        fix: 'set target, for example "app:admin"',
      },
    ],
    ways: [{ says: 'set target, for example "app:admin"', to: () => twoPorts("app:admin") }],
  },
  {
    mistake: "a port without its container",
    step: () => twoPorts("http"),
    problems: [
      {
        property: "target",
        code: "TARGET_UNKNOWN",
        message: "The task has no container with a port of this name.",
        found: '"http"',
        expected: "one of app:admin, app:http",
        fix: "write container:port, as they are called in the task definition",
      },
    ],
    ways: [{ says: "write container:port", to: () => twoPorts("app:http") }],
  },
  {
    mistake: "a task for EC2 on Fargate",
    step: () => build({ service: "fargate", task: "ec2" }),
    problems: [
      {
        property: "taskDefinition",
        code: "TASK_LAUNCH",
        message: "The task is made for EC2 instances and has no size that Fargate could start.",
        found: 'launch: "ec2"',
        expected: "a task with cpu and memory for Fargate",
        fix: "use Ec2Service, in a cluster with capacity.ec2, or give the task cpu and memory and leave out launch and memoryMiB",
      },
    ],
    ways: [
      {
        says: "use Ec2Service, in a cluster with capacity.ec2",
        to: () => build({ service: "ec2", task: "ec2", cluster: instances("m7i.large") }),
      },
      {
        says: "give the task cpu and memory and leave out launch and memoryMiB",
        to: () => build({ service: "fargate", task: "fargate" }),
      },
    ],
  },
  {
    mistake: "a task for Fargate on EC2, together with capacity that is not there",
    step: () => build({ service: "ec2", task: "fargate" }),
    problems: [
      {
        property: "capacity",
        code: "CAPACITY_MISSING",
        message: "The cluster has no EC2 capacity.",
        found: "Fargate only",
        expected: "the capacity that the tasks run on",
        fix: "add capacity.ec2 to the cluster",
      },
      {
        property: "taskDefinition",
        code: "TASK_LAUNCH",
        message: "The task is made for Fargate.",
        found: 'launch: "fargate"',
        expected: 'a task with launch: "ec2"',
        fix: 'use FargateService, or set launch: "ec2" and memoryMiB in the task definition',
      },
    ],
    ways: [
      { says: "use FargateService", to: () => build({ service: "fargate", task: "fargate" }) },
      {
        says: ["add capacity.ec2 to the cluster", 'set launch: "ec2" and memoryMiB in the task definition'],
        to: () => build({ service: "ec2", task: "ec2", cluster: instances("m7i.large") }),
      },
    ],
  },
  {
    mistake: "a task on EC2 in a cluster with two kinds of it",
    step: () => build({ service: "ec2", task: "ec2", cluster: TWO_KINDS }),
    problems: [
      {
        property: "capacity",
        code: "CAPACITY_AMBIGUOUS",
        message: "The cluster has several kinds of EC2 capacity.",
        found: "general, spare",
        expected: "the capacity that the tasks run on",
        fix: "set capacity, for example { general: { weight: 1 } }",
      },
    ],
    ways: [
      {
        says: "set capacity, for example { general: { weight: 1 } }",
        to: () => build({ service: "ec2", task: "ec2", cluster: TWO_KINDS, capacity: { general: { weight: 1 } } }),
      },
    ],
  },
  {
    mistake: "a task on instances with another processor",
    step: () => build({ service: "ec2", task: "ec2", cluster: instances("m7g.large") }),
    problems: [
      {
        property: "capacity.general",
        code: "CAPACITY_ARCHITECTURE",
        message: "The instances have another processor than the task's images are built for.",
        found: "a task for X86_64 on instances with ARM64",
        expected: "capacity with X86_64",
        fix: 'set architecture: "ARM64" for the task and build its images for it, or use other instances',
      },
    ],
    ways: [
      {
        says: 'set architecture: "ARM64" for the task',
        to: () => build({ service: "ec2", task: "ec2", cluster: instances("m7g.large"), architecture: "ARM64" }),
      },
      {
        says: "use other instances",
        to: () => build({ service: "ec2", task: "ec2", cluster: instances("m7i.large") }),
      },
    ],
  },
];

test.each(MISTAKES)("a service is refused for $mistake", ({ step, problems }) => {
  expectProblems("api", step, problems);
});

testAdvice(MISTAKES, problemsIfAny);
