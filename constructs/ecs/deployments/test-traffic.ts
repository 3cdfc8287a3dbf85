import type { Construct } from "constructs";
import { closest } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import type { Exposure, IHttpListener } from "../../load-balancing/load-balancer.types";
import { ListenerRule } from "../../load-balancing/rules/listener-rule";
import type { RuleConditions } from "../../load-balancing/rules/listener-rule.types";
import { derivedPriority } from "../../load-balancing/rules/rule-priority";
import type { BlueGreenTargetGroups } from "../../load-balancing/target-groups/blue-green-target-groups";
import type { HeaderTestTraffic, ListenerTestTraffic, TestTraffic } from "./deployment.types";

const BY_HEADER = 'tell tests by a header: { header: "X-Test", values: ["next"] }';

/**
 * The rule that takes the requests of tests. It begins like that of the service's other requests: the deployment points both at the groups
 * that it wants.
 */
export function createTestRule(
  scope: Construct,
  test: TestTraffic,
  exposure: Exposure,
  targetGroups: BlueGreenTargetGroups,
): ListenerRule {
  return new ListenerRule(scope, "test-rule", {
    listener: testListener(exposure, test) ?? exposure.listener,
    conditions: testConditions(exposure, test),
    action: targetGroups.action,
    actionChangesOutside: true,
    ...(test.priority === undefined ? {} : { priority: test.priority }),
  });
}

/** What test requests are like: as the service's other requests, with the header where one tells them apart. */
function testConditions({ conditions }: Exposure, test: TestTraffic): RuleConditions {
  if ("listener" in test) return conditions;
  return { ...conditions, headers: { ...conditions.headers, [test.header]: test.values } };
}

/** The listener of test requests, where it is another than the service's and there is one of the name. */
export function testListener({ loadBalancer }: Exposure, test: TestTraffic): IHttpListener | undefined {
  if (!("listener" in test)) return undefined;
  const { furtherListeners } = loadBalancer;
  return Object.hasOwn(furtherListeners, test.listener) ? furtherListeners[test.listener] : undefined;
}

/** Adds what is wrong with the requests of tests: `LISTENER_UNKNOWN`, `TEST_TRAFFIC_LISTENER`, `TEST_TRAFFIC_HEADER`, `TEST_TRAFFIC_BEHIND`. */
export function checkTestTraffic(expose: Exposure, test: TestTraffic, problems: Problems): void {
  if ("listener" in test) checkTestListener(expose, test, problems);
  else checkTestHeader(expose, test, problems);
}

function checkTestListener(expose: Exposure, test: ListenerTestTraffic, problems: Problems): void {
  const at = "deployment.testTraffic.listener";
  const listener = testListener(expose, test);
  const { furtherListeners } = expose.loadBalancer;
  if (!listener) {
    const names = Object.keys(furtherListeners);
    problems.add(at, {
      code: "LISTENER_UNKNOWN",
      message: "The balancer has no further listener of this name.",
      found: JSON.stringify(test.listener),
      expected: names.length > 0 ? `one of ${names.join(", ")}` : "a further listener; it has none",
      fix:
        names.length > 0
          ? `did you mean "${closest(test.listener, names)}"? Otherwise add the listener where the balancer is made`
          : `add the listener where the balancer is made (in YAML edge.loadBalancer.listeners: { ${test.listener}: { port: 8443 } }), or ${BY_HEADER}`,
    });
  } else if (listener === expose.listener) {
    const others = Object.keys(furtherListeners).filter((name) => name !== test.listener);
    problems.add(at, {
      code: "TEST_TRAFFIC_LISTENER",
      message: "The service has its other requests at this listener too, so it tells no tests from them.",
      found: `"${test.listener}", at which the service is exposed`,
      expected: others.length > 0 ? `another listener, such as ${others[0]}` : "another listener",
      fix: `name another listener, or ${BY_HEADER}`,
    });
  }
}

/** Requests for tests must be told from the others, and before these are taken. */
function checkTestHeader(expose: Exposure, test: HeaderTestTraffic, problems: Problems): void {
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
