import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { BaseConstruct } from "../../core/base-construct";
import { checkSchedule, checkTimeZone } from "../../core/checks/schedule-expression";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { nameInStack } from "../../core/names/path-in-stack";
import { waitFor } from "../../core/resources/wait-for";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import type { CalledFunction } from "./called-function";
import type { ScheduleSourceOptions } from "./source.types";

/**
 * Calls a function by the clock: by EventBridge Scheduler, which AWS recommends over rules with a schedule (Amazon EventBridge User Guide,
 * "Creating a rule that runs on a schedule in Amazon EventBridge", as of 2026-11), and which knows time zones.
 */
export class ScheduleSource extends BaseConstruct {
  /** By which Scheduler calls the function, and nothing else. */
  readonly role: Role;
  readonly schedule: SchedulerSchedule;

  constructor(called: CalledFunction, name: string, options: ScheduleSourceOptions) {
    super(called, `on-${name}`);
    const problems = new Problems(called.node.path);
    checkSchedule(options.schedule, `on.${name}.schedule`, problems);
    checkTimeZone(options.timeZone, `on.${name}.timeZone`, problems);
    checkExactName("schedule", options.scheduleName, problems, `on.${name}.scheduleName`);
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    const path = `${nameInStack(called)}-${name}`;
    this.role = new Role(this, "role", {
      name: path,
      description: `Calls ${called.functionName} by the clock`,
      trustedBy: [{ by: "service", service: "scheduler.amazonaws.com" }],
    });
    called.grantInvoke(this.role);
    const { flexibleMinutes, input } = options;
    this.schedule = new SchedulerSchedule(this, "schedule", {
      name: options.scheduleName ?? stack.physicalName("schedule", stack.stackName, path),
      scheduleExpression: options.schedule,
      scheduleExpressionTimezone: options.timeZone ?? "UTC",
      state: options.enabled === false ? "DISABLED" : "ENABLED",
      flexibleTimeWindow:
        flexibleMinutes === undefined ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleMinutes },
      target: {
        arn: called.calledArn,
        roleArn: this.role.roleArn,
        ...(input === undefined ? {} : { input: JSON.stringify(input) }),
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 },
      },
    });
    waitFor(this.schedule, () => permissionsOf(this.role));
  }
}
