import type { LbListenerRuleAction } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { Construct } from "constructs";
import type { Problems } from "../../core/errors";
import { authenticationBlock } from "../application/authentication";
import type { ITargetGroup } from "../target-groups/target-group.types";
import type { Authentication, FixedResponse, Redirect, RuleAction, WeightedForward } from "./listener-rule.types";

/** Elastic Load Balancing, "Action types for listener rules" and "Quotas for your Application Load Balancers", as of 2026-11. */
const MAX_TARGET_GROUPS = 5;
const MAX_BODY = 1024;

/** What stays as it was asked for when a redirect does not say. */
const AS_ASKED = { host: "#{host}", path: "/#{path}", port: "#{port}", protocol: "#{protocol}", query: "#{query}" };

/** Checks an action of a rule or of a listener. */
export function checkAction(action: RuleAction, problems: Problems, property = "action"): void {
  if ("redirect" in action) checkRedirect(action.redirect, `${property}.redirect`, problems);
  else if ("respond" in action) checkResponse(action.respond, `${property}.respond`, problems);
  else if ("targets" in action.forward) checkForward(action.forward, `${property}.forward`, problems);
}

function checkForward({ targets }: WeightedForward, property: string, problems: Problems): void {
  if (targets.length < 1 || targets.length > MAX_TARGET_GROUPS) {
    problems.add(`${property}.targets`, {
      code: "FORWARD_TARGETS_COUNT",
      message: "A rule shares requests between too few or too many target groups.",
      found: `${targets.length} target groups`,
      expected: `1 to ${MAX_TARGET_GROUPS}`,
      fix: targets.length === 0 ? "name at least one target group" : "put targets together into fewer groups",
    });
  }
  if (targets.length > 0 && targets.every(({ weight }) => weight === 0)) {
    problems.add(`${property}.targets`, {
      code: "FORWARD_WEIGHT_SUM",
      message: "No target group gets any request: the sum of the weights is 0.",
      found: `weights ${targets.map(({ weight }) => weight).join(", ")}`,
      expected: "at least one weight above 0",
      fix: "give the group that is in service a weight, such as 100",
    });
  }
}

function checkRedirect(redirect: Redirect, property: string, problems: Problems): void {
  const { host, path, port, protocol, query } = redirect;
  const asked = { host, path, protocol, query, port: port === undefined ? undefined : String(port) };
  const changed = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && value !== AS_ASKED[name as keyof typeof AS_ASKED] && name !== "query",
  );
  if (changed.length === 0) {
    problems.add(property, {
      code: "REDIRECT_TO_ITSELF",
      message: "The redirect leads to where the request was sent, again and again.",
      found: JSON.stringify(redirect),
      expected: "another host, path, port or protocol (`CreateRule`, Elastic Load Balancing API Reference)",
      fix: 'say what is different, for example { host: "www.example.com" }',
    });
  }
  if (path !== undefined && !path.startsWith("/")) {
    problems.add(`${property}.path`, {
      code: "REDIRECT_PATH",
      message: "The path of a redirect has to start with /.",
      found: `"${path}"`,
      expected: "a path such as /new/#{path}",
      fix: `write "/${path}"`,
    });
  }
}

function checkResponse({ status, body }: FixedResponse, property: string, problems: Problems): void {
  const allowed = [2, 4, 5].includes(Math.floor(status / 100)) && Number.isInteger(status);
  if (!allowed) {
    problems.add(`${property}.status`, {
      code: "RESPONSE_STATUS",
      message: "The balancer does not answer with this status by itself.",
      found: String(status),
      expected: "200 to 299, 400 to 499 or 500 to 599",
      fix: status >= 300 && status < 400 ? "use a redirect" : "use 404 for what is not there, 503 for what is down",
    });
  }
  if (body !== undefined && body.length > MAX_BODY) {
    problems.add(`${property}.body`, {
      code: "RESPONSE_BODY_LENGTH",
      message: "The body of the answer is longer than AWS keeps.",
      found: `${body.length} characters`,
      expected: `at most ${MAX_BODY} characters`,
      fix: "serve the page from a bucket, and redirect to it",
    });
  }
}

/**
 * The actions of a rule in the words of the resource: log in first, where asked, then what happens.
 *
 * @param scope what reads a client secret is made below it
 */
export function actionBlocks(
  scope: Construct,
  action: RuleAction,
  authenticate?: Authentication,
): LbListenerRuleAction[] {
  if (!authenticate) return [actionBlock(action)];
  return [
    { order: 1, ...authenticationBlock(scope, authenticate) },
    { order: 2, ...actionBlock(action) },
  ];
}

function actionBlock(action: RuleAction): LbListenerRuleAction {
  if ("redirect" in action) return { type: "redirect", redirect: redirectBlock(action.redirect) };
  if ("respond" in action) {
    const { status, contentType = "text/plain", body } = action.respond;
    const message = body === undefined ? {} : { messageBody: body };
    return { type: "fixed-response", fixedResponse: { contentType, statusCode: String(status), ...message } };
  }
  return "targets" in action.forward ? weighted(action.forward) : single(action.forward);
}

function single(targetGroup: ITargetGroup): LbListenerRuleAction {
  return { type: "forward", targetGroupArn: targetGroup.targetGroupArn };
}

function weighted({ targets, stickySeconds }: WeightedForward): LbListenerRuleAction {
  return {
    type: "forward",
    forward: {
      targetGroup: targets.map(({ targetGroup, weight }) => ({ arn: targetGroup.targetGroupArn, weight })),
      // Left out, the provider would not switch it off again; a duration is required even then.
      stickiness: { enabled: stickySeconds !== undefined, duration: stickySeconds ?? 1 },
    },
  };
}

function redirectBlock({ host, path, port, protocol, query, permanent = false }: Redirect) {
  return {
    host: host ?? AS_ASKED.host,
    path: path ?? AS_ASKED.path,
    port: port === undefined ? AS_ASKED.port : String(port),
    protocol: protocol ?? AS_ASKED.protocol,
    query: query ?? AS_ASKED.query,
    statusCode: permanent ? "HTTP_301" : "HTTP_302",
  };
}
