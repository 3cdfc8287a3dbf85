import type { Wafv2WebAclRuleAction } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { closest } from "fastest-levenshtein";
import type { Problems } from "../../core/errors";
import type { BlockResponse, ResponseBody, RuleAction } from "../web-acl.types";

/** The bodies of a web ACL by name. */
export type ResponseBodies = Readonly<Record<string, ResponseBody>>;

/** Most headers of one response (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
const MAX_HEADERS = 10;

/** The block `action` of a rule. */
export function ruleAction(
  action: RuleAction,
  bodies: ResponseBodies,
  problems: Problems,
  property: string,
): Wafv2WebAclRuleAction {
  if (typeof action === "string") return { [action]: {} };
  return { block: { customResponse: customResponse(action.block, bodies, problems, property) } };
}

/** The block `custom_response`. */
export function customResponse(response: BlockResponse, bodies: ResponseBodies, problems: Problems, property: string) {
  const { status, body, headers = {} } = response;
  checkResponse(response, bodies, problems, `${property}.block`);
  return {
    responseCode: status,
    ...(body === undefined ? {} : { customResponseBodyKey: body }),
    responseHeader: Object.entries(headers)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => ({ name, value })),
  };
}

/** What a blocked request can be answered with (AWS WAF API Reference, `CustomResponse`, as of 2026-11). */
const STATUS = { least: 200, most: 599 } as const;

function checkResponse(response: BlockResponse, bodies: ResponseBodies, problems: Problems, property: string): void {
  const { status, body, headers = {} } = response;
  if (!Number.isInteger(status) || status < STATUS.least || status > STATUS.most) {
    problems.add(`${property}.status`, {
      code: "BLOCK_STATUS_INVALID",
      message: "A blocked request cannot be answered with this status.",
      found: String(status),
      expected: `a whole number from ${STATUS.least} to ${STATUS.most}`,
      fix: "use 403 for what is forbidden, 429 for what comes too often",
    });
  }
  if (body !== undefined && !(body in bodies)) {
    const known = Object.keys(bodies).sort();
    problems.add(`${property}.body`, {
      code: "RESPONSE_BODY_UNKNOWN",
      message: "The web ACL has no response body of this name.",
      found: `"${body}"`,
      expected: known.length > 0 ? `one of ${known.join(", ")}` : "a body in `responseBodies`, which is empty",
      fix:
        known.length > 0
          ? `did you mean ${closest(body, known)}? Or add to responseBodies: "${body}": { type: "text", content: "…" }`
          : `add responseBodies: { "${body}": { type: "text", content: "…" } }`,
    });
  }
  const names = Object.keys(headers);
  const wrong = names.filter((name) => !/^[a-zA-Z0-9._$-]{1,64}$/.test(name));
  if (wrong.length > 0 || names.length > MAX_HEADERS) {
    problems.add(`${property}.headers`, {
      code: "RESPONSE_HEADERS_INVALID",
      message: "AWS WAF does not send these headers.",
      found: wrong.length > 0 ? wrong.map((name) => `"${name}"`).join(", ") : `${names.length} headers`,
      expected: `at most ${MAX_HEADERS} headers, named by 1 to 64 of letters, digits and . _ $ -`,
      fix:
        wrong.length > 0
          ? `name ${wrong.length === 1 ? "it" : "them"} like "x-block-reason"`
          : `leave out ${names.length - MAX_HEADERS}, or more`,
    });
  }
}

/** Longest body in bytes, and all bodies together (AWS WAF Developer Guide, "AWS WAF quotas", as of 2026-11). */
const MAX_BODY_BYTES = 4096;
const MAX_BODIES_BYTES = 51_200;

/** Checks the names and the sizes of the bodies. */
export function checkResponseBodies(bodies: ResponseBodies, problems: Problems): void {
  let total = 0;
  for (const [name, { content }] of Object.entries(bodies)) {
    const bytes = Buffer.byteLength(content);
    total += bytes;
    if (/^[\w-]{1,128}$/.test(name) && bytes >= 1 && bytes <= MAX_BODY_BYTES) continue;
    problems.add(`responseBodies.${name}`, {
      code: "RESPONSE_BODY_INVALID",
      message: "AWS WAF does not take this response body.",
      found: `"${name}" with ${bytes} bytes`,
      expected: `a name of letters, digits, - and _, and 1 to ${MAX_BODY_BYTES} bytes`,
      fix: bodyFix(name, bytes),
    });
  }
  if (total <= MAX_BODIES_BYTES) return;
  problems.add("responseBodies", {
    code: "RESPONSE_BODIES_SIZE",
    message: "The response bodies of one web ACL are too long together.",
    found: `${total} bytes`,
    expected: `at most ${MAX_BODIES_BYTES}`,
    fix: "share bodies between rules, or shorten them",
  });
}

function bodyFix(name: string, bytes: number): string {
  const isName = /^[\w-]{1,128}$/.test(name);
  const content = bytes === 0 ? "write the content" : "shorten the body, or let it load what it needs";
  const isSize = bytes >= 1 && bytes <= MAX_BODY_BYTES;
  return [...(isName ? [] : ['name it like "too-many-requests"']), ...(isSize ? [] : [content])].join("; ");
}
