import { Wafv2WebAcl, type Wafv2WebAclRuleAction } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addExemption, checkExemptionReason } from "../core/environments/exemptions";
import { type Problem, Problems } from "../core/errors";
import { checkExactName } from "../core/names/exact-name";
import { pathInStack } from "../core/names/path-in-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { addCheck } from "../core/validation";
import { ExistingWebAcl, type ExistingWebAclProps } from "./existing-web-acl";
import { INCLUDED_CAPACITY, PAID_CAPACITY } from "./rules/capacity";
import { checkResponseBodies, ruleAction } from "./rules/rule-action";
import { planRules, type RulePlan } from "./rules/rules";
import { checkDescription } from "./rules/text-checks";
import { addressByScope, type WebAclScope, wafName, wafProvider } from "./waf-scope";
import type { WebAclProps } from "./web-acl.types";
import { WebAclBase } from "./web-acl-base";
import { checkWafLog, WebAclLog } from "./web-acl-log";

/** Everything that is decided before the web ACL is made. */
interface WebAclPlan extends RulePlan {
  readonly defaultAction: Pick<Wafv2WebAclRuleAction, "allow" | "block">;
}

const CONTENT_TYPES = { html: "TEXT_HTML", json: "APPLICATION_JSON", text: "TEXT_PLAIN" } as const;

/**
 * A web ACL: what AWS WAF does with the requests to a load balancer, an API or a distribution. Rules are tried by their
 * priority; the first one that allows or blocks decides, and the default action decides about what is left.
 *
 * ```ts
 * const webAcl = new WebAcl(this, "web-acl", {
 *   managed: { "ip-reputation": true, core: { overrides: { SizeRestrictions_BODY: "count" } } },
 *   rules: { flood: { rate: { limit: 2000 } } },
 * });
 * webAcl.associate("edge", loadBalancer.arn);
 * ```
 */
export class WebAcl extends WebAclBase {
  /**
   * A web ACL that exists already, to be associated or given to a distribution. Nothing is looked up, and its rules stay as they are.
   *
   * @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `WAF_ARN_SCOPE`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingWebAclProps): ExistingWebAcl {
    return new ExistingWebAcl(scope, id, props);
  }

  readonly webAcl: Wafv2WebAcl;
  override readonly scope: WebAclScope;
  /** Capacity units that the rules need, added up from AWS's tables. */
  readonly capacity: number;
  /** Absent with `logging: false`. */
  readonly log?: WebAclLog;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: WebAclProps = {}) {
    super(scope, id);
    props = layDefaults(this, "WebAcl", props);
    const problems = checkShape(this, "WebAcl", props);
    tag(this, props);
    namedBy(this, props.webAclName === undefined ? "id" : "webAclName");
    this.scope = props.scope ?? "REGIONAL";
    const plan = this.#plan(props, problems);
    this.capacity = plan.capacity;
    this.webAcl = this.#create(props, plan);
    if (props.logging !== false) {
      const settings = props.logging ?? { to: "cloudwatch" };
      this.log = new WebAclLog(this, "log", { webAclArn: this.webAclArn, scope: this.scope, settings });
    }
    if (props.capacity) addExemption(this, { option: "capacity", rules: ["WAF-91"], reason: props.capacity.reason });
    addCheck(this, () => this.#paidCapacity(props.capacity));
  }

  override get webAclArn(): string {
    return this.webAcl.arn;
  }

  #plan(props: WebAclProps, problems: Problems): WebAclPlan {
    if (props.description !== undefined) checkDescription(props.description, problems, "description");
    checkResponseBodies(props.responseBodies ?? {}, problems);
    checkExactName("webAcl", props.webAclName, problems, "webAclName");
    const plan = planRules(props, props.webAclName ?? wafName(this), problems);
    checkCapacityLimits(props, plan.capacity, problems);
    const defaultAction = ruleAction(
      props.defaultAction ?? "allow",
      props.responseBodies ?? {},
      problems,
      "defaultAction",
    );
    if (props.logging) checkWafLog(props.logging, problems, "logging");
    problems.throwIfAny();
    return { ...plan, defaultAction };
  }

  #create(props: WebAclProps, plan: WebAclPlan): Wafv2WebAcl {
    const { responseBodies = {} } = props;
    const name = props.webAclName ?? wafName(this);
    const acl = new Wafv2WebAcl(this, "web-acl", {
      ...wafProvider(this, this.scope),
      name,
      scope: this.scope,
      description: props.description ?? this.#defaultDescription(),
      defaultAction: plan.defaultAction,
      rule: plan.rules.map(({ rule }) => rule),
      customResponseBody: Object.entries(responseBodies)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, { type, content }]) => ({ key, content, contentType: CONTENT_TYPES[type] })),
      visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        metricName: name,
        sampledRequestsEnabled: props.sampledRequests ?? true,
      },
    });
    addressByScope(acl, this.scope);
    return acl;
  }

  #defaultDescription(): string {
    const { id } = EnvironmentStack.of(this).node;
    return `Web ACL ${id} ${pathInStack(this)}`.slice(0, 256);
  }

  /** More than what the price of a request includes is paid for by every request, so it is a decision to be written down. */
  #paidCapacity(accepted: WebAclProps["capacity"]): readonly Problem[] {
    const max = accepted?.max ?? INCLUDED_CAPACITY;
    if (this.capacity <= max) return [];
    const problems = new Problems(this.node.path);
    problems.add("capacity", {
      code: "WEB_ACL_CAPACITY_PAID",
      message: "The rules need more capacity than the price of a request includes.",
      found: `${this.capacity} units`,
      expected: accepted ? `at most the accepted ${max} units` : `at most ${INCLUDED_CAPACITY} units`,
      fix: `leave a rule group out, or accept the cost: capacity: { max: ${this.capacity}, reason: "…" }`,
    });
    return problems.list;
  }
}

function checkCapacityLimits({ capacity: accepted }: WebAclProps, needed: number, problems: Problems): void {
  if (needed > PAID_CAPACITY.most) {
    problems.add("capacity", {
      code: "WEB_ACL_CAPACITY_EXCEEDED",
      message: "The rules need more capacity than a web ACL has.",
      found: `${needed} units`,
      expected: `at most ${PAID_CAPACITY.most} units`,
      fix: "leave rules or rule groups out; one text transformation less saves 10 units, a regular expression set 25",
    });
  }
  if (!accepted) return;
  checkExemptionReason(accepted.reason, "capacity.reason", problems);
  if (Number.isInteger(accepted.max) && accepted.max >= PAID_CAPACITY.least && accepted.max <= PAID_CAPACITY.most)
    return;
  problems.add("capacity.max", {
    code: "WEB_ACL_CAPACITY_ACCEPTANCE",
    message: "This does not accept paid capacity.",
    found: String(accepted.max),
    expected: `a whole number from ${PAID_CAPACITY.least} to ${PAID_CAPACITY.most}`,
    fix: acceptanceFix(needed),
  });
}

function acceptanceFix(needed: number): string {
  if (needed <= INCLUDED_CAPACITY)
    return `remove \`capacity\`: the price of a request includes the ${needed} units needed`;
  if (needed > PAID_CAPACITY.most) return `write ${PAID_CAPACITY.most}, or what the rules need when there are fewer`;
  return `write ${needed}, which the rules need`;
}
