import { ContainerImage } from "../../../constructs/registry/container-image";
import { APP, appOf, expectTaskProblems, IMAGE, outOfRange, SMALL_TASK, type TaskCase, taskOf } from "./support";

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
    props: taskOf(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`c${index}`, { image: IMAGE }]))),
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
    name: "an image for ARM in a task for x86",
    props: appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2-arm64") }),
    problems: [
      {
        property: "containers.app.image",
        code: "IMAGE_ARCHITECTURE",
        message: "By its tag the image is built for another processor than the task's, and would not start.",
        found: "the tag 1.4.2-arm64 in a task for X86_64",
        expected: "an image for X86_64, or one for several platforms",
        fix: 'set architecture: "ARM64", or take the image for X86_64',
      },
    ],
  },
  {
    name: "an image for x86 in a task for ARM",
    props: {
      ...appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:amd64-1.4.2") }),
      architecture: "ARM64",
    },
    problems: [
      {
        property: "containers.app.image",
        code: "IMAGE_ARCHITECTURE",
        message: "By its tag the image is built for another processor than the task's, and would not start.",
        found: "the tag amd64-1.4.2 in a task for ARM64",
        expected: "an image for ARM64, or one for several platforms",
        fix: 'set architecture: "X86_64", or take the image for ARM64',
      },
    ],
  },
  {
    name: "a health check without a command and with times that AWS refuses",
    props: appOf({
      healthCheck: { command: " ", intervalSeconds: 4, timeoutSeconds: 61, retries: 0, startPeriodSeconds: 301 },
    }),
    problems: [
      {
        property: "containers.app.healthCheck.command",
        code: "HEALTH_CHECK_WITHOUT_COMMAND",
        message: "A health check needs a command.",
        found: '" "',
        expected: "a command that exits with 0 when the container is healthy",
        fix: 'for example command: "curl -fs http://localhost:8080/health || exit 1"',
      },
      outOfRange("containers.app.healthCheck.intervalSeconds", "4 seconds", "5 to 300", "use 5"),
      outOfRange("containers.app.healthCheck.timeoutSeconds", "61 seconds", "2 to 60", "use 60"),
      outOfRange("containers.app.healthCheck.retries", "0 retries", "1 to 10", "use 1"),
      outOfRange("containers.app.healthCheck.startPeriodSeconds", "301 seconds", "0 to 300", "use 300"),
      {
        property: "containers.app.healthCheck.timeoutSeconds",
        code: "HEALTH_CHECK_TIMEOUT",
        message: "A check would still run when the next one starts.",
        found: "a timeout of 61 seconds every 4 seconds",
        expected: "a timeout that is not longer than the interval",
        fix: "set timeoutSeconds to 4 or less, or intervalSeconds to 61 or more",
      },
    ],
  },
  {
    name: "a container that takes its time to stop, and storage beyond what there is",
    props: {
      cpu: "0.25 vCPU",
      memory: "0.5 GB",
      containers: { app: { ...APP, stopTimeoutSeconds: 121, startTimeoutSeconds: -1 } },
      ephemeralStorageGiB: 20,
    },
    problems: [
      outOfRange("ephemeralStorageGiB", "20 GiB", "21 to 200", "use 21"),
      outOfRange("containers.app.stopTimeoutSeconds", "121 seconds", "0 to 120", "use 120"),
      outOfRange("containers.app.startTimeoutSeconds", "-1 seconds", "0 to 120", "use 0"),
    ],
  },
  {
    name: "writable folders that are none, are there twice, or are mounted already",
    props: {
      ...appOf({ writable: ["tmp/", "/", "/run", "/run", "/files"], mounts: { "/files": { volume: "files" } } }),
      volumes: { files: { kind: "scratch" } },
    },
    problems: [
      {
        property: "containers.app.writable",
        code: "WRITABLE_PATH_INVALID",
        message: "Nothing can be mounted at this path.",
        found: '"tmp/"',
        expected: "an absolute path to a folder below /, without . and ..",
        fix: 'use "/tmp"',
      },
      {
        property: "containers.app.writable",
        code: "WRITABLE_PATH_INVALID",
        message: "Nothing can be mounted at this path.",
        found: '"/"',
        expected: "an absolute path to a folder below /, without . and ..",
        fix: 'name the folders that the application writes to, such as "/tmp"',
      },
      {
        property: "containers.app.writable",
        code: "WRITABLE_PATH_TWICE",
        message: "Two things would be mounted at one path.",
        found: '"/run" more than once',
        expected: "every path once",
        fix: "take one of them out",
      },
      {
        property: "containers.app.writable",
        code: "WRITABLE_PATH_TWICE",
        message: "Two things would be mounted at one path.",
        found: '"/files" in writable and in mounts',
        expected: "every path once",
        fix: 'take "/files" out of writable: a volume that is not readOnly can be written to',
      },
    ],
  },
  {
    name: "volumes that are not there, and paths that lead nowhere",
    props: { ...appOf({ mounts: { tmp: { volume: "scratch" } } }), volumes: { files: { kind: "scratch" } } },
    problems: [
      {
        property: "containers.app.mounts.tmp",
        code: "MOUNT_PATH_RELATIVE",
        message: "A volume is seen at an absolute path.",
        found: '"tmp"',
        expected: "a path that begins with /",
        fix: 'use "/tmp"',
      },
      {
        property: "containers.app.mounts.tmp",
        code: "VOLUME_UNKNOWN",
        message: "The task has no volume of this name.",
        found: '"scratch"',
        expected: "one of files",
        fix: 'add it to volumes, for example { scratch: { kind: "scratch" } }',
      },
    ],
  },
  {
    name: "limits that Fargate fixes, and limits in the wrong order",
    props: appOf({ ulimits: { nproc: { soft: 1, hard: 2 }, nofile: { soft: 4096, hard: 1024 } } }),
    problems: [
      {
        property: "containers.app.ulimits.nproc",
        code: "ULIMIT_FIXED",
        message: "Fargate fixes every limit but the number of open files.",
        found: "nproc",
        expected: "nofile",
        fix: "take it out, or run the task on EC2",
      },
      {
        property: "containers.app.ulimits.nofile",
        code: "ULIMIT_REVERSED",
        message: "The soft limit is greater than the hard one.",
        found: "soft 4096, hard 1024",
        expected: "a soft limit that is not greater",
        fix: "set soft to 1024 or less",
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
  },
  {
    name: "a retention and a buffer that CloudWatch does not know",
    props: { ...SMALL_TASK, logs: { to: "cloudwatch", retentionDays: 10, bufferMiB: 0 } },
    problems: [
      {
        property: "logs.retentionDays",
        code: "LOG_RETENTION_INVALID",
        message: "CloudWatch Logs does not know this retention time.",
        found: "10 days",
        expected:
          "one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        fix: "use 14",
      },
      outOfRange("logs.bufferMiB", "0 MiB", "1 to 1024", "use 1"),
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
  },
  {
    name: "names in place of the ids of EFS",
    props: {
      ...SMALL_TASK,
      volumes: {
        files: { kind: "efs", fileSystemId: "files", fileSystemArn: "", accessPointId: "fsap-1", accessPointArn: "" },
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
  },
];

describe("a task definition is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectTaskProblems(entry));
});
