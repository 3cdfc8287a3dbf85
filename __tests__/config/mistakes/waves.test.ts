import { checkFiles } from "../support/check-files";
import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { shopWith } from "../support/shop";

afterAll(removeConfigFolders);

type Edit = readonly [piece: string, replacement: string];

const codesOf = (text: string) =>
  problemsIn(() => checkFiles({ dev: text }))
    .map(({ code }) => code)
    .sort();

const OWNER = "owner: platform\n";
const REGION = "region: ap-northeast-2\n";

/** One mistake of each wave, each at another place. */
const WAVES: Readonly<Record<string, { readonly edit: Edit; readonly codes: readonly string[] }>> = {
  "a key of the file": { edit: [OWNER, `${OWNER}colour: red\n`], codes: ["CONFIG_UNKNOWN_KEY"] },
  "an exemption twice": {
    edit: [
      REGION,
      `${REGION}exemptions:\n${`  - { rule: DAT-01, at: dev-network, reason: moved by the end of May, until: "2099-01-31" }\n`.repeat(2)}`,
    ],
    codes: ["EXEMPTION_TWICE", "EXEMPTION_UNUSED"],
  },
  "a mistake of form with several ways out": {
    edit: ["targetCpu: 60", "targetCpu: most"],
    codes: ["CONFIG_WRONG_TYPE"],
  },
  "a value of the environment": {
    edit: [REGION, `${REGION}tags: { "aws:team": platform }\n`],
    codes: ["TAG_KEY_RESERVED"],
  },
  "a value of the network": {
    edit: ["nat: { mode: single }", "nat: { mode: single, zone: z }"],
    codes: ["NAT_ZONE_UNKNOWN"],
  },
  "a tier that has no room": { edit: ["prefixLength: 24", "prefixLength: 16"], codes: ["TIER_DOES_NOT_FIT"] },
  "a range of the network": { edit: ["cidr: 10.0.0.0/16", "cidr: 10.0.0.1/16"], codes: ["CIDR_HOST_BITS"] },
  "a default": { edit: [REGION, `${REGION}defaults: { Bucket: { colour: red } }\n`], codes: ["DEFAULTS_OPTION"] },
  "a value that a construct refuses": { edit: ["memory: 0.5 GB", "memory: 8 GB"], codes: ["FARGATE_MEMORY_MISMATCH"] },
  "a name that two stacks want": {
    edit: ["edge:\n", "buckets:\n  a: { bucketName: shop-files }\n  b: { bucketName: shop-files }\nedge:\n"],
    codes: ["NAME_TAKEN"],
  },
  "what a guardrail finds": { edit: ["protect: false", "protect: true"], codes: ["NET-10", "NET-24"] },
};

const NAMES = Object.keys(WAVES);
/** Whether a tier has room is not known while the range is wrong that it lies in. */
const FOLLOWS = ["a tier that has no room", "a range of the network"];
const PAIRS = NAMES.flatMap((one, index) => NAMES.slice(index + 1).map((other) => ({ one, other }))).filter(
  ({ one, other }) => !(FOLLOWS.includes(one) && FOLLOWS.includes(other)),
);

test.each(NAMES)("%s is told alone", (name) => {
  const { edit, codes } = WAVES[name] ?? { edit: ["", ""], codes: [] };
  expect(codesOf(shopWith([edit]))).toEqual(codes);
});

test.each(PAIRS)("$one is told together with $other, and nothing besides", ({ one, other }) => {
  const both = [WAVES[one], WAVES[other]].flatMap((wave) => wave ?? []);
  const expected = both.flatMap(({ codes }) => codes).sort();
  expect(codesOf(shopWith(both.map(({ edit }) => edit)))).toEqual(expected);
});

test("an exemption whose rule is misspelt is not told as one that finds nothing", () => {
  const wrong = `${REGION}exemptions:\n  - { rule: NET-99, at: dev-network, reason: moved by the end of May, until: "2099-01-31" }\n`;
  expect(codesOf(shopWith([[REGION, wrong]]))).toEqual(["CONFIG_UNKNOWN_VALUE"]);
});

/** What guardrails find in the network, and in nothing else, of a production. */
const PRODUCTION: Edit = ["protect: false", "protect: true"];

test.each([
  ["a default of a network", `${REGION}defaults: { Network: { colour: red } }\n`],
  ["a default of a class that is misspelt", `${REGION}defaults: { Netwrk: { flowLogs: [] } }\n`],
])("what guardrails find in what lacks %s is not told", (_, text) => {
  const codes = codesOf(shopWith([[REGION, text], PRODUCTION]));
  expect(codes.filter((code) => code.startsWith("NET-"))).toEqual([]);
});

test.each([
  ["an option of the network", "nat: { mode: single }", "nat: { mode: single }\n  flowLogs: sometimes"],
  ["the whole of an option", "nat: { mode: single }", "nat: sometimes"],
])("what may follow from a mistake in %s is not told", (_, piece, replacement) => {
  const codes = codesOf(shopWith([[piece, replacement], PRODUCTION]));
  expect(codes.filter((code) => code.startsWith("NET-"))).toEqual([]);
  expect(codes).toHaveLength(1);
});

test("an exemption of what lacks a default is not told as one that finds nothing", () => {
  const exempt = `exemptions:\n  - { rule: NET-24, at: dev-network, reason: moved by the end of May, until: "2099-01-31" }\n`;
  const text = `${REGION}${exempt}defaults: { Network: { colour: red } }\n`;
  expect(codesOf(shopWith([[REGION, text]]))).toEqual(["DEFAULTS_OPTION"]);
});
