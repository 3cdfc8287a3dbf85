import type { ContainerHealthCheck, ContainerProps, RestartPolicy } from "./container.types";
import type { ContainerSecret } from "./container-secret";
import { memoryFiles } from "./writable-paths";

/** Where a container's lines go, in the words of ECS. */
export interface LogConfiguration {
  readonly logDriver: "awslogs" | "awsfirelens";
  readonly options: Readonly<Record<string, string>>;
  readonly secretOptions?: readonly NamedSecret[];
}

/** A secret under the name that the container or the log driver knows it by. */
export interface NamedSecret {
  readonly name: string;
  readonly valueFrom: string;
}

/** A container with what its task adds to it. */
export interface PlannedContainer {
  readonly props: ContainerProps;
  readonly logs: LogConfiguration;
  /** Whether it is the log router that the others send their lines to. */
  readonly router?: boolean;
}

const DEFAULT_STOP_TIMEOUT_SECONDS = 30;
const DEFAULT_RESTART_SECONDS = 300;

/**
 * The container definitions as JSON (Amazon ECS API Reference, `ContainerDefinition`, as of 2026-11). Containers, ports,
 * variables and mounts stand in the order of their names, which is how the order of declaration makes no difference; the same
 * order is what the provider compares by.
 */
export function containerDefinitions(containers: Readonly<Record<string, PlannedContainer>>): string {
  return JSON.stringify(byName(containers).map(([name, container]) => definition(name, container)));
}

function definition(name: string, { props, logs, router }: PlannedContainer): Readonly<Record<string, unknown>> {
  return {
    name,
    image: props.image.uri,
    essential: props.essential ?? true,
    ...(props.cpuUnits === undefined ? {} : { cpu: props.cpuUnits }),
    ...(props.memoryMiB === undefined ? {} : { memory: props.memoryMiB }),
    ...(props.memoryReservationMiB === undefined ? {} : { memoryReservation: props.memoryReservationMiB }),
    ...(props.entryPoint ? { entryPoint: props.entryPoint } : {}),
    ...(props.command ? { command: props.command } : {}),
    ...(props.workingDirectory === undefined ? {} : { workingDirectory: props.workingDirectory }),
    ...(props.user === undefined ? {} : { user: props.user }),
    portMappings: byName(props.ports ?? {}).map(([port, { port: containerPort, protocol, appProtocol }]) => ({
      name: port,
      containerPort,
      // With a network interface of its own, a task has the same port inside and outside.
      hostPort: containerPort,
      protocol: protocol ?? "tcp",
      ...(appProtocol === undefined ? {} : { appProtocol }),
    })),
    environment: byName(props.environment ?? {}).map(([key, value]) => ({ name: key, value })),
    secrets: namedSecrets(props.secrets ?? {}),
    mountPoints: byName(props.mounts ?? {}).map(([containerPath, { volume, readOnly }]) => ({
      sourceVolume: volume,
      containerPath,
      readOnly: readOnly ?? false,
    })),
    ...(props.volumesFrom
      ? {
          volumesFrom: byName(props.volumesFrom).map(([sourceContainer, { readOnly }]) => ({
            sourceContainer,
            readOnly: readOnly ?? false,
          })),
        }
      : {}),
    dependsOn: byName(props.dependsOn ?? {}).map(([containerName, condition]) => ({ containerName, condition })),
    ...(props.restartPolicy ? { restartPolicy: restartPolicy(props.restartPolicy) } : {}),
    ...(props.healthCheck ? { healthCheck: healthCheck(props.healthCheck) } : {}),
    readonlyRootFilesystem: props.readonlyRootFilesystem ?? true,
    linuxParameters: {
      initProcessEnabled: props.initProcess ?? true,
      ...(props.dropCapabilities ? { capabilities: { drop: [...props.dropCapabilities].sort() } } : {}),
      ...(props.writable && props.writable.length > 0 ? { tmpfs: memoryFiles(props) } : {}),
    },
    stopTimeout: props.stopTimeoutSeconds ?? DEFAULT_STOP_TIMEOUT_SECONDS,
    ...(props.startTimeoutSeconds === undefined ? {} : { startTimeout: props.startTimeoutSeconds }),
    ulimits: byName(props.ulimits ?? {}).map(([limit, { soft, hard }]) => ({
      name: limit,
      softLimit: soft,
      hardLimit: hard,
    })),
    ...(router ? { firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } } } : {}),
    logConfiguration: logs,
  };
}

/** Secrets in the words of ECS, in the order of their names. */
export function namedSecrets(secrets: Readonly<Record<string, ContainerSecret>>): NamedSecret[] {
  return byName(secrets).map(([name, { valueFrom }]) => ({ name, valueFrom }));
}

function healthCheck(check: ContainerHealthCheck): Readonly<Record<string, unknown>> {
  const { command } = check;
  const words = typeof command === "string" ? ["CMD-SHELL", command] : ["CMD", ...command];
  return {
    command: words,
    interval: check.intervalSeconds ?? 30,
    timeout: check.timeoutSeconds ?? 5,
    retries: check.retries ?? 3,
    startPeriod: check.startPeriodSeconds ?? 0,
  };
}

function restartPolicy({ ignoredExitCodes, attemptPeriodSeconds }: RestartPolicy): Readonly<Record<string, unknown>> {
  return {
    enabled: true,
    ...(ignoredExitCodes ? { ignoredExitCodes: [...new Set(ignoredExitCodes)].sort((a, b) => a - b) } : {}),
    restartAttemptPeriod: attemptPeriodSeconds ?? DEFAULT_RESTART_SECONDS,
  };
}

/** Entries in the order of their names. */
export function byName<T>(entries: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
}
