import { isRecord } from "../../../review/values/values";
import type { Estate } from "../../tree/estate";
import { networksOf, zonesAt } from "../../tree/networks";
import type { Resource } from "../../tree/resource";
import { blocksOf, isKnown, textsOf } from "../../tree/values";
import type { Found, ResourceRule, Rules, StackRule } from "../rule.types";
import { oneOf, settingRule } from "../setting-rule";

const OWN_ADDRESS = /\baws_(?:instance|spot_instance_request)\.[\w-]+(?:\[[^\]]*\])?\.public_(?:ip|dns)\b/;

const LASTING_ADDRESSES: ResourceRule = {
  level: "error",
  title: "Records lead to addresses that stay.",
  reason:
    "The address that an instance gets by itself is somebody else's after its next stop, and the record goes on leading there.",
  expected: "an Elastic IP, or a load balancer",
  fix: "give the instance an Elastic IP, and name that",
  source: 'Amazon EC2 User Guide, "Amazon EC2 instance IP addressing", read 2026-11',
  types: ["aws_route53_record"],
  check: (record) =>
    record
      .texts("records")
      .filter((text) => OWN_ADDRESS.test(text))
      .map((found) => ({ found, attribute: "records" })),
};

/** Filters that leave images of few owners. */
const NAMES_IMAGE = ["image-id", "owner-id", "owner-alias"];

const NAMED_OWNERS: StackRule = {
  level: "error",
  title: "The newest image is looked for among those of named owners.",
  reason: "Everybody may publish an image under a name that fits, and the next plan takes it.",
  expected: "owners",
  fix: "set owners, to amazon, self or the account of the publisher",
  source: 'Amazon EC2 User Guide, "Understand shared AMI usage in Amazon EC2", read 2026-12',
  checkStack: ({ data }) =>
    Object.entries(isRecord(data.aws_ami) ? data.aws_ami : {}).flatMap(([name]) => {
      const [image = {}] = blocksOf(isRecord(data.aws_ami) ? data.aws_ami : {}, name);
      const filters = blocksOf(image, "filter").flatMap((filter) => textsOf(filter.name));
      const isOpen = image.owners === undefined || (Array.isArray(image.owners) && image.owners.length === 0);
      const isNewest = image.most_recent === true || image.most_recent === "true";
      if (!isNewest || !isOpen || filters.some((filter) => NAMES_IMAGE.includes(filter))) return [];
      return [{ found: `data.aws_ami.${name} takes the newest of any owner` }];
    }),
};

/** Instances that an Elastic IP is for. */
function holdersOf(address: Resource): readonly Resource[] {
  const attribute = address.type === "aws_eip" ? "instance" : "instance_id";
  return address.targets(attribute).filter(({ type }) => type === "aws_instance");
}

const ADDRESSES_IN_PUBLIC: ResourceRule = {
  level: "error",
  title: "Elastic IPs are for what lies in a public subnet.",
  reason: "What lies in another one is not reached by its address, and does not go out by it.",
  expected: "an instance in a subnet with a route to an internet gateway",
  fix: "put the bastion into a public subnet, or remove the address from what is private",
  source: 'Amazon VPC User Guide, "Enable internet access for a VPC using an internet gateway", read 2026-12',
  types: ["aws_eip", "aws_eip_association"],
  check: (address, estate) =>
    holdersOf(address).flatMap((instance) =>
      instance
        .targets("subnet_id")
        .filter((subnet) => ["private", "isolated"].includes(estate.derived(networksOf).kindOf(subnet) ?? ""))
        .map((subnet) => ({
          found: `${instance.place} lies in ${subnet.place}, which has no route to an internet gateway`,
          attribute: address.type === "aws_eip" ? "instance" : "instance_id",
        })),
    ),
};

const SESSIONS_WRITTEN: ResourceRule = {
  level: "production",
  title: "Sessions on servers of production are encrypted with a key of the account, and written down.",
  reason: "What somebody did on a server is told nowhere else.",
  expected: "kmsKeyId, and cloudWatchLogGroupName or s3BucketName",
  fix: "name a KMS key, and a log group or a bucket, in the document's inputs",
  source: 'AWS Systems Manager User Guide, "Enabling and disabling session logging", read 2026-11',
  types: ["aws_ssm_document"],
  check: (document) => {
    const inputs = inputsOf(document);
    if (document.at("document_type") !== "Session" || inputs === undefined) return [];
    const isSet = (name: string) => typeof inputs[name] === "string" && inputs[name] !== "";
    return [
      isSet("kmsKeyId") ? [] : { found: "no kmsKeyId", attribute: "content" },
      isSet("cloudWatchLogGroupName") || isSet("s3BucketName") ? [] : { found: "no log", attribute: "content" },
    ].flat();
  },
};

/** Preferences of Session Manager; nothing of what is not JSON, or of commands, which have none. */
function inputsOf(document: Resource): Readonly<Record<string, unknown>> | undefined {
  const text = document.at("content");
  if (typeof text !== "string") return undefined;
  try {
    const content: unknown = JSON.parse(text);
    return isRecord(content) && content.sessionType === "Standard_Stream" && isRecord(content.inputs)
      ? content.inputs
      : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a server stands still when its CPU credits are used up: T2 by default, others where it is said. */
function runsOutOfCredits(instance: Resource): boolean {
  const type = instance.at("instance_type");
  if (typeof type !== "string" || !/^t\d[a-z]*\./.test(type)) return false;
  const credits = instance.at("credit_specification.cpu_credits");
  return credits === "standard" || (type.startsWith("t2.") && instance.lacks("credit_specification"));
}

const CREDITS_WATCHED: ResourceRule = {
  level: "warning",
  title: "An alarm tells when a server has used up its CPU credits.",
  reason: "It runs at a fraction of its speed from then on, and nothing else says why.",
  expected: "an alarm on CPUCreditBalance",
  fix: "add an alarm on CPUCreditBalance of the instance, or set cpu_credits to unlimited, which is billed",
  source: 'Amazon EC2 User Guide, "Monitor CPU credits for burstable instances", read 2026-11',
  types: ["aws_instance"],
  check: (instance, estate) => {
    const alarms = estate.referrers(instance, "aws_cloudwatch_metric_alarm", "dimensions");
    const isWatched = alarms.some(({ values }) => /^CPUCreditBalance$|[$%]\{/.test(String(values.metric_name)));
    return runsOutOfCredits(instance) && !isWatched
      ? [{ found: `${String(instance.at("instance_type"))} without an alarm`, attribute: "instance_type" }]
      : [];
  },
};

/** What runs behind a load balancer: how many of it there are at least, and where its subnets stand. */
const FLEETS: Readonly<Record<string, { readonly count: string; readonly subnets: string }>> = {
  aws_ecs_service: { count: "desired_count", subnets: "network_configuration.subnets" },
  aws_autoscaling_group: { count: "min_size", subnets: "vpc_zone_identifier" },
};

function isBehindBalancer(fleet: Resource, estate: Estate): boolean {
  if (fleet.type === "aws_ecs_service") return !fleet.lacks("load_balancer");
  const attached = ["aws_autoscaling_attachment", "aws_autoscaling_traffic_source_attachment"].some(
    (type) => estate.referrers(fleet, type, "autoscaling_group_name").length > 0,
  );
  return attached || ["target_group_arns", "load_balancers", "traffic_source"].some((name) => !fleet.lacks(name));
}

/** Least number of members; nothing while it is not known, or where something else decides on it. */
function leastOf(fleet: Resource, estate: Estate): number | undefined {
  const value = fleet.at(FLEETS[fleet.type]?.count ?? "");
  const scaled = estate.referrers(fleet, "aws_appautoscaling_target", "resource_id");
  const least = scaled.length > 0 ? scaled[0]?.at("min_capacity") : value;
  return (typeof least === "number" || typeof least === "string") && isKnown(least) ? Number(least) : undefined;
}

const TWO_OF_EACH: ResourceRule = {
  level: "production",
  title: "What serves behind a load balancer in production runs twice, in two zones.",
  reason: "One that is replaced, or a zone that fails, answers nobody meanwhile.",
  expected: "two or more, in subnets of two zones or more",
  fix: "raise the least number to 2, and add a subnet of another zone",
  source: "AWS Security Hub User Guide, control AutoScaling.2, read 2026-11",
  types: Object.keys(FLEETS),
  check: (fleet, estate) => {
    if (!isBehindBalancer(fleet, estate)) return [];
    const { count, subnets } = FLEETS[fleet.type] ?? { count: "", subnets: "" };
    const least = leastOf(fleet, estate);
    const found: (Found | [])[] = [
      least === undefined || least > 1 ? [] : { found: `${least} at least`, attribute: count },
      zonesAt(fleet, subnets)?.size === 1 ? { found: "subnets of one zone", attribute: subnets } : [],
    ];
    return found.flat();
  },
};

const NO_KEY_IN_STATE: ResourceRule = {
  level: "error",
  title: "Private keys of SSH are in no state.",
  reason: "Who may read the state of the stack has the key, for as long as it holds.",
  expected: "a public key whose private half its owner keeps",
  fix: "make the key where it is used, and give public_key alone; or connect by Session Manager, which needs none",
  source: "Terraform TLS provider, `tls_private_key`, read 2026-11",
  types: ["aws_key_pair"],
  check: (key) =>
    key
      .targets("public_key")
      .filter(({ type }) => type === "tls_private_key")
      .map(({ address }) => ({ found: `the key of ${address}`, attribute: "public_key" })),
};

const HEALTH_OF_BALANCER = settingRule({
  level: "warning",
  title: "Groups behind a load balancer replace servers that it finds unwell.",
  reason: "A server whose application has ended runs on, and is never replaced.",
  fix: "set health_check_type to ELB, with a grace period for the start",
  source: "AWS Security Hub User Guide, control AutoScaling.1, read 2026-11",
  settings: { aws_autoscaling_group: { ...oneOf("health_check_type", ["ELB"]), concerns: isBehindBalancer } },
});

/** Rules about servers and what they stand in. */
export const HOST_RULES = {
  "EC2-04": LASTING_ADDRESSES,
  "EC2-05": NAMED_OWNERS,
  "EC2-08": ADDRESSES_IN_PUBLIC,
  "EC2-09": SESSIONS_WRITTEN,
  "EC2-11": CREDITS_WATCHED,
  "EC2-13": TWO_OF_EACH,
  "EC2-14": NO_KEY_IN_STATE,
  "EC2-20": HEALTH_OF_BALANCER,
} as const satisfies Rules;
