import { ContainerSecret, type TaskDefinitionProps } from "../../../constructs/ecs";
import type { ContainerProps } from "../../../constructs/ecs/container.types";
import { ContainerImage } from "../../../constructs/registry/container-image";
import { APP, expectProblems, type Found, IMAGE, SMALL_TASK, synthTask } from "./support";

interface Case {
  readonly name: string;
  readonly props: TaskDefinitionProps;
  readonly problems: readonly Found[];
  readonly protect?: boolean;
}

/** A task of the smallest size with these containers. */
function task(containers: Readonly<Record<string, ContainerProps>>): TaskDefinitionProps {
  return { ...SMALL_TASK, containers };
}

/** A task with one application container that differs in this. */
function app(props: Partial<ContainerProps>): TaskDefinitionProps {
  return task({ app: { ...APP, ...props } });
}

const outOfRange = (property: string, found: string, expected: string, fix: string): Found => ({
  property,
  code: "NUMBER_OUT_OF_RANGE",
  message: "The number is not one that AWS takes.",
  found,
  expected: `a whole number from ${expected}`,
  fix,
});

const CASES: readonly Case[] = [
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
    name: "more than ten containers",
    props: task(Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`c${index}`, { image: IMAGE }]))),
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
    props: app({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:latest") }),
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
    props: app({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:1.4.2-arm64") }),
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
      ...app({ image: ContainerImage.fromRegistry("public.ecr.aws/shop/api:amd64-1.4.2") }),
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
    name: "a secret under the name of one, without its value",
    props: app({ environment: { DB_PASSWORD: "hunter2" } }),
    problems: [
      {
        property: "containers.app.environment.DB_PASSWORD",
        code: "SECRET_IN_ENVIRONMENT",
        message:
          "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        found: "a plain value under the name of a secret",
        expected: "secrets as references to Secrets Manager or Parameter Store",
        fix: "move it to secrets: { DB_PASSWORD: ContainerSecret.fromSecretsManager(arn) }; if it is no secret, give it another name",
      },
    ],
  },
  {
    name: "a password in the address of a database",
    props: app({ environment: { DATABASE_URL: "postgres://shop:hunter2@db.internal/shop" } }),
    problems: [
      {
        property: "containers.app.environment.DATABASE_URL",
        code: "SECRET_IN_ENVIRONMENT",
        message:
          "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        found: "an address with a password in it",
        expected: "secrets as references to Secrets Manager or Parameter Store",
        fix: "move it to secrets: { DATABASE_URL: ContainerSecret.fromSecretsManager(arn) }; if it is no secret, give it another name",
      },
    ],
  },
  {
    name: "a variable that is plain and secret",
    props: app({
      environment: { FLAG: "on" },
      secrets: { FLAG: ContainerSecret.fromParameter("arn:aws:ssm:ap-northeast-2:111111111111:parameter/flag") },
    }),
    problems: [
      {
        property: "containers.app.environment.FLAG",
        code: "VARIABLE_TWICE",
        message: "A variable is given a plain value and a secret at the same time.",
        found: "FLAG in environment and in secrets",
        expected: "each name once",
        fix: "take FLAG out of environment",
      },
    ],
  },
  {
    name: "a secret in place of its ARN, without repeating it",
    props: app({ secrets: { PIN: ContainerSecret.fromSecretsManager("hunter2", { key: "alias/shop" }) } }),
    problems: [
      {
        property: "containers.app.secrets.PIN",
        code: "SECRET_ARN_INVALID",
        message: "This is not the ARN of a secret.",
        found: "a text of 7 characters",
        expected: "an ARN, such as arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/api-AbCdEf",
        fix: "copy the whole ARN from the console; the value itself belongs into the store and never into code",
      },
      {
        property: "containers.app.secrets.PIN.key",
        code: "KEY_ARN_INVALID",
        message: "This is not the ARN of a KMS key.",
        found: '"alias/shop"',
        expected:
          "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        fix: "give the ARN of the key; an alias cannot be named in a permission",
      },
    ],
  },
  {
    name: "ports that are taken, named twice, or do not exist",
    props: task({
      app: { image: IMAGE, ports: { http: { port: 8080 }, Admin: { port: 70000 } } },
      proxy: { image: IMAGE, ports: { http: { port: 8080 } } },
    }),
    problems: [
      outOfRange("containers.app.ports.Admin.port", "70000 as a port", "1 to 65535", "use 65535"),
      {
        property: "containers.app.ports.Admin",
        code: "PORT_NAME_INVALID",
        message: "A port cannot have this name.",
        found: '"Admin"',
        expected: "1 to 64 of a-z, 0-9, - and _, not starting with -",
        fix: 'use "admin"',
      },
      {
        property: "containers.proxy.ports.http",
        code: "PORT_TWICE",
        message: "The containers of a task share one address, and this port of it is taken.",
        found: "tcp 8080, also of containers.app.ports.http",
        expected: "each port once in a task",
        fix: "let one of the two listen on another port",
      },
      {
        property: "containers.proxy.ports.http",
        code: "PORT_NAME_TWICE",
        message: "Names of ports are unique in a task.",
        found: '"http" in app and in proxy',
        expected: "each name once in a task",
        fix: 'name this one "proxy-http"',
      },
    ],
  },
  {
    name: "a dependency on a container that is not there",
    props: task({ app: { ...APP, dependsOn: { migrate: "SUCCESS" } }, proxy: { image: IMAGE } }),
    problems: [
      {
        property: "containers.app.dependsOn.migrate",
        code: "CONTAINER_UNKNOWN",
        message: "The task has no container of this name to wait for.",
        found: '"migrate"',
        expected: "one of proxy",
        fix: "correct the name, or take the dependency out",
      },
    ],
  },
  {
    name: "dependencies in a circle",
    props: task({
      app: { ...APP, dependsOn: { cache: "START" } },
      cache: { image: IMAGE, dependsOn: { proxy: "START" } },
      proxy: { image: IMAGE, dependsOn: { app: "START" } },
    }),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_DEPENDENCY_CYCLE",
        message: "Containers wait for each other, so none would start.",
        found: "app → cache → proxy → app",
        expected: "dependencies without a cycle",
        fix: "take cache out of the dependsOn of app",
      },
    ],
  },
  {
    name: "a container that waits for itself",
    props: app({ dependsOn: { app: "START" } }),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_DEPENDENCY_CYCLE",
        message: "A container waits for itself.",
        found: "app → app",
        expected: "dependencies without a cycle",
        fix: "take app out of the dependsOn of app",
      },
    ],
  },
  {
    name: "waiting for what never comes",
    props: task({
      app: { ...APP, dependsOn: { cache: "HEALTHY", migrate: "SUCCESS" } },
      cache: { image: IMAGE },
      migrate: { image: IMAGE },
    }),
    problems: [
      {
        property: "containers.app.dependsOn.cache",
        code: "DEPENDENCY_NEVER_HEALTHY",
        message: 'Container "cache" has no health check, so it would never be healthy.',
        found: "HEALTHY",
        expected: "HEALTHY for containers with a health check only",
        fix: 'give "cache" a healthCheck, or wait for START',
      },
      {
        property: "containers.app.dependsOn.migrate",
        code: "DEPENDENCY_ENDS_TASK",
        message: 'Container "migrate" is essential: when it ends, the task ends, and nothing waits any more.',
        found: "SUCCESS",
        expected: "SUCCESS for containers with essential: false only",
        fix: 'set essential: false for "migrate", or wait for START or HEALTHY',
      },
    ],
  },
  {
    name: "no essential container",
    props: app({ essential: false }),
    problems: [
      {
        property: "containers",
        code: "CONTAINER_NONE_ESSENTIAL",
        message: "No container is essential, so nothing would say when the task has ended.",
        found: "essential: false for every container",
        expected: "at least one essential container",
        fix: "leave essential out for the application's container",
      },
    ],
  },
  {
    name: "a health check without a command and with times that AWS refuses",
    props: app({
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
    name: "volumes that are not there, and paths that lead nowhere",
    props: { ...app({ mounts: { tmp: { volume: "scratch" } } }), volumes: { files: { kind: "scratch" } } },
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
    props: app({ ulimits: { nproc: { soft: 1, hard: 2 }, nofile: { soft: 4096, hard: 1024 } } }),
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
    props: task({
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
    props: { ...task({ app: APP, "log-router": { image: IMAGE } }), logs: { to: "firelens", output: {} } },
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
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, { props, problems, protect }) => {
    expectProblems("api", () => synthTask(props, { protect: protect ?? false }), problems);
  });
});

describe("an environment variable is no secret", () => {
  test.each([
    ["SECRET_NAME", "shop/api"],
    ["TOKEN_TTL", "3600"],
    ["DISABLE_TOKEN", "true"],
    ["DATABASE_URL", "postgres://shop@db.internal/shop"],
    ["PASSWORD_FILE", "/run/secrets/db"],
    ["MONKEY", "banana"],
  ])("when it is called %s with the value %s", (name, value) => {
    expect(synthTask(app({ environment: { [name]: value } })).problems).toEqual([]);
  });
});

describe("an environment variable is a secret", () => {
  const parts = { key: ["AKIA", "ABCDEFGHIJKLMNOP"], hub: ["ghp_", "a".repeat(36)], chat: ["xoxb-", "1234567890-a"] };
  test.each([
    ["AWS", parts.key.join(""), "the id of an AWS access key"],
    ["PEM", ["-----BEGIN", "RSA PRIVATE", "KEY-----"].join(" "), "a private key"],
    ["HUB", parts.hub.join(""), "a token of GitHub"],
    ["CHAT", parts.chat.join(""), "a token of Slack"],
    ["SESSION", ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiIxMjM0In0", "c2ln"].join("."), "a JSON web token"],
    ["apiKey", "abc", "a plain value under the name of a secret"],
    ["STRIPE_API_KEY", "abc", "a plain value under the name of a secret"],
    ["dbPassword", "abc", "a plain value under the name of a secret"],
  ])("when %s is %s", (name, value, found) => {
    expect(() => synthTask(app({ environment: { [name]: value } }))).toThrow(`found:    ${found}`);
  });
});
