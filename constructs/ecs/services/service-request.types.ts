import type { ExemptionReason } from "../../core/environments/exemptions";
import type { TaskDefinition } from "../tasks/task-definition";
import type { ServiceOptions } from "./service.types";

/** A service's properties with its task. */
export interface ServiceRequest extends ServiceOptions {
  readonly taskDefinition: TaskDefinition;
  readonly target?: string;
  readonly publicAddress?: ExemptionReason;
}
