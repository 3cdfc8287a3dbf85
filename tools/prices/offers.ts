import { Decimal } from "../../cost";
import { type Item, itemOf, type KindName } from "../../cost/items";
import type { Row } from "./csv";

/** A price list of AWS, and the items that are read from it. */
export interface Offer {
  /** Code of the service, as its address has it. */
  readonly service: string;
  /** Whether there is one list for all regions. */
  readonly isGlobal?: boolean;
  /** The item of a row, or undefined for what is not read. */
  readonly itemOf: (row: Row) => Item | undefined;
  /**
   * The price in the unit of the item, of that in the row.
   *
   * @default - as it is
   */
  readonly priceOf?: (row: Row, price: Decimal) => Decimal;
  /**
   * Where the range begins that is paid for, where those before are free.
   *
   * @default - at 0
   */
  readonly firstPaid?: (row: Row) => string | undefined;
}

/** The lists, and what of them is read. Names of columns and usage types as in the lists of 2026-09. */
export const OFFERS: readonly Offer[] = [
  { service: "AmazonEC2", itemOf: ec2, priceOf: perMebibyte },
  {
    service: "AmazonVPC",
    itemOf: byUsage({
      "PublicIPv4:InUseAddress": "public-ipv4",
      "TransitGateway-Hours": "transit-gateway-attachment",
      "VPN-Usage-Hours:ipsec.1": "vpn-connection",
      "VpcEndpoint-GWLBE-Hours": "gateway-lb-endpoint",
      "VpcEndpoint-Hours": "interface-endpoint",
    }),
  },
  { service: "AWSELB", itemOf: loadBalancer },
  {
    service: "AmazonECS",
    itemOf: byUsage({
      "Fargate-ARM-GB-Hours": "fargate-arm-gb",
      "Fargate-ARM-vCPU-Hours:perCPU": "fargate-arm-vcpu",
      "Fargate-GB-Hours": "fargate-gb",
      "Fargate-vCPU-Hours:perCPU": "fargate-vcpu",
    }),
  },
  // Extended support is billed beside the cluster: the two are added when the list has been read.
  {
    service: "AmazonEKS",
    itemOf: byUsage({
      "AmazonEKS-Hours:extendedSupport": "eks-cluster-extended",
      "AmazonEKS-Hours:perCluster": "eks-cluster",
    }),
  },
  { service: "AmazonRDS", itemOf: rds },
  { service: "AmazonElastiCache", itemOf: elasticache },
  { service: "AmazonMSK", itemOf: msk },
  {
    service: "AmazonRedshift",
    itemOf: (row) => suffixed(row, /^Node:([a-z0-9.]+)$/, (type) => itemOf("redshift", type)),
  },
  {
    service: "AmazonCloudWatch",
    itemOf: byUsage({
      "CW:AlarmMonitorUsage": "alarm",
      "CW:CompositeAlarmMonitorUsage": "alarm-composite",
      "CW:HighResAlarmMonitorUsage": "alarm-high-resolution",
    }),
  },
  { service: "awskms", itemOf: byUsage({ "KMS-Keys": "kms-key" }) },
  { service: "awswaf", itemOf: byUsage({ RuleV2: "web-acl-rule", WebACLV2: "web-acl" }) },
  { service: "AWSSecretsManager", itemOf: byUsage({ "AWSSecretsManager-Secrets": "secret" }) },
  {
    service: "AmazonRoute53",
    isGlobal: true,
    firstPaid: (row) => (usageOf(row) === "Health-Check-AWS" ? "50" : undefined),
    itemOf: byUsage({
      "Health-Check-AWS": "health-check",
      "Health-Check-Option-AWS": "health-check-option",
      HostedZone: "hosted-zone",
    }),
  },
];

/** A usage type without its region: `NatGateway-Hours` of `APN2-NatGateway-Hours`, `KMS-Keys` of `us-east-1-KMS-Keys`. */
function usageOf(row: Row): string {
  return row("usageType").replace(/^(?:[A-Z]{2,4}\d*|[a-z]{2,}(?:-[a-z]+)+-\d+)-(?!Usage-)/, "");
}

function byUsage(items: Readonly<Record<string, KindName>>): Offer["itemOf"] {
  return (row) => (Object.hasOwn(items, usageOf(row)) ? items[usageOf(row)] : undefined);
}

function suffixed(row: Row, pattern: RegExp, make: (type: string) => Item | undefined): Item | undefined {
  const type = pattern.exec(usageOf(row))?.[1];
  return type === undefined ? undefined : make(type);
}

/** Volumes whose IOPS have a usage type of their own. */
const IOPS: Readonly<Record<string, string>> = { gp3: "gp3", io2: "io2", piops: "io1" };

function ec2(row: Row): Item | undefined {
  const usage = usageOf(row);
  if (usage === "NatGateway-Hours") return "nat-gateway";
  if (usage === "EBS:VolumeP-Throughput.gp3") return "ebs-throughput:gp3";
  const iops = /^EBS:VolumeP-IOPS\.(\w+)$/.exec(usage)?.[1];
  if (iops !== undefined) return Object.hasOwn(IOPS, iops) ? itemOf("ebs-iops", IOPS[iops] ?? "") : undefined;
  if (/^EBS:VolumeUsage(\.\w+)?$/.test(usage)) return itemOf("ebs-gb", row("Volume API Name"));
  const isPlain =
    row("Operating System") === "Linux" &&
    row("Tenancy") === "Shared" &&
    row("Pre Installed S/W") === "NA" &&
    row("CapacityStatus") === "Used" &&
    row("operation") === "RunInstances";
  return isPlain && usage.startsWith("BoxUsage") ? itemOf("ec2", row("Instance Type")) : undefined;
}

/** Throughput is listed by GiB/s. */
function perMebibyte(row: Row, price: Decimal): Decimal {
  return row("Unit") === "GiBps-mo" ? price.times(Decimal.of("0.0009765625")) : price;
}

const BALANCERS: Readonly<Record<string, KindName>> = {
  LoadBalancing: "clb",
  "LoadBalancing:Application": "alb",
  "LoadBalancing:Gateway": "gwlb",
  "LoadBalancing:Network": "nlb",
};

function loadBalancer(row: Row): Item | undefined {
  return usageOf(row) === "LoadBalancerUsage" ? BALANCERS[row("operation")] : undefined;
}

/** Engines of the provider by those of the list. */
const ENGINES: Readonly<Record<string, string>> = {
  "Aurora MySQL": "aurora-mysql",
  "Aurora PostgreSQL": "aurora-postgresql",
  MariaDB: "mariadb",
  MySQL: "mysql",
  PostgreSQL: "postgres",
};

const STORAGE: Readonly<Record<string, string>> = {
  "GP2-Storage": "gp2",
  "GP3-Storage": "gp3",
  "PIOPS-Storage": "io1",
};

function rds(row: Row): Item | undefined {
  const usage = usageOf(row);
  const engine = ENGINES[row("Database Engine")];
  const placement = row("Deployment Option").toLowerCase();
  if (/^(?:InstanceUsage|Multi-AZUsage):db\./.test(usage)) {
    const isFree = engine !== undefined && row("License Model") === "No license required";
    return isFree ? itemOf("rds", engine, row("Instance Type"), placement) : undefined;
  }
  if (row("Database Engine") !== "Any" && engine !== "postgres") return undefined;
  const [, multi, what = ""] = /^RDS:(Multi-AZ-)?(.+)$/.exec(usage) ?? [];
  const zones = multi === undefined ? "single-az" : "multi-az";
  if (what === "PIOPS") return itemOf("rds-iops", "io1", zones);
  const type = STORAGE[what];
  return type === undefined ? undefined : itemOf("rds-gb", type, zones);
}

function elasticache(row: Row): Item | undefined {
  const engine = row("Cache Engine").toLowerCase();
  return suffixed(row, /^NodeUsage:(cache\.[a-z0-9.-]+)$/, (type) => itemOf("elasticache", engine, type));
}

function msk(row: Row): Item | undefined {
  if (row("Storage Family") === "GP2") return "msk-gb";
  return suffixed(row, /^Kafka\.([a-z0-9]+\.[a-z0-9]+)$/, (type) => itemOf("msk", `kafka.${type}`));
}
