// Distributions of CloudFront: origins, behaviors, caching, security headers, functions for viewers.

export { Distribution } from "./distribution";
export type {
  AccessLogs,
  Behavior,
  BucketOrigin,
  CacheIntent,
  DistributionProps,
  DynamicCache,
  ErrorResponse,
  GeoRestriction,
  IDistribution,
  LoadBalancerOrigin,
  Origin,
  ReferrerPolicy,
  SecurityHeaders,
} from "./distribution.types";
export type { ExistingDistributionProps } from "./existing-distribution";
export type { ExistingViewerFunctionProps } from "./existing-viewer-function";
export { ViewerFunction } from "./viewer-function";
export type { IViewerFunction } from "./viewer-function.types";
