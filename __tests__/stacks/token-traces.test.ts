import { withoutTokenTraces } from "../../stacks/token-traces";

test("a trace that is read inside the step has no text", () => {
  const trace = withoutTokenTraces(() => {
    const object = { stack: "unset" };
    Error.captureStackTrace(object);
    return object.stack;
  });
  expect(trace).toBe("");
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

test("traces have their text again afterwards, also after a failure", () => {
  expect(() => withoutTokenTraces(() => JSON.parse("{"))).toThrow(SyntaxError);
  expect(new Error("later").stack).toContain("token-traces.test");
});
