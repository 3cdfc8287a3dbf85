import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { QUOTAS } from "../../constructs/aws/quotas";
import { type Comment, commentsOf } from "../../tools/aws-facts/comments";
import { factsOf, givesSource, namesDocument } from "../../tools/aws-facts/fact";
import { readFacts, renderAwsFacts, sourceFiles } from "../../tools/aws-facts/page";

const ROOT = join(__dirname, "..", "..");

/** A comment that names a document by its title, or an issue. */
const DOCUMENT = /\b(?:Guide|Reference|documentation),? ["`]|\b(?:issue|issues) \d{2,}/;

const comments = sourceFiles(ROOT).flatMap((file) =>
  commentsOf(readFileSync(join(ROOT, file), "utf8")).map((comment) => ({ ...comment, file })),
);

const shown = ({ file, text }: Comment & { readonly file: string }) => `${file}: ${text}`;

describe("the comments of the code", () => {
  test("say of every document when it was read", () => {
    expect(comments.filter((one) => DOCUMENT.test(one.text) && !givesSource(one)).map(shown)).toEqual([]);
  });

  test("say of every date what was read then", () => {
    expect(comments.filter((one) => givesSource(one) && factsOf(one).length === 0).map(shown)).toEqual([]);
  });

  test("name documents so that they can be found, and say what is in them", () => {
    const facts = readFacts(ROOT);
    expect(facts.filter(({ source }) => !namesDocument(source))).toEqual([]);
    expect(facts.filter(({ fact, declares }) => fact === "" && declares === "")).toEqual([]);
    expect(facts.length).toBeGreaterThan(250);
  });
});

describe("tables of what AWS has", () => {
  const folder = join(ROOT, "constructs", "aws", "tables");

  test.each(readdirSync(folder))("%s is in the page with package, version and day", (name) => {
    const text = readFileSync(join(folder, name), "utf8");
    const [, what = ""] = /\/\*\* (.+) \*\/\nexport const TABLE/.exec(text) ?? [];
    const row = renderAwsFacts(ROOT)
      .split("\n")
      .find((line) => line.startsWith(`| ${what} |`));
    expect(row).toMatch(/^\| .+ \| `.+` \d+\.\d+\.\d+ \| \d{4}-\d\d-\d\d \|$/);
  });

  test.each(Object.entries(QUOTAS))("the quota %s names its document", (_name, { source }) => {
    expect(namesDocument(source)).toBe(true);
  });
});

describe("a source is read wherever it stands", () => {
  const facts = (text: string, declares = "LIMIT = 5") => factsOf({ text, declares });

  test.each([
    [
      'Most names (ACM User Guide, "Quotas", as of 2026-11).',
      { fact: "Most names.", source: 'ACM User Guide, "Quotas"', asOf: "2026-11" },
    ],
    [
      'Behaviours (CloudFront Guide, "Quotas", as of 2026-11: 75 with it). They are counted.',
      { fact: "Behaviours (75 with it).", source: 'CloudFront Guide, "Quotas"', asOf: "2026-11" },
    ],
    [
      "Route 53 API Reference, `HostedZone`, as of 2026-11: at most 32 characters.",
      { fact: "At most 32 characters.", source: "Route 53 API Reference, `HostedZone`", asOf: "2026-11" },
    ],
    [
      'IAM User Guide, "Quotas" (as of 2026-11). White space does not count.',
      { fact: "White space does not count.", source: 'IAM User Guide, "Quotas"', asOf: "2026-11" },
    ],
    [
      'The rules by kind. Sources, as of 2026-11: IAM User Guide "Quotas"; S3 User Guide "Names".',
      { fact: "The rules by kind.", source: 'IAM User Guide "Quotas"; S3 User Guide "Names".', asOf: "2026-11" },
    ],
    [
      "Gateways change at every plan (provider issue 46242, read 2026-11).",
      { fact: "Gateways change at every plan.", source: "provider issue 46242", asOf: "2026-11" },
    ],
    ['Zones. Source, as of 2025: VPC Guide, "Zones".', { fact: "Zones.", source: 'VPC Guide, "Zones".', asOf: "2025" }],
    [
      "ECS API Reference, `PortMapping`, as of 2026-11.",
      { fact: "", source: "ECS API Reference, `PortMapping`", asOf: "2026-11" },
    ],
  ])("%s", (text, expected) => {
    expect(facts(text)).toEqual([expected]);
  });

  test("two sources of one comment are two facts", () => {
    expect(facts('One (A Guide, "a", as of 2026-10). Two (B Guide, "b", as of 2026-11).')).toMatchObject([
      { fact: "One.", asOf: "2026-10" },
      { fact: "Two.", asOf: "2026-11" },
    ]);
  });

  test.each(["`at(2026-12-24T08:00:00)` once.", "Version `2026-09`.", "Nothing but a sentence."])(
    "no source: %s",
    (text) => {
      expect(givesSource({ text, declares: "" })).toBe(false);
    },
  );

  test("a declaration is told with its value where that is short", () => {
    const source =
      "/** One. */\nexport const A: number = 16 * 1024;\n\n  // Two.\n  readonly b: string;\n/** Three. */\nconst T = {\n";
    expect(commentsOf(source)).toEqual([
      { text: "One.", declares: "A = 16 * 1024" },
      { text: "Two.", declares: "b" },
      { text: "Three.", declares: "T" },
    ]);
  });
});
