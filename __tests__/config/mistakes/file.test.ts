import { DEV, devWith, problemsOf, removeConfigFolders } from "../support/config-folder";
import { topKeys } from "../support/top-keys";

afterAll(removeConfigFolders);

/** A mistake in the files, and what is told: code, path, message, found, expected, fix of every problem. */
interface Case {
  readonly mistake: string;
  readonly files: Record<string, string>;
  readonly problems: readonly (readonly string[])[];
}

/** An environment with a secondary range. */
function withSecondary(cidr: string, secondary: string): string {
  return devWith("10.0.0.0/16", `${cidr}\n  secondaryCidrs: [${secondary}]`);
}

const CASES: Case[] = [
  {
    mistake: "a lock table without its lock",
    files: { dev: devWith("type: local", "{ type: s3, lockTable: locks }").replace("backend:\n  {", "backend: {") },
    problems: [
      [
        "CONFIG_LOCK_TABLE_UNUSED",
        "config/dev.yaml:6:33 › backend.lockTable",
        "A lock table is named, but the backend does not lock by DynamoDB.",
        'lockTable "locks" with lock lockfile',
        "a lock table only with `lock: dynamodb`",
        "remove lockTable, or write `lock: dynamodb`",
      ],
    ],
  },
  {
    mistake: "text that is not YAML",
    files: { dev: devWith("owner: platform", "owner: [platform") },
    problems: [
      [
        "CONFIG_YAML_SYNTAX",
        "config/dev.yaml:3:1",
        "The file is not valid YAML.",
        "Flow sequence in block collection must be sufficiently indented and end with a ]",
        "YAML 1.2: maps indented by spaces, one `key: value` per line",
        "mend this line or the one above it",
      ],
    ],
  },
  {
    mistake: "a tab as indentation",
    files: { dev: devWith("  type: local", "\ttype: local") },
    problems: [
      [
        "CONFIG_YAML_SYNTAX",
        "config/dev.yaml:7:1",
        "The file is not valid YAML.",
        "Tabs are not allowed as indentation",
        "YAML 1.2: maps indented by spaces, one `key: value` per line",
        "indent the line by spaces: two for each level",
      ],
    ],
  },
  {
    mistake: "a tab that leaves nothing behind it in its place, as one mistake",
    files: { dev: devWith("  cidr: 10.0.0.0/16", "\tcidr: 10.0.0.0/16") },
    problems: [
      [
        "CONFIG_YAML_SYNTAX",
        "config/dev.yaml:9:1",
        "The file is not valid YAML.",
        "Tabs are not allowed as indentation",
        "YAML 1.2: maps indented by spaces, one `key: value` per line",
        "indent the line by spaces: two for each level",
      ],
    ],
  },
  {
    mistake: "two maps on one line, as one mistake",
    files: { dev: devWith("owner: platform", "owner: a: b: c") },
    problems: [
      [
        "CONFIG_YAML_SYNTAX",
        "config/dev.yaml:2:8",
        "The file is not valid YAML.",
        "Nested mappings are not allowed in compact mappings",
        "YAML 1.2: maps indented by spaces, one `key: value` per line",
        "mend this line or the one above it",
      ],
    ],
  },
  {
    mistake: "a key that is written twice",
    files: { dev: `${DEV}owner: web\n` },
    problems: [
      [
        "CONFIG_DUPLICATE_KEY",
        "config/dev.yaml:18:1",
        "The same key is written twice in one map.",
        'a second "owner"; the first is in line 2',
        "every key once",
        "remove one of the two, or merge what is below them",
      ],
    ],
  },
  {
    mistake: "an empty file",
    files: { dev: "# nothing yet\n" },
    problems: [
      [
        "CONFIG_FILE_NOT_A_MAP",
        "config/dev.yaml:1:1",
        "The file does not hold a map of keys.",
        "an empty file",
        "keys such as `account:` and `network:`",
        "write the keys of an environment, or `extends: base` and the keys in which it differs from base.yaml",
      ],
    ],
  },
  {
    mistake: "a file that holds a list",
    files: { dev: "- a\n- b\n" },
    problems: [
      [
        "CONFIG_FILE_NOT_A_MAP",
        "config/dev.yaml:1:1",
        "The file does not hold a map of keys.",
        "a list",
        "keys such as `account:` and `network:`",
        "write the keys of an environment, or `extends: base` and the keys in which it differs from base.yaml",
      ],
    ],
  },
  {
    mistake: "a file that extends one that does not exist",
    files: { base: DEV, dev: "extends: bsae\n" },
    problems: [
      [
        "CONFIG_EXTENDS_UNKNOWN",
        "config/dev.yaml:1:10 › extends",
        "The file that this one extends does not exist.",
        '"bsae"',
        "one of base",
        'did you mean "base"?',
      ],
    ],
  },
  {
    mistake: "a file that extends one of another name",
    files: { base: DEV, dev: "extends: defaults\n" },
    problems: [
      [
        "CONFIG_EXTENDS_UNKNOWN",
        "config/dev.yaml:1:10 › extends",
        "The file that this one extends does not exist.",
        '"defaults"',
        "one of base",
        "correct the name, or remove `extends`",
      ],
    ],
  },
  {
    mistake: "a file that extends itself",
    files: { dev: `extends: dev\n${DEV}` },
    problems: [
      [
        "CONFIG_EXTENDS_CYCLE",
        "config/dev.yaml:1:10 › extends",
        "The files extend each other in a circle.",
        "dev → dev",
        "a chain that ends with a file that extends none",
        "remove `extends` from one of these files",
      ],
    ],
  },
  {
    mistake: "files that extend each other, once",
    files: { aa: "extends: bb\n", bb: "extends: cc\n", cc: "extends: aa\n" },
    problems: [
      [
        "CONFIG_EXTENDS_CYCLE",
        "config/aa.yaml:1:10 › extends",
        "The files extend each other in a circle.",
        "aa → bb → cc → aa",
        "a chain that ends with a file that extends none",
        "remove `extends` from one of these files",
      ],
    ],
  },
  {
    mistake: "a file name that names no environment",
    files: { Dev: DEV },
    problems: [
      [
        "CONFIG_ENVIRONMENT_NAME",
        "config/Dev.yaml:1:1",
        "The file name is not the name of an environment.",
        '"Dev"',
        "2 to 12 of a-z, 0-9 and -, starting with a letter and not ending with -",
        "rename the file, or write `abstract: true` when it is only there to inherit from",
      ],
    ],
  },
  {
    mistake: "a file with the ending .yml",
    files: { dev: DEV, "test.yml": DEV },
    problems: [
      [
        "CONFIG_FILE_ENDING",
        "config/test.yml:1:1",
        "The file would be passed over because of its ending.",
        "test.yml",
        "a file that ends with .yaml",
        "rename it to test.yaml",
      ],
    ],
  },
  {
    mistake: "a folder without environments",
    files: { base: DEV },
    problems: [
      [
        "CONFIG_NO_ENVIRONMENT",
        "config:1:1",
        "The configuration folder holds no environment.",
        "only files to inherit from, or none",
        "at least one file that is not abstract, such as sandbox.yaml",
        "add a file with `extends: base`",
      ],
    ],
  },
  {
    mistake: "a name in a file",
    files: { dev: `name: dev\n${DEV}` },
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:1:1 › name",
        "The key is not known here.",
        '"name"',
        topKeys("name"),
        "remove the key: an environment is named after its file",
      ],
    ],
  },
  {
    mistake: "a peer that does not exist",
    files: { dev: `${DEV}  peers: [prod]\n`, production: devWith("10.0.0.0", "10.1.0.0") },
    problems: [
      [
        "CONFIG_ENVIRONMENT_UNKNOWN",
        "config/dev.yaml:18:11 › network.peers",
        "There is no environment of this name.",
        '"prod"',
        "one of dev, production",
        'did you mean "production"?',
      ],
    ],
  },
  {
    mistake:
      "peers whose ranges overlap, primary and secondary, told once to those that are peered with another one too",
    files: {
      dev: `${withSecondary("10.0.0.0/16", "100.64.0.0/16")}  peers: [test]\n`,
      other: `${withSecondary("10.1.0.0/16", "100.65.0.0/16")}  peers: [test]\n`,
      test: `${withSecondary("10.0.0.0/16", "100.64.0.0/16")}  peers: [dev, other]\n`,
    },
    problems: [
      [
        "PEERED_RANGES_OVERLAP",
        "config/dev.yaml:19:10 › network.peers",
        "The environments `dev` and `test` are peered, but their VPC ranges overlap.",
        "dev 10.0.0.0/16 (config/dev.yaml:9:9) and 100.64.0.0/16 (config/dev.yaml:10:20), test 10.0.0.0/16 (config/test.yaml:9:9) and 100.64.0.0/16 (config/test.yaml:10:20)",
        "ranges that share no address, so that a route leads to one VPC only",
        "change one of them: free for `test` are 10.2.0.0/16 for 10.0.0.0/16 and 100.66.0.0/16 for 100.64.0.0/16, to be written in config/test.yaml, or take one out of the peering",
      ],
    ],
  },
  {
    mistake: "peers whose ranges overlap, once",
    files: { dev: `${DEV}  peers: [test]\n`, test: `${DEV}  peers: [dev]\n` },
    problems: [
      [
        "PEERED_RANGES_OVERLAP",
        "config/dev.yaml:18:10 › network.peers",
        "The environments `dev` and `test` are peered, but their VPC ranges overlap.",
        "dev 10.0.0.0/16 (config/dev.yaml:9:9), test 10.0.0.0/16 (config/test.yaml:9:9)",
        "ranges that share no address, so that a route leads to one VPC only",
        "change one of them: 10.1.0.0/16 is free for `test`, to be written in config/test.yaml, or take one out of the peering",
      ],
    ],
  },
  {
    mistake: "peers that inherit a range, at the file that it comes from",
    files: {
      base: DEV,
      company: "extends: base\nabstract: true\nnetwork:\n  secondaryCidrs: [100.64.0.0/16]\n  peers: [dev, test]\n",
      dev: "extends: company\n",
      test: "extends: company\nnetwork:\n  cidr: 10.1.0.0/16\n",
    },
    problems: [
      [
        "PEERED_RANGES_OVERLAP",
        "config/company.yaml:5:10 › network.peers",
        "The environments `dev` and `test` are peered, but their VPC ranges overlap.",
        "dev 100.64.0.0/16 (config/company.yaml:4:20), test 100.64.0.0/16 (config/company.yaml:4:20)",
        "ranges that share no address, so that a route leads to one VPC only",
        "change one of them: 100.65.0.0/16 is free for `test`, to be written in config/test.yaml, or take one out of the peering",
      ],
    ],
  },
  {
    mistake: "a range with host bits",
    files: { dev: devWith("10.0.0.0/16", "10.0.0.1/16") },
    problems: [
      [
        "CIDR_HOST_BITS",
        "config/dev.yaml:9:9 › network.cidr",
        "`10.0.0.1/16` has host bits set: 10.0.0.1 is not the first address of its /16.",
        "10.0.0.1/16",
        "the first address of the range",
        "write 10.0.0.0/16",
      ],
    ],
  },
  {
    mistake: "an inherited value that is wrong in one environment",
    files: { base: DEV, dev: "extends: base\nnetwork:\n  cidr: 10.1.0.0/20\n", test: "extends: base\n" },
    problems: [
      [
        "TIER_DOES_NOT_FIT",
        "config/base.yaml:15:5 › network.tiers.app (dev)",
        "The tier `app` does not fit into 10.1.0.0/20.",
        "a free /18 (16,384 addresses) is needed for four subnets with /20; the largest free block has /21",
        "a prefixLength of at least 23, which still fits",
        "use a range of /17 (10.1.0.0/17 holds all), or put the tier in a secondary range, or use longer prefix lengths",
      ],
    ],
  },
  {
    mistake: "an isolated tier alone with NAT",
    files: { dev: `${devWith("kind: private", "kind: isolated")}  nat: { mode: single }\n` },
    problems: [
      [
        "NAT_WITHOUT_PRIVATE_TIER",
        "config/dev.yaml:18:3 › network.nat",
        "There is a NAT, but no private tier that would use it; isolated tiers have no way out by design.",
        'nat mode "single" with the tiers "public" (public), "app" (isolated)',
        'a tier of kind "private", or nat mode "none"',
        'make the tier that needs the internet "private", or remove the NAT',
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ files, problems }) => {
  const told = problemsOf(files).map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix]);
  expect(told).toEqual(problems);
});
