import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import { holdsReference, knownAfterApply } from "../../core/known-at-synth";
import { checkNumber } from "../../core/number-check";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { RuleConditions } from "../../load-balancing/rules/listener-rule.types";
import { derivedPriority } from "../../load-balancing/rules/rule-priority";
import type { DeploymentHook, NativeDeployment, TestTraffic } from "./deployment.types";

/** A function, or a version or an alias of one. */
const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9$_-]{1,128})?$/;

/** Adds what is wrong with a deployment by which ECS itself moves the traffic. */
export function checkNative(deployment: NativeDeployment, expose: Exposure | undefined, problems: Problems): void {
  const minutes = { least: 0, most: 1440, unit: "minutes" };
  checkNumber(deployment.bakeMinutes, minutes, "deployment.bakeMinutes", problems);
  if (deployment.by === "linear") {
    checkNumber(deployment.stepPercent, { least: 3, most: 100, unit: "percent" }, "deployment.stepPercent", problems);
    checkNumber(deployment.stepMinutes, minutes, "deployment.stepMinutes", problems);
  }
  if (deployment.by === "canary") {
    checkNumber(
      deployment.canaryPercent,
      { least: 1, most: 100, unit: "percent" },
      "deployment.canaryPercent",
      problems,
    );
    checkNumber(deployment.canaryMinutes, minutes, "deployment.canaryMinutes", problems);
  }
  for (const [name, hook] of Object.entries(deployment.hooks ?? {})) {
    const at = `deployment.hooks.${name}`;
    if (holdsReference(name)) problems.addAll([knownAfterApply(`${problems.path} › ${at}`)]);
    checkHook(hook, at, problems);
  }
  if (expose && deployment.testTraffic) checkTestTraffic(expose, deployment.testTraffic, problems);
}

/** What test requests are like: as the service's other requests, with the header. */
export function testConditions({ conditions }: Exposure, { header, values }: TestTraffic): RuleConditions {
  return { ...conditions, headers: { ...conditions.headers, [header]: values } };
}

function checkHook({ functionArn, stages }: DeploymentHook, at: string, problems: Problems): void {
  if (!Token.isUnresolved(functionArn) && !FUNCTION_ARN.test(functionArn)) {
    problems.add(`${at}.functionArn`, {
      code: "HOOK_FUNCTION_INVALID",
      message: "This is not the ARN of a Lambda function.",
      found: `"${functionArn}"`,
      expected: "an ARN such as arn:aws:lambda:ap-northeast-2:111111111111:function:smoke-test, or a reference to one",
      fix: "take the ARN from the Lambda console; a name is not enough",
    });
  }
  if (stages.length > 0) return;
  problems.add(`${at}.stages`, {
    code: "HOOK_WITHOUT_STAGE",
    message: "Nothing says when the hook is called.",
    found: "an empty list",
    expected: "one point of the deployment or more",
    fix: 'name it, such as stages: ["POST_TEST_TRAFFIC_SHIFT"], or take the hook out',
  });
}

/** Requests for tests must be told from the others, and before these are taken. */
function checkTestTraffic(expose: Exposure, test: TestTraffic, problems: Problems): void {
  const { conditions } = expose;
  const twice = Object.keys(conditions.headers ?? {}).find((name) => name.toLowerCase() === test.header.toLowerCase());
  if (twice !== undefined) {
    problems.add("deployment.testTraffic.header", {
      code: "TEST_TRAFFIC_HEADER",
      message: "All requests of the service are known by this header already, so it tells no tests from the others.",
      found: `"${test.header}" beside the condition on ${twice}`,
      expected: "a header that the service's exposure does not ask for",
      fix: "take another header, such as X-Test",
    });
    return;
  }
  const own = test.priority ?? derivedPriority(testConditions(expose, test));
  const others = expose.priority ?? derivedPriority(conditions);
  if (own < others) return;
  problems.add("deployment.testTraffic.priority", {
    code: "TEST_TRAFFIC_BEHIND",
    message: "The rule of the service takes requests for tests before their own rule is asked.",
    found: `priority ${own} behind ${others}`,
    expected:
      others > 1 ? `a priority from 1 to ${Math.min(999, others - 1)}` : "a priority before that of the service",
    fix:
      others > 1
        ? `set priority of testTraffic to ${Math.min(999, others - 1)} or less`
        : "give the service's exposure a priority of 2 or more, and testTraffic one before it",
  });
}
