import type { Cache } from "../../../constructs/caches/cache";
import { dataOutput } from "../outputs";

/** What other stacks are told of the caches. */
export const CACHE_OUTPUTS = {
  cacheHosts: dataOutput(
    "Host names of the caches by name",
    (name) => `master.mock-${name}.000000.use1.cache.amazonaws.com`,
    ({ host }: Cache) => host,
  ),
  cacheGroups: dataOutput(
    "Security groups of the caches by name",
    () => "sg-00000000000000000",
    ({ securityGroup }: Cache) => securityGroup.securityGroupId,
  ),
  cacheNames: dataOutput(
    "Names of the caches in AWS, by their names in the configuration",
    (name) => `mock-${name}`,
    ({ replicationGroup }: Cache) => replicationGroup.replicationGroupId,
  ),
  cacheUserNames: dataOutput(
    "Users of the caches whose logins are by IAM, by the names of the caches",
    (name) => `mock-${name}`,
    ({ userName }: Cache) => userName,
  ),
};
