import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import type { Problem } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { scopeOfExisting } from "../existing-waf-arn";
import type { IIpSet, IRegexPatternSet, WebAclScope } from "../waf-scope";

/** What is known of sets of addresses that were not made in this stack. At least one of the two is there. */
export interface ExistingIpSetProps {
  /** ARN of the set of IPv4 addresses: a literal or a reference. @default - none */
  readonly ipv4Arn?: string;
  /** ARN of the set of IPv6 addresses: a literal or a reference. @default - none */
  readonly ipv6Arn?: string;
  /**
   * Where rules can refer to the sets. Needed of references alone.
   *
   * @default - that of the ARNs; `REGIONAL` for references
   */
  readonly scope?: WebAclScope;
}

/** Sets of addresses that exist: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingIpSet extends BaseConstruct implements IIpSet {
  readonly scope: WebAclScope;
  readonly arns: readonly string[];

  /** @throws GroundplanError `EXISTING_IP_SET_EMPTY`, `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `IP_SET_SCOPES`, `WAF_ARN_SCOPE` */
  constructor(scope: Construct, id: string, props: ExistingIpSetProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingIpSet", props);
    const problems = checkShape(this, "ExistingIpSet", props);
    const given = (["ipv4Arn", "ipv6Arn"] as const).flatMap((property) => {
      const arn = props[property];
      return arn === undefined ? [] : [{ arn, property, kind: "ipset" } as const];
    });
    if (given.length === 0) {
      problems.add("ipv4Arn", {
        code: "EXISTING_IP_SET_EMPTY",
        message: "A rule that refers to no set would match nothing.",
        found: "neither ipv4Arn nor ipv6Arn",
        expected: "the ARN of a set, or of one for each version",
        fix: "write ipv4Arn or ipv6Arn, by the version of the addresses in the set",
      });
    }
    const scopes = given.map((one) => scopeOfExisting(this, { ...one, scope: props.scope }, problems));
    const [first = "REGIONAL", second = first] = scopes;
    if (first !== second && props.scope === undefined) problems.add("ipv6Arn", scopesDiffer(first, second));
    problems.throwIfAny();
    this.scope = first;
    this.arns = given.map(({ arn }) => arn);
  }
}

function scopesDiffer(first: WebAclScope, second: WebAclScope): Omit<Problem, "path"> {
  return {
    code: "IP_SET_SCOPES",
    message: "One rule cannot refer to sets of both scopes.",
    found: `a set of scope ${first} in ipv4Arn, and one of scope ${second} in ipv6Arn`,
    expected: "two sets of one scope",
    fix: `give the ARN of the set of scope ${first}, or bring in the other one by another IpSet.fromExisting`,
  };
}

/** What is known of a set of regular expressions that was not made in this stack. */
export interface ExistingRegexPatternSetProps {
  /** ARN of the set: a literal or a reference. */
  readonly regexPatternSetArn: string;
  /**
   * Where rules can refer to the set. Needed of a reference alone.
   *
   * @default - that of the ARN; `REGIONAL` for a reference
   */
  readonly scope?: WebAclScope;
}

/** A set of regular expressions that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingRegexPatternSet extends BaseConstruct implements IRegexPatternSet {
  readonly scope: WebAclScope;
  readonly regexPatternSetArn: string;

  /** @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `WAF_ARN_SCOPE` */
  constructor(scope: Construct, id: string, props: ExistingRegexPatternSetProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingRegexPatternSet", props);
    const problems = checkShape(this, "ExistingRegexPatternSet", props);
    const { regexPatternSetArn: arn } = props;
    const named = { arn, property: "regexPatternSetArn", kind: "regexpatternset" } as const;
    this.scope = scopeOfExisting(this, { ...named, scope: props.scope }, problems);
    problems.throwIfAny();
    this.regexPatternSetArn = arn;
  }
}
