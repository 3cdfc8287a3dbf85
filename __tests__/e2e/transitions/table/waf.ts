import type { Construct } from "constructs";
import { IpSet } from "../../../../constructs/waf/sets/ip-set";
import { RegexPatternSet } from "../../../../constructs/waf/sets/regex-pattern-set";
import { WebAcl } from "../../../../constructs/waf/web-acl";
import type { WebAclRule } from "../../../../constructs/waf/web-acl.types";
import type { Transition } from "../transition";

function acl(stack: Construct, rules: Readonly<Record<string, WebAclRule>>): void {
  new WebAcl(stack, "acl", { managed: { core: true }, rules });
}

const flood: WebAclRule = { rate: { limit: 2000 } };

/** Changes of web ACLs. */
export const WAF: readonly Transition[] = [
  {
    area: "WAF",
    name: "a set of addresses is taken away with the rule that looks into it",
    from: (stack) => {
      const ipSet = new IpSet(stack, "office", { description: "Office", addresses: ["192.0.2.0/25", "2001:db8::/32"] });
      acl(stack, { flood, office: { when: { ipSet }, action: "allow" } });
    },
    to: (stack) => acl(stack, { flood }),
    removed: { aws_wafv2_ip_set: 2 },
  },
  {
    area: "WAF",
    name: "a set of regular expressions is taken away with the rule that looks into it",
    from: (stack) => {
      const regexSet = new RegexPatternSet(stack, "paths", { description: "Paths", patterns: ["^/admin", "^/debug"] });
      acl(stack, { flood, paths: { when: { regexSet }, action: "block" } });
    },
    to: (stack) => acl(stack, { flood }),
    removed: { aws_wafv2_regex_pattern_set: 1 },
  },
];
