import type { Environment } from "../../core/environments/environment";
import type { Problems } from "../../core/errors";
import { checkLinks } from "../../links/link-checks";
import { checkLinkVariables, linksOf } from "../../links/links";
import { imageProblems } from "../../registry/container-image";
import type { CpuArchitecture, TaskVolume } from "../tasks/task-definition.types";
import type { ContainerHealthCheck, ContainerProps } from "./container.types";
import { checkDependencies } from "./container-dependencies";
import { checkPorts } from "./container-ports";
import { checkRestart } from "./container-restart";
import { checkPlainEnvironment } from "./secret-like";
import { checkWritable } from "./writable-paths";

/** What the checks of containers need to know of their task. */
export interface ContainerContext {
  readonly environment: Environment;
  readonly launch: "fargate" | "ec2";
  readonly architecture: CpuArchitecture;
  readonly volumes: Readonly<Record<string, TaskVolume>>;
  /** CPU units and memory of the task, as far as they are known. */
  readonly cpuUnits?: number;
  readonly memoryMiB?: number;
}

/** Amazon ECS Developer Guide, "Amazon ECS service quotas" (as of 2026-11). */
const MAX_CONTAINERS = 10;

/** Amazon ECS API Reference, `ContainerDefinition` (as of 2026-11), as the limits below. */
const CONTAINER_NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** Checks all containers of a task. */
export function checkContainers(
  containers: Readonly<Record<string, ContainerProps>>,
  context: ContainerContext,
  problems: Problems,
): void {
  const entries = Object.entries(containers);
  checkCount(entries.length, problems);
  if (entries.length > 0 && entries.every(([, container]) => container.essential === false)) addNoneEssential(problems);
  for (const [name, container] of entries) checkContainer(name, container, context, problems);
  checkDependencies(containers, problems);
  checkPorts(containers, problems);
  checkShares(containers, context, problems);
}

function checkContainer(name: string, props: ContainerProps, context: ContainerContext, problems: Problems): void {
  const at = `containers.${name}`;
  if (!CONTAINER_NAME.test(name)) {
    problems.add(at, {
      code: "CONTAINER_NAME_INVALID",
      message: "A container cannot have this name.",
      found: `"${name}"`,
      expected: "1 to 255 of A-Z, a-z, 0-9, - and _",
      fix: `use "${name.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 255) || "app"}"`,
    });
  }
  problems.addAll(imageProblems(props.image, context.environment, `${problems.path} › ${at}.image`));
  checkArchitecture(props, context, at, problems);
  checkVariables(props, at, problems);
  for (const [variable, secret] of Object.entries(props.secrets ?? {})) {
    secret.check(problems, `${at}.secrets.${variable}`);
  }
  if (props.healthCheck) checkHealth(props.healthCheck, `${at}.healthCheck`, problems);
  checkMounts(props, context, at, problems);
  if (props.restartPolicy) checkRestart(props.restartPolicy, `${at}.restartPolicy`, problems);
  checkWritable(props, context.memoryMiB, at, problems);
  checkUlimits(props, context, at, problems);
}

function checkCount(count: number, problems: Problems): void {
  if (count >= 1 && count <= MAX_CONTAINERS) return;
  problems.add("containers", {
    code: "CONTAINER_COUNT",
    message: "A task has one container or more, and not more than ten.",
    found: count === 0 ? "none" : `${count} containers`,
    expected: `1 to ${MAX_CONTAINERS} containers`,
    fix: count === 0 ? "add the application's container" : "put what need not share a task into a task of its own",
  });
}

function addNoneEssential(problems: Problems): void {
  problems.add("containers", {
    code: "CONTAINER_NONE_ESSENTIAL",
    message: "No container is essential, so nothing would say when the task has ended.",
    found: "essential: false for every container",
    expected: "at least one essential container",
    fix: "leave essential out for the application's container",
  });
}

/** Tags often say what they were built for; the platform of the image itself is known to the registry only. */
function checkArchitecture(props: ContainerProps, context: ContainerContext, at: string, problems: Problems): void {
  const { tag } = props.image;
  const other =
    context.architecture === "ARM64" ? /(^|[._-])(amd64|x86[_-]?64)($|[._-])/i : /(^|[._-])(arm64|aarch64)($|[._-])/i;
  if (tag === undefined || !other.test(tag)) return;
  const meant = context.architecture === "ARM64" ? "X86_64" : "ARM64";
  problems.add(`${at}.image`, {
    code: "IMAGE_ARCHITECTURE",
    message: "By its tag the image is built for another processor than the task's, and would not start.",
    found: `the tag ${tag} in a task for ${context.architecture}`,
    expected: `an image for ${context.architecture}, or one for several platforms`,
    fix: `set architecture: "${meant}", or take the image for ${context.architecture}`,
  });
}

function checkVariables(props: ContainerProps, at: string, problems: Problems): void {
  const { environment = {}, secrets = {} } = props;
  checkPlainEnvironment(environment, `${at}.environment`, problems);
  for (const name of Object.keys(environment).filter((key) => key in secrets)) {
    problems.add(`${at}.environment.${name}`, {
      code: "VARIABLE_TWICE",
      message: "A variable is given a plain value and a secret at the same time.",
      found: `${name} in environment and in secrets`,
      expected: "each name once",
      fix: `take ${name} out of environment`,
    });
  }
  checkLinks(props.uses, `${at}.uses`, problems);
  checkLinkVariables(
    linksOf(props.uses).map((used) => ({ ...used, at: `${at}.uses.${used.name}` })),
    { environment: Object.keys(environment), secrets: Object.keys(secrets) },
    "use it under another name",
    problems,
  );
}

function checkHealth(check: ContainerHealthCheck, at: string, problems: Problems): void {
  const { command, intervalSeconds = 30, timeoutSeconds = 5 } = check;
  if ((typeof command === "string" ? command.trim() : command.join("")) === "") {
    problems.add(`${at}.command`, {
      code: "HEALTH_CHECK_WITHOUT_COMMAND",
      message: "A health check needs a command.",
      found: typeof command === "string" ? `"${command}"` : "an empty list",
      expected: "a command that exits with 0 when the container is healthy",
      fix: 'for example command: "curl -fs http://localhost:8080/health || exit 1"',
    });
  }
  if (timeoutSeconds <= intervalSeconds) return;
  problems.add(`${at}.timeoutSeconds`, {
    code: "HEALTH_CHECK_TIMEOUT",
    message: "A check would still run when the next one starts.",
    found: `a timeout of ${timeoutSeconds} seconds every ${intervalSeconds} seconds`,
    expected: "a timeout that is not longer than the interval",
    fix: `set timeoutSeconds to ${Math.max(2, Math.min(60, intervalSeconds))} or less, or intervalSeconds to ${timeoutSeconds} or more`,
  });
}

function checkMounts(props: ContainerProps, context: ContainerContext, at: string, problems: Problems): void {
  const names = Object.keys(context.volumes).sort();
  for (const [path, mount] of Object.entries(props.mounts ?? {})) {
    if (!path.startsWith("/")) {
      problems.add(`${at}.mounts.${path}`, {
        code: "MOUNT_PATH_RELATIVE",
        message: "A volume is seen at an absolute path.",
        found: `"${path}"`,
        expected: "a path that begins with /",
        fix: `use "/${path}"`,
      });
    }
    if (names.includes(mount.volume)) continue;
    problems.add(`${at}.mounts.${path}`, {
      code: "VOLUME_UNKNOWN",
      message: "The task has no volume of this name.",
      found: `"${mount.volume}"`,
      expected: names.length > 0 ? `one of ${names.join(", ")}` : "a volume of the task; it has none",
      fix: `add it to volumes, for example { ${mount.volume}: { kind: "scratch" } }`,
    });
  }
}

/** Amazon ECS Developer Guide, "Amazon ECS task definition differences for Fargate" (as of 2026-11). */
function checkUlimits(props: ContainerProps, context: ContainerContext, at: string, problems: Problems): void {
  for (const [name, { soft, hard }] of Object.entries(props.ulimits ?? {})) {
    if (context.launch === "fargate" && name !== "nofile") {
      problems.add(`${at}.ulimits.${name}`, {
        code: "ULIMIT_FIXED",
        message: "Fargate fixes every limit but the number of open files.",
        found: name,
        expected: "nofile",
        fix: "take it out, or run the task on EC2",
      });
    }
    if (soft <= hard) continue;
    problems.add(`${at}.ulimits.${name}`, {
      code: "ULIMIT_REVERSED",
      message: "The soft limit is greater than the hard one.",
      found: `soft ${soft}, hard ${hard}`,
      expected: "a soft limit that is not greater",
      fix: `set soft to ${hard} or less`,
    });
  }
}

/** Containers cannot be given more than the task has. */
function checkShares(
  containers: Readonly<Record<string, ContainerProps>>,
  context: ContainerContext,
  problems: Problems,
): void {
  const all = Object.entries(containers);
  const cpu = sum(all.map(([, { cpuUnits }]) => cpuUnits));
  const memory = sum(all.map(([, { memoryMiB, memoryReservationMiB }]) => memoryReservationMiB ?? memoryMiB));
  if (context.cpuUnits !== undefined && cpu > context.cpuUnits) {
    problems.add("containers", {
      code: "CONTAINERS_EXCEED_CPU",
      message: "The containers are given more CPU than the task has.",
      found: `${cpu} units for the containers, ${context.cpuUnits} for the task`,
      expected: `at most ${context.cpuUnits} units together`,
      fix: "give them less, or the task more",
    });
  }
  if (context.memoryMiB !== undefined && memory > context.memoryMiB) {
    problems.add("containers", {
      code: "CONTAINERS_EXCEED_MEMORY",
      message: "The containers are given more memory than the task has.",
      found: `${memory} MiB for the containers, ${context.memoryMiB} MiB for the task`,
      expected: `at most ${context.memoryMiB} MiB together`,
      fix: "give them less, or the task more",
    });
  }
  for (const [name, { memoryMiB, memoryReservationMiB }] of all) {
    if (memoryMiB === undefined || memoryReservationMiB === undefined || memoryReservationMiB < memoryMiB) continue;
    problems.add(`containers.${name}.memoryReservationMiB`, {
      code: "MEMORY_RESERVATION",
      message: "ECS takes no reservation that is as great as the limit.",
      found: `reservation ${memoryReservationMiB} MiB, limit ${memoryMiB} MiB`,
      expected: `less than ${memoryMiB} MiB`,
      fix: "leave the reservation out, or raise memoryMiB",
    });
  }
}

function sum(values: readonly (number | undefined)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}
