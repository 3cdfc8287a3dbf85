import { Token } from "cdktf";
import { holdsReference, knownAfterApply } from "../../core/checks/known-at-synth";
import type { Problems } from "../../core/errors";
import type { Exposure } from "../../load-balancing/load-balancer.types";
import type { DeploymentHook, NativeDeployment } from "./deployment.types";
import { checkTestTraffic } from "./test-traffic";

/** A function, or a version or an alias of one. */
const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9$_-]{1,128})?$/;

/** Adds what is wrong with a deployment by which ECS itself moves the traffic. */
export function checkNative(deployment: NativeDeployment, expose: Exposure | undefined, problems: Problems): void {
  for (const [name, hook] of Object.entries(deployment.hooks ?? {})) {
    const at = `deployment.hooks.${name}`;
    if (holdsReference(name)) problems.addAll([knownAfterApply(`${problems.path} › ${at}`)]);
    checkHook(hook, at, problems);
  }
  if (expose && deployment.testTraffic) checkTestTraffic(expose, deployment.testTraffic, problems);
}

function checkHook({ functionArn, stages, details }: DeploymentHook, at: string, problems: Problems): void {
  for (const name of Object.keys(details?.values ?? {}).filter(holdsReference)) {
    problems.addAll([knownAfterApply(`${problems.path} › ${at}.details.values.${name}`)]);
  }
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
