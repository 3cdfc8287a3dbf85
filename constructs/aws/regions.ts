import { tableLines } from "./table-lines";
import { TABLE } from "./tables/regions";

interface Partition {
  readonly name: string;
  readonly dnsSuffix: string;
}

const PARTITION_OF: ReadonlyMap<string, Partition> = new Map(
  [...tableLines(TABLE)].flatMap(([head, regions]) => {
    const [name = "", dnsSuffix = ""] = head.split(" ");
    return regions.map((region) => [region, { name, dnsSuffix }] as const);
  }),
);

/** The regions of AWS, in all partitions, in the order of their names. */
export const REGIONS: readonly string[] = [...PARTITION_OF.keys()].sort();

/**
 * Region of what CloudFront, which is global, takes from others and hands over: certificates (Amazon CloudFront Developer Guide,
 * "Requirements for using SSL/TLS certificates", 2026-11), web ACLs (AWS WAFV2 API Reference, `CreateWebACL`, as of 2026-11) and the sources
 * of log deliveries.
 */
export const CLOUDFRONT_REGION = "us-east-1";

/** The partitions of AWS: `aws`, `aws-cn`, `aws-eusc` and so on. */
export const PARTITIONS: readonly string[] = [...new Set([...PARTITION_OF.values()].map(({ name }) => name))];

/** The domains that host names of AWS end in: `amazonaws.com`, `amazonaws.com.cn` and so on. */
export const DNS_SUFFIXES: readonly string[] = [
  ...new Set([...PARTITION_OF.values()].map(({ dnsSuffix }) => dnsSuffix)),
];

/**
 * The partition of a region. A region that the table does not know is of the partition of those that begin like it: `us-gov-…`
 * is `aws-us-gov`, and what begins like no other is `aws`.
 */
export function partitionOf(region: string): string {
  return entryOf(region).name;
}

/** The domain that host names of a region end in: `amazonaws.com`, in China `amazonaws.com.cn`. */
export function dnsSuffixOf(region: string): string {
  return entryOf(region).dnsSuffix;
}

function entryOf(region: string): Partition {
  const known =
    PARTITION_OF.get(region) ?? PARTITION_OF.get(REGIONS.find((other) => areaOf(other) === areaOf(region)) ?? "");
  return known ?? { name: "aws", dnsSuffix: "amazonaws.com" };
}

/** What stands before the direction and the number: `us-gov` of `us-gov-west-1`. */
function areaOf(region: string): string {
  return region.split("-").slice(0, -2).join("-");
}
