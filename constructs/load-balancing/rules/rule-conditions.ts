import type { LbListenerRuleCondition } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import { checkCidr } from "../../network/address-plan/cidr";
import { checkIpv6Cidr } from "../../network/address-plan/ipv6-cidr";
import type { QueryCondition, RegexConditions, RuleConditions } from "./listener-rule.types";
import { checkRegex } from "./request-rewrites";

/** Elastic Load Balancing, "Quotas for your Application Load Balancers", as of 2026-11. None of them can be raised. */
const MAX_VALUES = 5;
const MAX_WILDCARDS = 6;

/** Elastic Load Balancing, "Condition types for listener rules", as of 2026-11. */
const MAX_TEXT = 128;
const MAX_HEADER_NAME = 40;
const HOST = /^[A-Za-z0-9*?.-]*\.[A-Za-z*?]+$/;
const PATH = /^[A-Za-z0-9_\-.$/~"'@:+&*?]+$/;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const METHOD = /^[A-Z_-]{1,40}$/;

/**
 * Checks the conditions of a rule; adds the `RULE_…` problems.
 *
 * @param others values that the rule has besides: CloudFront's secret
 */
export function checkConditions(
  conditions: RuleConditions,
  problems: Problems,
  property = "conditions",
  others = 0,
): void {
  const at = (name: string) => (property === "" ? name : `${property}.${name}`);
  const patterns = patternsOf(conditions);
  const values = [...patterns, ...regexesOf(conditions.regex).map(([, regex]) => regex)];
  if (values.length === 0) {
    problems.add(property, {
      code: "RULE_NO_CONDITIONS",
      message: "A rule without conditions says nothing about the requests that it is for.",
      found: "no condition with a value",
      expected: "at least one of hosts, paths, headers, query, methods, sourceIps, regex",
      fix: 'name the host or the path, or write paths: ["/*"] for everything that no other rule takes',
    });
  }
  if (values.length + others > MAX_VALUES) {
    problems.add(property, {
      code: "RULE_TOO_MANY_VALUES",
      message: "A rule has more values in its conditions than AWS allows.",
      found: `${values.length} values: ${values.join(", ")}`,
      expected:
        others === 0
          ? `at most ${MAX_VALUES}, all conditions together`
          : `at most ${MAX_VALUES - others}, all conditions together; CloudFront's secret is the last of ${MAX_VALUES}`,
      fix: "use a wildcard, or make two rules with the same action",
    });
  }
  const wildcards = patterns.join("").replace(/[^*?]/g, "").length;
  if (wildcards > MAX_WILDCARDS) {
    problems.add(property, {
      code: "RULE_TOO_MANY_WILDCARDS",
      message: "A rule has more wildcards in its conditions than AWS allows.",
      found: `${wildcards} wildcards in ${patterns.join(", ")}`,
      expected: `at most ${MAX_WILDCARDS} of * and ?, all conditions together`,
      fix: "make two rules with the same action",
    });
  }
  for (const host of conditions.hosts ?? []) checkHost(host, at("hosts"), problems);
  for (const path of conditions.paths ?? []) checkPath(path, at("paths"), problems);
  for (const [index, method] of (conditions.methods ?? []).entries()) {
    checkMethod(method, `${at("methods")}[${index}]`, problems);
  }
  for (const [name, texts] of Object.entries(conditions.headers ?? {})) {
    checkHeader(name, texts, `${at("headers")}.${name}`, problems);
  }
  for (const { key, value } of conditions.query ?? []) {
    for (const text of [key, value]) if (text !== undefined) checkText(text, at("query"), problems);
  }
  for (const [index, range] of (conditions.sourceIps ?? []).entries()) {
    const place = `${at("sourceIps")}[${index}]`;
    if (range.includes(":")) checkIpv6Cidr(range, place, problems, "write an IPv4 range without colons");
    else checkCidr(range, place, problems);
  }
  if (conditions.regex) checkRegexes(conditions, conditions.regex, at("regex"), problems);
}

/** Adds what is wrong with regular expressions, and `RULE_REGEX_TWICE` where a condition is there in both forms. */
function checkRegexes(conditions: RuleConditions, regex: RegexConditions, property: string, problems: Problems): void {
  for (const [name, text] of regexesOf(regex)) checkRegex(text, MAX_TEXT, `${property}.${name}`, problems);
  for (const [name, texts] of Object.entries(regex.headers ?? {})) {
    checkHeader(name, texts, `${property}.headers.${name}`, problems);
  }
  const headers = Object.keys(regex.headers ?? {}).map((name) => name.toLowerCase());
  const twice = [
    ...(["hosts", "paths"] as const).filter((name) => conditions[name]?.length && regex[name]?.length),
    ...Object.keys(conditions.headers ?? {}).filter((name) => headers.includes(name.toLowerCase())),
  ];
  for (const name of twice) {
    problems.add(`${property}.${name}`, {
      code: "RULE_REGEX_TWICE",
      message: "A rule asks for a host, a path or a header once: as it is written, or by a regular expression.",
      found: `${name} in both forms`,
      expected: "one of the two",
      fix: `leave one of them out; ^(a|b)$ takes several values`,
    });
  }
}

/** Every regular expression, with the place where it is written. */
function regexesOf({ hosts = [], paths = [], headers = {} }: Partial<RegexConditions> = {}): [string, string][] {
  return [
    ...hosts.map((text): [string, string] => ["hosts", text]),
    ...paths.map((text): [string, string] => ["paths", text]),
    ...Object.entries(headers).flatMap(([name, texts]) =>
      texts.map((text): [string, string] => [`headers.${name}`, text]),
    ),
  ];
}

/** Every value but regular expressions, as AWS counts them. */
function patternsOf({ hosts, paths, headers, query, methods, sourceIps }: RuleConditions): string[] {
  return [
    ...(hosts ?? []),
    ...(paths ?? []),
    ...Object.values(headers ?? {}).flat(),
    ...(query ?? []).map(({ key, value }) => (key === undefined ? value : `${key}=${value}`)),
    ...(methods ?? []),
    ...(sourceIps ?? []),
  ];
}

/** Whether a rule can ask for a host. */
export function isRuleHost(host: string): boolean {
  return host.length <= MAX_TEXT && HOST.test(host);
}

function checkHost(host: string, property: string, problems: Problems): void {
  if (Token.isUnresolved(host)) {
    problems.add(property, {
      code: "RULE_HOST_UNKNOWN",
      message: "A host is known only after apply, so neither the certificate nor the order of rules can be checked.",
      found: "a reference",
      expected: "the name, written out",
      fix: "write the name, or take it from the configuration",
    });
    return;
  }
  if (isRuleHost(host)) return;
  problems.add(property, {
    code: "RULE_HOST_INVALID",
    message: "The host is not one that a rule can ask for.",
    found: `"${host}"`,
    expected: `1 to ${MAX_TEXT} of a-z, 0-9, - and . with wildcards * and ?; letters only behind the last dot`,
    fix: host.includes("://")
      ? `write "${host.replace(/^.*:\/\//, "").replace(/[/:].*$/, "")}", without the protocol and the path`
      : 'write the whole name, such as "api.example.com"',
  });
}

function checkPath(path: string, property: string, problems: Problems): void {
  const starts = path.startsWith("/") || path.startsWith("*");
  if (path.length <= MAX_TEXT && starts && PATH.test(path)) return;
  problems.add(property, {
    code: "RULE_PATH_INVALID",
    message: "The path is not one that a rule can ask for.",
    found: `"${path}"`,
    expected: `/ and up to ${MAX_TEXT} characters of a-z, A-Z, 0-9 and _-.$/~"'@:+& with wildcards * and ?; no query`,
    fix: path.length > MAX_TEXT ? "shorten it with a wildcard" : `write "${plainPath(path)}"`,
  });
}

/** The path without what it may not hold, and without its query. */
function plainPath(path: string): string {
  const plain = path.replace(/\?[^?/]*=.*$/, "").replace(/[^A-Za-z0-9_\-.$/~"'@:+&*?]/g, "");
  return plain.startsWith("/") || plain.startsWith("*") ? plain : `/${plain}`;
}

function checkMethod(method: string, property: string, problems: Problems): void {
  if (METHOD.test(method)) return;
  problems.add(property, {
    code: "RULE_METHOD_INVALID",
    message: "The method is not one that a rule can ask for.",
    found: `"${method}"`,
    expected: "1 to 40 of A-Z, _ and -, without wildcards",
    fix: `write "${method.toUpperCase().replace(/[^A-Z_-]/g, "") || "GET"}"`,
  });
}

function checkHeader(name: string, texts: readonly string[], property: string, problems: Problems): void {
  const isHost = name.toLowerCase() === "host";
  if (isHost || name.length > MAX_HEADER_NAME || !HEADER_NAME.test(name)) {
    problems.add(property, {
      code: "RULE_HEADER_INVALID",
      message: "The header is not one that a rule can ask for.",
      found: `"${name}"`,
      expected: `the name of a header other than Host, 1 to ${MAX_HEADER_NAME} characters, without wildcards`,
      fix: isHost ? "use the condition `hosts`" : `write the header's name as it is sent, such as "X-Api-Version"`,
    });
  }
  if (texts.length === 0) {
    problems.add(property, {
      code: "RULE_HEADER_INVALID",
      message: "The header is not one that a rule can ask for.",
      found: "no values",
      expected: "at least one value",
      fix: 'write "*" for any value',
    });
  }
  for (const text of texts) checkText(text, property, problems);
}

function checkText(text: string, property: string, problems: Problems): void {
  if (text.length >= 1 && text.length <= MAX_TEXT) return;
  problems.add(property, {
    code: "RULE_TEXT_LENGTH",
    message: "A value of a condition is too short or too long.",
    found: `${text.length} characters`,
    expected: `1 to ${MAX_TEXT} characters`,
    fix: text === "" ? 'write the value, or "*" for any' : "shorten it with a wildcard",
  });
}

/** The conditions in the words of the resource; in an order of their own, so that the order of writing does not matter. */
export function conditionBlocks(conditions: RuleConditions): LbListenerRuleCondition[] {
  const { hosts = [], paths = [], headers = {}, query = [], methods = [], sourceIps = [], regex } = conditions;
  const sorted = (values: readonly string[]) => [...new Set(values)].sort();
  return [
    ...(hosts.length > 0 ? [{ hostHeader: { values: sorted(hosts.map((host) => host.toLowerCase())) } }] : []),
    ...(paths.length > 0 ? [{ pathPattern: { values: sorted(paths) } }] : []),
    ...sorted(Object.keys(headers)).map((name) => ({
      httpHeader: { httpHeaderName: name, values: sorted(headers[name] ?? []) },
    })),
    ...(query.length > 0 ? [{ queryString: sortedQuery(query) }] : []),
    ...(methods.length > 0 ? [{ httpRequestMethod: { values: sorted(methods) } }] : []),
    ...(sourceIps.length > 0 ? [{ sourceIp: { values: sorted(sourceIps) } }] : []),
    ...(regex?.hosts?.length ? [{ hostHeader: { regexValues: sorted(regex.hosts) } }] : []),
    ...(regex?.paths?.length ? [{ pathPattern: { regexValues: sorted(regex.paths) } }] : []),
    ...sorted(Object.keys(regex?.headers ?? {})).map((name) => ({
      httpHeader: { httpHeaderName: name, regexValues: sorted(regex?.headers?.[name] ?? []) },
    })),
  ];
}

function sortedQuery(query: readonly QueryCondition[]) {
  const text = ({ key = "", value }: QueryCondition) => `${key}=${value}`;
  return [...query].sort((a, b) => (text(a) < text(b) ? -1 : 1)).map(({ key, value }) => ({ key, value }));
}

/** The conditions in words, the same for the same conditions: `host api.example.com, path /v1/*`. */
export function describeConditions(conditions: RuleConditions): string {
  const { hosts = [], paths = [], headers = {}, query = [], methods = [], sourceIps = [], regex } = conditions;
  const words = (name: string, values: readonly string[]) =>
    values.length > 0 ? [`${name} ${[...new Set(values)].sort().join(" or ")}`] : [];
  return [
    ...words(
      "host",
      hosts.map((host) => host.toLowerCase()),
    ),
    ...words("path", paths),
    ...Object.keys(headers)
      .sort()
      .flatMap((name) => words(`header ${name.toLowerCase()}`, headers[name] ?? [])),
    ...words(
      "query",
      query.map(({ key, value }) => `${key ?? "*"}=${value}`),
    ),
    ...words("method", methods),
    ...words("source", sourceIps),
    ...words("host like", regex?.hosts ?? []),
    ...words("path like", regex?.paths ?? []),
    ...Object.keys(regex?.headers ?? {})
      .sort()
      .flatMap((name) => words(`header ${name.toLowerCase()} like`, regex?.headers?.[name] ?? [])),
  ].join(", ");
}
