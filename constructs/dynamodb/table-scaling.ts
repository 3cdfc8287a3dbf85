import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import type { ScaledCapacity } from "./table-props";

const DEFAULT_TARGET = 70;

/** Properties of {@link TableScaling}. */
export interface TableScalingProps {
  /** Name of the table, as a reference, so that scaling comes after it. */
  readonly tableName: string;
  readonly unit: "Read" | "Write";
  readonly capacity: ScaledCapacity;
}

/** Keeps what is bought of one kind of capacity where the load needs it. */
export class TableScaling extends BaseConstruct {
  readonly target: AppautoscalingTarget;
  readonly policy: AppautoscalingPolicy;

  constructor(scope: Construct, id: string, { tableName, unit, capacity }: TableScalingProps) {
    super(scope, id);
    this.target = new AppautoscalingTarget(this, "target", {
      serviceNamespace: "dynamodb",
      scalableDimension: `dynamodb:table:${unit}CapacityUnits`,
      resourceId: `table/${tableName}`,
      minCapacity: capacity.min,
      maxCapacity: capacity.max,
    });
    this.policy = new AppautoscalingPolicy(this, "policy", {
      name: "utilization",
      policyType: "TargetTrackingScaling",
      serviceNamespace: this.target.serviceNamespace,
      scalableDimension: this.target.scalableDimension,
      resourceId: this.target.resourceId,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: capacity.target ?? DEFAULT_TARGET,
        predefinedMetricSpecification: { predefinedMetricType: `DynamoDB${unit}CapacityUtilization` },
      },
    });
  }
}
