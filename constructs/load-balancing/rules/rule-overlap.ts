import type { RuleConditions } from "./listener-rule.types";
import { describeConditions } from "./rule-conditions";

/**
 * Whether every request that fits `inner` fits `outer` too. Certain where it says so; a rule that only happens to be contained
 * may be missed.
 */
export function contains(outer: RuleConditions, inner: RuleConditions): boolean {
  return (
    patternsContain(outer.hosts, inner.hosts, true) &&
    patternsContain(outer.paths, inner.paths, false) &&
    furtherContain(outer, inner)
  );
}

function patternsContain(outer: readonly string[] = [], inner: readonly string[] = [], ignoreCase: boolean): boolean {
  if (outer.length === 0) return true;
  if (inner.length === 0) return outer.some((pattern) => pattern === "*" || pattern === "/*");
  return inner.every((text) => outer.some((pattern) => patternContains(pattern, text, ignoreCase)));
}

/** `*` of the outer pattern stands for any text, wildcards included; `?` for one character that is not a `*`. */
function patternContains(outer: string, inner: string, ignoreCase: boolean): boolean {
  const source = outer.replace(/[.*+?^${}()|[\]\\]/g, (character) => {
    if (character === "*") return ".*";
    return character === "?" ? "[^*]" : `\\${character}`;
  });
  return new RegExp(`^${source}$`, ignoreCase ? "i" : "").test(inner);
}

/** The outer rule asks for nothing further, or for exactly the same things. */
function furtherContain(outer: RuleConditions, inner: RuleConditions): boolean {
  const further = ({ headers, query, methods, sourceIps, regex }: RuleConditions) =>
    describeConditions({ headers, query, methods, sourceIps, regex });
  const asked = further(outer);
  return asked === "" || asked === further(inner);
}
