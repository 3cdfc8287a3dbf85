import { LbListenerRule, type LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { DataResource } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { addressBy, addressOf } from "../../core/names/address";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { referenceText } from "../../core/texts/reference-text";
import { checkAuthentication } from "../application/authentication";
import { bookRule } from "../application/listener-book";
import type { IHttpListener } from "../load-balancer.types";
import type { ITargetGroup } from "../target-groups/target-group.types";
import type { Authentication, RequestRewrites, RuleAction, RuleConditions } from "./listener-rule.types";
import { checkForwarded, checkRewrites, REGEX_PROVIDER, transformBlocks } from "./request-rewrites";
import { actionBlocks, checkAction } from "./rule-actions";
import { checkConditions, conditionBlocks, isRuleHost } from "./rule-conditions";
import { derivedPriority } from "./rule-priority";

/** Properties of {@link ListenerRule}. */
export interface ListenerRuleProps {
  /** Listener of this stack, or of a balancer that is read from a contract. */
  readonly listener: IHttpListener;
  readonly conditions: RuleConditions;
  readonly action: RuleAction;
  /** Who must be logged in before. @default - nobody */
  readonly authenticate?: Authentication;
  /**
   * What targets get in place of what was asked for. Only with `forward`.
   *
   * @default - the request as it came
   */
  readonly rewrite?: RequestRewrites;
  /**
   * Place among the rules of the listener, 1 to 50000; the lowest is tried first. Below 1000 it is before all that are derived, and 50000
   * is behind them.
   *
   * @minimum ./rule-priority#EXPLICIT_PRIORITIES.least
   * @maximum ./rule-priority#EXPLICIT_PRIORITIES.most
   * @counts as priority
   * @default - 1000 to 49999, derived from the conditions: a rule that asks for more comes before one that asks for less
   */
  readonly priority?: number;
  /**
   * Whether something other than Terraform changes the action, such as a deployment that shifts traffic between two groups.
   * Terraform then writes it once and leaves it alone.
   *
   * @default false
   */
  readonly actionChangesOutside?: boolean;
}

/**
 * A rule of a listener: what happens to requests of a kind. It lies in the stack of whoever takes the requests, not in that of
 * the balancer.
 *
 * Its address in the state follows from its listener and its priority, which is what AWS knows it by: a priority is never wanted by
 * a new rule while an old one still has it (`PriorityInUse`). So a rule that changes hands stays and gets another action, and two
 * rules that swap their priorities swap conditions and actions.
 *
 * ```ts
 * new ListenerRule(this, "old-shop", {
 *   listener: edge.listener,
 *   conditions: { hosts: ["shop.example.com"] },
 *   action: { redirect: { host: "www.example.com", path: "/shop/#{path}", permanent: true } },
 * });
 * ```
 */
export class ListenerRule extends BaseConstruct {
  readonly resource: LbListenerRule;
  /** Only with `actionChangesOutside`: notes the target groups, since Terraform does not look at those of the action any more. */
  readonly targetGroups?: DataResource;
  readonly priority: number;

  /** @throws GroundplanError with everything that is wrong with the properties; clashes with other rules are told at synth */
  constructor(scope: Construct, id: string, props: ListenerRuleProps) {
    super(scope, id);
    props = layDefaults(this, "ListenerRule", props);
    const problems = checkShape(this, "ListenerRule", props);
    this.#check(props, problems);
    const { listener, conditions } = props;
    this.priority = props.priority ?? derivedPriority(conditions);
    bookRule({ rule: this, listener, conditions, priority: this.priority, derived: props.priority === undefined });
    const stack = EnvironmentStack.of(this);
    if (props.rewrite || conditions.regex) stack.requireAwsProvider(REGEX_PROVIDER);
    const key = `rule ${this.priority} of ${referenceText(listener.listenerArn, this)}`;
    this.targetGroups = props.actionChangesOutside ? this.#noteTargetGroups(props.action) : undefined;
    if (this.targetGroups) addressBy(this.targetGroups, key);
    this.resource = new LbListenerRule(this, "rule", {
      listenerArn: listener.listenerArn,
      priority: this.priority,
      condition: [...conditionBlocks(conditions), ...secretBlocks(listener)],
      action: actionBlocks(this, props.action, props.authenticate),
      ...(props.rewrite ? { transform: transformBlocks(props.rewrite) } : {}),
      tags: { Name: stack.physicalName("tag", stack.stackName, id) },
      ...(this.targetGroups
        ? { lifecycle: { ignoreChanges: ["action"], replaceTriggeredBy: [addressOf(this.targetGroups)] } }
        : {}),
    });
    addressBy(this.resource, key);
  }

  get listenerRuleArn(): string {
    return this.resource.arn;
  }

  /**
   * A rule whose action something else changes still refers to its first target groups when these are replaced, or when another
   * service takes it over; AWS would delete none of them. A rule is then made anew with the new groups.
   */
  #noteTargetGroups(action: RuleAction): DataResource {
    return new DataResource(this, "target-groups", {
      input: { arns: targetGroupsOf(action).map(({ targetGroupArn }) => targetGroupArn) },
    });
  }

  #check(props: ListenerRuleProps, problems: Problems): void {
    const { listener, action, rewrite } = props;
    checkStack(this, listener, problems);
    checkGrpc(action, listener, problems);
    checkAction(action, problems);
    if (rewrite) checkForwarded(action, problems);
    checkRequests(props, problems);
    problems.throwIfAny();
  }
}

/** What a rule says of requests, wherever they go. */
type RuleRequests = Pick<ListenerRuleProps, "listener" | "conditions" | "authenticate" | "rewrite">;

/** Adds what is wrong with the requests that a rule is for: its conditions, who must be logged in, and what is rewritten. */
export function checkRequests({ listener, conditions, authenticate, rewrite }: RuleRequests, problems: Problems): void {
  checkConditions(conditions, problems, "conditions", secretBlocks(listener).length);
  checkCertificate(conditions.hosts ?? [], listener, problems);
  if (rewrite) checkRewrites(rewrite, problems);
  if (authenticate) checkAuthentication(authenticate, listener, problems);
}

function targetGroupsOf(action: RuleAction): readonly ITargetGroup[] {
  if (!("forward" in action)) return [];
  const { forward } = action;
  return "targets" in forward ? forward.targets.map(({ targetGroup }) => targetGroup) : [forward];
}

/** The condition that lets the requests of one distribution in, and nobody else's. */
function secretBlocks({ cloudFront }: IHttpListener): LbListenerRuleCondition[] {
  if (cloudFront?.by !== "secret-header") return [];
  return [{ httpHeader: { httpHeaderName: cloudFront.header, values: [cloudFront.value] } }];
}

/**
 * Adds `GRPC_BEHIND_CLOUDFRONT`. VPC origins have no gRPC (Amazon CloudFront Developer Guide, "Restrict access with VPC origins", as
 * of 2026-11), and no behavior of a `Distribution` turns it on for public ones.
 */
function checkGrpc(action: RuleAction, listener: IHttpListener, problems: Problems): void {
  if (!listener.cloudFront || !targetGroupsOf(action).some(({ version }) => version === "GRPC")) return;
  problems.add("action.forward", {
    code: "GRPC_BEHIND_CLOUDFRONT",
    message: "The distribution in front of the balancer passes no gRPC on.",
    found: "a target group with version: GRPC behind CloudFront",
    expected: "HTTP1 or HTTP2",
    fix: "give gRPC a balancer of its own that clients connect to directly",
  });
}

/** Adds `LISTENER_IN_OTHER_STACK`: stacks know each other only through contracts. */
function checkStack(rule: Construct, listener: IHttpListener, problems: Problems): void {
  const here = EnvironmentStack.of(rule);
  const there = EnvironmentStack.of(listener);
  if (here === there) return;
  problems.add("listener", {
    code: "LISTENER_IN_OTHER_STACK",
    message: "The listener belongs to another stack; stacks know each other only through contracts.",
    found: `${listener.node.path}, used in stack ${here.node.path}`,
    expected: `a listener of stack ${here.node.path}`,
    fix: 'publish the balancer with publishLoadBalancers, and read it here with loadBalancerFromContract(this, "edge", …)',
  });
}

/** Adds `CERTIFICATE_DOES_NOT_COVER`: browsers would refuse the connection before any rule is looked at. */
function checkCertificate(hosts: readonly string[], listener: IHttpListener, problems: Problems): void {
  if (listener.protocol !== "HTTPS") return;
  for (const host of hosts.filter((name) => isRuleHost(name) && !listener.covers(name))) {
    problems.add("conditions.hosts", {
      code: "CERTIFICATE_DOES_NOT_COVER",
      message: "No certificate of the listener is for the host; browsers would refuse the connection.",
      found: `"${host}", with certificates for ${listener.certificateNames.join(", ")}`,
      expected: "a host that one of the names covers; *.example.com covers one part more, and not example.com itself",
      fix: `add ${host} to the names of the certificate, or give the balancer one more in moreCertificates`,
    });
  }
}
