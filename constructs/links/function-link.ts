import type { ILambdaFunction } from "../functions/function.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/**
 * What it means to use a function: permission to call it, by its alias. The application is told `FUNCTION_ARN`, which it calls by.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { resize: functionLink(resize) } });
 * ```
 *
 * @param called one of the same stack, or `LambdaFunction.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function functionLink(called: ILambdaFunction): Link {
  const kind = { what: "a function", maker: "LambdaFunction", key: "called", has: ["callArn", "grantInvoke"] } as const;
  checkLinked("functionLink", kind, called);
  return {
    grant: (user) => called.grantInvoke(user),
    variables: { FUNCTION_ARN: called.callArn },
  };
}
