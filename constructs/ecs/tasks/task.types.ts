import type { ExemptionReason } from "../../core/environments/exemptions";
import type { Tagged } from "../../core/tags/tags";
import type { IQueue } from "../../messaging/queue/queue.types";
import type { CapacityShare } from "../capacity/capacity-share.types";
import type { IEcsCluster } from "../cluster/ecs-cluster.types";
import type { InlineTask } from "../services/service.types";
import type { TaskDefinition } from "./task-definition";
import type { FargateTaskOptions } from "./task-definition.types";

/** Where and how a task runs that is no service. */
export interface RunOptions extends Tagged {
  readonly cluster: IEcsCluster;
  /**
   * Tier of the task.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * Zones of the tier that tasks lie in.
   *
   * @default - all of them
   */
  readonly zones?: readonly string[];
  /**
   * Why the task runs in a public tier with a public address.
   *
   * @default - it does not: private tier, no public address
   */
  readonly publicAddress?: ExemptionReason;
  /**
   * Whether the task may connect to any HTTPS address. `none` leaves all rules to `connections`.
   *
   * @default "https"
   */
  readonly egress?: "https" | "none";
  /**
   * Shares of capacity providers.
   *
   * @default - the cluster's `defaultCapacity` where it is of the task's kind, else Fargate, or the only EC2 capacity of the cluster for a task
   * with `launch: "ec2"`
   */
  readonly capacity?: Readonly<Record<string, CapacityShare>>;
}

type Inline = Omit<InlineTask, "port" | "portProtocol" | "appProtocol"> & FargateTaskOptions;

/** Properties of `Task`: its task in short, or a task definition. */
export type TaskProps = RunOptions &
  (
    | Inline
    | {
        readonly taskDefinition: TaskDefinition;
        readonly image?: never;
        readonly cpu?: never;
        readonly memory?: never;
      }
  );

/** When a task runs, and what happens when it cannot be started. */
export interface ScheduleOptions {
  /**
   * The whole name of the schedule, of one that is taken over.
   *
   * @default - made of the stack and the construct's path
   */
  readonly scheduleName?: string;
  /**
   * `cron(minute hour day month weekday year)`, `rate(1 hour)` or `at(2026-12-24T08:00:00)`.
   *
   * @synonym scheduleExpression, cron, rate
   */
  readonly schedule: string;
  /**
   * IANA time zone that `schedule` is meant in, such as `Asia/Seoul`.
   *
   * @synonym scheduleExpressionTimezone, timezone
   * @default "UTC"
   */
  readonly timeZone?: string;
  /**
   * Minutes within which the start may lie, 1 to 1,440, so that many schedules do not start at once.
   *
   * @minimum 1
   * @maximum 1440
   * @default - starts on time
   */
  readonly flexibleMinutes?: number;
  /**
   * How often the start is tried again when ECS refuses it, 0 to 185.
   *
   * @minimum 0
   * @maximum 185
   * @counts retries
   * @default 3
   */
  readonly retries?: number;
  /**
   * Minutes after which it is not tried any more, 1 to 1,440.
   *
   * @minimum 1
   * @maximum 1440
   * @default 60
   */
  readonly retryMinutes?: number;
  /**
   * Queue that gets the starts that failed in the end: one without `fifo`.
   *
   * @default - none; CloudWatch counts them
   */
  readonly deadLetters?: IQueue;
  /**
   * Whether the schedule is on.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** Properties of `ScheduledTask`. */
export type ScheduledTaskProps = ScheduleOptions & TaskProps;
