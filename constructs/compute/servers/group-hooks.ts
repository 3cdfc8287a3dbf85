import { AutoscalingLifecycleHook } from "@cdktf/provider-aws/lib/autoscaling-lifecycle-hook";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { pathInStack } from "../../core/names/path-in-stack";
import { waitFor } from "../../core/resources/wait-for";
import { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import type { LifecycleHook } from "./lifecycle-hook.types";

type Hooks = Readonly<Record<string, LifecycleHook>>;

const DEFAULT_TIMEOUT_SECONDS = 3600;
const TARGET = /^arn:aws[a-z-]*:(sns|sqs):[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]+$/;
/** Amazon EC2 Auto Scaling API Reference, `PutLifecycleHook`, as of 2026-11. */
const METADATA = /^[\t\n\r\x20-\x7e]+$/;
const MAX_METADATA = 4000;

/** Checks the hooks of a group, by name: `HOOK_TARGET`, `HOOK_METADATA`. */
export function checkHooks(hooks: Hooks, problems: Problems): void {
  for (const [name, { notificationTargetArn: target, notificationMetadata: metadata }] of Object.entries(hooks)) {
    const at = `lifecycleHooks.${name}`;
    if (target !== undefined && !Token.isUnresolved(target) && !TARGET.test(target)) {
      problems.add(`${at}.notificationTargetArn`, {
        code: "HOOK_TARGET",
        message: "A lifecycle hook tells topics and queues alone, and none that keep an order.",
        found: `"${target}"`,
        expected: "the ARN of an SNS topic or SQS queue that is not FIFO",
        fix: "write such an ARN, such as arn:aws:sqs:ap-northeast-2:111111111111:web-drain, or leave notificationTargetArn out and let a rule of EventBridge pass it on",
      });
    }
    const isKept = (text: string) => METADATA.test(text) && text.length <= MAX_METADATA;
    if (metadata !== undefined && !Token.isUnresolved(metadata) && !isKept(metadata)) {
      problems.add(`${at}.notificationMetadata`, {
        code: "HOOK_METADATA",
        message: "AWS takes other texts to go with a message.",
        found: `${metadata.length} characters`,
        expected: `1 to ${MAX_METADATA} characters of ASCII`,
        fix: "shorten it and write it in ASCII, or leave notificationMetadata out",
      });
    }
  }
}

/** The role that Auto Scaling tells targets by; only where a hook has one. */
export function createNotifier(group: Construct, hooks: Hooks): Role | undefined {
  const targets = [...new Set(Object.values(hooks).flatMap((hook) => hook.notificationTargetArn ?? []))].sort();
  if (targets.length === 0) return undefined;
  const role = new Role(group, "notifier", {
    name: `${pathInStack(group)}-notifier`,
    description: `Tells of the lifecycle of ${pathInStack(group)}`,
    trustedBy: [{ by: "service", service: "autoscaling.amazonaws.com" }],
  });
  // What AWS's policy AutoScalingNotificationAccessRole holds, for these targets alone.
  role.allow({
    sid: "Notify",
    actions: ["sns:Publish", "sqs:GetQueueUrl", "sqs:SendMessage"],
    resources: targets,
  });
  return role;
}

/** Lets the servers of a group answer its hooks, and ask for more time. */
export function grantAnswers(role: Role, group: Construct, groupName: string, hooks: Hooks): void {
  if (Object.keys(hooks).length === 0) return;
  role.allow({
    sid: `Answer${pathInStack(group).replace(/[^A-Za-z0-9]/g, "")}`,
    actions: ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"],
    resources: [EnvironmentStack.of(group).arn("autoscaling", `autoScalingGroup:*:autoScalingGroupName/${groupName}`)],
  });
}

/** Hooks of launches as the group is made with, so that they hold its first servers too; later the hooks themselves count. */
export function initialHooks(hooks: Hooks, notifier: Role | undefined) {
  const launches = sorted(hooks).filter(([, { transition }]) => transition === "launch");
  return launches.length === 0
    ? {}
    : { initialLifecycleHook: launches.map(([name, hook]) => ({ name, ...configurationOf(hook, notifier) })) };
}

/** The hooks of a group, by name. */
export function createHooks(
  group: Construct,
  autoscalingGroupName: string,
  hooks: Hooks,
  notifier: Role | undefined,
): Readonly<Record<string, AutoscalingLifecycleHook>> {
  return Object.fromEntries(
    sorted(hooks).map(([name, hook]) => {
      const made = new AutoscalingLifecycleHook(group, `hook-${name}`, {
        name,
        autoscalingGroupName,
        ...configurationOf(hook, notifier),
      });
      // AWS sends a message to try the target.
      if (notifier) waitFor(made, () => permissionsOf(notifier));
      return [name, made];
    }),
  );
}

function sorted(hooks: Hooks): readonly (readonly [string, LifecycleHook])[] {
  return Object.entries(hooks).sort(([a], [b]) => (a < b ? -1 : 1));
}

function configurationOf(hook: LifecycleHook, notifier: Role | undefined) {
  const { transition, timeoutSeconds, defaultResult = "abandon", notificationTargetArn, notificationMetadata } = hook;
  return {
    lifecycleTransition: `autoscaling:EC2_INSTANCE_${transition === "launch" ? "LAUNCHING" : "TERMINATING"}`,
    heartbeatTimeout: timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
    defaultResult: defaultResult.toUpperCase(),
    ...(notificationMetadata === undefined ? {} : { notificationMetadata }),
    ...(notificationTargetArn === undefined || !notifier ? {} : { notificationTargetArn, roleArn: notifier.roleArn }),
  };
}
