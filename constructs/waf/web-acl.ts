import { Wafv2WebAcl, type Wafv2WebAclRuleAction } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { addExemption, checkExemptionReason } from "../core/environments/exemptions";
import { GroundplanError, type Problem, Problems } from "../core/errors";
import { checkExactName } from "../core/names/exact-name";
import { pathInStack } from "../core/names/path-in-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { addCheck } from "../core/validation";
import { addressByResource } from "./association-address";
import { INCLUDED_CAPACITY, MAX_CAPACITY } from "./rules/capacity";
import { checkResponseBodies, ruleAction } from "./rules/rule-action";
import { planRules, type RulePlan } from "./rules/rules";
import { checkDescription } from "./rules/text-checks";
import { addressByScope, type WebAclScope, wafName, wafProvider } from "./waf-scope";
import type { IWebAcl, WebAclProps } from "./web-acl.types";
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
export class WebAcl extends Construct implements IWebAcl {
  readonly webAcl: Wafv2WebAcl;
  readonly scope: WebAclScope;
  /** Capacity units that the rules need, added up from AWS's tables. */
  readonly capacity: number;
  /** Absent with `logging: false`. */
  readonly log?: WebAclLog;
  /** Associations by id. */
  readonly associations = new Map<string, Wafv2WebAclAssociation>();

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

  /**
   * A web ACL that exists already. Its scope stands in the ARN.
   *
   * @throws GroundplanError if this is not the ARN of a web ACL
   */
  static fromArn(webAclArn: string): IWebAcl {
    const [, kind] =
      /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:(global|regional)\/webacl\/[\w-]+\/[\w-]+$/.exec(webAclArn) ?? [];
    if (kind) return { webAclArn, scope: kind === "global" ? "CLOUDFRONT" : "REGIONAL" };
    throw new GroundplanError([
      {
        code: "WEB_ACL_ARN_INVALID",
        path: "WebAcl.fromArn",
        message: "This is not the ARN of a web ACL.",
        found: `"${webAclArn}"`,
        expected: "arn:aws:wafv2:region:account:regional/webacl/name/id, or global/webacl/name/id for CloudFront",
        fix: "copy the ARN from the web ACL's overview in the console; WAF Classic is not supported",
      },
    ]);
  }

  get webAclArn(): string {
    return this.webAcl.arn;
  }

  /**
   * Puts the web ACL in front of a load balancer, an API stage, an AppSync API or a user pool. A resource has at most one.
   *
   * @param id tells the association from others of this web ACL
   * @throws GroundplanError if the web ACL is of scope CLOUDFRONT
   */
  associate(id: string, resourceArn: string): Wafv2WebAclAssociation {
    if (this.scope === "CLOUDFRONT") {
      throw new GroundplanError([
        {
          code: "WEB_ACL_SCOPE",
          path: this.node.path,
          message: "A web ACL of scope CLOUDFRONT is attached at the distribution and cannot be associated.",
          found: `associate("${id}", …) of a web ACL of scope CLOUDFRONT`,
          expected: "a web ACL of scope REGIONAL",
          fix: "give the distribution this web ACL (`webAcl`), and make another of scope REGIONAL for the resource",
        },
      ]);
    }
    const association = new Wafv2WebAclAssociation(this, `association-${id}`, {
      webAclArn: this.webAclArn,
      resourceArn,
    });
    addressByResource(association, resourceArn);
    this.associations.set(id, association);
    return association;
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
  if (needed > MAX_CAPACITY) {
    problems.add("capacity", {
      code: "WEB_ACL_CAPACITY_EXCEEDED",
      message: "The rules need more capacity than a web ACL has.",
      found: `${needed} units`,
      expected: `at most ${MAX_CAPACITY} units`,
      fix: "leave rules or rule groups out; one text transformation less saves 10 units, a regular expression set 25",
    });
  }
  if (!accepted) return;
  checkExemptionReason(accepted.reason, "capacity.reason", problems);
  if (Number.isInteger(accepted.max) && accepted.max > INCLUDED_CAPACITY && accepted.max <= MAX_CAPACITY) return;
  problems.add("capacity.max", {
    code: "WEB_ACL_CAPACITY_ACCEPTANCE",
    message: "This does not accept paid capacity.",
    found: String(accepted.max),
    expected: `a whole number from ${INCLUDED_CAPACITY + 1} to ${MAX_CAPACITY}`,
    fix: acceptanceFix(needed),
  });
}

function acceptanceFix(needed: number): string {
  if (needed <= INCLUDED_CAPACITY)
    return `remove \`capacity\`: the price of a request includes the ${needed} units needed`;
  if (needed > MAX_CAPACITY) return `write ${MAX_CAPACITY}, or what the rules need when there are fewer`;
  return `write ${needed}, which the rules need`;
}
