import type { FargateSize } from "../../constructs/compute/fargate-sizes";
import type { ScheduledTaskProps } from "../../constructs/ecs/tasks/task.types";
import { TaskFromSpec } from "../services/task-from-spec";
import type { ScheduledTaskSpec } from "./scheduled-task-spec.types";

/** Makes the properties of a task that is started by the clock from its part of a configuration. */
export class ScheduledTaskFromSpec extends TaskFromSpec {
  /** The properties without the cluster; what could not be made is left out, and has a problem. */
  propsOf(spec: ScheduledTaskSpec): Omit<ScheduledTaskProps, "cluster"> {
    const { permissions: _, policyFile: __, calls: ___, deadLetters, cpu, memory, ...options } = spec;
    const queue =
      deadLetters === undefined ? undefined : this.offers.queue(this.stack, deadLetters, "deadLetters", this.found);
    return {
      ...options,
      // The pair comes from a file; the task checks it and lists the pairs that there are.
      ...({ cpu, memory } as FargateSize),
      ...this.partsOf(spec),
      ...(queue ? { deadLetters: queue } : {}),
    };
  }
}
