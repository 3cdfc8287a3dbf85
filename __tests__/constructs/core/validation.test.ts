import { Construct, RootConstruct } from "constructs";
import type { Problem } from "../../../constructs/core/errors";
import { addCheck, checksOf, collectChecks } from "../../../constructs/core/validation";

const problem = (path: string): Problem => ({
  code: "TOO_MANY",
  path,
  message: "There are too many.",
  found: "3",
  expected: "at most 2",
  fix: "remove one",
});

function tree() {
  const root = new RootConstruct();
  const first = new Construct(root, "first");
  const second = new Construct(first, "second");
  return { root, first, second };
}

describe("checks at synth", () => {
  test("collects the problems of the whole tree in its order", () => {
    const { root, first, second } = tree();
    addCheck(second, () => [problem("first/second")]);
    addCheck(first, () => [problem("first"), problem("first › ports")]);
    addCheck(first, () => []);

    expect(collectChecks(root)).toEqual([problem("first"), problem("first › ports"), problem("first/second")]);
    expect(collectChecks(second)).toEqual([problem("first/second")]);
    expect(checksOf(root)).toEqual([]);
    expect(checksOf(first)).toHaveLength(2);
  });

  test("sees what was declared after the check was registered", () => {
    const { root, first } = tree();
    const found: Problem[] = [];
    addCheck(first, () => found);
    found.push(problem("late"));

    expect(collectChecks(root)).toEqual([problem("late")]);
  });

  test("is an ordinary validation of the construct too, told in full", () => {
    const { first } = tree();
    addCheck(first, () => [problem("first")]);

    expect(first.node.validate()).toEqual([
      [
        "There are too many. [TOO_MANY]",
        "   at:       first",
        "   found:    3",
        "   expected: at most 2",
        "   fix:      remove one",
      ].join("\n"),
    ]);
  });
});
