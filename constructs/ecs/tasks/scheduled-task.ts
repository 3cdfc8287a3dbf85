import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { Construct } from "constructs";
import { checkPlace } from "../../core/base-construct";
import { checkSchedule, checkTimeZone } from "../../core/checks/schedule-expression";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { waitFor } from "../../core/resources/wait-for";
import { checkRanges } from "../../core/shapes/check-ranges";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import type { IQueue } from "../../messaging/queue/queue.types";
import { nameInStack } from "../services/name-in-stack";
import { Task } from "./task";
import type { ScheduledTaskProps, ScheduleOptions } from "./task.types";

const DEFAULT_RETRIES = 3;
const DEFAULT_RETRY_MINUTES = 60;

/**
 * A task that EventBridge Scheduler starts by the clock. The role of the schedule can start this task and nothing else.
 *
 * ```ts
 * new ScheduledTask(this, "report", {
 *   cluster, image: repository.image("1.4.2"), cpu: "0.25 vCPU", memory: "0.5 GB", command: ["report"],
 *   schedule: "cron(0 6 ? * MON-FRI *)", timeZone: "Asia/Seoul",
 * });
 * ```
 */
export class ScheduledTask extends Task {
  /** Role that Scheduler starts the task by. */
  readonly role: Role;
  /** The Terraform resource. */
  readonly schedule: SchedulerSchedule;

  /** @throws GroundplanError with everything that is wrong with the properties, and with the task where it is given in short */
  constructor(scope: Construct, id: string, props: ScheduledTaskProps) {
    checkPlace(new.target.name, scope, id);
    props = layDefaults({ scope, id }, "ScheduledTask", props);
    checkShape(`${scope.node.path}/${id}`, "ScheduledTask", props);
    super(scope, id, props);
    this.role = this.#createRole();
    this.schedule = this.#createSchedule(props);
  }

  protected override checkFurther(props: ScheduledTaskProps, problems: Problems): void {
    checkRanges("ScheduledTask", props, problems);
    checkScheduleOptions(props, problems);
  }

  #createRole(): Role {
    const role = new Role(this, "role", {
      name: `${nameInStack(this)}-schedule`,
      description: `Starts ${nameInStack(this)} by the clock`,
      trustedBy: [{ by: "service", service: "scheduler.amazonaws.com" }],
    });
    this.grantRun(role);
    return role;
  }

  #createSchedule(props: ScheduledTaskProps): SchedulerSchedule {
    const stack = EnvironmentStack.of(this);
    const { flexibleMinutes, deadLetters } = props;
    deadLetters?.grantSend(this.role);
    const schedule = new SchedulerSchedule(this, "Default", {
      name: props.scheduleName ?? stack.physicalName("schedule", stack.stackName, nameInStack(this)),
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: props.timeZone ?? "UTC",
      state: props.enabled === false ? "DISABLED" : "ENABLED",
      flexibleTimeWindow:
        flexibleMinutes === undefined ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleMinutes },
      target: {
        arn: this.cluster.clusterArn,
        roleArn: this.role.roleArn,
        ecsParameters: this.#ecsParameters(),
        retryPolicy: {
          maximumRetryAttempts: props.retries ?? DEFAULT_RETRIES,
          maximumEventAgeInSeconds: (props.retryMinutes ?? DEFAULT_RETRY_MINUTES) * 60,
        },
        ...(deadLetters ? { deadLetterConfig: { arn: deadLetters.queueArn } } : {}),
      },
    });
    const { taskRole, executionRole } = this.taskDefinition;
    const { capacityResource } = this.cluster;
    waitFor(schedule, () => [
      ...[this.role, taskRole, executionRole].flatMap(permissionsOf),
      ...(capacityResource ? [capacityResource] : []),
    ]);
    return schedule;
  }

  #ecsParameters() {
    const { taskDefinition, placement, securityGroup, capacityStrategy } = this;
    const { imageOwner, resource } = taskDefinition;
    return {
      // Without a revision the newest one is started, whoever registered it.
      taskDefinitionArn: imageOwner === "deployment" ? resource.arnWithoutRevision : resource.arn,
      taskCount: 1,
      capacityProviderStrategy: capacityStrategy,
      networkConfiguration: {
        subnets: [...placement.subnetIds],
        securityGroups: [securityGroup.securityGroupId],
        assignPublicIp: placement.publicAddress,
      },
      enableEcsManagedTags: true,
      propagateTags: "TASK_DEFINITION",
    };
  }
}

/** EventBridge Scheduler API Reference, `CreateSchedule` (as of 2026-11). */
function checkScheduleOptions(props: ScheduleOptions, problems: Problems): void {
  checkExactName("schedule", props.scheduleName, problems, "scheduleName");
  checkSchedule(props.schedule, "schedule", problems);
  checkTimeZone(props.timeZone, "timeZone", problems);
  checkDeadLetters(props.deadLetters, problems);
}

/**
 * Adds `SCHEDULE_DEAD_LETTERS_FIFO`: what failed goes to standard queues only (EventBridge Scheduler User Guide, "Configuring a schedule's
 * dead-letter queue", as of 2026-11).
 */
function checkDeadLetters(queue: IQueue | undefined, problems: Problems): void {
  if (!queue?.fifo) return;
  problems.add("deadLetters", {
    code: "SCHEDULE_DEAD_LETTERS_FIFO",
    message: "EventBridge Scheduler sends to no queue that keeps the order.",
    found: "a queue with fifo",
    expected: "a queue without fifo",
    fix: "name another queue, without fifo",
  });
}
