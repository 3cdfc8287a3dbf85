import type { ExemptionReason } from "../../core/environments/exemptions";
import type { TaskDefinition, TaskFacts } from "../tasks/task-definition";
import type { ServiceOptions } from "./service.types";

/** A service's properties with its task. */
export interface ServiceRequest extends ServiceOptions {
  readonly taskDefinition: TaskDefinition;
  readonly target?: string;
  readonly publicAddress?: ExemptionReason;
}

/** A service's properties with what is known of its task, which may not be made. */
export type PlannedService = Omit<ServiceRequest, "taskDefinition"> & { readonly taskDefinition: TaskFacts };
