import { SOURCES } from "../../../../constructs/aws/tables/regions";
import type { Environment } from "../../../../constructs/core/environments/environment";
import { GroundplanError } from "../../../../constructs/core/errors";
import { OWN_TAG_KEYS } from "../../../../constructs/core/tags/default-tags";
import { testAdvice, type Way } from "../../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../../support/synth";

const TABLE =
  SOURCES.map((from) => `a region of the table, which is from ${from.package} ${from.version} of ${from.asOf}`)[0] ??
  "";
const LATER = "AWS has added since goes into `alsoKnown.regions` of the environment";
const CHARACTERS = "letters, digits, spaces and _ . : / = + - @";
const KEYS = "another key than Project, Environment, Owner, ManagedBy, Stack, in whichever case";

type Mistake = readonly [
  name: string,
  environment: Partial<Environment>,
  expected: readonly (readonly [string, string, string, string, string, string])[],
  ways: readonly Way<Partial<Environment>>[],
];

const MISTAKES: readonly Mistake[] = [
  [
    "a region that does not exist",
    { region: "ap-northeast-9" },
    [
      [
        "REGION_UNKNOWN",
        "region",
        "This is not a region of AWS, as far as the tables know.",
        '"ap-northeast-9"',
        TABLE,
        `did you mean "ap-northeast-1"? What ${LATER}`,
      ],
    ],
    [
      { says: 'did you mean "ap-northeast-1"?', to: { region: "ap-northeast-1" } },
      {
        says: "goes into `alsoKnown.regions` of the environment",
        to: { region: "ap-northeast-9", alsoKnown: { regions: ["ap-northeast-9"] } },
      },
    ],
  ],
  [
    "a region of the state bucket with a typing error",
    { backend: { type: "s3", region: "eu-wets-1" } },
    [
      [
        "REGION_UNKNOWN",
        "backend.region",
        "This is not a region of AWS, as far as the tables know.",
        '"eu-wets-1"',
        TABLE,
        `did you mean "eu-west-1"? What ${LATER}`,
      ],
    ],
    [{ says: 'did you mean "eu-west-1"?', to: { backend: { type: "s3", region: "eu-west-1" } } }],
  ],
  [
    "characters that AWS refuses in tags and in the owner",
    { owner: "R&D", tags: { "Cost Center": "R&D (50%)", "who?": "me" } },
    [
      [
        "TAG_CHARACTERS",
        "owner",
        "The owner becomes a tag, whose value has characters that AWS refuses.",
        '"R&D", with "&"',
        CHARACTERS,
        'write it without "&"',
      ],
      [
        "TAG_CHARACTERS",
        "tags.Cost Center",
        "The value of a tag has characters that AWS refuses.",
        '"R&D (50%)", with "&", "(", "%", ")"',
        CHARACTERS,
        'write it without "&", "(", "%", ")"',
      ],
      [
        "TAG_CHARACTERS",
        "tags.who?",
        "The key of a tag has characters that AWS refuses.",
        '"who?", with "?"',
        CHARACTERS,
        'write it without "?"',
      ],
    ],
    [
      {
        says: ['write it without "&"', 'write it without "&", "(", "%", ")"', 'write it without "?"'],
        to: { owner: "RD", tags: { "Cost Center": "RD 50", who: "me" } },
      },
    ],
  ],
  [
    "a tag of AWS",
    { tags: { "AWS:team": "shop" } },
    [
      [
        "TAG_KEY_RESERVED",
        "tags.AWS:team",
        "Tags whose keys begin with `aws:` are AWS's own; nobody else can set them.",
        '"AWS:team"',
        "a key that begins otherwise",
        'remove the tag, or name it "team"',
      ],
    ],
    [
      { says: "remove the tag", to: { tags: {} } },
      { says: 'name it "team"', to: { tags: { team: "shop" } } },
    ],
  ],
  [
    "a tag that every resource has, which would be dropped",
    { tags: { Owner: "shop" } },
    [
      [
        "TAG_KEY_TAKEN",
        "tags.Owner",
        "The tag Owner is one that every resource has already; this value would never be seen.",
        '"Owner"',
        KEYS,
        "remove the tag: `owner` of the environment sets it",
      ],
    ],
    [{ says: "`owner` of the environment sets it", to: { owner: "shop" } }],
  ],
  [
    "tags that differ by case only",
    { tags: { stack: "shop", Team: "a", team: "b" } },
    [
      [
        "TAG_KEY_TAKEN",
        "tags.stack",
        "The tag differs from Stack, which every resource has, by its case only; IAM takes both for one and refuses them.",
        '"stack"',
        KEYS,
        "remove the tag: the stack's name sets it",
      ],
      [
        "TAG_KEY_TWICE",
        "tags.team",
        "Two tags differ by the case of their keys only; IAM takes both for one and refuses them.",
        '"Team" and "team"',
        "keys that differ in more than their case",
        "remove one of them",
      ],
    ],
    [{ says: ["the stack's name sets it", "remove one of them"], to: { tags: { Team: "a" } } }],
  ],
];

testAdvice(
  MISTAKES.map(([mistake, , expected, ways]) => ({
    mistake,
    problems: expected.map(([code, , , , , fix]) => ({ code, fix })),
    ways,
  })),
  (environment) => problemsIfAny(() => synthStack(() => undefined, { environment })),
);

describe("an environment that is written in code", () => {
  test.each(MISTAKES)("with %s is refused before a stack is made", (_, environment, expected) => {
    const problems = problemsOf(() => synthStack(() => undefined, { environment }));
    expect(problems.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(
      expected.map(([code, property, ...rest]) => [code, `sandbox › ${property}`, ...rest]),
    );
  });

  test("may be in a region that AWS has added since", () => {
    const environment = { region: "ap-northeast-9", alsoKnown: { regions: ["ap-northeast-9"] } };
    synthStack((stack) => expect(stack.partition).toBe("aws"), { environment });
  });

  test("may have letters of every language in its tags", () => {
    const environment = { tags: { Équipe: "企画 2/3: a_b.c=d+e-f@g" } };
    synthStack((stack) => expect(stack.defaultTags).toMatchObject(environment.tags), { environment });
  });

  test.each(OWN_TAG_KEYS)("cannot have a tag %s of its own", (key) => {
    expect(() => synthStack(() => undefined, { environment: { tags: { [key]: "x" } } })).toThrow(GroundplanError);
    synthStack((stack) => expect(Object.keys(stack.defaultTags)).toContain(key));
  });
});
