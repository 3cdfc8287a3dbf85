import type { Tagged } from "../core/tags/tags";
import type { ManagedRuleGroupName } from "./rules/managed-rule-groups";
import type { Match } from "./rules/match.types";
import type { WebAclScope } from "./waf-scope";

/** A web ACL that was made here or existed before. */
export interface IWebAcl {
  readonly webAclArn: string;
  readonly scope: WebAclScope;
}

/** What happens to a request that a rule matches; `count` only notes it and goes on to the next rule. */
export type RuleAction = "allow" | "block" | "count" | "captcha" | "challenge" | { readonly block: BlockResponse };

/** What a blocked request is answered with. */
export interface BlockResponse {
  /**
   * HTTP status, 200 to 599.
   *
   * @minimum ./rules/rule-action#STATUS.least
   * @maximum ./rules/rule-action#STATUS.most
   * @rangeToldAs BLOCK_STATUS_INVALID
   */
  readonly status: number;
  /**
   * Name of a body in `responseBodies`.
   *
   * @default - no body
   */
  readonly body?: string;
  /**
   * Headers of the answer by name.
   *
   * @default - none
   */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A body that blocked requests are answered with. */
export interface ResponseBody {
  readonly type: "html" | "json" | "text";
  /** At most 4096 bytes. */
  readonly content: string;
}

interface RuleBase {
  readonly action: RuleAction;
  /**
   * Place in the order in which rules are tried, lowest first.
   *
   * @minimum 0
   * @maximum 1000000
   * @rangeToldAs RULE_PRIORITY_INVALID
   * @default - by kind: allow rules from 1000, other matches from 2000, rate limits from 3000, managed groups from 4000; the
   *   place within a kind follows from the rule's name, so that another rule moves none
   */
  readonly priority?: number;
  /**
   * Labels put on a matching request, for rules that come later: letters, digits, `_`, `-`, with `:` between parts.
   *
   * @default - none
   */
  readonly labels?: readonly string[];
}

/** A rule about what a request is like. */
export interface MatchRule extends RuleBase {
  readonly when: Match;
}

/** A rule about how many requests come from one source. */
export interface RateRule extends Omit<RuleBase, "action"> {
  /** @default "block" */
  readonly action?: Exclude<RuleAction, "allow">;
  readonly rate: {
    /**
     * Requests of one source within the window: 10 to 2,000,000,000.
     *
     * @minimum ./rules/rule-checks#RATE.min
     * @maximum ./rules/rule-checks#RATE.max
     * @rangeToldAs RATE_LIMIT_INVALID
     */
    readonly limit: number;
    /**
     * @default 300
     * @toldAs RATE_WINDOW_INVALID
     */
    readonly windowSeconds?: 60 | 120 | 300 | 600;
    /**
     * What a source is: the address that the connection comes from, or the address in a header that a proxy in front sets.
     *
     * @default "ip"
     */
    readonly per?: "ip" | { readonly forwardedIpHeader: string };
    /**
     * Counts only requests that match.
     *
     * @default - all requests count
     */
    readonly of?: Match;
  };
}

/** A rule of a web ACL. */
export type WebAclRule = MatchRule | RateRule;

/** How a managed rule group is used. */
export interface ManagedRuleGroupOptions {
  /**
   * Whether the group only counts what it matches. For trying out a group before it blocks.
   *
   * @default false
   */
  readonly countOnly?: boolean;
  /**
   * Other actions for single rules of the group, by the rule's name.
   *
   * @default - the actions that AWS chose
   */
  readonly overrides?: Readonly<Record<string, "allow" | "block" | "captcha" | "challenge" | "count">>;
  /**
   * Applies the group only to requests that match.
   *
   * @codeOnly conditions name sets of addresses and expressions, which are objects
   * @default - to all requests
   */
  readonly of?: Match;
  /**
   * Version of the group.
   *
   * @default - AWS's default version, which AWS moves forward
   */
  readonly version?: string;
  /**
   * Place in the order in which rules are tried, lowest first.
   *
   * @minimum 0
   * @maximum 1000000
   * @rangeToldAs RULE_PRIORITY_INVALID
   * @default - the group's place in the list of groups, from 4000
   */
  readonly priority?: number;
  /**
   * How closely bots are told apart; only for `bot-control`. `targeted` also finds bots that pretend to be browsers, and costs
   * more for each request.
   *
   * @default "common"
   */
  readonly inspectionLevel?: "common" | "targeted";
}

/** A part of the request that logs do not show. */
export type RedactedField = "method" | "query-string" | "uri-path" | RedactedHeader;

/** A header that logs do not show. */
export interface RedactedHeader {
  /** Its name, in lower case. */
  readonly header: string;
}

interface LoggingBase {
  /**
   * Parts of the request that are replaced by `REDACTED`.
   *
   * @default - the headers `authorization` and `cookie`
   */
  readonly redact?: readonly RedactedField[];
  /**
   * Keeps only requests with one of these outcomes.
   *
   * @default - every request is logged
   */
  readonly only?: readonly ("allow" | "block" | "captcha" | "challenge" | "count" | "excluded-as-count")[];
}

/** Logs into a CloudWatch log group that is made here, named `aws-waf-logs-…`. */
export interface WafLogToCloudWatch extends LoggingBase {
  /** A log group that is made here. */
  readonly to: "cloudwatch";
  /**
   * Days that log events are kept; one of the times that CloudWatch Logs knows.
   *
   * @minimum 1
   * @maximum 3653
   * @rangeToldAs LOG_RETENTION_INVALID
   * @default - the environment's `logs`, else 90
   */
  readonly retentionDays?: number;
  /**
   * ARN of a KMS key that encrypts the log group; its policy must admit CloudWatch Logs.
   *
   * @default - that of the environment's `logs` where the log lies in its region, else CloudWatch Logs' own encryption
   */
  readonly keyArn?: string;
}

/** Logs into a bucket of yours whose name starts with `aws-waf-logs-`, and whose policy admits the delivery. */
export interface WafLogToS3 extends LoggingBase {
  /** A bucket of yours. */
  readonly to: "s3";
  /** ARN of the bucket. */
  readonly bucketArn: string;
}

/** Logs into a Firehose stream of yours whose name starts with `aws-waf-logs-`. */
export interface WafLogToFirehose extends LoggingBase {
  /** A Firehose stream of yours. */
  readonly to: "firehose";
  /** ARN of the stream. */
  readonly streamArn: string;
}

/** Where the log of a web ACL goes. */
export type WafLogging = WafLogToCloudWatch | WafLogToFirehose | WafLogToS3;

/** Properties of a `WebAcl`. */
export interface WebAclProps extends Tagged {
  /** @default "REGIONAL" */
  readonly scope?: WebAclScope;
  /**
   * The whole name, of a web ACL that is taken over.
   *
   * @default - made of the stack and the construct's path
   */
  readonly webAclName?: string;
  /**
   * What the web ACL protects, at most 256 characters.
   *
   * @maxLength ./rules/text-checks#MAX_DESCRIPTION
   * @default - the stack and the construct's path
   */
  readonly description?: string;
  /**
   * What happens to a request that no rule decides about.
   *
   * @default "allow"
   */
  readonly defaultAction?: "allow" | "block" | { readonly block: BlockResponse };
  /**
   * Rule groups that AWS maintains; `true` takes a group as it is.
   *
   * @default - `ip-reputation`, `core` and `known-bad-inputs`, together 925 capacity units
   */
  readonly managed?: Readonly<Partial<Record<ManagedRuleGroupName, ManagedRuleGroupOptions | boolean>>>;
  /**
   * Rules of your own by name: letters, digits, `-`, `_`, at most 128.
   *
   * @default - none
   */
  readonly rules?: Readonly<Record<string, WebAclRule>>;
  /**
   * Bodies that blocked requests are answered with, by name.
   *
   * @default - none
   */
  readonly responseBodies?: Readonly<Record<string, ResponseBody>>;
  /**
   * Log of the requests, or `false` for none.
   *
   * @default - a CloudWatch log group that keeps 90 days, without the headers `authorization` and `cookie`
   */
  readonly logging?: WafLogging | false;
  /**
   * Admits more capacity than the 1,500 units that the price of a request includes, up to `max`, and says why that is paid for.
   *
   * @default - more than 1,500 units are a problem at synth
   */
  readonly capacity?: {
    /**
     * Units that the rules may need: 1,501 to 5,000.
     *
     * @minimum ./rules/capacity#PAID_CAPACITY.least
     * @maximum ./rules/capacity#PAID_CAPACITY.most
     * @rangeToldAs WEB_ACL_CAPACITY_ACCEPTANCE
     */
    readonly max: number;
    /** Why they are paid for. */
    readonly reason: string;
  };
  /**
   * Whether AWS keeps samples of matching requests, which the console shows in full, redacted fields too.
   *
   * @default true
   */
  readonly sampledRequests?: boolean;
}
