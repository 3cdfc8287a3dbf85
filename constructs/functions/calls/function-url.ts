import type { LambdaFunctionUrlConfig } from "@cdktf/provider-aws/lib/lambda-function-url";
import { corsSettings } from "./cors";
import type { FunctionUrlOptions } from "./url.types";

/** What an address of a function is made from. It answers those alone who sign their requests. */
export function urlSettings({ cors, stream = false }: FunctionUrlOptions) {
  return {
    authorizationType: "AWS_IAM",
    invokeMode: stream ? "RESPONSE_STREAM" : "BUFFERED",
    ...(cors ? { cors: corsSettings(cors) } : {}),
  } satisfies Partial<LambdaFunctionUrlConfig>;
}
