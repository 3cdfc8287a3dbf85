import type { Construct } from "constructs";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { scopeOfExisting } from "./existing-waf-arn";
import type { WebAclScope } from "./waf-scope";
import { WebAclBase } from "./web-acl-base";

/** What is known of a web ACL that was not made in this stack. */
export interface ExistingWebAclProps {
  /** ARN of the web ACL: a literal or a reference. */
  readonly webAclArn: string;
  /**
   * Where it can be used. Needed of a reference alone.
   *
   * @default - that of the ARN; `REGIONAL` for a reference
   */
  readonly scope?: WebAclScope;
}

/** A web ACL that exists: made by another stack, by another tool, or by hand. Nothing is looked up, and its rules stay as they are. */
export class ExistingWebAcl extends WebAclBase {
  override readonly webAclArn: string;
  override readonly scope: WebAclScope;

  /** @throws GroundplanError `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `WAF_ARN_SCOPE` */
  constructor(scope: Construct, id: string, props: ExistingWebAclProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingWebAcl", props);
    const problems = checkShape(this, "ExistingWebAcl", props);
    const { webAclArn: arn } = props;
    this.scope = scopeOfExisting(this, { arn, property: "webAclArn", kind: "webacl", scope: props.scope }, problems);
    problems.throwIfAny();
    this.webAclArn = arn;
  }
}
