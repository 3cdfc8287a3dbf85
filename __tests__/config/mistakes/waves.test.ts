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
  "a value that a construct refuses": { edit: ["memory: 0.5 GB", "memory: 8 GB"], codes: ["FARGATE_MEMORY_MISMATCH"] },
  "a name that two stacks want": {
    edit: ["edge:\n", "buckets:\n  a: { bucketName: shop-files }\n  b: { bucketName: shop-files }\nedge:\n"],
    codes: ["NAME_TAKEN"],
  },
  "what a guardrail finds": { edit: ["protect: false", "protect: true"], codes: ["NET-10", "NET-24"] },
};

const NAMES = Object.keys(WAVES);
const PAIRS = NAMES.flatMap((one, index) => NAMES.slice(index + 1).map((other) => ({ one, other })));

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
