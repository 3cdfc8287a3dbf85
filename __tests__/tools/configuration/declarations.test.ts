import { declarationsIn } from "../../../tools/configuration/declarations";

const SOURCE = `import type { A } from "./a";

/** What it is. */
export interface Thing extends A {
  /**
   * Its size {in GiB.
   *
   * @maximum 12
   */
  readonly size: number;
}

type Colour =
  | "red"
  | "green";

const SIZES = {
  small: [1, 2],
  odd: "(",
} as const;

/** Makes one. */
export function make(size: number): Thing {
  const type = { size };
  return type;
}
`;

test.each([
  ["a property", "readonly size: number;", "readonly size?: number;"],
  ["a comment of a property", "@maximum 12", "@maximum 13"],
  ["a comment of a type", "What it is.", "What it was."],
  ["a member of a union", '| "red"', '| "blue"'],
  ["a constant", "small: [1, 2]", "small: [1, 3]"],
  ["an import", 'from "./a"', 'from "./b"'],
])("another text of %s is another text of declarations", (_, before, after) => {
  expect(declarationsIn(SOURCE.replace(before, after))).not.toBe(declarationsIn(SOURCE));
});

test.each([
  ["the body of a function", "const type = { size };", "const type = { size: size + 1 };"],
  ["its comment", "Makes one.", "Makes a thing."],
  ["its parameters", "(size: number)", "(size: number, more = 0)"],
])("another text of %s changes no declaration", (_, before, after) => {
  expect(SOURCE).toContain(before);
  expect(declarationsIn(SOURCE.replace(before, after))).toBe(declarationsIn(SOURCE));
});
