import fc from "fast-check";
import { html, markdown, type Review, review, reviewJson, sarif, terminal } from "../../review";
import type { PlanJson } from "../../review/plan/plan-json.types";
import { plain } from "../../review/render/markdown-text";
import { CASE_NAMES, caseInput, planOf, planWith } from "./cases";

const hostile = fc.oneof(
  fc.constantFrom(
    "</details></td></table><script>alert(1)</script>",
    "a|b``c```d",
    "@team #1 [x](https://example.com) ![y](//example.com/i.png)",
    "\u202egnp.exe\u2028\u0007\u0000",
    "# heading\n---\n```\n",
    "<!-- groundplan review -->",
    "&lt;b&gt;&#60;",
  ),
  fc.string({ unit: "binary", maxLength: 30 }),
);

/** A plan in which every text comes from outside. */
const hostilePlan = fc
  .tuple(hostile, hostile, hostile, hostile)
  .map(
    ([name, key, before, after]): PlanJson =>
      planWith(
        { before: { [key]: before, tags: { [key]: before } }, after: { [key]: after, tags: { [key]: after } } },
        { address: `aws_thing.${name}`, name, previous_address: `aws_thing.${before}`, action_reason: after },
      ),
  );

function hostileReview(plan: PlanJson, name: string): Review {
  const replaced = planWith({
    actions: ["delete", "create"],
    before: { a: name },
    after: { a: "b" },
    replace_paths: [["a"]],
  });
  return review([
    { stack: name, plan },
    { stack: "replaced", plan: { ...replaced, output_changes: { [name]: { actions: ["create"] } } } },
  ]);
}

test.each(CASE_NAMES)("every finding about %s that needs approval is told in a pull request", (name) => {
  const reviewed = review([caseInput(name)]);
  const lines = markdown(reviewed, Number.MAX_SAFE_INTEGER).split("\n");
  const told = (one: Review["findings"][number]) =>
    one.risk === "permission"
      ? lines.includes("### Permissions")
      : lines.some((line) => line.includes(plain(one.sentence)));
  expect(reviewed.findings.filter((one) => one.needsApproval && !told(one))).toEqual([]);
});

test("no text of a plan gets out of its place in Markdown", () => {
  fc.assert(
    fc.property(hostilePlan, hostile, (plan, name) => {
      const words = outsideOfCode(markdown(hostileReview(plan, name)));
      expect(words).not.toMatch(/<(?!\/?(details|summary|code)>|!-- groundplan review -->)/);
      expect(words).not.toMatch(/@\w/);
      expect(words).not.toMatch(/[^\\\]]\]\(|:\/\//);
      expect(count(words, "<details>")).toBe(count(words, "</details>"));
    }),
    { numRuns: 300, seed: 7 },
  );
});

test.each([
  ["a mention", "@acme", "`@acme`"],
  ["a mention in a key", 'x["@@acme"]', '`x["@@acme"]`'],
  ["a reference to an issue", "(see #1),", "\\(see `#1`),"],
  ["a reference to an issue elsewhere", "acme/web#12", "`acme/web#12`"],
  ["a reference to an issue by name", "GH-7", "`GH-7`"],
  ["a commit", "a5c3785", "`a5c3785`"],
  ["an address", "https://example.com/a_b", "`https://example.com/a_b`"],
  ["an address without scheme", "WWW.example.com", "`WWW.example.com`"],
  ["an emoji", ":tada:", "`:tada`:"],
  ["a formula", "$a_b$", "`$a_b$`"],
  ["code within", "`#1`", "`` `#1` ``"],
])("what GitHub would make %s of is code", (_, text, shown) => {
  expect(plain(text)).toBe(shown);
});

test.each(["111111111111", "$32.85,", "a: b", "staging-1", "#one", "10.0.0.0/16"])("GitHub leaves %s alone", (text) => {
  expect(plain(text)).not.toContain("`");
});

test("what is folded has its name as it is read: in HTML a backslash would be shown", () => {
  const plan = planWith({ actions: ["create"], before: null, after: { a: "b" } });
  const summaries =
    markdown(review([{ stack: "production-eks[0] @acme", plan }])).match(/<summary>.*<\/summary>/g) ?? [];
  expect(summaries).toContain("<summary><code>production-eks&#91;0&#93; &#64;acme</code>: 1 new</summary>");
  expect(summaries.join("\n")).not.toContain("\\");
});

test("the rows of a table have as many cells as its heading, whatever stands in them", () => {
  fc.assert(
    fc.property(hostilePlan, hostile, (plan, name) => {
      const lines = markdown(hostileReview(plan, name)).split("\n");
      const cells = lines.flatMap((line, at) => {
        if (!line.startsWith("| ")) return [];
        const heading = lines
          .slice(0, at + 1)
          .reverse()
          .findIndex((one) => !one.startsWith("|"));
        const first = lines[at + 1 - (heading === -1 ? at + 1 : heading)] ?? line;
        return [[cellsOf(line), cellsOf(first)]];
      });
      expect(cells.filter(([own, first]) => own !== first)).toEqual([]);
    }),
    { numRuns: 200, seed: 8 },
  );
});

test("no text of a plan becomes markup of the page", () => {
  const known =
    /^\/?(html|head|meta|title|style|body|header|nav|a|main|p|h1|h2|section|div|table|thead|tbody|tr|th|td|ul|li|strong|code|small|span|del|ins|details|summary|figure|figcaption|svg|g|rect|text|path|polygon)$/;
  fc.assert(
    fc.property(hostilePlan, hostile, (plan, name) => {
      const page = html(hostileReview(plan, name))
        .replace(/<style>[\s\S]*?<\/style>/, "")
        .replace("<!doctype html>", "");
      const tags = [...page.matchAll(/<([^\s>]*)[^>]*>/g)].map(([, tag = ""]) => tag);
      expect(tags.filter((tag) => !known.test(tag))).toEqual([]);
      expect(balance(tags.filter((tag) => !/^(meta|rect|path|polygon)$/.test(tag)))).toEqual([]);
      expect(page.replace(/<[^>]*>/g, "")).not.toContain("<");
    }),
    { numRuns: 300, seed: 9 },
  );
});

test("the page asks nobody for anything", () => {
  const page = html(review(CASE_NAMES.map(caseInput)));
  expect(page).not.toMatch(/<(script|link|img|image|use|iframe|object|embed|form|base)|\s(src|on\w+)=|@import|url\(/);
  expect(page.match(/\s(xlink:)?href="[^#]/g)).toBeNull();
  expect(page).toContain("default-src 'none'");
});

test("no text of a plan moves the cursor of a terminal", () => {
  fc.assert(
    fc.property(hostilePlan, hostile, (plan, name) => {
      const text = terminal(hostileReview(plan, name));
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
    }),
    { numRuns: 200, seed: 10 },
  );
});

test.each(CASE_NAMES)("the order of changes in the plan of %s does not matter", (name) => {
  const plan = planOf(name);
  const turned = { ...plan, resource_changes: [...(plan.resource_changes ?? [])].reverse() };
  const texts = (one: PlanJson) => {
    const reviewed = review([{ stack: name, plan: one }]);
    return [markdown, html, terminal, reviewJson, sarif].map((render) => render(reviewed));
  };
  expect(texts(turned)).toEqual(texts(plan));
});

/** Markdown without what stands in code; an escaped backtick begins none. */
function outsideOfCode(text: string): string {
  return text.replace(/\\[\s\S]|(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, (part) => (part.startsWith("\\") ? part : "code"));
}

function cellsOf(line: string): number {
  return line.replaceAll("\\|", "").split("|").length;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

/** Tags that are not closed, or not opened. */
function balance(tags: readonly string[]): string[] {
  const open: string[] = [];
  for (const tag of tags) {
    if (!tag.startsWith("/")) open.push(tag);
    else if (open.pop() !== tag.slice(1)) return [tag];
  }
  return open;
}
