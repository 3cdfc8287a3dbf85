import { Token } from "cdktf";
import type { Problem } from "../../../../constructs/core/errors";
import { Role } from "../../../../constructs/iam";
import { Network } from "../../../../constructs/network";
import { Bucket } from "../../../../constructs/storage";
import { WebAcl } from "../../../../constructs/waf";
import { type Told, testAdvice } from "../../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../../support/synth";

/** Properties as a program in JavaScript may give them. */
type Given = readonly [construct: "bucket" | "network" | "role" | "acl", properties: unknown];

function problemsOfGiven([construct, properties]: Given) {
  return problemsIfAny(() =>
    synthStack((stack) => {
      if (construct === "bucket") new Bucket(stack, "it", properties as never);
      if (construct === "network") new Network(stack, "it", properties as never);
      if (construct === "role") new Role(stack, "it", properties as never);
      if (construct === "acl") new WebAcl(stack, "it", properties as never);
    }),
  );
}

const BUCKET = { bucketName: "shop-files" };
const TIERS = [{ name: "app", kind: "isolated", prefixLength: 24, subnetGroups: [] }];
const NETWORK = { cidr: "10.0.0.0/16", zones: ["a", "c"], tiers: TIERS };
const SERVICE = { by: "service", service: "ecs-tasks.amazonaws.com" };
const ROLE = { description: "Imports orders", trustedBy: [SERVICE] };

const problem = (code: string, place: string, message: string, found: string, expected: string, fix: string) => ({
  code,
  path: `sandbox-test/it${place === "" ? "" : ` › ${place}`}`,
  message,
  found,
  expected,
  fix,
});

const missing = (place: string, expected: string) =>
  problem("OPTION_MISSING", place, "The option is missing.", "nothing", expected, `give ${expected}`);

const form = (place: string, found: string, expected: string, fix: string) =>
  problem("OPTION_FORM", place, "The value has another form than the option.", found, expected, fix);

const value = (place: string, found: string, expected: string, fix: string) =>
  problem("OPTION_FORM", place, "The value is not one of those that are allowed.", found, expected, fix);

interface Case extends Told<Given> {
  readonly given: Given;
  readonly problems: readonly Problem[];
}

const CASES: readonly Case[] = [
  {
    mistake: "no options",
    given: ["bucket", undefined],
    problems: [
      problem(
        "OPTION_MISSING",
        "",
        "The options of the construct are missing.",
        "nothing",
        "an object with bucketName",
        "give an object with bucketName",
      ),
    ],
    ways: [{ says: "give an object with bucketName", to: ["bucket", BUCKET] }],
  },
  {
    mistake: "the name in place of the options",
    given: ["bucket", "shop-files"],
    problems: [form("", 'the text "shop-files"', "an object with bucketName", "give an object with bucketName")],
    ways: [{ says: "give an object with bucketName", to: ["bucket", BUCKET] }],
  },
  {
    mistake: "several options at once, whose values show what was meant",
    given: ["network", { cidr: undefined, zones: "a", tiers: { app: {} }, maxZones: "3", ipv6: "true", tags: [] }],
    problems: [
      missing("cidr", "a text"),
      form("zones", 'the text "a"', "a list; each entry is a text", 'put it into a list: ["a"]'),
      form(
        "tiers",
        "an object with app",
        "a list; each entry is an object with name, prefixLength and kind",
        "give a list; each entry is an object with name, prefixLength and kind",
      ),
      form(
        "tags",
        "an empty list",
        "an object with names of your choice; each value is a text",
        "give an object with names of your choice; each value is a text, or leave the option out",
      ),
      form("maxZones", 'the text "3"', "a number", "write the number without quotes: 3, or leave the option out"),
      form("ipv6", 'the text "true"', "true or false", "write it without quotes: true, or leave the option out"),
    ],
    ways: [
      {
        says: [
          "give a text",
          "put it into a list",
          "give a list; each entry is an object",
          "give an object with names",
          "write the number without quotes: 3",
          "write it without quotes: true",
        ],
        to: ["network", { ...NETWORK, zones: ["a"], maxZones: 3, ipv6: true, tags: { Team: "shop" } }],
      },
      { says: "or leave the option out", to: ["network", NETWORK] },
    ],
  },
  {
    mistake: "what stands deeper",
    given: ["network", { ...NETWORK, tiers: [{ ...TIERS[0], kind: "privat" }, null] }],
    problems: [
      value("tiers[0].kind", 'the text "privat"', 'one of "isolated", "private", "public"', 'did you mean "private"?'),
      form(
        "tiers[1]",
        "null",
        "an object with name, prefixLength and kind",
        "give an object with name, prefixLength and kind",
      ),
    ],
    ways: [
      {
        says: ['did you mean "private"?', "give an object with name, prefixLength and kind"],
        to: ["network", { ...NETWORK, tiers: [TIERS[0], { name: "data", kind: "isolated", prefixLength: 24 }] }],
      },
    ],
  },
  {
    mistake: "a form that there is not",
    given: ["role", { ...ROLE, trustedBy: [{ by: "toString" }] }],
    problems: [
      value(
        "trustedBy[0].by",
        'the text "toString"',
        'one of "account", "federation", "role", "service"',
        "use one of these",
      ),
    ],
    ways: [{ says: "use one of these", to: ["role", ROLE] }],
  },
  {
    mistake: "what is missing in the form that is meant",
    given: ["role", { ...ROLE, trustedBy: [{ by: "service" }] }],
    problems: [missing("trustedBy[0].service", "a text")],
    ways: [{ says: "give a text", to: ["role", ROLE] }],
  },
  {
    mistake: "something of code in another's place",
    given: ["bucket", { ...BUCKET, key: { arn: "arn:aws:kms:ap-northeast-2:111111111111:key/1" }, statements: [] }],
    problems: [
      form(
        "key",
        "an object with arn",
        "a text, or an EncryptionKey",
        "give a text, or an EncryptionKey, or leave the option out",
      ),
      form("statements", "an empty list", "a function", "give a function, or leave the option out"),
    ],
    ways: [{ says: "or leave the option out", to: ["bucket", BUCKET] }],
  },
];

test.each(CASES)("$mistake is told in all its places", ({ given, problems }) => {
  expect(problemsOfGiven(given)).toEqual(problems);
});

testAdvice(CASES, problemsOfGiven);

test("references are of every form that cdktf gives them, and options that no type knows are passed over", () => {
  const tags = { Team: Token.asString({ resolve: () => "shop" }) };
  expect(problemsOfGiven(["bucket", { ...BUCKET, tags, unknown: 3 }])).toEqual([]);
  const addresses = Token.asList({ resolve: () => [] });
  const quotas = { managedPolicies: Token.asNumber({ resolve: () => 12 }) };
  const codes = problemsOfGiven(["role", { ...ROLE, managedPolicyArns: addresses, quotas }]).map(({ code }) => code);
  expect(codes).not.toContain("OPTION_FORM");
});
