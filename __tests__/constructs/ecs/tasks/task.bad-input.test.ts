import { ContainerImage } from "../../../../constructs/registry/container-image";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import {
  APP,
  appOf,
  expectTaskProblems,
  IMAGE,
  outOfRange,
  SMALL_TASK,
  type TaskCase,
  taskOf,
  toldTasks,
} from "../support";

const EFS = "arn:aws:elasticfilesystem:ap-northeast-2:111111111111";

const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`c${index}`, { image: IMAGE }]));

const CASES: readonly TaskCase[] = [
  {
    name: "a CPU and a memory that do not go together",
    props: JSON.parse('{"cpu":"1 vCPU","memory":"1 GB","containers":{}}'),
    problems: [
      {
        property: "memory",
        code: "FARGATE_MEMORY_MISMATCH",
        message: "A Fargate task with 1 vCPU cannot have this memory.",
        found: '"1 GB"',
        expected: "one of 2 GB, 3 GB, 4 GB, 5 GB, 6 GB, 7 GB, 8 GB",
        fix: 'use "2 GB"; 1 GB goes with 0.25 vCPU, 0.5 vCPU',
      },
      {
        property: "containers",
        code: "CONTAINER_COUNT",
        message: "A task has one container or more, and not more than ten.",
        found: "none",
        expected: "1 to 10 containers",
        fix: "add the application's container",
      },
    ],
    ways: [
      {
        says: ['use "2 GB"', "add the application's container"],
        to: { cpu: "1 vCPU", memory: "2 GB", containers: { app: APP } },
      },
    ],
  },
  {
    name: "memory and CPU that are no numbers",
    props: {
      launch: "ec2",
      memoryMiB: Number.NaN,
      containers: { app: { ...APP, cpuUnits: 0.5, memoryMiB: 4, memoryReservationMiB: 3 } },
    },
    problems: [
      outOfRange("memoryMiB", "NaN MiB", "6 to 25165824", "use 6"),
      outOfRange("containers.app.cpuUnits", "0.5 CPU units", "0 to 196608", "use 1"),
      outOfRange("containers.app.memoryMiB", "4 MiB", "6 to 25165824", "use 6"),
      outOfRange("containers.app.memoryReservationMiB", "3 MiB", "6 to 25165824", "use 6"),
    ],
  },
  {
    name: "more than ten containers",
    props: taskOf(numbered(11)),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_COUNT",
        message: "A task has one container or more, and not more than ten.",
        found: "11 containers",
        expected: "1 to 10 containers",
        fix: "put what need not share a task into a task of its own",
      },
    ],
    ways: [{ says: "put what need not share a task into a task of its own", to: taskOf(numbered(10)) }],
  },
  {
    name: "the tag latest in a protected environment",
    protect: true,
    props: appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:latest") }),
    problems: [
      {
        property: "containers.app.image",
        code: "IMAGE_TAG_LATEST",
        message: "A protected environment runs images of a fixed version only.",
        found: "the tag latest in sandbox",
        expected: "a tag that means one version, or a digest",
        fix: 'name the version, for example "1.4.2", or its digest',
      },
    ],
  },
  {
    name: "containers that are given more than the task has",
    props: taskOf({
      app: { ...APP, cpuUnits: 200, memoryMiB: 400 },
      proxy: { image: IMAGE, cpuUnits: 100, memoryMiB: 200, memoryReservationMiB: 200 },
    }),
    problems: [
      {
        property: "containers",
        code: "CONTAINERS_EXCEED_CPU",
        message: "The containers are given more CPU than the task has.",
        found: "300 units for the containers, 256 for the task",
        expected: "at most 256 units together",
        fix: "give them less, or the task more",
      },
      {
        property: "containers",
        code: "CONTAINERS_EXCEED_MEMORY",
        message: "The containers are given more memory than the task has.",
        found: "600 MiB for the containers, 512 MiB for the task",
        expected: "at most 512 MiB together",
        fix: "give them less, or the task more",
      },
      {
        property: "containers.proxy.memoryReservationMiB",
        code: "MEMORY_RESERVATION",
        message: "ECS takes no reservation that is as great as the limit.",
        found: "reservation 200 MiB, limit 200 MiB",
        expected: "less than 200 MiB",
        fix: "leave the reservation out, or raise memoryMiB",
      },
    ],
    ways: [
      {
        says: ["give them less", "leave the reservation out"],
        to: taskOf({
          app: { ...APP, cpuUnits: 156, memoryMiB: 312 },
          proxy: { image: IMAGE, cpuUnits: 100, memoryMiB: 200 },
        }),
      },
      {
        says: ["or the task more", "raise memoryMiB"],
        to: {
          cpu: "0.5 vCPU",
          memory: "1 GB",
          containers: {
            app: { ...APP, cpuUnits: 200, memoryMiB: 400 },
            proxy: { image: IMAGE, cpuUnits: 100, memoryMiB: 256, memoryReservationMiB: 200 },
          },
        },
      },
    ],
  },
  {
    name: "a task on EC2 without any memory, with too little CPU, in a container without a proper name",
    props: { launch: "ec2", cpuUnits: 64, containers: { "my app": APP } },
    problems: [
      outOfRange("cpuUnits", "64 CPU units", "128 to 10240", "use 128"),
      {
        property: "containers.my app.memoryMiB",
        code: "CONTAINER_MEMORY_MISSING",
        message: "On EC2 a container needs memory of its own when the task has none.",
        found: "neither memoryMiB nor memoryReservationMiB",
        expected: "one of the two, or memoryMiB for the whole task",
        fix: "set memoryReservationMiB to what the container usually needs",
      },
      {
        property: "containers.my app",
        code: "CONTAINER_NAME_INVALID",
        message: "A container cannot have this name.",
        found: '"my app"',
        expected: "1 to 255 of A-Z, a-z, 0-9, - and _",
        fix: 'use "my-app"',
      },
    ],
    ways: [
      {
        says: ["use 128", "set memoryReservationMiB to what the container usually needs", 'use "my-app"'],
        to: { launch: "ec2", cpuUnits: 128, containers: { "my-app": { ...APP, memoryReservationMiB: 256 } } },
      },
    ],
  },
  {
    name: "a retention and a buffer that CloudWatch does not know",
    props: { ...SMALL_TASK, logs: { to: "cloudwatch", retentionDays: 10, bufferMiB: 0 } },
    problems: [
      outOfRange("logs.bufferMiB", "0 MiB", "1 to 1024", "use 1"),
      {
        property: "logs.retentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "10 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 14",
      },
    ],
  },
  {
    name: "a log router that knows no destination, and a container of its name",
    props: { ...taskOf({ app: APP, "log-router": { image: IMAGE } }), logs: { to: "firelens", output: {} } },
    problems: [
      {
        property: "logs.output",
        code: "FIRELENS_OUTPUT_NAMELESS",
        message: "Fluent Bit does not know where to send the logs.",
        found: "no options",
        expected: "an option Name with the name of an output plugin",
        fix: 'for example output: { Name: "firehose", region: "ap-northeast-2", delivery_stream: "logs" }',
      },
      {
        property: "containers.log-router",
        code: "CONTAINER_NAME_TAKEN",
        message: "This is the name of the container that routes the logs.",
        found: '"log-router"',
        expected: "any name but log-router",
        fix: "give the container another name; logs.image sets the router's image",
      },
    ],
    ways: [
      {
        says: ["for example output", "give the container another name"],
        to: {
          ...taskOf({ app: APP, router: { image: IMAGE } }),
          logs: { to: "firelens", output: { Name: "firehose", region: "ap-northeast-2", delivery_stream: "logs" } },
        },
      },
    ],
  },
  {
    name: "names in place of the ids of EFS",
    props: {
      ...SMALL_TASK,
      volumes: {
        files: {
          kind: "efs",
          fileSystemId: "files",
          fileSystemArn: `${EFS}:file-system/fs-0123456789abcdef0`,
          accessPointId: "fsap-1",
          accessPointArn: `${EFS}:access-point/fsap-0123456789abcdef0`,
        },
      },
    },
    problems: [
      {
        property: "volumes.files.fileSystemId",
        code: "EFS_ID_INVALID",
        message: "This is not an id of EFS of this kind.",
        found: '"files"',
        expected: "an id such as fs-0123456789abcdef0",
        fix: "copy the id, not the name, from the EFS console",
      },
      {
        property: "volumes.files.accessPointId",
        code: "EFS_ID_INVALID",
        message: "This is not an id of EFS of this kind.",
        found: '"fsap-1"',
        expected: "an id such as fsap-0123456789abcdef0",
        fix: "copy the id, not the name, from the EFS console",
      },
    ],
    ways: [
      {
        says: "copy the id, not the name, from the EFS console",
        to: {
          ...SMALL_TASK,
          volumes: {
            files: {
              kind: "efs",
              fileSystemId: "fs-0123456789abcdef0",
              fileSystemArn: `${EFS}:file-system/fs-0123456789abcdef0`,
              accessPointId: "fsap-0123456789abcdef0",
              accessPointArn: `${EFS}:access-point/fsap-0123456789abcdef0`,
            },
          },
        },
      },
    ],
  },
];

describe("a task definition is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectTaskProblems(entry));
});

testAdvice(toldTasks(CASES), problemsIfAny);
