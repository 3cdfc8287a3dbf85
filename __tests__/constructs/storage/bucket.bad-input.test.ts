import type { Problem } from "../../../constructs/core/errors";
import type { BucketProps } from "../../../constructs/storage/bucket";
import { testAdvice, type Way } from "../../support/followed-advice";
import { problemsIfAny, problemsOf, synthStack } from "../../support/synth";
import { makeBucket } from "./support";

const PATH = "sandbox-test/orders";

type Props = Partial<BucketProps>;

const BAD_PROPS: readonly (readonly [mistake: string, props: Props, problem: Problem, ways: readonly Way<Props>[]])[] =
  [
    [
      "a name with an underscore",
      { bucketName: "acme_orders" },
      {
        code: "NAME_INVALID",
        path: `${PATH} › bucketName`,
        message: "The name is not one that AWS allows for this kind of resource (bucket).",
        found: '"acme_orders" (11 characters)',
        expected: "3 to 63 characters of a-z0-9-, starting and ending with a letter or a digit",
        fix: 'use "acme-orders", or leave the name out and one is made',
      },
      [
        { says: 'use "acme-orders"', to: { bucketName: "acme-orders" } },
        { says: "leave the name out", to: {} },
      ],
    ],
    [
      "an expiry of no days",
      { expireDays: 0 },
      {
        code: "LIFECYCLE_DAYS_INVALID",
        path: `${PATH} › expireDays`,
        message: "The number of days is not one that S3 takes.",
        found: "0",
        expected: "a whole number, 1 or more",
        fix: "use 1",
      },
      [{ says: "use 1", to: { expireDays: 1 } }],
    ],
    [
      "a life for old versions that it does not keep",
      { versioned: false, expireOldVersionsDays: 30 },
      {
        code: "LIFECYCLE_WITHOUT_VERSIONS",
        path: `${PATH} › expireOldVersionsDays`,
        message: "The bucket keeps no old versions, so there are none to delete or to move.",
        found: "a rule for old versions and versioned: false",
        expected: "versioned: true, or no rule for old versions",
        fix: "leave the rule out, or turn versioning on",
      },
      [
        { says: "leave the rule out", to: { versioned: false } },
        { says: "turn versioning on", to: { versioned: true, expireOldVersionsDays: 30 } },
      ],
    ],
    [
      "a rule with the name of the short one",
      { expireDays: 30, lifecycleRules: [{ id: "expire", expireDays: 60 }] },
      {
        code: "LIFECYCLE_ID_TWICE",
        path: `${PATH} › lifecycleRules`,
        message: "Two lifecycle rules of the bucket have the same id.",
        found: '"expire", which expireDays and expireOldVersionsDays use',
        expected: "an id of its own for each rule",
        fix: "rename the one in lifecycleRules",
      },
      [
        {
          says: "rename the one in lifecycleRules",
          to: { expireDays: 30, lifecycleRules: [{ id: "late", expireDays: 60 }] },
        },
      ],
    ],
    [
      "a rule without a name",
      { lifecycleRules: [{ id: "", expireDays: 60 }] },
      {
        code: "LIFECYCLE_ID_INVALID",
        path: `${PATH} › lifecycleRules`,
        message: "The id of a lifecycle rule is too short or too long.",
        found: "0 characters",
        expected: "1 to 255 characters",
        fix: "say in a word or two what the rule does",
      },
      [
        {
          says: "say in a word or two what the rule does",
          to: { lifecycleRules: [{ id: "expire old reports", expireDays: 60 }] },
        },
      ],
    ],
    [
      "a rule that does nothing",
      { lifecycleRules: [{ id: "reports", prefix: "reports/" }] },
      {
        code: "LIFECYCLE_RULE_EMPTY",
        path: `${PATH} › lifecycleRules[0]`,
        message: "The lifecycle rule does nothing.",
        found: 'rule "reports" without expiry and without transitions',
        expected: "expireDays, expireOldVersionsDays, transitions or oldVersionTransitions",
        fix: "say what it does, or leave it out",
      },
      [
        { says: "say what it does", to: { lifecycleRules: [{ id: "reports", prefix: "reports/", expireDays: 60 }] } },
        { says: "leave it out", to: {} },
      ],
    ],
    [
      "old versions to keep, and nothing that deletes the others",
      { lifecycleRules: [{ id: "reports", expireDays: 30, keepOldVersions: 3 }] },
      {
        code: "LIFECYCLE_KEPT_VERSIONS_INVALID",
        path: `${PATH} › lifecycleRules[0].keepOldVersions`,
        message: "Old versions are to be kept, and nothing says when the others are deleted.",
        found: "3 without expireOldVersionsDays",
        expected: "1 to 100, together with expireOldVersionsDays",
        fix: "give expireOldVersionsDays as well, or leave keepOldVersions out: then every old version is kept",
      },
      [
        {
          says: "give expireOldVersionsDays as well",
          to: { lifecycleRules: [{ id: "reports", expireDays: 30, keepOldVersions: 3, expireOldVersionsDays: 7 }] },
        },
        { says: "leave keepOldVersions out", to: { lifecycleRules: [{ id: "reports", expireDays: 30 }] } },
      ],
    ],
    [
      "a move that is too early",
      { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 7, to: "STANDARD_IA" }] }] },
      {
        code: "TRANSITION_TOO_EARLY",
        path: `${PATH} › lifecycleRules[0].transitions`,
        message: "Objects cannot be moved to this storage class so soon.",
        found: "STANDARD_IA after 7 days",
        expected: "30 days or more for STANDARD_IA and ONEZONE_IA",
        fix: "use 30, or INTELLIGENT_TIERING, which takes objects at once",
      },
      [
        {
          says: "use 30",
          to: { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 30, to: "STANDARD_IA" }] }] },
        },
        {
          says: "or INTELLIGENT_TIERING",
          to: { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 7, to: "INTELLIGENT_TIERING" }] }] },
        },
      ],
    ],
    [
      "a move upwards",
      {
        lifecycleRules: [
          {
            id: "cold",
            transitions: [
              { afterDays: 30, to: "ONEZONE_IA" },
              { afterDays: 90, to: "GLACIER_IR" },
            ],
          },
        ],
      },
      {
        code: "TRANSITION_UPWARDS",
        path: `${PATH} › lifecycleRules[0].transitions`,
        message: "S3 moves objects only to classes that are further down.",
        found: "ONEZONE_IA, then GLACIER_IR",
        expected: "one of GLACIER, DEEP_ARCHIVE after ONEZONE_IA",
        fix: "leave one of the moves out, or move on to GLACIER or DEEP_ARCHIVE",
      },
      [
        {
          says: "leave one of the moves out",
          to: { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 90, to: "GLACIER_IR" }] }] },
        },
        {
          says: "leave one of the moves out",
          to: { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 30, to: "ONEZONE_IA" }] }] },
        },
        {
          says: "move on to GLACIER",
          to: {
            lifecycleRules: [
              {
                id: "cold",
                transitions: [
                  { afterDays: 30, to: "ONEZONE_IA" },
                  { afterDays: 90, to: "GLACIER" },
                ],
              },
            ],
          },
        },
        {
          says: "or DEEP_ARCHIVE",
          to: {
            lifecycleRules: [
              {
                id: "cold",
                transitions: [
                  { afterDays: 30, to: "ONEZONE_IA" },
                  { afterDays: 90, to: "DEEP_ARCHIVE" },
                ],
              },
            ],
          },
        },
      ],
    ],
    [
      "two moves that are too close",
      {
        lifecycleRules: [
          {
            id: "cold",
            oldVersionTransitions: [
              { afterDays: 30, to: "STANDARD_IA" },
              { afterDays: 45, to: "GLACIER" },
            ],
          },
        ],
      },
      {
        code: "TRANSITION_STEP_TOO_SHORT",
        path: `${PATH} › lifecycleRules[0].oldVersionTransitions`,
        message: "The second move comes too soon after the first.",
        found: "STANDARD_IA after 30 days, GLACIER after 45",
        expected: "GLACIER after 60 days or more",
        fix: "use 60, or leave the first move out",
      },
      [
        {
          says: "use 60",
          to: {
            lifecycleRules: [
              {
                id: "cold",
                oldVersionTransitions: [
                  { afterDays: 30, to: "STANDARD_IA" },
                  { afterDays: 60, to: "GLACIER" },
                ],
              },
            ],
          },
        },
        {
          says: "leave the first move out",
          to: { lifecycleRules: [{ id: "cold", oldVersionTransitions: [{ afterDays: 45, to: "GLACIER" }] }] },
        },
      ],
    ],
    [
      "a move after the end",
      { lifecycleRules: [{ id: "cold", expireDays: 90, transitions: [{ afterDays: 90, to: "GLACIER" }] }] },
      {
        code: "TRANSITION_AFTER_EXPIRY",
        path: `${PATH} › lifecycleRules[0].transitions`,
        message: "Objects are deleted before, or when, they are to be moved.",
        found: "GLACIER after 90 days, deleted after 90",
        expected: "an expiry later than the last move",
        fix: "leave the move out, or delete after 91 days or later",
      },
      [
        { says: "leave the move out", to: { lifecycleRules: [{ id: "cold", expireDays: 90 }] } },
        {
          says: "delete after 91 days or later",
          to: { lifecycleRules: [{ id: "cold", expireDays: 91, transitions: [{ afterDays: 90, to: "GLACIER" }] }] },
        },
      ],
    ],
    [
      "two rules of one name",
      {
        lifecycleRules: [
          { id: "cold", expireDays: 60 },
          { id: "cold", prefix: "tmp/", expireDays: 6 },
        ],
      },
      {
        code: "LIFECYCLE_ID_TWICE",
        path: `${PATH} › lifecycleRules`,
        message: "Two lifecycle rules of the bucket have the same id.",
        found: '"cold"',
        expected: "an id of its own for each rule",
        fix: "rename one of them",
      },
      [
        {
          says: "rename one of them",
          to: {
            lifecycleRules: [
              { id: "cold", expireDays: 60 },
              { id: "other", prefix: "tmp/", expireDays: 6 },
            ],
          },
        },
      ],
    ],
    [
      "more old versions than S3 keeps",
      { lifecycleRules: [{ id: "reports", expireOldVersionsDays: 30, keepOldVersions: 101 }] },
      {
        code: "LIFECYCLE_KEPT_VERSIONS_INVALID",
        path: `${PATH} › lifecycleRules[0].keepOldVersions`,
        message: "The number of old versions to keep is out of range.",
        found: "101",
        expected: "1 to 100, together with expireOldVersionsDays",
        fix: "use 100, or leave it out",
      },
      [
        {
          says: "use 100",
          to: { lifecycleRules: [{ id: "reports", expireOldVersionsDays: 30, keepOldVersions: 100 }] },
        },
        { says: "leave it out", to: { lifecycleRules: [{ id: "reports", expireOldVersionsDays: 30 }] } },
      ],
    ],
    [
      "moves in the wrong order",
      {
        lifecycleRules: [
          {
            id: "cold",
            transitions: [
              { afterDays: 90, to: "GLACIER" },
              { afterDays: 30, to: "STANDARD_IA" },
            ],
          },
        ],
      },
      {
        code: "TRANSITION_UPWARDS",
        path: `${PATH} › lifecycleRules[0].transitions`,
        message: "S3 moves objects only to classes that are further down.",
        found: "GLACIER, then STANDARD_IA",
        expected: "one of DEEP_ARCHIVE after GLACIER",
        fix: "put the moves in the order of their days",
      },
      [
        {
          says: "put the moves in the order of their days",
          to: {
            lifecycleRules: [
              {
                id: "cold",
                transitions: [
                  { afterDays: 30, to: "STANDARD_IA" },
                  { afterDays: 90, to: "GLACIER" },
                ],
              },
            ],
          },
        },
      ],
    ],
    [
      "a move behind the last class",
      {
        lifecycleRules: [
          {
            id: "cold",
            transitions: [
              { afterDays: 90, to: "DEEP_ARCHIVE" },
              { afterDays: 180, to: "DEEP_ARCHIVE" },
            ],
          },
        ],
      },
      {
        code: "TRANSITION_UPWARDS",
        path: `${PATH} › lifecycleRules[0].transitions`,
        message: "S3 moves objects only to classes that are further down.",
        found: "DEEP_ARCHIVE, then DEEP_ARCHIVE",
        expected: "nothing after DEEP_ARCHIVE",
        fix: "leave one of the moves out",
      },
      [
        {
          says: "leave one of the moves out",
          to: { lifecycleRules: [{ id: "cold", transitions: [{ afterDays: 90, to: "DEEP_ARCHIVE" }] }] },
        },
      ],
    ],
  ];

const BAD = BAD_PROPS.map(([mistake, props, problem, ways]) => ({ mistake, props, problems: [problem], ways }));

test.each(BAD)("a bucket with $mistake is refused", ({ props, problems }) => {
  expect(problemsOf(() => synthStack((stack) => void makeBucket(stack, props)))).toEqual(problems);
});

testAdvice(BAD, (props) => problemsIfAny(() => synthStack((stack) => void makeBucket(stack, props))));
