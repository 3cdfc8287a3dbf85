import { Lazy, Token, Tokenization } from "cdktf";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";

test("a token that is made inside the step has no trace", () => {
  const trace = (): readonly string[] | undefined =>
    Tokenization.reverse(Token.asString(Lazy.stringValue({ produce: () => "value" })))[0]?.creationStack;
  expect(withoutTokenTraces(trace)).toEqual([]);
  expect(trace()?.length).toBeGreaterThan(0);
});

test("an error that leaves the step shows where it was thrown", () => {
  function throwInside(): never {
    throw new TypeError("broken");
  }
  let stack: string | undefined;
  try {
    withoutTokenTraces(throwInside);
  } catch (error) {
    stack = error instanceof Error ? error.stack : undefined;
  }
  expect(stack).toMatch(/^TypeError: broken\n\s+at throwInside /);
});

test("traces are taken again afterwards, also after a failure", () => {
  expect(() => withoutTokenTraces(() => JSON.parse("{"))).toThrow(SyntaxError);
  const later = { stack: "" };
  Error.captureStackTrace(later);
  expect(later.stack).toContain("token-traces.test");
});
