import { WebAcl } from "../../../constructs/waf/web-acl";
import type { WebAclProps } from "../../../constructs/waf/web-acl.types";
import { testAdvice } from "../../support/followed-advice";
import { acl, type Case, found, odd, told } from "./support";

function headers(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`h${i}`, "v"]));
}

function bodies(count: number, bytes: number): WebAclProps["responseBodies"] {
  const content = "x".repeat(bytes);
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`b${i}`, { type: "text", content }]));
}

const CASES: readonly Case[] = [
  {
    name: "an answer that AWS WAF does not give",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: { rate: { limit: 10 }, action: { block: { status: 199, body: "slow", headers: { "a b": "c" } } } },
        },
      }),
    problems: [
      {
        code: "BLOCK_STATUS_INVALID",
        path: "sandbox-test/acl › rules.odd.action.block.status",
        message: "A blocked request cannot be answered with this status.",
        found: "199",
        expected: "a whole number from 200 to 599",
        fix: "use 403 for what is forbidden, 429 for what comes too often",
      },
      {
        code: "RESPONSE_BODY_UNKNOWN",
        path: "sandbox-test/acl › rules.odd.action.block.body",
        message: "The web ACL has no response body of this name.",
        found: '"slow"',
        expected: "a body in `responseBodies`, which is empty",
        fix: 'add responseBodies: { "slow": { type: "text", content: "…" } }',
      },
      {
        code: "RESPONSE_HEADERS_INVALID",
        path: "sandbox-test/acl › rules.odd.action.block.headers",
        message: "AWS WAF does not send these headers.",
        found: '"a b"',
        expected: "at most 10 headers, named by 1 to 64 of letters, digits and . _ $ -",
        fix: 'name it like "x-block-reason"',
      },
    ],
    ways: [
      {
        says: [
          "use 403 for what is forbidden",
          'add responseBodies: { "slow": { type: "text"',
          'name it like "x-block-reason"',
        ],
        to: acl({
          managed: {},
          responseBodies: { slow: { type: "text", content: "…" } },
          rules: {
            odd: {
              rate: { limit: 10 },
              action: { block: { status: 403, body: "slow", headers: { "x-block-reason": "c" } } },
            },
          },
        }),
      },
      {
        says: [
          "429 for what comes too often",
          'add responseBodies: { "slow": { type: "text"',
          'name it like "x-block-reason"',
        ],
        to: acl({
          managed: {},
          responseBodies: { slow: { type: "text", content: "…" } },
          rules: {
            odd: {
              rate: { limit: 10 },
              action: { block: { status: 429, body: "slow", headers: { "x-block-reason": "c" } } },
            },
          },
        }),
      },
    ],
  },
  {
    name: "a default answer with an unknown body",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        defaultAction: { block: { status: 403, body: "lsow" } },
        responseBodies: { slow: { type: "text", content: "slow" } },
      }),
    problems: [
      {
        code: "RESPONSE_BODY_UNKNOWN",
        path: "sandbox-test/acl › defaultAction.block.body",
        message: "The web ACL has no response body of this name.",
        found: '"lsow"',
        expected: "one of slow",
        fix: 'did you mean slow? Or add to responseBodies: "lsow": { type: "text", content: "…" }',
      },
    ],
    ways: [
      {
        says: "did you mean slow?",
        to: acl({
          defaultAction: { block: { status: 403, body: "slow" } },
          responseBodies: { slow: { type: "text", content: "slow" } },
        }),
      },
      {
        says: 'add to responseBodies: "lsow": { type: "text", content: "…" }',
        to: acl({
          defaultAction: { block: { status: 403, body: "lsow" } },
          responseBodies: { slow: { type: "text", content: "slow" }, lsow: { type: "text", content: "…" } },
        }),
      },
    ],
  },
  {
    name: "too many headers",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        managed: {},
        rules: {
          odd: {
            rate: { limit: 10 },
            action: {
              block: { status: 429, headers: headers(11) },
            },
          },
        },
      }),
    problems: [
      {
        code: "RESPONSE_HEADERS_INVALID",
        path: "sandbox-test/acl › rules.odd.action.block.headers",
        message: "AWS WAF does not send these headers.",
        found: "11 headers",
        expected: "at most 10 headers, named by 1 to 64 of letters, digits and . _ $ -",
        fix: "leave out 1, or more",
      },
    ],
    ways: [
      {
        says: "leave out 1, or more",
        to: odd({ rate: { limit: 10 }, action: { block: { status: 429, headers: headers(10) } } }),
      },
    ],
  },
  {
    name: "response bodies that are too long, one by one and together",
    build: (stack) =>
      new WebAcl(stack, "acl", {
        responseBodies: Object.fromEntries(
          Array.from({ length: 13 }, (_, i) => [`b${i}`, { type: "text", content: "x".repeat(i === 0 ? 4097 : 4000) }]),
        ),
      }),
    problems: [
      {
        code: "RESPONSE_BODY_INVALID",
        path: "sandbox-test/acl › responseBodies.b0",
        message: "AWS WAF does not take this response body.",
        found: '"b0" with 4097 bytes',
        expected: "a name of letters, digits, - and _, and 1 to 4096 bytes",
        fix: "shorten the body, or let it load what it needs",
      },
      {
        code: "RESPONSE_BODIES_SIZE",
        path: "sandbox-test/acl › responseBodies",
        message: "The response bodies of one web ACL are too long together.",
        found: "52097 bytes",
        expected: "at most 51200",
        fix: "share bodies between rules, or shorten them",
      },
    ],
    ways: [
      {
        says: ["shorten the body", "share bodies between rules"],
        to: acl({ responseBodies: bodies(12, 4000) }),
      },
      {
        says: ["let it load what it needs", "shorten them"],
        to: acl({ responseBodies: bodies(13, 3900) }),
      },
    ],
  },
];

test.each(CASES)("$name is a problem", ({ build, problems }) => {
  expect(found(build)).toEqual(problems);
});

testAdvice(told(CASES), found);
