import type { IParameter } from "../secrets/parameter.types";
import type { Link } from "./link.types";
import { checkLinked } from "./link-checks";

/**
 * What it means to use a parameter: permission to read it, and to use its key for it. The application is told `PARAMETER_NAME`, and reads it
 * itself, so that it sees another value without being deployed anew.
 *
 * ```ts
 * new FargateService(this, "api", { …, uses: { logLevel: parameterLink(logLevel) } }); // LOG_LEVEL_PARAMETER_NAME
 * ```
 *
 * @param parameter one of the same stack, or `Parameter.fromExisting`
 * @throws GroundplanError `USE_LINK_INVALID`
 */
export function parameterLink(parameter: IParameter): Link {
  const kind = {
    what: "a parameter",
    maker: "Parameter",
    key: "parameter",
    has: ["parameterName", "grantRead"],
  } as const;
  checkLinked("parameterLink", kind, parameter);
  return {
    grant: (user) => parameter.grantRead(user),
    variables: { PARAMETER_NAME: parameter.parameterName },
  };
}
