import type { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { addressBy } from "../core/names/address";
import { referenceText } from "../core/texts/reference-text";

/**
 * Gives an association the address of what it protects, which has at most one web ACL. A second association would take the place of the
 * first without a word, and the deletion of the first would then leave the resource without any (AWS WAFV2 API Reference,
 * `AssociateWebACL` and `DisassociateWebACL`, as of 2026-11).
 */
export function addressByResource(association: Wafv2WebAclAssociation, resourceArn: string): void {
  addressBy(association, `web ACL of ${referenceText(resourceArn, association)}`);
}
