// What AWS has, as tables: regions and their partitions, quotas, endpoint services, instance types, principals, actions.

export { QUOTAS, type Quota, type RaisedQuotas } from "./quotas";
export { CLOUDFRONT_REGION, dnsSuffixOf, PARTITIONS, partitionOf, REGIONS } from "./regions";
