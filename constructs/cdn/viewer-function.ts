import { CloudfrontFunction } from "@cdktf/provider-aws/lib/cloudfront-function";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import type { Problems } from "../core/errors";
import { checkExactName } from "../core/names/exact-name";
import { pathInStack } from "../core/names/path-in-stack";
import { namedBy } from "../core/names/physical-names/name-source";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { ExistingViewerFunction, type ExistingViewerFunctionProps } from "./existing-viewer-function";
import type { IViewerFunction } from "./viewer-function.types";

/** What functions that are made here take too. */
export interface ViewerFunctionOptions {
  /**
   * The whole name of the function. Another name is another function.
   *
   * @default - made of the construct's path
   */
  readonly functionName?: string;
}

/** Properties of a {@link ViewerFunction}. */
export interface ViewerFunctionProps extends ViewerFunctionOptions {
  /** What the function does, at most 128 characters. */
  readonly comment: string;
  /**
   * JavaScript with a function `handler(event)` that returns the request, or an answer to it; at most 10 KB. It runs for less
   * than a millisecond and has no network (runtime `cloudfront-js-2.0`).
   */
  readonly code: string;
}

// Both use no more of the language than the runtime has: no destructuring, no `for … of`, no `flatMap` (Amazon CloudFront
// Developer Guide, "JavaScript runtime 2.0 features for CloudFront Functions", as of 2026-11).
const INDEX_DOCUMENTS = `function handler(event) {
  const request = event.request;
  const last = request.uri.split("/").pop();
  if (last === "") request.uri += "index.html";
  else if (!last.includes(".")) request.uri += "/index.html";
  return request;
}
`;

const REDIRECT_TO_TARGET = `function handler(event) {
  const request = event.request;
  if (request.headers.host.value === target) return request;
  const query = [];
  Object.keys(request.querystring).forEach(function (name) {
    const entry = request.querystring[name];
    (entry.multiValue || [entry]).forEach(function (one) {
      query.push(one.value === "" ? name : name + "=" + one.value);
    });
  });
  const location = "https://" + target + request.uri + (query.length === 0 ? "" : "?" + query.join("&"));
  return { statusCode: 301, statusDescription: "Moved Permanently", headers: { location: { value: location } } };
}
`;

/** Longest code in bytes (Amazon CloudFront Developer Guide, "Quotas on CloudFront Functions", as of 2026-11). */
const MAX_CODE_BYTES = 10_240;

/**
 * A CloudFront function that sees the requests of viewers before the cache is asked: for redirects, and for paths that the
 * origin spells differently.
 *
 * ```ts
 * const pretty = ViewerFunction.indexDocuments(this, "pretty");
 * ```
 */
export class ViewerFunction extends BaseConstruct implements IViewerFunction {
  /**
   * A function that exists already, for behaviours. Nothing is looked up, and its code stays as it is.
   *
   * @throws GroundplanError `EXISTING_ARN_INVALID`
   */
  static fromExisting(scope: Construct, id: string, props: ExistingViewerFunctionProps): IViewerFunction {
    return new ExistingViewerFunction(scope, id, props);
  }

  readonly function: CloudfrontFunction;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: ViewerFunctionProps) {
    super(scope, id);
    props = layDefaults(this, "ViewerFunction", props);
    const problems = checkShape(this, "ViewerFunction", props);
    namedBy(this, props.functionName === undefined ? "id" : "functionName");
    const stack = EnvironmentStack.of(this);
    checkFunction(props, problems);
    this.function = new CloudfrontFunction(this, "function", {
      name: props.functionName ?? stack.physicalName("cloudFrontFunction", stack.stackName, pathInStack(this)),
      comment: props.comment,
      runtime: "cloudfront-js-2.0",
      code: props.code,
      publish: true,
    });
  }

  /** Answers a folder with its `index.html`, which S3 does not do behind a distribution. */
  static indexDocuments(scope: Construct, id: string, options: ViewerFunctionOptions = {}): ViewerFunction {
    const comment = "Answers a folder with its index.html";
    return new ViewerFunction(scope, id, { ...options, comment, code: INDEX_DOCUMENTS });
  }

  /** Sends every viewer of another host to this one, with path and query: `www.example.com` to `example.com`. */
  static redirectToHost(
    scope: Construct,
    id: string,
    host: string,
    options: ViewerFunctionOptions = {},
  ): ViewerFunction {
    const code = `const target = ${JSON.stringify(host)};\n${REDIRECT_TO_TARGET}`;
    return new ViewerFunction(scope, id, { ...options, comment: `Redirects to ${host}`, code });
  }

  get functionArn(): string {
    return this.function.arn;
  }
}

function checkFunction({ code, comment, functionName }: ViewerFunctionProps, problems: Problems): void {
  checkExactName("cloudFrontFunction", functionName, problems, "functionName");
  const bytes = Buffer.byteLength(code);
  if (bytes > MAX_CODE_BYTES) {
    problems.add("code", {
      code: "FUNCTION_TOO_LONG",
      message: "CloudFront takes no longer functions.",
      found: `${bytes} bytes`,
      expected: `at most ${MAX_CODE_BYTES} bytes`,
      fix: "shorten the code, or let the origin do it",
    });
  }
  if (!/\bfunction\s+handler\s*\(|\bhandler\s*=/.test(code)) {
    problems.add("code", {
      code: "FUNCTION_WITHOUT_HANDLER",
      message: "CloudFront calls a function named `handler`, and the code has none.",
      found: "code without handler",
      expected: "function handler(event) { … return event.request; }",
      fix: "name the function handler",
    });
  }
  if (comment.length > 128) {
    problems.add("comment", {
      code: "COMMENT_TOO_LONG",
      message: "CloudFront takes no longer comments.",
      found: `${comment.length} characters`,
      expected: "at most 128",
      fix: "say it shorter",
    });
  }
  problems.throwIfAny();
}
