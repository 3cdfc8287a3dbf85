import { closest } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import type { IMatchSet, WebAclScope } from "../waf-scope";
import type { CapacityCount } from "./capacity";
import { checkCountries } from "./country-codes";
import type { Match, RequestField, TextMatch } from "./match.types";
import { checkLabel, checkRegex } from "./text-checks";
import { TEXT_TRANSFORMATIONS, type TextTransformation } from "./text-transformations";

/** A statement as Terraform writes it; the provider's bindings leave its shape open. */
export type Statement = Readonly<Record<string, unknown>>;

/** What a match is written within. */
export interface MatchContext {
  readonly scope: WebAclScope;
  readonly problems: Problems;
  /** Where the match stands, for problems. */
  readonly property: string;
  /** Adds up the capacity of the web ACL. */
  readonly capacity: CapacityCount;
  /** How many levels of `all`, `any` and `not` the provider still takes below here. */
  readonly levels: number;
}

/** Longest text (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
const MAX_TEXT_BYTES = 200;

/** Most text transformations of one statement (the same). */
const MAX_TRANSFORMATIONS = 10;

/** Units of a match before its field and its transformations (AWS WAF Developer Guide, "Match rule statements", as of 2026-11). */
const UNITS = { ip: 1, country: 1, label: 1, regex: 3, regexSet: 25, size: 1, sql: 20, xss: 40 } as const;
const TEXT_UNITS = { exactly: 2, "starts-with": 2, "ends-with": 2, contains: 10, "contains-word": 10 } as const;

const POSITIONS: Readonly<Record<TextMatch["position"], string>> = {
  contains: "CONTAINS",
  "contains-word": "CONTAINS_WORD",
  "ends-with": "ENDS_WITH",
  exactly: "EXACTLY",
  "starts-with": "STARTS_WITH",
};

/** The statement of a match. Problems are added to the context; the statement is then not to be used. */
export function matchStatement(match: Match, context: MatchContext): Statement {
  const { capacity } = context;
  if ("all" in match) return combined("and_statement", match.all, "all", context);
  if ("any" in match) return combined("or_statement", match.any, "any", context);
  if ("not" in match) return negated(match.not, context);
  if ("ipSet" in match) return ipStatement(match.ipSet, match.forwardedIpHeader, context);
  if ("countries" in match) {
    capacity.add(UNITS.country);
    const codes = checkCountries(match.countries, context.problems, `${context.property}.countries`, "the rule");
    return { geo_match_statement: { country_codes: codes } };
  }
  if ("label" in match) {
    capacity.add(UNITS.label);
    checkLabel(match.label, "match", context.problems, `${context.property}.label`);
    return { label_match_statement: { scope: "LABEL", key: match.label } };
  }
  return fieldStatement(match, context);
}

type FieldMatch = Extract<Match, { readonly in?: RequestField }>;

function fieldStatement(match: FieldMatch, context: MatchContext): Statement {
  const { capacity, problems, property } = context;
  const field = match.in ?? "uri-path";
  const transform = match.transform ?? [];
  checkTransformations(transform, context);
  capacity.addField(fieldKey(field), transform, field === "all-query-arguments");
  const common = { field_to_match: fieldToMatch(field), text_transformation: transformations(transform) };
  if ("text" in match) {
    capacity.add(TEXT_UNITS[match.position]);
    checkText(match, context);
    const search = { positional_constraint: POSITIONS[match.position], search_string: match.text };
    return { byte_match_statement: { ...common, ...search } };
  }
  if ("regex" in match) {
    capacity.add(UNITS.regex);
    checkRegex(match.regex, problems, `${property}.regex`);
    return { regex_match_statement: { ...common, regex_string: match.regex } };
  }
  if ("regexSet" in match) {
    capacity.add(UNITS.regexSet);
    checkSetScope(match.regexSet, "regexSet", context);
    const arn = match.regexSet.regexPatternSetArn;
    return { regex_pattern_set_reference_statement: { ...common, arn } };
  }
  if ("size" in match) {
    capacity.add(UNITS.size);
    const { is, bytes } = match.size;
    return { size_constraint_statement: { ...common, comparison_operator: is, size: bytes } };
  }
  capacity.add(UNITS[match.injection]);
  return { [match.injection === "sql" ? "sqli_match_statement" : "xss_match_statement"]: common };
}

function combined(name: string, matches: readonly Match[], word: "all" | "any", context: MatchContext): Statement {
  const { problems, property } = context;
  if (matches.length < 2) {
    problems.add(`${property}.${word}`, {
      code: "MATCH_COMBINATION_SHORT",
      message: `\`${word}\` joins two matches or more.`,
      found: matches.length === 0 ? "an empty list" : "one match",
      expected: "at least two matches",
      fix: matches.length === 0 ? "write the matches, or leave the rule out" : "write the match without the list",
    });
  }
  const below = deeper(context, `${property}.${word}`);
  const statement = matches.map((match, index) =>
    matchStatement(match, { ...below, property: `${property}.${word}[${index}]` }),
  );
  return { [name]: { statement } };
}

function negated(match: Match, context: MatchContext): Statement {
  const property = `${context.property}.not`;
  const below = deeper(context, property);
  return { not_statement: { statement: [matchStatement(match, { ...below, property })] } };
}

/** One level down. How many levels there are is what the schema of `aws_wafv2_web_acl` knows, tried with provider 5.100. */
function deeper(context: MatchContext, property: string): MatchContext {
  if (context.levels === 0) {
    context.problems.add(property, {
      code: "MATCH_TOO_DEEP",
      message: "The AWS provider knows no statements this far inside one another.",
      found: "one level of all, any and not too many; an IP set with addresses of both versions is a level too",
      expected: "at most three levels in a rule, and two in what a rate or a managed group is limited to",
      fix: "join the inner matches with the outer ones, or let a counting rule set a label and match the label",
    });
  }
  return { ...context, levels: Math.max(context.levels - 1, 0) };
}

function ipStatement(
  set: Extract<Match, { readonly ipSet: unknown }>["ipSet"],
  header: string | undefined,
  context: MatchContext,
): Statement {
  checkSetScope(set, "ipSet", context);
  const forwarded = header
    ? // A header that is missing or broken gives no right to what the set allows.
      { ip_set_forwarded_ip_config: { header_name: header, position: "FIRST", fallback_behavior: "NO_MATCH" } }
    : {};
  const statements = set.arns.map((arn) => ({ ip_set_reference_statement: { arn, ...forwarded } }));
  context.capacity.add(UNITS.ip * statements.length);
  const [only] = statements;
  if (statements.length === 1 && only) return only;
  deeper(context, `${context.property}.ipSet`);
  return { or_statement: { statement: statements } };
}

function checkSetScope(set: IMatchSet, name: string, { scope, problems, property }: MatchContext): void {
  if (set.scope === scope) return;
  problems.add(`${property}.${name}`, {
    code: "MATCH_SET_SCOPE",
    message: "The set and the web ACL are of different scopes, so the one cannot refer to the other.",
    found: `${set.node.path} of scope ${set.scope}, in a web ACL of scope ${scope}`,
    expected: `a set of scope ${scope}`,
    fix: `make the set with scope: "${scope}"`,
  });
}

function checkText({ text }: TextMatch, { problems, property }: MatchContext): void {
  const bytes = Buffer.byteLength(text);
  if (bytes >= 1 && bytes <= MAX_TEXT_BYTES) return;
  problems.add(`${property}.text`, {
    code: "MATCH_TEXT_SIZE",
    message: "AWS WAF does not search for a text of this size.",
    found: `${bytes} bytes`,
    expected: `1 to ${MAX_TEXT_BYTES} bytes`,
    fix: bytes === 0 ? "write the text" : "search for a shorter part, or use a regular expression",
  });
}

function checkTransformations(transform: readonly TextTransformation[], { problems, property }: MatchContext): void {
  const unknown = transform.filter((name) => !TEXT_TRANSFORMATIONS.includes(name));
  if (unknown.length > 0) {
    const meant = unknown.map((name) => closest(name.toUpperCase(), [...TEXT_TRANSFORMATIONS]));
    problems.add(`${property}.transform`, {
      code: "TEXT_TRANSFORMATION_UNKNOWN",
      message: "AWS WAF knows no such text transformation.",
      found: unknown.map((name) => `"${name}"`).join(", "),
      expected: TEXT_TRANSFORMATIONS.join(", "),
      fix: `did you mean ${meant.join(", ")}?`,
    });
  }
  if (transform.length > MAX_TRANSFORMATIONS) {
    problems.add(`${property}.transform`, {
      code: "TEXT_TRANSFORMATIONS_MANY",
      message: "AWS WAF does no more transformations for one match.",
      found: `${transform.length} transformations`,
      expected: `at most ${MAX_TRANSFORMATIONS}`,
      fix: "keep those that undo a disguise, such as URL_DECODE and LOWERCASE",
    });
  }
}

function transformations(transform: readonly TextTransformation[]): readonly object[] {
  if (transform.length === 0) return [{ priority: 0, type: "NONE" }];
  return transform.map((type, priority) => ({ priority, type }));
}

/** The block `field_to_match`; an empty block is an empty object. */
export function fieldToMatch(field: RequestField): Statement {
  if (typeof field === "object") {
    return "header" in field
      ? { single_header: { name: field.header.toLowerCase() } }
      : { single_query_argument: { name: field.queryArgument.toLowerCase() } };
  }
  // What lies behind the part that AWS looks at is let through, as AWS's own groups do.
  if (field === "body") return { body: { oversize_handling: "CONTINUE" } };
  return { [FIELDS[field]]: {} };
}

const FIELDS: Readonly<Record<Exclude<Extract<RequestField, string>, "body">, string>> = {
  "all-query-arguments": "all_query_arguments",
  method: "method",
  "query-string": "query_string",
  "uri-path": "uri_path",
};

function fieldKey(field: RequestField): string {
  return typeof field === "string" ? field : JSON.stringify(field).toLowerCase();
}
