import { ContainerImage } from "../../../../constructs/registry/container-image";
import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { APP, appOf, expectTaskProblems, outOfRange, type TaskCase, toldTasks } from "../support";

const COMMAND = "curl -fs http://localhost:8080/health || exit 1";

const CASES: readonly TaskCase[] = [
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
    ways: [
      {
        says: 'set architecture: "ARM64"',
        to: {
          ...appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2-arm64") }),
          architecture: "ARM64",
        },
      },
      {
        says: "take the image for X86_64",
        to: appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2-amd64") }),
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
    ways: [
      {
        says: 'set architecture: "X86_64"',
        to: {
          ...appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:amd64-1.4.2") }),
          architecture: "X86_64",
        },
      },
      {
        says: "take the image for ARM64",
        to: {
          ...appOf({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:arm64-1.4.2") }),
          architecture: "ARM64",
        },
      },
    ],
  },
  {
    name: "a health check without a command and with times that AWS refuses",
    props: appOf({
      healthCheck: { command: " ", intervalSeconds: 4, timeoutSeconds: 61, retries: 0, startPeriodSeconds: 301 },
    }),
    problems: [
      outOfRange("containers.app.healthCheck.intervalSeconds", "4 seconds", "5 to 300", "use 5"),
      outOfRange("containers.app.healthCheck.timeoutSeconds", "61 seconds", "2 to 60", "use 60"),
      outOfRange("containers.app.healthCheck.retries", "0 retries", "1 to 10", "use 1"),
      outOfRange("containers.app.healthCheck.startPeriodSeconds", "301 seconds", "0 to 300", "use 300"),
      {
        property: "containers.app.healthCheck.command",
        code: "HEALTH_CHECK_WITHOUT_COMMAND",
        message: "A health check needs a command.",
        found: '" "',
        expected: "a command that exits with 0 when the container is healthy",
        fix: 'for example command: "curl -fs http://localhost:8080/health || exit 1"',
      },
      {
        property: "containers.app.healthCheck.timeoutSeconds",
        code: "HEALTH_CHECK_TIMEOUT",
        message: "A check would still run when the next one starts.",
        found: "a timeout of 61 seconds every 4 seconds",
        expected: "a timeout that is not longer than the interval",
        fix: "set timeoutSeconds to 4 or less, or intervalSeconds to 61 or more",
      },
    ],
    ways: [
      {
        says: ["for example command", "use 5", "use 60", "use 1", "use 300", "set timeoutSeconds to 4 or less"],
        to: appOf({
          healthCheck: { command: COMMAND, intervalSeconds: 5, timeoutSeconds: 4, retries: 1, startPeriodSeconds: 300 },
        }),
      },
      {
        says: ["for example command", "use 5", "use 60", "use 1", "use 300", "or intervalSeconds to 61 or more"],
        to: appOf({
          healthCheck: {
            command: COMMAND,
            intervalSeconds: 61,
            timeoutSeconds: 60,
            retries: 1,
            startPeriodSeconds: 300,
          },
        }),
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
      outOfRange("containers.app.stopTimeoutSeconds", "121 seconds", "0 to 120", "use 120"),
      outOfRange("containers.app.startTimeoutSeconds", "-1 seconds", "2 to 120", "use 2"),
      outOfRange("ephemeralStorageGiB", "20 GiB", "21 to 200", "use 21"),
    ],
    ways: [
      {
        says: ["use 21", "use 120", "use 2"],
        to: {
          cpu: "0.25 vCPU",
          memory: "0.5 GB",
          containers: { app: { ...APP, stopTimeoutSeconds: 120, startTimeoutSeconds: 2 } },
          ephemeralStorageGiB: 21,
        },
      },
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
        expected: "an absolute path to a folder below /, of letters, digits and . _ @ + ~ -, without . and .. as names",
        fix: 'use "/tmp"',
      },
      {
        property: "containers.app.writable",
        code: "WRITABLE_PATH_INVALID",
        message: "Nothing can be mounted at this path.",
        found: '"/"',
        expected: "an absolute path to a folder below /, of letters, digits and . _ @ + ~ -, without . and .. as names",
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
    ways: [
      {
        says: ['use "/tmp"', "name the folders", "take one of them out", 'take "/files" out of writable'],
        to: {
          ...appOf({ writable: ["/tmp", "/run"], mounts: { "/files": { volume: "files" } } }),
          volumes: { files: { kind: "scratch" } },
        },
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
    ways: [
      {
        says: ['use "/tmp"', 'add it to volumes, for example { scratch: { kind: "scratch" } }'],
        to: {
          ...appOf({ mounts: { "/tmp": { volume: "scratch" } } }),
          volumes: { files: { kind: "scratch" }, scratch: { kind: "scratch" } },
        },
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
    ways: [
      {
        says: ["take it out", "set soft to 1024 or less"],
        to: appOf({ ulimits: { nofile: { soft: 1024, hard: 1024 } } }),
      },
      {
        says: ["or run the task on EC2", "set soft to 1024 or less"],
        to: {
          launch: "ec2",
          memoryMiB: 512,
          containers: { app: { ...APP, ulimits: { nproc: { soft: 1, hard: 2 }, nofile: { soft: 1024, hard: 1024 } } } },
        },
      },
    ],
  },
  {
    name: "a restart that ECS refuses",
    props: appOf({
      restartPolicy: {
        attemptPeriodSeconds: 30,
        ignoredExitCodes: [256, ...Array.from({ length: 50 }, (_, code) => code)],
      },
    }),
    problems: [
      outOfRange("containers.app.restartPolicy.attemptPeriodSeconds", "30 seconds", "60 to 1800", "use 60"),
      outOfRange("containers.app.restartPolicy.ignoredExitCodes[0]", "256 as exit code", "0 to 255", "use 255"),
      {
        property: "containers.app.restartPolicy.ignoredExitCodes",
        code: "RESTART_EXIT_CODES",
        message: "ECS ignores no more than 50 exit codes of a container.",
        found: "51 exit codes",
        expected: "at most 50",
        fix: "name those that the container ends with when it is done, such as 0",
      },
    ],
    ways: [
      {
        says: ["use 60", "use 255", "name those that the container ends with when it is done, such as 0"],
        to: appOf({ restartPolicy: { attemptPeriodSeconds: 60, ignoredExitCodes: [255, 0] } }),
      },
    ],
  },
];

describe("a container is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectTaskProblems(entry));
});

testAdvice(toldTasks(CASES), problemsIfAny);
