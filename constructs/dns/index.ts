// DNS: zones of Route 53, their records and how they are chosen, and health checks. What points to a load balancer or a distribution is an alias record.
export { AliasRecord, type AliasRecordProps, type AliasRecordType } from "./alias-record";
export { type AliasTarget, CLOUDFRONT_ZONE_ID } from "./alias-target";
export { DnsRecord } from "./dns-record";
export type { CertificateAuthorityRule, DnsRecordProps, MailServer } from "./dns-record.types";
export { HealthCheck } from "./health-checks/health-check";
export type {
  AlarmHealthCheckProps,
  CalculatedHealthCheckProps,
  EndpointHealthCheckProps,
  HealthCheckerRegion,
  HealthCheckProps,
  IHealthCheck,
} from "./health-checks/health-check.types";
export { HostedZone } from "./hosted-zone";
export type {
  DelegatedZone,
  ExistingHostedZoneProps,
  HostedZoneProps,
  IHostedZone,
  ZoneVpc,
} from "./hosted-zone.types";
export type {
  CidrRouting,
  FailoverRouting,
  GeolocationRouting,
  GeoproximityRouting,
  LatencyRouting,
  MultivalueRouting,
  RoutingPolicy,
  WeightedRouting,
} from "./routing/routing.types";
export { ZoneAssociation, type ZoneAssociationProps } from "./zone-association";
