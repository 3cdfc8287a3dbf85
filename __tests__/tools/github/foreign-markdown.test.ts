import fc from "fast-check";
import { GITHUB_COMMENT, MARKER, markdown, review } from "../../../review";
import { foreignIn } from "../../../tools/github/foreign-markdown";
import { fitted } from "../../../tools/github/shortened";
import { CASE_NAMES, caseInput, planWith } from "../../review/cases";

test.each(CASE_NAMES)("the review of %s has nothing that is foreign to reviews", (name) => {
  expect(foreignIn(markdown(review([caseInput(name)])))).toBeUndefined();
});

test("whatever a plan holds, its review has nothing that is foreign to reviews", () => {
  const nasty = fc.oneof(
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(
      "`",
      "``|",
      "</details>",
      "@acme",
      "![x](http://x)",
      "a\\`b",
      "#1",
      "|",
      "www.x.y",
      "\n\n",
      "```mermaid",
    ),
  );
  const text = fc.array(nasty, { maxLength: 5 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, text, (before, after, name) => {
      const plan = planWith(
        { before: { thing: before }, after: { thing: after } },
        { address: `aws_thing.${name}`, name },
      );
      const written = markdown(review([{ stack: name, plan, mocked: [before] }]));
      const foreign = foreignIn(written);
      expect([foreign, foreign && written]).toEqual([undefined, undefined]);
    }),
    { numRuns: 300 },
  );
});

test("what is cut to share the room has nothing that is foreign to reviews", () => {
  const whole = markdown(review(CASE_NAMES.map(caseInput)));
  for (const limit of [3000, 7000, 20_000, GITHUB_COMMENT]) {
    const [first = "", second = ""] = fitted([whole, whole], limit);
    expect([foreignIn(first), foreignIn(second)]).toEqual([undefined, undefined]);
    expect(first.length + second.length).toBeLessThanOrEqual(limit);
  }
});

test.each([
  ["another beginning", "text"],
  ["a character that is not seen", `${MARKER}\nleft \u202e right`],
  ["a character that is not seen", `${MARKER}\na\u0000b`],
  ["markup", `${MARKER}\n<img src=x>`],
  ["markup", `${MARKER}\ntext <b>bold</b>`],
  ["markup", `${MARKER}\n<!-- groundplan review -->`],
  ["markup", `${MARKER}\n- <details>`],
  ["markup", `${MARKER}\n<summary>\`<img src=x>\`</summary>`],
  ["markup", `${MARKER}\n<details>\n\`<img src=x>\`\n`],
  ["a mention", `${MARKER}\n<summary>@acme/admins</summary>`],
  ["a mention", `${MARKER}\ntext \\@acme/admins`],
  ["a character by its number or name", `${MARKER}\ntext &#64;acme/admins`],
  ["a character by its number or name", `${MARKER}\ntext &#X040;acme/admins`],
  ["a character by its number or name", `${MARKER}\n<summary>&commat;acme/admins</summary>`],
  ["a mention", `${MARKER}\nask @acme/admins`],
  ["a mention", `${MARKER}\n\`code\` @acme \`code\``],
  ["a mention", `${MARKER}\n\\\`@acme\\\``],
  ["a link", `${MARKER}\n[x](y)`],
  ["a link", `${MARKER}\n[x]: y`],
  ["a link", `${MARKER}\n![x](y)`],
  ["a link", `${MARKER}\nhttps://evil.example`],
  ["a link", `${MARKER}\nWWW.evil.example`],
  ["a link", `${MARKER}\nhttps:\\/\\/evil.example`],
  ["a reference", `${MARKER}\nfixes #12`],
  ["a reference", `${MARKER}\nfixes \\#12`],
  ["a reference", `${MARKER}\nfixes GH\\-12`],
  ["a reference", `${MARKER}\n<summary><code>staging</code> acme/web#1</summary>`],
  ["markup", `${MARKER}\n<summary><code>staging</code> <code>b</code></summary>`],
  ["code that does not end on its line", `${MARKER}\n\`code`],
  ["code that does not end on its line", `${MARKER}\n\`\`\`html\nx\n\`\`\``],
  ["code that does not end on its line", `${MARKER}\n| \`a | @acme\` |`],
  ["code that does not end on its line", `${MARKER}\n| \`a \\\\| @acme\` |`],
  ["markup", `${MARKER}\n<code>@acme</code>`],
  ["markup", `${MARKER}\n<co\`x\`de>&#64;acme</co\`x\`de>`],
  ["markup", `${MARKER}\ntext <code>#1</code>`],
  ["code that does not end on its line", `${MARKER}\n\`\`@acme\``],
  ["a picture of another kind", `${MARKER}\n\`\`\`mermaid\nflowchart LR\n  click s0b1 "https://evil.example"\n\`\`\``],
  ["a picture of another kind", `${MARKER}\n\`\`\`mermaid\n%%{init: {}}%%\n\`\`\``],
  ["a picture without an end", `${MARKER}\n\`\`\`mermaid\nflowchart LR`],
  ["a picture of another kind", `${MARKER}\n\`\`\`mermaid\nflowchart LR\n    s0b1["<img src=x><br>x"]\n\`\`\``],
])("%s is foreign to reviews: %j", (what, text) => {
  expect(foreignIn(text)).toBe(what);
});

test.each([
  `${MARKER}\n**bold** \`[x](y) @acme <b> #1\` \`@\`acme \\[x\\]`,
  `${MARKER}\n| <code>a &#124; b &#64;c</code> | c |`,
  `${MARKER}\n<details>\n<summary><code>staging&#64;b</code>: 3 new &lt;b&gt;</summary>\n\n- \`a\`\n\n</details>\n`,
  `${MARKER}\n\`\`\`mermaid\nflowchart LR\n  subgraph s0["edge"]\n    s0b1{{"click-here://x<br>replaced"}}\n  end\n\`\`\`\n`,
])("what a review has is shown: %j", (text) => {
  expect(foreignIn(text)).toBeUndefined();
});
