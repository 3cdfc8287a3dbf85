import type { LbListenerRuleTransform } from "@cdktf/provider-aws/lib/lb-listener-rule";
import type { Problems } from "../../core/errors";
import type { RequestRewrites, Rewrite, RuleAction } from "./listener-rule.types";

/**
 * The oldest AWS provider that knows rewrites and regular expressions of rules (terraform-aws-modules/terraform-aws-alb issue 421 and
 * 10.1.0, read 2026-11).
 */
export const REGEX_PROVIDER = "6.19.0";

/** `RewriteConfig`, Elastic Load Balancing API Reference, as of 2026-11. */
const MAX_REWRITE = 1024;

/**
 * What AWS's regular expressions lack: lookaheads, lookbehinds, atomic groups, possessive quantifiers, backreferences, classes of Unicode
 * (Elastic Load Balancing, "Transforms for listener rules", as of 2026-11).
 */
const LACKING = /\(\?(?!:)|[*+?}]\+|\\[1-9pPkKgG]/;

/** Adds `RULE_REGEX_INVALID` for a text that is no regular expression, or not one that AWS knows. */
export function checkRegex(regex: string, most: number, property: string, problems: Problems): void {
  const lacking = LACKING.exec(regex)?.[0];
  const isValid = lacking === undefined && regex.length >= 1 && regex.length <= most && compiles(regex);
  if (isValid) return;
  problems.add(property, {
    code: "RULE_REGEX_INVALID",
    message: "The text is not a regular expression that Elastic Load Balancing takes.",
    found: regex.length > most ? `${regex.length} characters` : JSON.stringify(regex),
    expected: `1 to ${most} characters, without lookaheads, lookbehinds, backreferences and classes of Unicode`,
    fix:
      lacking === undefined
        ? regex.length > most
          ? "make two rules with the same action"
          : "close each bracket, and write \\ before a character that is meant as itself"
        : `write it without ${lacking}`,
  });
}

function compiles(regex: string): boolean {
  try {
    new RegExp(regex);
    return true;
  } catch {
    return false;
  }
}

/** Checks what is rewritten: `REWRITE_EMPTY`, `RULE_REGEX_INVALID`, `REWRITE_LENGTH`, `REWRITE_GROUP`. */
export function checkRewrites({ url, host }: RequestRewrites, problems: Problems): void {
  if (!url && !host) {
    problems.add("rewrite", {
      code: "REWRITE_EMPTY",
      message: "Nothing of the request is rewritten.",
      found: "neither url nor host",
      expected: "url, host, or both",
      fix: 'write url: { regex: "^/shop/(.*)$", replace: "/$1" }, or leave rewrite out',
    });
  }
  if (url) checkRewrite(url, "rewrite.url", problems);
  if (host) checkRewrite(host, "rewrite.host", problems);
}

/** Adds `REWRITE_WITHOUT_FORWARD` where nothing gets what is rewritten. */
export function checkForwarded(action: RuleAction, problems: Problems): void {
  if ("forward" in action) return;
  problems.add("rewrite", {
    code: "REWRITE_WITHOUT_FORWARD",
    message: "The request is rewritten for targets, and goes to none.",
    found: `rewrite with ${Object.keys(action).join(", ")}`,
    expected: "rewrite only with forward",
    fix: "redirect" in action ? "write the new place into redirect" : "leave rewrite out",
  });
}

function checkRewrite({ regex, replace }: Rewrite, property: string, problems: Problems): void {
  checkRegex(regex, MAX_REWRITE, `${property}.regex`, problems);
  if (replace.length > MAX_REWRITE) {
    problems.add(`${property}.replace`, {
      code: "REWRITE_LENGTH",
      message: "The text is longer than AWS keeps.",
      found: `${replace.length} characters`,
      expected: `at most ${MAX_REWRITE} characters`,
      fix: "keep more of what was asked for by groups: $1",
    });
  }
  if (!compiles(regex)) return;
  const groups = (new RegExp(`${regex}|`).exec("")?.length ?? 1) - 1;
  const named = [...replace.matchAll(/\$(\d)/g)].map(([, digit]) => Number(digit));
  const missing = named.find((group) => group > groups);
  if (missing === undefined) return;
  problems.add(`${property}.replace`, {
    code: "REWRITE_GROUP",
    message: "The text names a group that the regular expression has not.",
    found: `$${missing}, with ${groups} groups in ${JSON.stringify(regex)}`,
    expected: groups === 0 ? "no groups" : `$1 to $${groups}`,
    fix: "put what is to stay between ( and )",
  });
}

/** The rewrites in the words of the resource. */
export function transformBlocks({ url, host }: RequestRewrites): LbListenerRuleTransform[] {
  return [
    ...(host ? [{ type: "host-header-rewrite", hostHeaderRewriteConfig: { rewrite: { ...host } } }] : []),
    ...(url ? [{ type: "url-rewrite", urlRewriteConfig: { rewrite: { ...url } } }] : []),
  ];
}
