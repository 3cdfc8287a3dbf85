import type { LambdaFunctionUrlConfig } from "@cdktf/provider-aws/lib/lambda-function-url";
import { secondsOf } from "../../core/texts/durations";
import type { FunctionUrlOptions, UrlCors } from "./url.types";

/** What an address of a function is made from. It answers those alone who sign their requests. */
export function urlSettings({ cors, stream = false }: FunctionUrlOptions) {
  return {
    authorizationType: "AWS_IAM",
    invokeMode: stream ? "RESPONSE_STREAM" : "BUFFERED",
    ...(cors ? { cors: corsOf(cors) } : {}),
  } satisfies Partial<LambdaFunctionUrlConfig>;
}

function corsOf({ origins, methods = ["GET"], headers, exposedHeaders, credentials, maxAge }: UrlCors) {
  return {
    allowOrigins: [...origins],
    allowMethods: [...methods],
    ...(headers ? { allowHeaders: [...headers] } : {}),
    ...(exposedHeaders ? { exposeHeaders: [...exposedHeaders] } : {}),
    allowCredentials: credentials ?? false,
    ...(maxAge === undefined ? {} : { maxAge: secondsOf(maxAge) }),
  };
}
