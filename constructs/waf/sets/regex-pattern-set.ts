import { Wafv2RegexPatternSet } from "@cdktf/provider-aws/lib/wafv2-regex-pattern-set";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import type { Problems } from "../../core/errors";
import { checkExactName } from "../../core/names/exact-name";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { type Tagged, tag } from "../../core/tags/tags";
import { checkDescription, checkRegex } from "../rules/text-checks";
import { addressByScope, type IRegexPatternSet, type WebAclScope, wafName, wafProvider } from "../waf-scope";
import { ExistingRegexPatternSet, type ExistingRegexPatternSetProps } from "./existing-match-sets";

/** Properties of a {@link RegexPatternSet}. */
export interface RegexPatternSetProps extends Tagged {
  /**
   * Where rules can refer to the set.
   *
   * @default "REGIONAL"
   */
  readonly scope?: WebAclScope;
  /**
   * The whole name of the set. Another name is another set.
   *
   * @default - made of the construct's path
   */
  readonly regexPatternSetName?: string;
  /** What the patterns find, 3 to 256 characters. */
  readonly description: string;
  /** 1 to 10 regular expressions, at most 512 characters each (PCRE without back references and look-around). */
  readonly patterns: readonly string[];
}

/** Most patterns of one set (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
const MAX_PATTERNS = 10;

/** A list of regular expressions that rules match against. */
export class RegexPatternSet extends BaseConstruct implements IRegexPatternSet {
  /**
   * A set that exists already, for rules to refer to. Nothing is looked up.
   *
   * @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `WAF_ARN_SCOPE`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingRegexPatternSetProps): IRegexPatternSet {
    return new ExistingRegexPatternSet(scope, id, props);
  }

  readonly regexPatternSet: Wafv2RegexPatternSet;
  readonly scope: WebAclScope;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: RegexPatternSetProps) {
    super(scope, id);
    props = layDefaults(this, "RegexPatternSet", props);
    const problems = checkShape(this, "RegexPatternSet", props);
    tag(this, props);
    namedBy(this, props.regexPatternSetName === undefined ? "id" : "regexPatternSetName");
    this.scope = props.scope ?? "REGIONAL";
    checkPatternSet(props, problems);
    this.regexPatternSet = new Wafv2RegexPatternSet(this, "regex-pattern-set", {
      ...wafProvider(this, this.scope),
      name: props.regexPatternSetName ?? wafName(this),
      scope: this.scope,
      description: props.description,
      regularExpression: [...new Set(props.patterns)].sort().map((regexString) => ({ regexString })),
    });
    addressByScope(this.regexPatternSet, this.scope);
  }

  get regexPatternSetArn(): string {
    return this.regexPatternSet.arn;
  }
}

function checkPatternSet(props: RegexPatternSetProps, problems: Problems): void {
  const { patterns } = props;
  checkDescription(props.description, problems, "description");
  checkExactName("webAcl", props.regexPatternSetName, problems, "regexPatternSetName");
  for (const [index, pattern] of patterns.entries()) checkRegex(pattern, problems, `patterns[${index}]`);
  const count = new Set(patterns).size;
  if (count < 1 || count > MAX_PATTERNS) {
    problems.add("patterns", {
      code: "REGEX_SET_SIZE",
      message: "A set of regular expressions cannot have this many.",
      found: `${count} patterns`,
      expected: `1 to ${MAX_PATTERNS}`,
      fix: count < 1 ? "write at least one" : "split the set and match both with `any`",
    });
  }
  problems.throwIfAny();
}
