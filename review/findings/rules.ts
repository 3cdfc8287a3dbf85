import type { Risk } from "./risk";

/** What a review looks for. */
export interface ReviewRule {
  readonly risk: Risk;
  /** What has happened when it is found, in a few words. */
  readonly title: string;
  /** What it means, and what a reviewer can do. */
  readonly help: string;
}

/** Every rule of the review, by the name that findings, exemptions and code scanning know it by. */
export const RULES = {
  "cost-limit": {
    risk: "cost",
    title: "The plans add more monthly fixed costs than the limit",
    help: "Look at the costs by item: fewer zones, smaller machines or Spot capacity cost less. Raise review.costLimit if it is meant.",
  },
  "egress-anywhere": {
    risk: "exposure",
    title: "A security group lets its members out to every address",
    help: "Whoever takes over a member can send data anywhere. Name the ranges, prefix lists or groups that are needed.",
  },
  "guard-removed": {
    risk: "protection",
    title: "What watches or protects is destroyed",
    help: "Logs, alarms, versions and filters protect only while they are there. Keep it, or say what takes its place.",
  },
  "ingress-anywhere": {
    risk: "exposure",
    title: "A security group admits every address",
    help: "The ports answer the whole internet wherever a member has a public address. Name the ranges or groups that need them.",
  },
  "internet-route": {
    risk: "exposure",
    title: "Subnets get a route to the internet gateway",
    help: "What has a public address in these subnets can be reached. Private subnets go out by a NAT gateway.",
  },
  "network-acl-anywhere": {
    risk: "exposure",
    title: "A network ACL admits every address",
    help: "Security groups behind it decide alone from then on. Admit the ports that are answered, from the ranges that need them.",
  },
  "permission-added": {
    risk: "permission",
    title: "Somebody may do more than before",
    help: "Read the rows of the table of permissions: who, may what, on what. Wildcards and iam:PassRole let their holder get further rights.",
  },
  "protection-off": {
    risk: "protection",
    title: "A switch that protects is turned off",
    help: "Deletion protection, encryption, rotation and versions keep a mistake from being final. Leave it on, or say why not.",
  },
  "public-access-block": {
    risk: "exposure",
    title: "A block of public access is taken off",
    help: "Policies and access lists can open the bucket to everybody from then on. Leave all four settings on.",
  },
  "public-policy": {
    risk: "exposure",
    title: "A policy admits everybody",
    help: "The statement has no condition that narrows it. Name principals, or add a condition on the organization, account or VPC.",
  },
  "public-setting": {
    risk: "exposure",
    title: "Something becomes reachable from the internet",
    help: "Look who needs to reach it; a private address behind a balancer or an endpoint is the usual way.",
  },
  "retention-lowered": {
    risk: "protection",
    title: "Backups, logs or deleted things are kept for a shorter time",
    help: "What is older than the new limit is deleted soon after the apply, and cannot be had back.",
  },
  "serving-destroyed": {
    risk: "outage",
    title: "Something that serves is destroyed",
    help: "Look who uses it. What still refers to it fails from then on.",
  },
  "serving-interrupted": {
    risk: "outage",
    title: "Something that serves is stopped or restarted in place",
    help: "It answers nobody meanwhile, or until it is started again. Choose the time, and see that a second one stands by.",
  },
  "serving-replaced": {
    risk: "outage",
    title: "Something that serves is replaced",
    help: "It is out of service between the old and the new one, unless the new one is made first. Choose the time, or change it in two steps.",
  },
  "shared-with-account": {
    risk: "exposure",
    title: "Something is shared with another account",
    help: "Whoever may do so in that account can use or copy it. Look whose account it is.",
  },
  "shared-with-all": {
    risk: "exposure",
    title: "A snapshot or an image is shared with every account of AWS",
    help: "Everybody can copy it, and keeps the copy. Name the accounts that need it.",
  },
  "stack-gone": {
    risk: "protection",
    title: "A deployed stack has gone from the configuration",
    help: "Its resources stay in AWS and go on costing what they cost, and nothing manages them. Destroy the stack, or take it back into the configuration.",
  },
  "stateful-destroyed": {
    risk: "data-loss",
    title: "Something that holds data is destroyed",
    help: "The data is gone with it. Take a copy first, or let Terraform forget it and keep it.",
  },
  "stateful-replaced": {
    risk: "data-loss",
    title: "Something that holds data is replaced",
    help: "The new one is empty. Undo the change that forces it, declare a move if it was renamed, or move the data first.",
  },
} as const satisfies Readonly<Record<string, ReviewRule>>;

/** Name of a rule of the review. */
export type RuleName = keyof typeof RULES;

/** Names of all rules, sorted. */
export const RULE_NAMES = Object.keys(RULES).sort() as RuleName[];
