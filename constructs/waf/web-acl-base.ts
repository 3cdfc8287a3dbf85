import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { BaseConstruct } from "../core/base-construct";
import { GroundplanError } from "../core/errors";
import { addressByResource } from "./association-address";
import type { WebAclScope } from "./waf-scope";
import type { IWebAcl } from "./web-acl.types";

/** What web ACLs have in common, whether they are made here or not. */
export abstract class WebAclBase extends BaseConstruct implements IWebAcl {
  abstract readonly webAclArn: string;
  abstract readonly scope: WebAclScope;
  /** Associations by id. */
  readonly associations = new Map<string, Wafv2WebAclAssociation>();

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
}
