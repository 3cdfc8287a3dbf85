import type { FargateCapacity } from "../../constructs/ecs/services/service.types";
import type { RunOptions, ScheduleOptions } from "../../constructs/ecs/tasks/task.types";
import type { FargateTaskOptions } from "../../constructs/ecs/tasks/task-definition.types";
import type { FargateSizeSpec, Imaged, TaskParts } from "../services/service-spec.types";

/**
 * A task on Fargate that is started by the clock: everything that `ScheduledTask` takes of a task in short. What is an object in code is a
 * name here; a role of one's own stays in code.
 */
export interface ScheduledTaskSpec
  extends Omit<ScheduleOptions, "deadLetters">,
    FargateSizeSpec,
    Imaged,
    TaskParts,
    Omit<RunOptions, "cluster" | "capacity">,
    Pick<FargateCapacity, "capacity">,
    Pick<FargateTaskOptions, "ephemeralStorageGiB"> {
  /**
   * Queue that gets the starts that failed in the end, one without `fifo`: `queues.lost`.
   *
   * @example queues.lost
   * @default - none; CloudWatch counts them
   */
  readonly deadLetters?: string;
  /**
   * Services of the environment that it connects to, by their names in `services`. Opens their port to it; each is found by its own
   * `discovery`, since only services join Service Connect.
   *
   * @example ["orders"]
   * @default - none
   */
  readonly calls?: readonly string[];
}
