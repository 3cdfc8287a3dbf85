import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

const ECS = "ecs:\n  repositories: [api]\n";
const SCALE = "      scale: { min: 2, max: 4, targetCpu: 60 }\n";
const OFFERED = "one of buckets.uploads, buckets.reports";

const BUCKETS = [ECS, `buckets:\n  uploads: {}\n  reports: {}\n${ECS}`] as const;

const FUNCTIONS = `functions:
  work:
    code: __tests__/constructs/functions/fixtures/hello
    runtime: nodejs22.x
    uses:
      - { name: tables.carts, access: readWrite }
      - { name: buckets.uploads, prefix: "in/*" }
`;

const TABLE_ACCESSES = "read-write, read, write";
const QUEUE_ACCESSES = "send-receive, send, receive";

const accessUnknown = (at: string, found: string, accesses: string, meant: string): readonly string[] => [
  "USE_ACCESS_UNKNOWN",
  at,
  "What is used cannot be used in this way.",
  `"${found}"`,
  `one of ${accesses}`,
  `did you mean "${meant}"?`,
];

const uses = (text: string) => [SCALE, `${SCALE}      uses: ${text}\n`] as const;

/** What services use, and the buckets that they could use, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "a bucket that is called otherwise",
    edits: [BUCKETS, uses("[buckets.uplods]")],
    problems: [
      [
        "USE_UNKNOWN",
        "config/dev.yaml:37:14 › ecs.services.web.uses[0]",
        "No stack of the environment offers this.",
        '"buckets.uplods"',
        OFFERED,
        'did you mean "buckets.uploads"?',
      ],
    ],
  },
  {
    mistake: "a bucket without the section that it would be in",
    edits: [uses("[buckets.uploads]")],
    problems: [
      [
        "USE_UNKNOWN",
        "config/dev.yaml:34:14 › ecs.services.web.uses[0]",
        "No stack of the environment offers this.",
        '"buckets.uploads"',
        "nothing: no section of the environment offers anything",
        "add it to the section buckets, or take it out",
      ],
    ],
  },
  {
    mistake: "an access that buckets do not have, and variables that none can have",
    edits: [BUCKETS, uses("[{ name: buckets.uploads, access: raed }]")],
    problems: [
      accessUnknown(
        "config/dev.yaml:37:47 › ecs.services.web.uses[0].access",
        "raed",
        "read-write, read, write, read-write-delete",
        "read",
      ),
    ],
  },
  {
    mistake: "an access that tables, queues and buckets do not have, by a service and by a function",
    edits: [
      [
        ECS,
        `buckets:\n  uploads: {}\ndata:\n  tables: { carts: { key: { id: string } } }\n  queues: { jobs: {} }\n${FUNCTIONS}${ECS}`,
      ],
      uses("[{ name: tables.carts, access: readWrite }, { name: queues.jobs, access: sned }]"),
    ],
    problems: [
      accessUnknown("config/dev.yaml:33:39 › functions.work.uses[0].access", "readWrite", TABLE_ACCESSES, "read-write"),
      [
        "USE_PREFIX_FORM",
        "config/dev.yaml:34:42 › functions.work.uses[1].prefix",
        "The value is more than the beginning of names.",
        '"in/*"',
        "a text without *, ? and ${, which IAM would take for more than itself",
        "write the beginning alone, such as reports/",
      ],
      accessUnknown(
        "config/dev.yaml:46:44 › ecs.services.web.uses[0].access",
        "readWrite",
        TABLE_ACCESSES,
        "read-write",
      ),
      accessUnknown("config/dev.yaml:46:86 › ecs.services.web.uses[1].access", "sned", QUEUE_ACCESSES, "send"),
    ],
  },
  {
    mistake: "a beginning of variables, and one of objects, that are none",
    edits: [BUCKETS, uses("[{ name: buckets.uploads, as: files, prefix: reports/* }]")],
    problems: [
      [
        "USE_AS_FORM",
        "config/dev.yaml:37:43 › ecs.services.web.uses[0].as",
        "The value cannot begin the name of an environment variable.",
        '"files"',
        "A-Z, 0-9 and _, starting with a letter",
        "write it in capital letters, such as FILES",
      ],
      [
        "USE_PREFIX_FORM",
        "config/dev.yaml:37:58 › ecs.services.web.uses[0].prefix",
        "The value is more than the beginning of names.",
        '"reports/*"',
        "a text without *, ? and ${, which IAM would take for more than itself",
        "write the beginning alone, such as reports/",
      ],
    ],
  },
  {
    mistake: "a bucket that is used twice",
    edits: [BUCKETS, uses("[buckets.uploads, { name: buckets.uploads, access: read }]")],
    problems: [
      [
        "USE_VARIABLE_TWICE",
        "config/dev.yaml:37:31 › ecs.services.web.uses[1]",
        "An environment variable is given twice.",
        "UPLOADS_BUCKET_NAME by uses[0] and by uses[1]",
        "variables of its own for each thing that is used",
        "give one of them another beginning, such as as: OTHER",
      ],
    ],
  },
  {
    mistake: "a bucket with two keys",
    edits: [[ECS, `buckets:\n  uploads: { ownKey: true, keyArn: "arn:aws:kms:us-east-1:111111111111:key/1" }\n${ECS}`]],
    problems: [
      [
        "TWO_KEYS",
        "config/dev.yaml:24:36 › buckets.uploads.keyArn",
        "It is encrypted with one key.",
        "keyArn and ownKey: true",
        "one of the two, or neither for the service's own keys",
        "leave out ownKey, or keyArn",
      ],
    ],
  },
  {
    mistake: "a bucket whose key is named by an alias",
    edits: [[ECS, `buckets:\n  uploads: { keyArn: alias/files }\n${ECS}`]],
    problems: [
      [
        "KEY_ARN_INVALID",
        "config/dev.yaml:24:22 › buckets.uploads.keyArn",
        "This is not the ARN of a KMS key.",
        '"alias/files"',
        "the ARN of a key, such as arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "give the ARN of the key; an alias cannot be named in a permission",
      ],
    ],
  },
  {
    mistake: "a bucket whose objects would be moved too early",
    edits: [
      [
        ECS,
        `buckets:\n  uploads:\n    lifecycleRules: [{ id: cold, transitions: [{ afterDays: 7, to: STANDARD_IA }] }]\n${ECS}`,
      ],
    ],
    problems: [
      [
        "TRANSITION_TOO_EARLY",
        "config/dev.yaml:25:47 › buckets.uploads.lifecycleRules[0].transitions",
        "Objects cannot be moved to this storage class so soon.",
        "STANDARD_IA after 7 days",
        "30 days or more for STANDARD_IA and ONEZONE_IA",
        "use 30, or INTELLIGENT_TIERING, which takes objects at once",
      ],
    ],
  },
  {
    mistake: "a bucket that has another name by now",
    edits: [
      ["ecs:\n  repositories: [api]\n", "buckets:\n  archive: {}\necs:\n  repositories: [api]\n"],
      [
        "      scale: { min: 2, max: 4, targetCpu: 60 }\n",
        "      scale: { min: 2, max: 4, targetCpu: 60 }\n      uses: [buckets.uploads]\n",
      ],
    ],
    problems: [
      [
        "USE_UNKNOWN",
        "config/dev.yaml:36:14 › ecs.services.web.uses[0]",
        "No stack of the environment offers this.",
        '"buckets.uploads"',
        "one of buckets.archive",
        "name buckets.archive if it was renamed, add it to the section buckets, or take it out",
      ],
    ],
  },
  {
    mistake: "an API that waits for the domain of the edge",
    edits: [
      ["  distribution: {}\n", ""],
      [
        "    name: example.com\n",
        "    name: example.com\n    delegated: false\nfunctions:\n  orders: { code: __tests__/constructs/functions/fixtures/hello, runtime: nodejs22.x }\napis:\n  shop:\n    routes: { GET /orders: functions.orders }\n    domain: { name: shop.example.com }\n",
      ],
      ["      port: 8080\n      expose:\n        host: www.example.com\n", ""],
      ["      scale: { min: 2, max: 4, targetCpu: 60 }\n", "      uses: [apis.shop]\n"],
    ],
    problems: [
      [
        "USE_AWAY",
        "config/dev.yaml:36:14 › ecs.services.web.uses[0]",
        "The section offers this, and the environment does not have its stack yet.",
        '"apis.shop", and edge.domain has delegated: false',
        "what stacks offer that are there",
        "remove delegated once the domain is delegated to the zone; until then take it out",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told at its place", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
