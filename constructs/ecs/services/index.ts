// Services on Fargate and on EC2, their scaling, and the names that others find them by.

export { Ec2Service } from "./ec2-service";
export { FargateService } from "./fargate-service";
export type { Scale, ScalingSchedule } from "./scaling.types";
export type {
  CapacityShare,
  ConnectEndpoint,
  Discovery,
  Ec2ServiceProps,
  FargateCapacity,
  FargateServiceProps,
  GivenTask,
  InlineTask,
  ServiceConnect,
  ServiceOptions,
  TargetGroupOptions,
} from "./service.types";
export type { ServiceRequest } from "./service-request.types";
