import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { WritableLogs } from "../../monitoring/log-group";
import { checkLogRetention } from "../../monitoring/log-retention";
import { ContainerImage } from "../../registry/container-image";
import type { CloudWatchLogs, ContainerProps, FireLensLogs, LogRouting } from "../containers/container.types";
import {
  byName,
  type LogConfiguration,
  namedSecrets,
  type PlannedContainer,
} from "../containers/container-definitions";

/** Name of the container that routes logs with FireLens. */
export const LOG_ROUTER = "log-router";

/** AWS for Fluent Bit, release notes of 2026-09-04. ECR Public lets anybody pull it. */
const ROUTER_IMAGE = "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.15";

/** Amazon ECS Developer Guide, "Send Amazon ECS logs to an AWS service or AWS Partner" (as of 2026-11): at least 50 MiB. */
const ROUTER_MEMORY_MIB = 50;

const DEFAULT_BUFFER_MIB = 25;

/** Properties of {@link TaskLogs}. */
export interface TaskLogsProps {
  /** Name of the task, for the log group. */
  readonly name: string;
  readonly routing: LogRouting;
}

/** Checks a log routing. */
export function checkLogs(routing: LogRouting, containers: readonly string[], problems: Problems): void {
  if (routing.retentionDays !== undefined) checkLogRetention(routing.retentionDays, problems, "logs.retentionDays");
  if (routing.to === "cloudwatch") {
    checkExactName("logGroup", routing.logGroupName, problems, "logs.logGroupName");
    return;
  }
  checkFireLens(routing, containers, problems);
}

function checkFireLens(routing: FireLensLogs, containers: readonly string[], problems: Problems): void {
  if (routing.output.Name === undefined || routing.output.Name === "") {
    problems.add("logs.output", {
      code: "FIRELENS_OUTPUT_NAMELESS",
      message: "Fluent Bit does not know where to send the logs.",
      found: Object.keys(routing.output).sort().join(", ") || "no options",
      expected: "an option Name with the name of an output plugin",
      fix: 'for example output: { Name: "firehose", region: "ap-northeast-2", delivery_stream: "logs" }',
    });
  }
  if (containers.includes(LOG_ROUTER)) {
    problems.add(`containers.${LOG_ROUTER}`, {
      code: "CONTAINER_NAME_TAKEN",
      message: "This is the name of the container that routes the logs.",
      found: `"${LOG_ROUTER}"`,
      expected: `any name but ${LOG_ROUTER}`,
      fix: "give the container another name; logs.image sets the router's image",
    });
  }
  for (const [name, secret] of Object.entries(routing.secretOutput ?? {})) {
    secret.check(problems, `logs.secretOutput.${name}`);
  }
}

/** The log group of a task, and the way from its containers there. */
export class TaskLogs extends WritableLogs {
  readonly #routing: LogRouting;

  constructor(scope: Construct, id: string, { name, routing }: TaskLogsProps) {
    const stack = EnvironmentStack.of(scope);
    const { logGroupName, key }: Partial<CloudWatchLogs> = routing.to === "cloudwatch" ? routing : {};
    super(scope, id, {
      name: logGroupName ?? stack.physicalName("logGroup", stack.stackName, name),
      retentionDays: routing.retentionDays,
      ...(key === undefined ? {} : { key }),
    });
    this.#routing = routing;
  }

  /** The containers with their log configuration, and the router beside them where there is one. */
  plan(containers: Readonly<Record<string, ContainerProps>>): Readonly<Record<string, PlannedContainer>> {
    const routing = this.#routing;
    const logs = routing.to === "cloudwatch" ? this.#toCloudWatch(routing) : toFireLens(routing);
    const planned = Object.entries(containers).map(([name, props]): [string, PlannedContainer] => [
      name,
      { props, logs },
    ]);
    return Object.fromEntries(routing.to === "firelens" ? [...planned, [LOG_ROUTER, this.#router(routing)]] : planned);
  }

  /** Options of the driver `awslogs` for what is no container of the task, such as the proxy of Service Connect. */
  options(streamPrefix: string): Readonly<Record<string, string>> {
    return { ...this.#toCloudWatch({}).options, "awslogs-stream-prefix": streamPrefix };
  }

  /** Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch" (as of 2026-11). */
  #toCloudWatch({ mode = "non-blocking", bufferMiB }: Pick<CloudWatchLogs, "mode" | "bufferMiB">): LogConfiguration {
    return {
      logDriver: "awslogs",
      options: {
        "awslogs-group": this.logGroup.name,
        "awslogs-region": EnvironmentStack.of(this).environment.region,
        "awslogs-stream-prefix": "ecs",
        mode,
        ...(mode === "non-blocking" ? { "max-buffer-size": `${bufferMiB ?? DEFAULT_BUFFER_MIB}m` } : {}),
      },
    };
  }

  #router(routing: FireLensLogs): PlannedContainer {
    return {
      router: true,
      logs: this.#toCloudWatch({}),
      props: {
        image: routing.image ?? ContainerImage.fromRegistry(ROUTER_IMAGE),
        // ECS writes the router's configuration into the container, and wants root for it.
        user: "0",
        readonlyRootFilesystem: false,
        memoryReservationMiB: routing.memoryReservationMiB ?? ROUTER_MEMORY_MIB,
      },
    };
  }
}

function toFireLens(routing: FireLensLogs): LogConfiguration {
  return {
    logDriver: "awsfirelens",
    options: Object.fromEntries(byName(routing.output)),
    ...(routing.secretOutput ? { secretOptions: namedSecrets(routing.secretOutput) } : {}),
  };
}
