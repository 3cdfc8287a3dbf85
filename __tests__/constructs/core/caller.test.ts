import { join } from "node:path";
import { callerPlace } from "../../../constructs/core/caller";
import { GroundplanError } from "../../../constructs/core/errors";

const PROBLEM = { code: "X", path: "x", message: "X.", found: "x", expected: "y", fix: "write y" };

test("the package's own code is no caller", () => {
  expect(callerPlace()).toBeUndefined();
  expect(new GroundplanError([PROBLEM]).message).not.toContain("Called from");
});

test("a line outside of the package is the caller, however deep the package has called itself since", () => {
  const deep = (depth: number): string | undefined =>
    depth > 0 ? deep(depth - 1) : callerPlace(join(__dirname, "..", "..", "..", "constructs"));
  expect(deep(20)).toMatch(/^__tests__\/constructs\/core\/caller\.test\.ts:\d+:\d+$/);
  const { stackTraceLimit } = Error;
  expect(stackTraceLimit).toBeLessThanOrEqual(100);
});
