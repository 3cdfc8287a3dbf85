import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { createApplication } from "../../../stacks/application/application";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import type { ScheduledTaskSpec } from "../../../stacks/ecs/scheduled-task-spec.types";
import { testAdvice, type Way } from "../../support/followed-advice";
import { decide } from "../../support/policy-evaluator";
import { problemsIfAny } from "../../support/synth";
import { all, only, type StackJson, specOf } from "../stack-json";

const TASK: ScheduledTaskSpec = {
  schedule: "cron(0 6 ? * MON-FRI *)",
  image: "api:1.4.2",
  cpu: "0.25 vCPU",
  memory: "0.5 GB",
};
const DATA = { queues: { lost: {}, ordered: { fifo: true } } };

/** The stack of an environment with one `ScheduledTask`, beside no service at all. */
function stackOf(spec: Partial<ScheduledTaskSpec> = {}): StackJson {
  const ecs = { repositories: ["api"], scheduledTasks: { report: { ...TASK, ...spec } } };
  const { edge: _, ...environment } = specOf({}, { ecs });
  return withoutTokenTraces(() => {
    const given = { ...environment, buckets: { uploads: {} }, data: DATA };
    const app = createApplication([given], { outdir: "cdktf.out" });
    return JSON.parse(Testing.synth(app.node.findChild("sandbox-ecs") as EnvironmentStack));
  });
}

/** A text of JSON whose references have no quotes inside. */
const plain = (text: unknown): string => String(text).replace(/\$\{[^}]*\}/g, (found) => found.replaceAll('"', ""));

/** The policies of the roles whose references have a word. */
const policies = (json: StackJson, role: string): readonly string[] =>
  all(json, "aws_iam_role_policy")
    .filter((policy) => String(policy.role).includes(role))
    .map(({ policy }) => plain(policy));

describe("a task that the section ecs starts by the clock", () => {
  it("is started as it says, by a role for this alone", () => {
    const json = stackOf({ timeZone: "Asia/Seoul", retries: 1, capacity: { FARGATE_SPOT: { weight: 1 } } });
    expect(only(json, "aws_scheduler_schedule")).toMatchObject({
      name: "groundplan-sandbox-ecs-scheduled-report",
      schedule_expression: "cron(0 6 ? * MON-FRI *)",
      schedule_expression_timezone: "Asia/Seoul",
      target: {
        retry_policy: { maximum_retry_attempts: 1 },
        ecs_parameters: { capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT" }] },
      },
    });
    expect(all(json, "aws_ecs_service")).toEqual([]);
  });

  it("runs an image of the stack's repositories, with secrets, variables and permissions of its own", () => {
    const json = stackOf({
      command: ["report", "daily"],
      uses: [{ name: "buckets.uploads", access: "read" }],
      secrets: { TOKEN: { parameter: "/shop/token" } },
      permissions: {
        mail: {
          actions: ["ses:SendEmail"],
          resources: ["arn:aws:ses:ap-northeast-2:111111111111:identity/example.com"],
        },
      },
    });
    const definition = plain(only(json, "aws_ecs_task_definition").container_definitions);
    expect(definition).toContain("aws_ecr_repository.repositories_api");
    expect(definition).toContain('"command":["report","daily"]');
    expect(definition).toContain("UPLOADS_BUCKET_NAME");
    expect(definition).toContain("arn:aws:ssm:ap-northeast-2:111111111111:parameter/shop/token");
    const identity = policies(json, "task-role");
    const mail = { action: "ses:SendEmail", resource: "arn:aws:ses:ap-northeast-2:111111111111:identity/example.com" };
    expect(decide(mail, { identity })).toBe("allowed");
  });

  it("leaves starts that failed in a queue of the section data", () => {
    const json = stackOf({ deadLetters: "queues.lost" });
    const arn = '${data.terraform_remote_state.data.outputs.queue_arns["lost"]}';
    expect(only(json, "aws_scheduler_schedule").target).toMatchObject({ dead_letter_config: { arn } });
    const send = { action: "sqs:SendMessage", resource: plain(arn) };
    expect(decide(send, { identity: policies(json, "report_role") })).toBe("allowed");
  });
});

type Row = readonly [
  mistake: string,
  spec: Partial<ScheduledTaskSpec>,
  problems: readonly Problem[],
  ways: readonly Way<Partial<ScheduledTaskSpec>>[],
];

const at = (property: string, told: Omit<Problem, "path">): Problem => ({
  path: `sandbox-ecs/scheduled/report › ${property}`,
  ...told,
});

const BAD: readonly Row[] = [
  [
    "a queue that there is not",
    { deadLetters: "queues.losst" },
    [
      at("deadLetters", {
        code: "USE_UNKNOWN",
        message: "No stack of the environment offers this.",
        found: '"queues.losst"',
        expected: "one of buckets.uploads, queues.lost, queues.ordered",
        fix: 'did you mean "queues.lost"?',
      }),
    ],
    [{ says: '"queues.lost"', to: { deadLetters: "queues.lost" } }],
  ],
  [
    "starts that failed in a bucket",
    { deadLetters: "buckets.uploads" },
    [
      at("deadLetters", {
        code: "QUEUE_NOT_OFFERED",
        message: "This is no queue.",
        found: '"buckets.uploads"',
        expected: "one of queues.lost, queues.ordered",
        fix: "name a queue, or take it out",
      }),
    ],
    [
      { says: "name a queue", to: { deadLetters: "queues.lost" } },
      { says: "take it out", to: {} },
    ],
  ],
  [
    "starts that failed in a queue that keeps the order",
    { deadLetters: "queues.ordered" },
    [
      at("deadLetters", {
        code: "SCHEDULE_DEAD_LETTERS_FIFO",
        message: "EventBridge Scheduler sends to no queue that keeps the order.",
        found: "a queue with fifo",
        expected: "a queue without fifo",
        fix: "name another queue, without fifo",
      }),
    ],
    [{ says: "name another queue, without fifo", to: { deadLetters: "queues.lost" } }],
  ],
  [
    "everything that is wrong at once",
    { image: "apis:1.4.2", uses: ["buckets.upload"], schedule: "daily", memory: "1 TB" },
    [
      at("image", {
        code: "IMAGE_REPOSITORY_UNKNOWN",
        message: "The image names neither a registry nor one of the environment's repositories.",
        found: '"apis:1.4.2"',
        expected: "a registry, or one of api",
        fix: 'did you mean "api:1.4.2"?',
      }),
      at("uses[0]", {
        code: "USE_UNKNOWN",
        message: "No stack of the environment offers this.",
        found: '"buckets.upload"',
        expected: "one of buckets.uploads, queues.lost, queues.ordered",
        fix: 'did you mean "buckets.uploads"?',
      }),
      at("schedule", {
        code: "SCHEDULE_INVALID",
        message: "This is not a schedule.",
        found: '"daily"',
        expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
        fix: 'for example "cron(0 8 ? * MON-FRI *)" or "rate(1 hour)"',
      }),
      at("memory", {
        code: "FARGATE_MEMORY_MISMATCH",
        message: "A Fargate task with 0.25 vCPU cannot have this memory.",
        found: '"1 TB"',
        expected: "one of 0.5 GB, 1 GB, 2 GB",
        fix: 'use "2 GB"',
      }),
    ],
    [
      {
        says: ['did you mean "api:1.4.2"?', 'did you mean "buckets.uploads"?', '"rate(1 hour)"', 'use "2 GB"'],
        to: { uses: ["buckets.uploads"], schedule: "rate(1 hour)", memory: "2 GB" },
      },
    ],
  ],
];

const problemsOf = (spec: Partial<ScheduledTaskSpec>): readonly Problem[] =>
  problemsIfAny(() => {
    stackOf(spec);
    return { problems: [] };
  }).map(({ line: _, ...problem }) => problem);

test.each(BAD)("%s is told at the task", (_, spec, problems) => {
  expect(problemsOf(spec)).toEqual(problems);
});

testAdvice<Partial<ScheduledTaskSpec>>(
  BAD.map(([mistake, , problems, ways]) => ({ mistake, problems, ways })),
  problemsOf,
);
