import { createContext, runInContext } from "node:vm";
import { ViewerFunction, type ViewerFunctionProps } from "../../../constructs/cdn/viewer-function";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { testAdvice } from "../../support/followed-advice";
import { problemsIfAny, resourceOf, synthStack } from "../../support/synth";

interface Request {
  readonly uri: string;
  readonly headers?: Record<string, { value: string }>;
  readonly querystring?: Record<string, { value: string; multiValue?: { value: string }[] }>;
}

/** Runs the function as it was synthesized, with what CloudFront hands it. */
function run(build: (stack: EnvironmentStack) => ViewerFunction, request: Request): Record<string, unknown> {
  const synthesized = synthStack((stack) => {
    build(stack);
  });
  const { code } = resourceOf(synthesized, "aws_cloudfront_function");
  const context = createContext({ event: { request: { headers: {}, querystring: {}, ...request } } });
  return JSON.parse(runInContext(`${String(code)}; JSON.stringify(handler(event))`, context));
}

describe("the function for folders", () => {
  it.each([
    ["/", "/index.html"],
    ["/docs/", "/docs/index.html"],
    ["/docs", "/docs/index.html"],
    ["/docs/page.html", "/docs/page.html"],
  ])("turns %s into %s", (uri, expected) => {
    expect(run((stack) => ViewerFunction.indexDocuments(stack, "pretty"), { uri }).uri).toBe(expected);
  });
});

describe("the function for another host", () => {
  const redirect = (stack: EnvironmentStack) => ViewerFunction.redirectToHost(stack, "host", "example.com");

  it("lets requests for the host pass", () => {
    const request = { uri: "/a", headers: { host: { value: "example.com" } } };
    expect(run(redirect, request)).toMatchObject({ uri: "/a" });
  });

  it("sends others there, with path and query", () => {
    const answer = run(redirect, {
      uri: "/a/b",
      headers: { host: { value: "www.example.com" } },
      querystring: {
        q: { value: "1", multiValue: [{ value: "1" }, { value: "2%20x" }] },
        flag: { value: "" },
      },
    });
    expect(answer).toEqual({
      statusCode: 301,
      statusDescription: "Moved Permanently",
      headers: { location: { value: "https://example.com/a/b?q=1&q=2%20x&flag" } },
    });
    const plain = run(redirect, { uri: "/", headers: { host: { value: "www.example.com" } } });
    expect(plain.headers).toEqual({ location: { value: "https://example.com/" } });
  });
});

test("JavaScript's templates are not read by Terraform", () => {
  const { resources } = synthStack((stack) => {
    new ViewerFunction(stack, "greet", {
      comment: "Greets",
      code: "function handler(event) { return `${" + "event}`; }",
    });
  });
  expect(Object.values(resources.aws_cloudfront_function ?? {})).toMatchObject([
    { code: "function handler(event) { return `$${" + "event}`; }", publish: true, runtime: "cloudfront-js-2.0" },
  ]);
});

const BAD = {
  mistake: "a function without handler, too long and with too long a comment",
  props: { comment: "c".repeat(129), code: "x".repeat(10_241) },
  problems: [
    {
      code: "FUNCTION_TOO_LONG",
      path: "sandbox-test/f › code",
      message: "CloudFront takes no longer functions.",
      found: "10241 bytes",
      expected: "at most 10240 bytes",
      fix: "shorten the code, or let the origin do it",
    },
    {
      code: "FUNCTION_WITHOUT_HANDLER",
      path: "sandbox-test/f › code",
      message: "CloudFront calls a function named `handler`, and the code has none.",
      found: "code without handler",
      expected: "function handler(event) { … return event.request; }",
      fix: "name the function handler",
    },
    {
      code: "COMMENT_TOO_LONG",
      path: "sandbox-test/f › comment",
      message: "CloudFront takes no longer comments.",
      found: "129 characters",
      expected: "at most 128",
      fix: "say it shorter",
    },
  ],
  ways: [
    {
      says: ["shorten the code", "name the function handler", "say it shorter"],
      to: { comment: "c".repeat(128), code: "function handler(event) { return event.request; }" },
    },
  ],
};

function problemsIn(props: ViewerFunctionProps): readonly Problem[] {
  return problemsIfAny(() => synthStack((stack) => void new ViewerFunction(stack, "f", props)));
}

test(`${BAD.mistake}, is three problems`, () => {
  expect(problemsIn(BAD.props)).toEqual(BAD.problems);
});

testAdvice([BAD], problemsIn);
