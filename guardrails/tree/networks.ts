import { isRecord } from "../../review/values/values";
import type { Estate } from "./estate";
import type { Resource } from "./resource";
import { isKnown, type Values } from "./values";

/** Attributes of a route that say where it leads (Terraform AWS provider 5.100, `aws_route`, read 2026-11). */
const HOPS = [
  "gateway_id",
  "nat_gateway_id",
  "egress_only_gateway_id",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
  "network_interface_id",
  "local_gateway_id",
  "carrier_gateway_id",
  "core_network_arn",
] as const;

/** A way that a route can lead. */
export type Hop = (typeof HOPS)[number];

/** A route, whichever way it was written. */
export interface Route {
  /** What it is for: a range, or the id of a prefix list. Not there while it is not known. */
  readonly destination?: string;
  /** How it leads on; not there for a local route, and while it is not known. */
  readonly hop?: Hop;
  /** Whether it leads to an internet gateway. */
  readonly isToInternet: boolean;
  /** The route, or the table that it stands in. */
  readonly resource: Resource;
  /** What it leads to, as far as it is found. */
  readonly targets: readonly Resource[];
}

/** What a subnet's table makes of it: `public` leads to an internet gateway, `private` elsewhere by default, `isolated` nowhere. */
export type SubnetKind = "public" | "private" | "isolated";

/** What a subnet is called by its tags. */
export type SubnetPurpose = "public" | "private" | "isolated" | "data";

/** Types of route tables. */
export const TABLE_TYPES = ["aws_route_table", "aws_default_route_table"] as const;

/** How the networks of an estate are routed. What is not known of it is not told. */
export class Networks {
  readonly #routes = new Map<Resource, readonly Route[]>();
  readonly #kinds = new Map<Resource, SubnetKind | undefined>();

  constructor(private readonly estate: Estate) {}

  /** Routes of a table: those that stand in it, and those that name it. */
  routesOf(table: Resource): readonly Route[] {
    const known = this.#routes.get(table) ?? [
      ...table.blocks("route").map((values) => routeOf(table, values)),
      ...this.estate.referrers(table, "aws_route", "route_table_id").map((route) => routeOf(route, route.values)),
    ];
    this.#routes.set(table, known);
    return known;
  }

  /** The table of a subnet: the one that it is associated with, or else the main one of its VPC where that is managed. */
  tableOf(subnet: Resource): Resource | undefined {
    const associations = this.estate.referrers(subnet, "aws_route_table_association", "subnet_id");
    if (associations.length > 0) return onlyTable(associations, "route_table_id");
    const [vpc] = subnet.targets("vpc_id");
    if (vpc === undefined) return undefined;
    const main = this.estate.referrers(vpc, "aws_main_route_table_association", "vpc_id");
    if (main.length > 0) return onlyTable(main, "route_table_id");
    return this.estate.referrers(vpc, "aws_default_route_table", "default_route_table_id")[0];
  }

  /** Subnets of a table. */
  subnetsOf(table: Resource): readonly Resource[] {
    return this.estate
      .referrers(table, "aws_route_table_association", "route_table_id")
      .flatMap((one) => one.targets("subnet_id"));
  }

  /** What the routes make of a subnet; nothing where its table, or a route of it, is not known. */
  kindOf(subnet: Resource): SubnetKind | undefined {
    if (!this.#kinds.has(subnet)) this.#kinds.set(subnet, this.#judged(subnet));
    return this.#kinds.get(subnet);
  }

  /** Default routes of a subnet's table. */
  defaultRoutesOf(subnet: Resource): readonly Route[] {
    const table = this.tableOf(subnet);
    return table === undefined ? [] : this.routesOf(table).filter(isDefault);
  }

  #judged(subnet: Resource): SubnetKind | undefined {
    const table = this.tableOf(subnet);
    if (table === undefined) return undefined;
    const routes = this.routesOf(table);
    const ways = routes.filter(isDefault);
    if (ways.some(({ isToInternet }) => isToInternet)) return "public";
    if (!isKnownList(table.at("route")) || routes.some((one) => !isRead(one))) return undefined;
    return ways.length > 0 ? "private" : "isolated";
  }
}

/** How the networks of an estate are routed, for `estate.derived`. */
export function networksOf(estate: Estate): Networks {
  return new Networks(estate);
}

function onlyTable(associations: readonly Resource[], attribute: string): Resource | undefined {
  const tables = associations.flatMap((one) => one.targets(attribute)).filter(({ type }) => isTable(type));
  return new Set(tables).size === 1 ? tables[0] : undefined;
}

function isTable(type: string): boolean {
  return TABLE_TYPES.some((one) => one === type);
}

/** Whether the blocks of a list are all there: an expression may make more. */
function isKnownList(value: unknown): boolean {
  return value === undefined || value === null || Array.isArray(value) || isRecord(value);
}

/** Whether it is known what a route is for, and where it leads. */
function isRead({ destination, hop }: Route): boolean {
  return destination !== undefined && hop !== undefined;
}

/** A route as a resource of its own, or as a block of its table. */
export function routeOf(resource: Resource, values: Values): Route {
  const destination = destinationOf(values);
  const hop = HOPS.find((one) => isSet(values[one]));
  const targets = hop === undefined ? [] : resource.targets(resource.type === "aws_route" ? hop : "route");
  return {
    resource,
    targets,
    isToInternet: hop === "gateway_id" && isInternetGateway(values[hop], targets),
    ...(destination === undefined ? {} : { destination }),
    ...(hop === undefined ? {} : { hop }),
  };
}

/** Routes that a resource stands for: one is one, a table has those that stand in it. */
export function routesIn(resource: Resource): readonly Route[] {
  return resource.type === "aws_route"
    ? [routeOf(resource, resource.values)]
    : resource.blocks("route").map((values) => routeOf(resource, values));
}

/** Attributes of a route that say what it is for, of itself and of a block in a table. */
const DESTINATIONS = [
  "destination_cidr_block",
  "cidr_block",
  "destination_ipv6_cidr_block",
  "ipv6_cidr_block",
  "destination_prefix_list_id",
];

function destinationOf(values: Values): string | undefined {
  const value = DESTINATIONS.map((one) => values[one]).find(isSet);
  return typeof value === "string" && isKnown(value) ? value : undefined;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function isInternetGateway(value: unknown, targets: readonly Resource[]): boolean {
  if (typeof value === "string" && value.startsWith("igw-")) return true;
  if (typeof value === "string" && value.includes("aws_")) return value.includes("aws_internet_gateway.");
  return !isKnown(value) && targets.some(({ type }) => type === "aws_internet_gateway");
}

/** Whether a route is for everything that no other route is for. */
export function isDefault({ destination }: Route): boolean {
  return destination === "0.0.0.0/0" || destination === "::/0";
}

/** Words by which subnets are called, in the tag `Tier` or the like, or in their names. */
const WORDS: Readonly<Record<string, SubnetPurpose>> = {
  public: "public",
  private: "private",
  internal: "private",
  isolated: "isolated",
  intra: "isolated",
  data: "data",
  database: "data",
  db: "data",
};

/** Words that stand in names for other things too, and count in a tag of their own only. */
const IN_TAGS_ONLY: readonly string[] = ["internal", "data", "db"];

/**
 * What a subnet is called by its tags: those by which Kubernetes finds subnets for load balancers, one that tells its tier, or its name
 * (Amazon EKS User Guide, "View Amazon EKS networking requirements for VPC and subnets", read 2026-12).
 */
export function purposeOf(subnet: Resource): SubnetPurpose | undefined {
  const tags = subnet.at("tags");
  if (!isRecord(tags)) return undefined;
  if (isSet(tags["kubernetes.io/role/elb"])) return "public";
  if (isSet(tags["kubernetes.io/role/internal-elb"])) return "private";
  const tier = Object.entries(tags).find(([key]) => /^(tier|type|kind)$/i.test(key))?.[1];
  const called = typeof tier === "string" ? WORDS[tier.toLowerCase()] : undefined;
  return called ?? namedPurpose(tags.Name);
}

function namedPurpose(name: unknown): SubnetPurpose | undefined {
  if (typeof name !== "string") return undefined;
  const words = name
    .replace(/[$%]\{[^}]*\}/g, " ")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => Object.hasOwn(WORDS, word) && !IN_TAGS_ONLY.includes(word));
  const purposes = new Set(words.map((word) => WORDS[word]));
  return purposes.size === 1 ? [...purposes][0] : undefined;
}

/** Whether a resource is one of many by `count` or `for_each`. */
export function isRepeated(resource: Resource): boolean {
  return !resource.lacks("count") || !resource.lacks("for_each");
}

/** The zone of a subnet as it is written, be it an expression; nothing for one of many. */
export function zoneTextOf(subnet: Resource): string | undefined {
  const zone = [subnet.at("availability_zone"), subnet.at("availability_zone_id")].find(isSet);
  return typeof zone === "string" && !isRepeated(subnet) ? zone : undefined;
}

/**
 * Zones of the subnets that a list names, as they are written. Nothing unless each member of the list is one subnet whose zone is written: two
 * different texts may be one zone, the same text is.
 *
 * @param path where the list stands: `vpc_config.subnet_ids`
 */
export function zonesAt(resource: Resource, path: string): ReadonlySet<string> | undefined {
  const subnets = subnetsAt(resource, path);
  if (subnets === undefined) return undefined;
  const zones = subnets.flatMap((subnet) => zoneTextOf(subnet) ?? []);
  return zones.length === subnets.length && zones.length > 0 ? new Set(zones) : undefined;
}

/** Subnets that a list names; nothing unless each member of the list is one subnet that is found. */
export function subnetsAt(resource: Resource, path: string): readonly Resource[] | undefined {
  const list = resource.at(path);
  const [attribute = ""] = path.split(".");
  const subnets = resource.targets(attribute).filter(({ type }) => type === "aws_subnet");
  return Array.isArray(list) && list.length === subnets.length && list.length > 0 ? subnets : undefined;
}
