import type { IConstruct } from "constructs";
import { type ArnForm, readExistingArn } from "../core/checks/existing-arn";
import type { Problems } from "../core/errors";
import type { WebAclScope } from "./waf-scope";

/** What of AWS WAF exists: as its ARN calls it, and as messages do. */
const KINDS = {
  webacl: "a web ACL",
  ipset: "a set of addresses",
  regexpatternset: "a set of regular expressions",
} as const;

/** An ARN of AWS WAF, and the scope that is said of it. */
interface WafArn {
  readonly arn: string;
  readonly property: string;
  readonly kind: keyof typeof KINDS;
  readonly scope: WebAclScope | undefined;
}

/**
 * The scope of something of AWS WAF that exists. It stands in the ARN; of a reference it is what is said. What is of scope `CLOUDFRONT` has
 * us-east-1 in its ARN, wherever it is used (AWS WAF Developer Guide, "Associating or disassociating a web ACL with an AWS resource", as of
 * 2026-11). Adds `EXISTING_ARN_INVALID`, `EXISTING_ARN_REGION`, `EXISTING_ARN_ACCOUNT`, `WAF_ARN_SCOPE`.
 */
export function scopeOfExisting(
  construct: IConstruct,
  { arn, property, kind, scope }: WafArn,
  problems: Problems,
): WebAclScope {
  const read = readExistingArn(construct, arn, formOf(kind), problems, property);
  if (!read) return scope ?? "REGIONAL";
  const own = read.region === undefined ? "CLOUDFRONT" : "REGIONAL";
  if (scope !== undefined && scope !== own) {
    problems.add("scope", {
      code: "WAF_ARN_SCOPE",
      message: `The ARN is that of ${KINDS[kind]} of another scope.`,
      found: `scope ${scope}, and an ARN of scope ${own}`,
      expected: "the scope of the ARN",
      fix: "leave scope out: the ARN has it",
    });
  }
  return own;
}

function formOf(kind: keyof typeof KINDS): ArnForm {
  const at = "arn:aws[a-z-]*:wafv2";
  const name = String.raw`${kind}/[\w-]+/[\w-]+`;
  return {
    pattern: new RegExp(
      String.raw`^${at}:(?:us-east-1(?=:\d+:global/)|(?<region>[a-z0-9-]+)(?=:\d+:regional/)):(?<account>\d{12}):[a-z]+/${name}$`,
    ),
    what: KINDS[kind],
    expected: `arn:aws:wafv2:<region>:<account>:regional/${kind}/<name>/<id>, or global/${kind}/<name>/<id> for CloudFront`,
    fix: `copy the ARN of ${KINDS[kind]} from the console; WAF Classic is not supported`,
  };
}
