import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { formatProblem, GroundplanError, type Problem } from "../../../../constructs/core/errors";
import { addImportBlock, addMovedBlock, addRemovedBlock } from "../../../../constructs/core/state-blocks";
import { testAdvice } from "../../../support/followed-advice";
import { synthStack } from "../../../support/synth";

const ID = "eipalloc-0123456789abcdef0";

/** A stack that makes `aws_eip.a` and `aws_eip.b`, with blocks. */
function withBlocks(add: (stack: EnvironmentStack) => void) {
  return synthStack((stack) => {
    new Eip(stack, "a", {});
    new Eip(stack, "b", {});
    add(stack);
  });
}

function blocksIn(add: (stack: EnvironmentStack) => void) {
  const { moved, import: imported, removed } = JSON.parse(withBlocks(add).json);
  return { moved, import: imported, removed };
}

describe("blocks about the state of a stack", () => {
  test("are there once each, sorted by address, whatever the order they were added in", () => {
    const steps: readonly ((stack: EnvironmentStack) => void)[] = [
      (stack) => addMovedBlock(stack, "aws_eip.older", "aws_eip.old"),
      (stack) => addMovedBlock(stack, "aws_eip.old", "aws_eip.a"),
      (stack) => addImportBlock(stack, "aws_eip.b", ID),
      (stack) => addRemovedBlock(stack, "aws_eip.z"),
      (stack) => addRemovedBlock(stack, "aws_eip.gone"),
      (stack) => addMovedBlock(stack, "aws_eip.old", "aws_eip.a"),
    ];
    const forth = blocksIn((stack) => {
      for (const step of steps) step(stack);
    });
    const back = blocksIn((stack) => {
      for (const step of [...steps].reverse()) step(stack);
    });
    expect(back).toEqual(forth);
    expect(forth).toEqual({
      moved: [[{ from: "aws_eip.old", to: "aws_eip.a" }], [{ from: "aws_eip.older", to: "aws_eip.old" }]],
      import: [[{ id: ID, to: "aws_eip.b" }]],
      removed: [
        [{ from: "aws_eip.gone", lifecycle: [{ destroy: false }] }],
        [{ from: "aws_eip.z", lifecycle: [{ destroy: false }] }],
      ],
    });
  });

  test("stand together with those that cdktf makes", () => {
    const { moved, import: imported } = blocksIn((stack) => {
      new Eip(stack, "c", {}).moveFromId("aws_eip.former");
      new Eip(stack, "d", {}).importFrom("eipalloc-d");
      addMovedBlock(stack, "aws_eip.former", "aws_eip.c");
      addImportBlock(stack, "aws_eip.b", ID);
    });
    expect(moved).toEqual([[{ from: "aws_eip.former", to: "aws_eip.c" }]]);
    expect(imported).toEqual([[{ id: ID, to: "aws_eip.b" }], [{ id: "eipalloc-d", to: "aws_eip.d" }]]);
  });

  test("are none where none were added", () => {
    expect(blocksIn(() => {})).toEqual({ moved: undefined, import: undefined, removed: undefined });
  });

  test("read no id as code", () => {
    const { import: imported } = blocksIn((stack) => addImportBlock(stack, "aws_eip.b", "$" + "{file(1)}%{if}"));
    expect(imported).toEqual([[{ id: "$$" + "{file(1)}%%{if}", to: "aws_eip.b" }]]);
  });

  test("may be about an instance of a resource", () => {
    expect(
      withBlocks((stack) => {
        addMovedBlock(stack, 'aws_eip.old["eu-1a"]', "aws_eip.a");
        addImportBlock(stack, "aws_eip.b[0]", ID);
      }).problems,
    ).toEqual([]);
  });
});

function problemsIn(add: (stack: EnvironmentStack) => void): readonly Problem[] {
  try {
    return withBlocks(add).problems;
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

const right = (stack: EnvironmentStack) => addMovedBlock(stack, "aws_eip.old", "aws_eip.a");

const cases = [
  {
    mistake: "an address that is none",
    add: (stack: EnvironmentStack) => addMovedBlock(stack, "network/vpc", "aws_eip.a"),
    ways: [{ says: "write the address as", to: right }],
  },
  {
    mistake: "the address of an instance that is let go",
    add: (stack: EnvironmentStack) => addRemovedBlock(stack, "aws_eip.old[0]"),
    ways: [{ says: "write the address as", to: (stack: EnvironmentStack) => addRemovedBlock(stack, "aws_eip.old") }],
  },
  {
    mistake: "an id that is none",
    add: (stack: EnvironmentStack) => addImportBlock(stack, "aws_eip.a", " "),
    ways: [{ says: "write the id as", to: (stack: EnvironmentStack) => addImportBlock(stack, "aws_eip.a", ID) }],
  },
  {
    mistake: "an address that goes to two",
    add: (stack: EnvironmentStack) => {
      right(stack);
      addMovedBlock(stack, "aws_eip.old", "aws_eip.b");
    },
    ways: [{ says: "leave out all but the one", to: right }],
  },
  {
    mistake: "an address that is moved to and imported",
    add: (stack: EnvironmentStack) => {
      right(stack);
      addImportBlock(stack, "aws_eip.a", ID);
    },
    ways: [{ says: "leave out all but the one", to: right }],
  },
  {
    mistake: "a move from what is there",
    add: (stack: EnvironmentStack) => addMovedBlock(stack, "aws_eip.b", "aws_eip.a"),
    ways: [{ says: "leave the block out", to: () => {} }],
  },
  {
    mistake: "a move to what is not there",
    add: (stack: EnvironmentStack) => addMovedBlock(stack, "aws_eip.old", "aws_eip.c"),
    ways: [
      { says: "leave the block out", to: () => {} },
      { says: "name the address", to: right },
    ],
  },
].map((one) => ({ ...one, problems: problemsIn(one.add) }));

test.each(cases)("$mistake is told", ({ problems }) => {
  expect(problems.map(formatProblem).join("\n\n")).toMatchSnapshot();
});

test("an id that is known after apply only is told", () => {
  const told = problemsIn((stack) => addImportBlock(stack, "aws_eip.b", new Eip(stack, "c", {}).id));
  expect(told.map(({ code, path }) => [code, path])).toEqual([["KNOWN_AFTER_APPLY", "sandbox-test › import.id"]]);
});

testAdvice(cases, problemsIn);
