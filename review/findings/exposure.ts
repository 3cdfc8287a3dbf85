import type { Change } from "../plan/changes";
import { documentOf, isPolicy } from "../values/documents";
import { maskedText } from "../values/mask";
import { valueAt } from "../values/value-at";
import { entryOf, isRecord, UNKNOWN } from "../values/values";
import { type Finding, finding, type Judged } from "./finding.types";
import { isForEverybody } from "./permissions";
import { isAnywhere, portsText, type SecurityRule, securityRules } from "./security-rules";

/** What a plan opens: to the internet, or to other accounts, as sentences. */
export function exposures(judged: Judged): readonly Finding[] {
  return judged.changes.flatMap((change) => {
    if (!["create", "update", "replace", "delete"].includes(change.action)) return [];
    return [...openedRules(change, judged), ...publicSettings(change), ...sharedWithAll(change), ...unblocked(change)];
  });
}

function openedRules(change: Change, judged: Judged): readonly Finding[] {
  const before = securityRules(change.type, change.before).map(ruleText);
  return securityRules(change.type, change.after)
    .filter((rule) => change.action === "create" || !before.includes(ruleText(rule)))
    .flatMap((rule) => {
      const target = groupOf(change, judged);
      const from = rule.peers.join(", ");
      const sentence =
        rule.direction === "ingress"
          ? `opens ${portsText(rule)} from ${from} to ${target}`
          : `lets ${target} out to ${from}, ${portsText(rule)}`;
      const isWide = rule.peers.some(isAnywhere);
      if (!isWide) return [];
      const severity = rule.direction === "egress" ? "low" : "high";
      return [
        finding(change, rule.direction === "ingress" ? "ingress-anywhere" : "egress-anywhere", severity, sentence),
      ];
    });
}

function ruleText(rule: SecurityRule): string {
  return JSON.stringify(rule);
}

/** The security group that a rule belongs to, by reference while its id is not known. */
function groupOf(change: Change, { references, nameOf }: Judged): string {
  if (change.type === "aws_security_group" || change.type === "aws_default_security_group")
    return nameOf(change.address);
  const [group] = references.of(change.address, "security_group_id").filter((one) => one.includes("security_group"));
  if (group !== undefined) return nameOf(group);
  const { security_group_id: id } = change.after;
  return typeof id === "string" ? maskedText(id) : nameOf(change.address);
}

/** A setting that makes something reachable from the internet. */
interface PublicSetting {
  readonly attribute: string;
  readonly isPublic: (value: unknown) => boolean;
  readonly sentence: string;
  readonly severity?: "medium" | "low";
}

const isTrue = (value: unknown) => value === true;
const isFalse = (value: unknown) => value === false;
const hasAnywhere = (value: unknown) => Array.isArray(value) && value.some(isAnywhere);
const publiclyAccessible = {
  attribute: "publicly_accessible",
  isPublic: isTrue,
  sentence: "gets an address on the internet",
};

const SETTINGS: Readonly<Record<string, readonly PublicSetting[]>> = {
  aws_apigatewayv2_route: [
    {
      attribute: "authorization_type",
      isPublic: (value) => value === "NONE",
      sentence: "answers without authorization",
      severity: "medium",
    },
  ],
  aws_db_instance: [publiclyAccessible],
  aws_dms_replication_instance: [publiclyAccessible],
  aws_docdb_cluster_instance: [publiclyAccessible],
  aws_ecs_service: [
    {
      attribute: "network_configuration.assign_public_ip",
      isPublic: isTrue,
      sentence: "gives its tasks public addresses",
      severity: "medium",
    },
  ],
  aws_eip: [
    { attribute: "domain", isPublic: (value) => value === "vpc", sentence: "is a public address", severity: "low" },
  ],
  aws_elb: [{ attribute: "internal", isPublic: isFalse, sentence: "faces the internet", severity: "medium" }],
  aws_instance: [
    {
      attribute: "associate_public_ip_address",
      isPublic: isTrue,
      sentence: "gets a public address",
      severity: "medium",
    },
  ],
  aws_lambda_function_url: [
    {
      attribute: "authorization_type",
      isPublic: (value) => value === "NONE",
      sentence: "answers anybody, without authorization",
    },
  ],
  aws_launch_template: [
    {
      attribute: "network_interfaces.associate_public_ip_address",
      isPublic: (value) => value === true || value === "true",
      sentence: "gives what starts from it public addresses",
      severity: "medium",
    },
  ],
  aws_lb: [{ attribute: "internal", isPublic: isFalse, sentence: "faces the internet", severity: "medium" }],
  aws_mq_broker: [publiclyAccessible],
  aws_msk_cluster: [
    {
      attribute: "broker_node_group_info.connectivity_info.public_access.type",
      isPublic: (value) => value === "SERVICE_PROVIDED_EIPS",
      sentence: "gives its brokers public addresses",
    },
  ],
  aws_neptune_cluster_instance: [publiclyAccessible],
  aws_rds_cluster_instance: [publiclyAccessible],
  aws_redshift_cluster: [publiclyAccessible],
  aws_redshiftserverless_workgroup: [publiclyAccessible],
  aws_subnet: [
    {
      attribute: "map_public_ip_on_launch",
      isPublic: isTrue,
      sentence: "gives what starts in it public addresses",
      severity: "low",
    },
  ],
  aws_vpc_endpoint_service: [
    {
      attribute: "allowed_principals",
      isPublic: (value) => Array.isArray(value) && value.includes("*"),
      sentence: "admits every account",
    },
    {
      attribute: "acceptance_required",
      isPublic: isFalse,
      sentence: "accepts connections without being asked",
      severity: "medium",
    },
  ],
};

function publicSettings(change: Change): readonly Finding[] {
  if (change.action === "delete") return [];
  const own = (entryOf(SETTINGS, change.type) ?? []).flatMap((setting) => {
    const { attribute, isPublic, sentence } = setting;
    if (!isPublic(valueAt(change.after, attribute)) || isPublic(valueAt(change.before, attribute))) return [];
    return [finding(change, "public-setting", setting.severity ?? "high", sentence, attribute)];
  });
  return [...own, ...clusterEndpoint(change), ...internetRoute(change)];
}

function clusterEndpoint(change: Change): readonly Finding[] {
  if (change.type !== "aws_eks_cluster") return [];
  const config = (values: Change["after"]) => {
    // A plan has a list, a configuration may have the block itself.
    const [first] = [values.vpc_config].flat();
    const { endpoint_public_access: isOn, public_access_cidrs: ranges } = isRecord(first) ? first : {};
    return { isOn: isOn === true, isWide: isOn === true && (ranges === UNKNOWN || hasAnywhere(ranges)) };
  };
  const [before, after] = [config(change.before), config(change.after)];
  const attribute = "vpc_config.public_access_cidrs";
  if (after.isWide && !before.isWide) {
    return [finding(change, "public-setting", "high", "its API answers the whole internet", attribute)];
  }
  if (after.isOn && !before.isOn) {
    return [
      finding(
        change,
        "public-setting",
        "medium",
        "its API gets a public address, for the ranges that are named",
        attribute,
      ),
    ];
  }
  return [];
}

function internetRoute(change: Change): readonly Finding[] {
  const [before, after] = [internetRoutes(change.type, change.before), internetRoutes(change.type, change.after)];
  const isNew = after.some((route) => !before.includes(route));
  return isNew ? [finding(change, "internet-route", "low", "routes subnets to the internet gateway")] : [];
}

/** Destinations that a route, or a table with routes in it, leads to the internet gateway. */
function internetRoutes(type: string, values: Change["after"]): readonly string[] {
  const inline = type === "aws_route_table" || type === "aws_default_route_table";
  if (type !== "aws_route" && !inline) return [];
  const routes = inline ? [values.route].flat().filter(isRecord) : [values];
  return routes.flatMap((route) => {
    const { gateway_id: gateway } = route;
    const isInternet =
      gateway === UNKNOWN || (typeof gateway === "string" && /^(igw-|\$\{aws_internet_gateway\.)/.test(gateway));
    const to = [
      route.destination_cidr_block,
      route.destination_ipv6_cidr_block,
      route.cidr_block,
      route.ipv6_cidr_block,
    ];
    return isInternet ? to.filter(isAnywhere).map(String) : [];
  });
}

/** Snapshots, images and policies that admit everybody. */
function sharedWithAll(change: Change): readonly Finding[] {
  if (change.action === "delete") return [];
  const isPublic =
    (change.type === "aws_ami_launch_permission" || change.type === "aws_snapshot_create_volume_permission") &&
    (change.after.group === "all" || change.after.account_id === "all");
  const shared = ["shared_accounts"].some((key) => {
    const list = (values: Change["after"]) => (Array.isArray(values[key]) ? (values[key] as unknown[]) : []);
    return list(change.after).includes("all") && !list(change.before).includes("all");
  });
  if (isPublic || shared) return [finding(change, "shared-with-all", "high", "is shared with every account of AWS")];
  return [...sharedWithAccount(change), ...publicPolicies(change)];
}

/** Attributes that name an account that something is shared with, by type. */
const SHARED_WITH: Readonly<Record<string, string>> = {
  aws_ami_launch_permission: "account_id",
  aws_db_cluster_snapshot: "shared_accounts",
  aws_db_snapshot: "shared_accounts",
  aws_db_snapshot_copy: "shared_accounts",
  aws_ram_principal_association: "principal",
  aws_snapshot_create_volume_permission: "account_id",
  aws_vpc_endpoint_service_allowed_principal: "principal_arn",
};

function sharedWithAccount(change: Change): readonly Finding[] {
  const attribute = entryOf(SHARED_WITH, change.type);
  if (attribute === undefined) return [];
  const accounts = (values: Change["after"]) =>
    [values[attribute] ?? []].flat().filter((one) => typeof one === "string");
  const added = accounts(change.after).filter(
    (one) => change.action === "create" || !accounts(change.before).includes(one),
  );
  if (added.length === 0) return [];
  return [
    finding(
      change,
      "shared-with-account",
      "medium",
      `is shared with ${added.map(maskedText).sort().join(", ")}`,
      attribute,
    ),
  ];
}

function publicPolicies(change: Change): readonly Finding[] {
  return ["policy", "access_policies"].flatMap((attribute) => {
    const opened = (value: unknown) => {
      const document = typeof value === "string" ? documentOf(value) : undefined;
      return isPolicy(document) && document.Statement.some(isForEverybody);
    };
    if (!opened(change.after[attribute]) || opened(change.before[attribute])) return [];
    // Whoever comes through an endpoint is in the VPC already.
    if (change.type === "aws_vpc_endpoint")
      return [finding(change, "public-policy", "low", "its policy lets every account's principals through", attribute)];
    return [finding(change, "public-policy", "high", "its policy admits everybody, without a condition", attribute)];
  });
}

/** Blocks of public access that are taken off. */
function unblocked(change: Change): readonly Finding[] {
  if (change.type !== "aws_s3_bucket_public_access_block" && change.type !== "aws_s3_account_public_access_block")
    return [];
  const keys = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];
  const off = keys.filter(
    (key) => (change.action === "create" || change.before[key] === true) && change.after[key] !== true,
  );
  if (change.action === "delete" || off.length === 0) return [];
  return [finding(change, "public-access-block", "high", `no longer blocks public access: ${off.join(", ")}`)];
}
