import { testAdvice } from "../../../support/followed-advice";
import { ANSWER, type Case, HOST, parameter, ruleProblems, toldRules } from "./rule-support";

const CONDITIONS: readonly Case[] = [
  [
    "no conditions",
    { conditions: { hosts: [] }, action: ANSWER },
    {
      property: "conditions",
      code: "RULE_NO_CONDITIONS",
      message: "A rule without conditions says nothing about the requests that it is for.",
      found: "no condition with a value",
      expected: "at least one of hosts, paths, headers, query, methods, sourceIps, regex",
      fix: 'name the host or the path, or write paths: ["/*"] for everything that no other rule takes',
    },
    [
      { says: "name the host", to: { conditions: HOST, action: ANSWER } },
      { says: "or the path", to: { conditions: { paths: ["/api"] }, action: ANSWER } },
      { says: 'write paths: ["/*"]', to: { conditions: { paths: ["/*"] }, action: ANSWER } },
    ],
  ],
  [
    "more values than AWS takes",
    { conditions: { ...HOST, paths: ["/a", "/b", "/c", "/d"], methods: ["GET"] }, action: ANSWER },
    {
      property: "conditions",
      code: "RULE_TOO_MANY_VALUES",
      message: "A rule has more values in its conditions than AWS allows.",
      found: "6 values: api.example.com, /a, /b, /c, /d, GET",
      expected: "at most 5, all conditions together",
      fix: "use a wildcard, or make two rules with the same action",
    },
    [
      { says: "use a wildcard", to: { conditions: { ...HOST, paths: ["/?"], methods: ["GET"] }, action: ANSWER } },
      {
        says: "make two rules with the same action",
        to: { conditions: { ...HOST, paths: ["/a", "/b"], methods: ["GET"] }, action: ANSWER },
      },
    ],
  ],
  [
    "more wildcards than AWS takes",
    { conditions: { paths: ["/*/*/*/?", "/a/*/*/*"] }, action: ANSWER },
    {
      property: "conditions",
      code: "RULE_TOO_MANY_WILDCARDS",
      message: "A rule has more wildcards in its conditions than AWS allows.",
      found: "7 wildcards in /*/*/*/?, /a/*/*/*",
      expected: "at most 6 of * and ?, all conditions together",
      fix: "make two rules with the same action",
    },
    [{ says: "make two rules with the same action", to: { conditions: { paths: ["/*/*/*/?"] }, action: ANSWER } }],
  ],
  [
    "a path without its slash",
    { conditions: { paths: ["api/*"] }, action: ANSWER },
    {
      property: "conditions.paths",
      code: "RULE_PATH_INVALID",
      message: "The path is not one that a rule can ask for.",
      found: '"api/*"',
      expected: "/ and up to 128 characters of a-z, A-Z, 0-9 and _-.$/~\"'@:+& with wildcards * and ?; no query",
      fix: 'write "/api/*"',
    },
    [{ says: 'write "/api/*"', to: { conditions: { paths: ["/api/*"] }, action: ANSWER } }],
  ],
  [
    "a method in lower case",
    { conditions: { methods: ["get"] }, action: ANSWER },
    {
      property: "conditions.methods[0]",
      code: "RULE_METHOD_INVALID",
      message: "The method is not one that a rule can ask for.",
      found: '"get"',
      expected: "1 to 40 of A-Z, _ and -, without wildcards",
      fix: 'write "GET"',
    },
    [{ says: 'write "GET"', to: { conditions: { methods: ["GET"] }, action: ANSWER } }],
  ],
  [
    "the host as a header",
    { conditions: { headers: { Host: ["api.example.com"] } }, action: ANSWER },
    {
      property: "conditions.headers.Host",
      code: "RULE_HEADER_INVALID",
      message: "The header is not one that a rule can ask for.",
      found: '"Host"',
      expected: "the name of a header other than Host, 1 to 40 characters, without wildcards",
      fix: "use the condition `hosts`",
    },
    [{ says: "use the condition `hosts`", to: { conditions: HOST, action: ANSWER } }],
  ],
  [
    "a header with its colon",
    { conditions: { headers: { "X-Api-Version:": ["2"] } }, action: ANSWER },
    {
      property: "conditions.headers.X-Api-Version:",
      code: "RULE_HEADER_INVALID",
      message: "The header is not one that a rule can ask for.",
      found: '"X-Api-Version:"',
      expected: "the name of a header other than Host, 1 to 40 characters, without wildcards",
      fix: 'write the header\'s name as it is sent, such as "X-Api-Version"',
    },
    [
      {
        says: 'write the header\'s name as it is sent, such as "X-Api-Version"',
        to: { conditions: { headers: { "X-Api-Version": ["2"] } }, action: ANSWER },
      },
    ],
  ],
  [
    "an empty value of a query",
    { conditions: { query: [{ key: "a", value: "" }] }, action: ANSWER },
    {
      property: "conditions.query",
      code: "RULE_TEXT_LENGTH",
      message: "A value of a condition is too short or too long.",
      found: "0 characters",
      expected: "1 to 128 characters",
      fix: 'write the value, or "*" for any',
    },
    [
      { says: "write the value", to: { conditions: { query: [{ key: "a", value: "1" }] }, action: ANSWER } },
      { says: '"*" for any', to: { conditions: { query: [{ key: "a", value: "*" }] }, action: ANSWER } },
    ],
  ],
  [
    "a host that the certificate does not cover",
    { conditions: { hosts: ["v1.api.example.com"] }, action: ANSWER },
    {
      property: "conditions.hosts",
      code: "CERTIFICATE_DOES_NOT_COVER",
      message: "No certificate of the listener is for the host; browsers would refuse the connection.",
      found: '"v1.api.example.com", with certificates for example.com, *.example.com',
      expected: "a host that one of the names covers; *.example.com covers one part more, and not example.com itself",
      fix: "add v1.api.example.com to the names of the certificate, or give the balancer one more in moreCertificates",
    },
    [
      {
        says: "add v1.api.example.com to the names of the certificate",
        to: { conditions: { hosts: ["v1.api.example.com"] }, action: ANSWER, names: ["v1.api.example.com"] },
      },
    ],
  ],
  [
    "a priority beyond those that there are",
    { conditions: HOST, action: ANSWER, priority: 50_001 },
    {
      property: "priority",
      code: "NUMBER_OUT_OF_RANGE",
      message: "The number is not one that AWS takes.",
      found: "50001 as priority",
      expected: "a whole number from 1 to 50000",
      fix: "use 50000",
    },
    [{ says: "use 50000", to: { conditions: HOST, action: ANSWER, priority: 50_000 } }],
  ],
  [
    "a host that is an address",
    { conditions: { hosts: ["https://api.example.com/"] }, action: ANSWER },
    {
      code: "RULE_HOST_INVALID",
      property: "conditions.hosts",
      message: "The host is not one that a rule can ask for.",
      found: '"https://api.example.com/"',
      expected: "1 to 128 of a-z, 0-9, - and . with wildcards * and ?; letters only behind the last dot",
      fix: 'write "api.example.com", without the protocol and the path',
    },
    [{ says: 'write "api.example.com"', to: { conditions: HOST, action: ANSWER } }],
  ],
  [
    "a host with a sign that no name has",
    { conditions: { hosts: ["api_example.com"] }, action: ANSWER },
    {
      code: "RULE_HOST_INVALID",
      property: "conditions.hosts",
      message: "The host is not one that a rule can ask for.",
      found: '"api_example.com"',
      expected: "1 to 128 of a-z, 0-9, - and . with wildcards * and ?; letters only behind the last dot",
      fix: 'write the whole name, such as "api.example.com"',
    },
    [{ says: 'write the whole name, such as "api.example.com"', to: { conditions: HOST, action: ANSWER } }],
  ],
  [
    "a host that is known after apply",
    (stack) => ({ conditions: { hosts: [parameter(stack)] }, action: ANSWER }),
    {
      property: "conditions.hosts",
      code: "RULE_HOST_UNKNOWN",
      message: "A host is known only after apply, so neither the certificate nor the order of rules can be checked.",
      found: "a reference",
      expected: "the name, written out",
      fix: "write the name, or take it from the configuration",
    },
    [{ says: "write the name, or take it from the configuration", to: { conditions: HOST, action: ANSWER } }],
  ],
  [
    "a path with a query",
    { conditions: { paths: ["/orders?id=1"] }, action: ANSWER },
    {
      property: "conditions.paths",
      code: "RULE_PATH_INVALID",
      message: "The path is not one that a rule can ask for.",
      found: '"/orders?id=1"',
      expected: "/ and up to 128 characters of a-z, A-Z, 0-9 and _-.$/~\"'@:+& with wildcards * and ?; no query",
      fix: 'write "/orders"',
    },
    [{ says: 'write "/orders"', to: { conditions: { paths: ["/orders"] }, action: ANSWER } }],
  ],
  [
    "a value of a query that is too long",
    { conditions: { query: [{ key: "a", value: "b".repeat(129) }] }, action: ANSWER },
    {
      property: "conditions.query",
      code: "RULE_TEXT_LENGTH",
      message: "A value of a condition is too short or too long.",
      found: "129 characters",
      expected: "1 to 128 characters",
      fix: "shorten it with a wildcard",
    },
    [
      {
        says: "shorten it with a wildcard",
        to: { conditions: { query: [{ key: "a", value: "b*" }] }, action: ANSWER },
      },
    ],
  ],
];

const CASES = toldRules(CONDITIONS);

test.each(CASES)("$mistake is refused", ({ input, problems }) => {
  expect(ruleProblems(input)).toEqual(problems);
});

testAdvice(CASES, ruleProblems);
