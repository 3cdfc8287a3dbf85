/** How long a price is for. */
export type Period = "hour" | "month";

/**
 * Hours of a month, as AWS's own calculator takes them: 365 days of 24 hours, in twelve parts (AWS Pricing Calculator, "Pricing
 * assumptions", read 2026-11).
 */
export const HOURS = 730;

/** A kind of thing that AWS bills as long as it is there. */
export interface Kind {
  readonly period: Period;
  /** What one is called, with `{0}`, `{1}` for the parts of its type: `{0} instance`. */
  readonly one: string;
  readonly many: string;
  /**
   * What AWS bills besides, by use.
   *
   * @default - nothing
   */
  readonly leftOut?: string;
}

const TRAFFIC = "traffic through gateways, endpoints and attachments";
const QUERIES = "requests to keys, secrets, zones and web ACLs";

/**
 * All kinds that have prices, by the first part of an item's name. What follows behind the first colon is the type: `ec2:m7g.large` is an
 * instance, `rds:postgres:db.t4g.micro:single-az` a database.
 */
export const KINDS = {
  alarm: monthly("CloudWatch alarm metric", "CloudWatch alarm metrics"),
  "alarm-composite": monthly("composite alarm", "composite alarms"),
  "alarm-high-resolution": monthly("high-resolution alarm metric", "high-resolution alarm metrics"),
  alb: hourly("application load balancer", "application load balancers", "capacity units of load balancers"),
  clb: hourly("classic load balancer", "classic load balancers", "traffic through classic load balancers"),
  "ebs-gb": monthly("GB of {0} volumes", "GB of {0} volumes", "snapshots of volumes"),
  "ebs-iops": monthly("provisioned IOPS of {0}", "provisioned IOPS of {0}"),
  "ebs-throughput": monthly("provisioned MiB/s of {0}", "provisioned MiB/s of {0}"),
  ec2: hourly(
    "{0} instance",
    "{0} instances",
    "CPU credits of T types beyond their baseline, and traffic of instances",
  ),
  "eks-cluster": hourly("EKS cluster", "EKS clusters"),
  "eks-cluster-extended": hourly("EKS cluster in extended support", "EKS clusters in extended support"),
  elasticache: hourly("{1} node of {0}", "{1} nodes of {0}", "backups of caches"),
  "fargate-arm-gb": hourly("GB of Fargate memory (ARM)", "GB of Fargate memory (ARM)"),
  "fargate-arm-vcpu": hourly("Fargate vCPU (ARM)", "Fargate vCPUs (ARM)"),
  "fargate-gb": hourly("GB of Fargate memory", "GB of Fargate memory"),
  "fargate-vcpu": hourly("Fargate vCPU", "Fargate vCPUs"),
  "gateway-lb-endpoint": hourly(
    "zone of Gateway Load Balancer endpoints",
    "zones of Gateway Load Balancer endpoints",
    TRAFFIC,
  ),
  gwlb: hourly("gateway load balancer", "gateway load balancers", "capacity units of load balancers"),
  "health-check": monthly("health check of Route 53", "health checks of Route 53"),
  "health-check-option": monthly("option of health checks", "options of health checks"),
  "hosted-zone": monthly("hosted zone", "hosted zones", QUERIES),
  "interface-endpoint": hourly("zone of interface endpoints", "zones of interface endpoints", TRAFFIC),
  "kms-key": monthly("KMS key", "KMS keys", QUERIES),
  msk: hourly("{0} broker", "{0} brokers", "traffic between brokers and others"),
  "msk-gb": monthly("GB of broker storage", "GB of broker storage"),
  "nat-gateway": hourly("NAT gateway", "NAT gateways", TRAFFIC),
  nlb: hourly("network load balancer", "network load balancers", "capacity units of load balancers"),
  "public-ipv4": hourly("public IPv4 address", "public IPv4 addresses"),
  rds: hourly(
    "{1} database of {0} ({2})",
    "{1} databases of {0} ({2})",
    "backups of databases beyond their size, and I/O of Aurora",
  ),
  "rds-gb": monthly("GB of {0} database storage ({1})", "GB of {0} database storage ({1})"),
  "rds-iops": monthly(
    "provisioned IOPS of {0} database storage ({1})",
    "provisioned IOPS of {0} database storage ({1})",
  ),
  redshift: hourly("{0} Redshift node", "{0} Redshift nodes", "managed storage of Redshift"),
  secret: monthly("secret", "secrets", QUERIES),
  "transit-gateway-attachment": hourly("transit gateway attachment", "transit gateway attachments", TRAFFIC),
  "vpn-connection": hourly("VPN connection", "VPN connections", TRAFFIC),
  "web-acl": monthly("web ACL", "web ACLs", QUERIES),
  "web-acl-rule": monthly("rule of web ACLs", "rules of web ACLs"),
} as const satisfies Readonly<Record<string, Kind>>;

/** Name of a kind. */
export type KindName = keyof typeof KINDS;

/** What has one price in a region: a kind, and its type where there are several. */
export type Item = KindName | `${KindName}:${string}`;

/** What a type may be called; a plan of anybody can say anything. */
const TYPE = /^[a-z0-9-]{1,32}(?:[.:][a-z0-9-]{1,32}){0,4}$/;

/** The item of a kind and a type, or undefined if that can be no type of AWS. */
export function itemOf(kind: KindName, ...type: readonly string[]): Item | undefined {
  const name = type.join(":");
  return TYPE.test(name) ? `${kind}:${name}` : undefined;
}

/** The kind of an item; undefined for what is none. */
export function kindOf(item: Item): Kind {
  return KINDS[item.split(":")[0] as KindName];
}

/** `2 NAT gateways`, `1 m7g.large instance`, `0.5 Fargate vCPUs`. */
export function itemText(item: Item, quantity: string): string {
  const { one, many } = kindOf(item);
  return `${quantity} ${withType(quantity === "1" ? one : many, item)}`;
}

/** `NAT gateways`, `m7g.large instances`. */
export function itemsText(item: Item): string {
  return withType(kindOf(item).many, item);
}

function withType(words: string, item: Item): string {
  const [, ...type] = item.split(":");
  return words.replace(/\{(\d)\}/g, (_, at: string) => type[Number(at)] ?? "");
}

function hourly(one: string, many: string, leftOut?: string): Kind {
  return { period: "hour", one, many, ...(leftOut === undefined ? {} : { leftOut }) };
}

function monthly(one: string, many: string, leftOut?: string): Kind {
  return { period: "month", one, many, ...(leftOut === undefined ? {} : { leftOut }) };
}
