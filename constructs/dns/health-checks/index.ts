// Health checks of Route 53, by which records are chosen.
export { HealthCheck } from "./health-check";
export type {
  AlarmHealthCheckProps,
  CalculatedHealthCheckProps,
  EndpointHealthCheckProps,
  HealthCheckerRegion,
  HealthCheckProps,
  IHealthCheck,
} from "./health-check.types";
