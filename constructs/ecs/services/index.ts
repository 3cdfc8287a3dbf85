// Services on Fargate and on EC2, their scaling, and the names that others find them by.

export type { ScalingSchedule } from "../../compute/scaling-schedule.types";
export type { CapacityShare } from "../capacity/capacity-share.types";
export { Ec2Service } from "./ec2-service";
export { FargateService } from "./fargate-service";
export type { PredictiveScaling, Scale } from "./scaling.types";
export type {
  ConnectEndpoint,
  Discovery,
  Ec2ServiceProps,
  FargateCapacity,
  FargateServiceProps,
  GivenTask,
  InlineTask,
  PlacementConstraints,
  PlacementStrategy,
  ServiceConnect,
  ServiceOptions,
  TargetGroupOptions,
} from "./service.types";
export type { ServiceRequest } from "./service-request.types";
