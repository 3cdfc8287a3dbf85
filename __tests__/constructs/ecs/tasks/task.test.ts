import { TerraformOutput } from "cdktf";
import { ScheduledTask, type ScheduledTaskProps, Task, type TaskProps } from "../../../../constructs/ecs";
import { Queue } from "../../../../constructs/messaging";
import { decide } from "../../../support/policy-evaluator";
import { resourceOf, resourcesOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { expectProblems, IMAGE, testCluster } from "../support";

const SMALL = { image: IMAGE, cpu: "0.25 vCPU", memory: "0.5 GB", command: ["report"] } as const;

function synthSchedule(props: Partial<ScheduledTaskProps> = {}): SynthesizedStack {
  return synthStack(
    (stack) => {
      const cluster = testCluster(stack);
      new ScheduledTask(stack, "report", {
        ...SMALL,
        schedule: "rate(1 hour)",
        ...props,
        cluster,
      } as ScheduledTaskProps);
    },
    { name: "ecs" },
  );
}

describe("a one-off task", () => {
  function commandOf(command?: readonly string[], props: Partial<TaskProps> = {}): string {
    const { outputs } = synthStack(
      (stack) => {
        const cluster = testCluster(stack);
        const task = new Task(stack, "migrate", { ...SMALL, ...props, cluster } as TaskProps);
        new TerraformOutput(stack, "command", { value: task.runCommand(command), staticId: true });
      },
      { name: "ecs" },
    );
    return String(outputs.command?.value).replace(/_[0-9A-F]{8}\./g, ".");
  }

  test("is started by a command that is ready to paste", () => {
    expect(commandOf()).toBe(
      "aws ecs run-task --region ap-northeast-2 " +
        "--cluster ${aws_ecs_cluster_capacity_providers.cluster_capacity.cluster_name} " +
        "--task-definition ${aws_ecs_task_definition.migrate_task.family} " +
        "--capacity-provider-strategy capacityProvider=FARGATE,base=0,weight=1 " +
        '--network-configuration \'{"awsvpcConfiguration":{"subnets":["subnet-app-a","subnet-app-b"],' +
        '"securityGroups":["${aws_security_group.migrate_security-group.id}"],"assignPublicIp":"DISABLED"}}\'',
    );
  });

  test("runs another command, quoted for the shell", () => {
    expect(commandOf(["echo", "it's done"])).toMatch(
      / --overrides '\{"containerOverrides":\[\{"name":"app","command":\["echo","it'\\''s done"\]\}\]\}'$/,
    );
  });

  test("runs on the shares of capacity that it is given", () => {
    expect(commandOf(undefined, { capacity: { FARGATE_SPOT: { weight: 1 } } })).toContain(
      "--capacity-provider-strategy capacityProvider=FARGATE_SPOT,base=0,weight=1",
    );
  });
});

describe("a scheduled task", () => {
  test("is started by the clock, and not retried for longer than an hour", () => {
    const schedule = resourceOf(
      synthSchedule({ timeZone: "Asia/Seoul", flexibleMinutes: 15 }),
      "aws_scheduler_schedule",
    );
    expect(schedule).toEqual(
      expect.objectContaining({
        name: "groundplan-sandbox-ecs-report",
        schedule_expression: "rate(1 hour)",
        schedule_expression_timezone: "Asia/Seoul",
        state: "ENABLED",
        flexible_time_window: { mode: "FLEXIBLE", maximum_window_in_minutes: 15 },
      }),
    );
    expect(schedule.target).toEqual(
      expect.objectContaining({
        retry_policy: { maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 3 },
        ecs_parameters: expect.objectContaining({
          task_definition_arn: expect.stringMatching(/^\$\{aws_ecs_task_definition\.report_task_\w+\.arn}$/),
          capacity_provider_strategy: [{ capacity_provider: "FARGATE", base: 0, weight: 1 }],
          network_configuration: expect.objectContaining({ assign_public_ip: false }),
        }),
      }),
    );
  });

  test("runs the newest revision when a deployment outside owns the image", () => {
    const schedule = resourceOf(
      synthSchedule({ imageOwner: "deployment" } as Partial<ScheduledTaskProps>),
      "aws_scheduler_schedule",
    );
    expect(JSON.stringify(schedule.target)).toMatch(/aws_ecs_task_definition\.report_task_\w+\.arn_without_revision/);
  });

  test("has a role that starts this task, passes its two roles, and does nothing else", () => {
    const synthesized = synthSchedule();
    const policy = resourcesOf(synthesized, "aws_iam_role_policy").find(({ role }) =>
      String(role).includes("report_role"),
    );
    const statements = JSON.parse(String(policy?.policy)).Statement;
    expect(statements).toEqual([
      expect.objectContaining({
        Sid: "PassTaskRoles",
        Action: "iam:PassRole",
        Resource: [expect.stringContaining("task-role"), expect.stringContaining("execution-role")],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      }),
      expect.objectContaining({
        Sid: "RunTask",
        Action: "ecs:RunTask",
        Resource: [expect.stringMatching(/arn_without_revision}$/), expect.stringMatching(/arn_without_revision}:\*$/)],
        Condition: { ArnEquals: { "ecs:cluster": expect.stringContaining("aws_ecs_cluster.cluster.arn") } },
      }),
      expect.objectContaining({ Sid: "TagTask", Action: "ecs:TagResource" }),
    ]);
  });

  test("sends starts that failed to a queue, and its role may use the queue's key for it", () => {
    const lost = "arn:aws:sqs:ap-northeast-2:111111111111:lost";
    const key = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";
    const synthesized = synthStack(
      (stack) => {
        const deadLetters = Queue.fromExisting(stack, "lost", { queueArn: lost, keyArn: key });
        const cluster = testCluster(stack);
        new ScheduledTask(stack, "report", { ...SMALL, cluster, schedule: "rate(1 hour)", deadLetters });
      },
      { name: "ecs" },
    );
    expect(resourceOf(synthesized, "aws_scheduler_schedule").target).toMatchObject({
      dead_letter_config: { arn: lost },
    });
    const identity = resourcesOf(synthesized, "aws_iam_role_policy")
      .filter(({ role }) => String(role).includes("report_role"))
      .map(({ policy }) => String(policy));
    expect(decide({ action: "sqs:SendMessage", resource: lost }, { identity })).toBe("allowed");
    expect(decide({ action: "sqs:ReceiveMessage", resource: lost }, { identity })).toBe("not allowed");
    expect(JSON.stringify(identity)).toContain(key);
  });

  test("sends none to a queue that keeps the order, which Scheduler cannot", () => {
    const make = () =>
      synthStack(
        (stack) => {
          const deadLetters = new Queue(stack, "lost", { fifo: true });
          const cluster = testCluster(stack);
          new ScheduledTask(stack, "report", { ...SMALL, cluster, schedule: "rate(1 hour)", deadLetters });
        },
        { name: "ecs" },
      );
    expectProblems("report", make, [
      {
        property: "deadLetters",
        code: "SCHEDULE_DEAD_LETTERS_FIFO",
        message: "EventBridge Scheduler sends to no queue that keeps the order.",
        found: "a queue with fifo",
        expected: "a queue without fifo",
        fix: "name another queue, without fifo",
      },
    ]);
  });

  test("is refused for everything that is wrong with schedule and task at once", () => {
    const props = {
      schedule: "daily",
      retries: 200,
      cpu: "0.25 vCPU",
      memory: "1 TB",
    } as unknown as Partial<ScheduledTaskProps>;
    expectProblems("report", () => synthSchedule(props), [
      {
        property: "retries",
        code: "NUMBER_OUT_OF_RANGE",
        message: "The number is not one that AWS takes.",
        found: "200 retries",
        expected: "a whole number from 0 to 185",
        fix: "use 185",
      },
      {
        property: "schedule",
        code: "SCHEDULE_INVALID",
        message: "This is not a schedule.",
        found: '"daily"',
        expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
        fix: 'for example "cron(0 8 ? * MON-FRI *)" or "rate(1 hour)"',
      },
      {
        property: "memory",
        code: "FARGATE_MEMORY_MISMATCH",
        message: "A Fargate task with 0.25 vCPU cannot have this memory.",
        found: '"1 TB"',
        expected: "one of 0.5 GB, 1 GB, 2 GB",
        fix: 'use "2 GB"',
      },
    ]);
  });
});
