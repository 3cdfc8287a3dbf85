import { DEV, devWith, problemsOf, removeConfigFolders } from "../support/config-folder";
import { topKeys } from "../support/top-keys";

afterAll(removeConfigFolders);

/** A mistake in the files, and what is told: code, path, message, found, expected, fix of every problem. */
interface Case {
  readonly mistake: string;
  readonly files: Record<string, string>;
  readonly problems: readonly (readonly string[])[];
}

const CASES: Case[] = [
  {
    mistake: "an unknown key, with the one that was meant",
    files: { dev: devWith("owner:", "ownr:") },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:2:1 › ownr",
        "The key is not known here.",
        '"ownr"',
        topKeys("ownr", "owner"),
        'did you mean "owner"?',
      ],
    ],
  },
  {
    mistake: "an unknown key deep in the file",
    files: { dev: devWith("prefixLength: 24", "prefixLenght: 24") },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:14:7 › network.tiers.public.prefixLenght",
        "The key is not known here.",
        '"prefixLenght"',
        "one of prefixLength, openings, range, ipv6Slot, kind, routes; all are in docs/configuration-reference.md#network",
        'did you mean "prefixLength"?',
      ],
    ],
  },
  {
    mistake: "keys as other tools call them, and no missing key for them",
    files: {
      dev: `${DEV}eks: { version: "1.35", admins: [role/a], nodeGroups: { main: { instanceType: m7g.large, minSize: 1, max: 2, diskSize: 50 } } }\n`,
    },
    problems: (
      [
        [65, "instanceType", "instanceTypes: [m7g.large]", "instanceTypes, capacity, image, initial, taints, update"],
        [90, "minSize", "min", "min, image, initial, version, diskGiB, max"],
        [110, "diskSize", "diskGiB", "diskGiB, image, initial, version, capacity, min"],
      ] as const
    ).map(([column, key, meant, near]) => [
      "CONFIG_UNKNOWN_KEY",
      `config/dev.yaml:18:${column} › eks.nodeGroups.main.${key}`,
      "The key is not known here.",
      `"${key}"`,
      `one of ${near}; all are in docs/configuration-reference.md#eks`,
      `did you mean "${meant}"?`,
    ]),
  },
  {
    mistake: "keys of no form beside a form that does not exist",
    files: { dev: devWith("  type: local", "  type: s4\n  buckt: states") },
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:7:9 › backend.type",
        "The value is not one of those that are allowed.",
        '"s4"',
        "one of local, s3, cloud",
        'did you mean "s3"?',
      ],
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:8:3 › backend.buckt",
        "The key is not known here.",
        '"buckt"',
        "one of bucket, bucketExists, hostname, key, lock, lockTable, organization, region, type, workspace, workspaceProject",
        'did you mean "bucket"?',
      ],
    ],
  },
  {
    mistake: "an unknown key in an inherited file, once for all environments",
    files: { base: `${DEV}colour: red\n`, dev: "extends: base\n", test: "extends: base\n" },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/base.yaml:18:1 › colour",
        "The key is not known here.",
        '"colour"',
        topKeys("colour"),
        "remove the key",
      ],
    ],
  },
  {
    mistake: "a section whose stack is not registered",
    files: { dev: `${DEV}warehouse: { size: 2 }\n` },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:18:1 › warehouse",
        "The key is not known here.",
        '"warehouse"',
        topKeys("warehouse"),
        "remove the key, or register the stack whose section it is in stacks/registry.ts",
      ],
    ],
  },
  {
    mistake: "an unknown key that is taken away",
    files: { dev: `${DEV}  natt: null\n` },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:18:3 › network.natt",
        "The key is not known here.",
        '"natt"',
        "one of nat, tags, cidr, dhcp, dns, ipv6; all are in docs/configuration-reference.md#network",
        'did you mean "nat"?',
      ],
    ],
  },
  {
    mistake: "an option of another form of NAT",
    files: { dev: `${DEV}  nat: { mode: single, perZone: true }\n` },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:18:24 › network.nat.perZone",
        "The key is not known here.",
        '"perZone"',
        "one of eip, mode, zone",
        'remove the key; it belongs to mode "instance"',
      ],
    ],
  },
  {
    mistake: "a required key that is missing",
    files: { dev: devWith("owner: platform\n", "") },
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:1:1 › owner",
        "A required key is missing.",
        'no key "owner"',
        "owner: a text of at least one character",
        'add "owner" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a required key that is missing deep in the file",
    files: { dev: devWith("      kind: public\n", "") },
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:12:5 › network.tiers.public.kind",
        "A required key is missing.",
        'no key "kind"',
        "kind: one of public, private, isolated",
        'add "kind" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a form that is missing",
    files: { dev: devWith("  type: local", "  bucket: states") },
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:6:1 › backend.type",
        "A required key is missing.",
        'no key "type"',
        "type: one of local, s3, cloud",
        'add "type" with one of these values',
      ],
    ],
  },
  {
    mistake: "a form that does not exist",
    files: { dev: devWith("type: local", "type: s4") },
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:7:9 › backend.type",
        "The value is not one of those that are allowed.",
        '"s4"',
        "one of local, s3, cloud",
        'did you mean "s3"?',
      ],
    ],
  },
  {
    mistake: "a value that is not one of an enumeration",
    files: { dev: devWith("kind: private", "kind: privat") },
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:16:13 › network.tiers.app.kind",
        "The value is not one of those that are allowed.",
        '"privat"',
        "one of public, private, isolated",
        'did you mean "private"?',
      ],
    ],
  },
  {
    mistake: "a number that is not one of those allowed",
    files: { dev: `${DEV}  flowLog: { to: cloudwatch, aggregationSeconds: 30 }\n` },
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:18:50 › network.flowLog.aggregationSeconds",
        "The value is not one of those that are allowed.",
        "30",
        "one of 60, 600",
        "use one of these values",
      ],
    ],
  },
  {
    mistake: "an account id without quotes",
    files: { dev: devWith('"111111111111"', "111111111111") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:3:10 › account",
        "The value has the wrong type.",
        "number 111111111111",
        "12 digits in quotes",
        'put the value in quotes: "111111111111"',
      ],
    ],
  },
  {
    mistake: "an account id without quotes that lost its leading zeros",
    files: { dev: devWith('"111111111111"', "001111111111") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:3:10 › account",
        "The value has the wrong type.",
        "number 001111111111",
        "12 digits in quotes",
        'put the value in quotes: "001111111111"',
      ],
    ],
  },
  {
    mistake: "an account id with hyphens",
    files: { dev: devWith('"111111111111"', "1111-1111-1111") },
    problems: [
      [
        "CONFIG_ACCOUNT_FORM",
        "config/dev.yaml:3:10 › account",
        "The value is not an AWS account id.",
        '"1111-1111-1111"',
        "12 digits in quotes",
        "copy the account id from the AWS console, without hyphens, and put it in quotes",
      ],
    ],
  },
  {
    mistake: "a zone instead of a region",
    files: { dev: devWith("ap-northeast-2", "ap-northeast-2a") },
    problems: [
      [
        "CONFIG_REGION_FORM",
        "config/dev.yaml:4:9 › region",
        "The value is not an AWS region.",
        '"ap-northeast-2a"',
        "a region code such as ap-northeast-2",
        "write the region's code, without the letter of an availability zone",
      ],
    ],
  },
  {
    mistake: "a project name in upper case",
    files: { dev: devWith("project: groundplan", "project: Groundplan") },
    problems: [
      [
        "CONFIG_PROJECT_FORM",
        "config/dev.yaml:1:10 › project",
        "The project name has a wrong form.",
        '"Groundplan"',
        "2 to 16 of a-z, 0-9 and -, starting with a letter and not ending with -",
        "use a short name in lower case",
      ],
    ],
  },
  {
    mistake: "a role that is no ARN",
    files: { dev: `${DEV}runnerRoleArn: deploy\n` },
    problems: [
      [
        "CONFIG_ROLE_ARN_FORM",
        "config/dev.yaml:18:16 › runnerRoleArn",
        "The value is not the ARN of an IAM role.",
        '"deploy"',
        "arn:aws:iam::<account id>:role/<name>",
        "copy the role's ARN from the AWS console",
      ],
    ],
  },
  {
    mistake: "a number in quotes",
    files: { dev: devWith("prefixLength: 24", 'prefixLength: "24"') },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:14:21 › network.tiers.public.prefixLength",
        "The value has the wrong type.",
        'text "24"',
        "a whole number from 16 to 28",
        "remove the quotes: 24",
      ],
    ],
  },
  {
    mistake: "a number outside its range",
    files: { dev: devWith("prefixLength: 24", "prefixLength: 29") },
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:14:21 › network.tiers.public.prefixLength",
        "The number is outside the range that is allowed.",
        "29",
        "a whole number from 16 to 28",
        "use a whole number from 16 to 28",
      ],
    ],
  },
  {
    mistake: "a number that is not whole",
    files: { dev: devWith("prefixLength: 24", "prefixLength: 24.5") },
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:14:21 › network.tiers.public.prefixLength",
        "The number is outside the range that is allowed.",
        "24.5",
        "a whole number from 16 to 28",
        "use a whole number from 16 to 28",
      ],
    ],
  },
  {
    mistake: "a word where true or false belongs",
    files: { dev: devWith("protect: false", "protect: no") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:5:10 › protect",
        "The value has the wrong type.",
        'text "no"',
        "true or false",
        "write false",
      ],
    ],
  },
  {
    mistake: "a text where a list belongs",
    files: { dev: devWith("[a, c]", "a") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:10:10 › network.zones",
        "The value has the wrong type.",
        'text "a"',
        "a list such as [a, c]",
        "write a list: [a]",
      ],
    ],
  },
  {
    mistake: "a text where a map belongs",
    files: { dev: devWith("backend:\n  type: local", "backend: local") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:6:10 › backend",
        "The value has the wrong type.",
        'text "local"',
        "a map with type: one of local, s3, cloud",
        "write a map: { type: local }",
      ],
    ],
  },
  {
    mistake: "a map where a text belongs",
    files: { dev: devWith("owner: platform", "owner: { team: platform }") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:2:1 › owner",
        "The value has the wrong type.",
        "map",
        "a text of at least one character",
        "write a text here",
      ],
    ],
  },
  {
    mistake: "a list item without a value",
    files: { dev: devWith("[a, c]", "[a, null]") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:10:14 › network.zones[1]",
        "The value has the wrong type.",
        "nothing",
        "a text of at least one character",
        "write a text here",
      ],
    ],
  },
  {
    mistake: "a slot of a tier that is no CIDR",
    files: { dev: devWith("prefixLength: 20\n", "prefixLength: 20\n      cidr: 10\n") },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:18:13 › network.tiers.app.cidr",
        "The value has the wrong type.",
        "10",
        "a CIDR, or a list of them",
        "write a text in quotes, or a list of such texts",
      ],
    ],
  },
  {
    mistake: "ports as a list",
    files: {
      dev: devWith(
        "prefixLength: 20\n",
        "prefixLength: 20\n      networkAcl: { ingress: { web: { action: allow, peer: vpc, protocol: tcp, ports: [80] } }, egress: {} }\n",
      ),
    },
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:18:87 › network.tiers.app.networkAcl.ingress.web.ports",
        "The value has the wrong type.",
        "a list of 1 value",
        "a port (443) or a range of ports (8000-8080)",
        "write one port, or the first and the last with a hyphen",
      ],
    ],
  },
  {
    mistake: "an empty text",
    files: { dev: devWith("owner: platform", 'owner: ""') },
    problems: [
      [
        "CONFIG_EMPTY",
        "config/dev.yaml:2:8 › owner",
        "The value is empty.",
        '""',
        "a text of at least one character",
        "write the value",
      ],
    ],
  },
  {
    mistake: "a tier named by a number",
    files: { dev: devWith("    app:", "    10:") },
    problems: [
      [
        "CONFIG_NAME_FORM",
        "config/dev.yaml:15:5 › network.tiers.10",
        "The name of the tier has a wrong form.",
        '"10"',
        "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor",
        "rename the tier",
      ],
    ],
  },
  {
    mistake: "what is below a wrong name too",
    files: { dev: devWith("    app:\n      kind: private", "    App:\n      kind: privat") },
    problems: [
      [
        "CONFIG_NAME_FORM",
        "config/dev.yaml:15:5 › network.tiers.App",
        "The name of the tier has a wrong form.",
        '"App"',
        "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor",
        "rename the tier, for example to app",
      ],
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:16:13 › network.tiers.App.kind",
        "The value is not one of those that are allowed.",
        '"privat"',
        "one of public, private, isolated",
        'did you mean "private"?',
      ],
    ],
  },
  {
    mistake: "an id of a lifecycle rule that is too long",
    files: { dev: `${DEV}buckets:\n  files:\n    lifecycleRules: [{ id: ${"old-".repeat(64)}, expireDays: 90 }]\n` },
    problems: [
      [
        "CONFIG_TOO_LONG",
        "config/dev.yaml:20:28 › buckets.files.lifecycleRules[0].id",
        "The text is longer than what is allowed.",
        "256 characters",
        "a text of 1 to 255 characters",
        "shorten it by 1",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ files, problems }) => {
  const told = problemsOf(files).map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix]);
  expect(told).toEqual(problems);
});
