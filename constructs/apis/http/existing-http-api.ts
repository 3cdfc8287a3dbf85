import type { Construct } from "constructs";
import { dnsSuffixOf } from "../../aws/regions";
import { holdsReference } from "../../core/checks/known-at-synth";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { Problems } from "../../core/errors";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { HttpApiBase } from "./http-api-base";
import type { ExistingHttpApiProps } from "./http-api-props";
import { checkRouteKey } from "./routes/route-checks";
import { DEFAULT_STAGE } from "./routes/route-key";

/** An HTTP API that exists already. Made by `HttpApi.fromExisting`. */
export class ExistingHttpApi extends HttpApiBase {
  readonly apiId: string;
  readonly url: string;
  readonly stageNames: readonly string[];
  readonly iamRoutes: readonly string[];

  /** @throws GroundplanError `HTTP_API_ID_INVALID`, `HTTP_API_ROUTE_KEY` */
  constructor(scope: Construct, id: string, props: ExistingHttpApiProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingHttpApi", props);
    const problems = checkShape(this, "ExistingHttpApi", props);
    checkId(props.apiId, problems);
    for (const [index, route] of (props.iamRoutes ?? []).entries())
      checkRouteKey(route, `iamRoutes[${index}]`, problems);
    problems.throwIfAny();
    this.apiId = props.apiId;
    const { region } = EnvironmentStack.of(this).environment;
    this.url = props.url ?? `https://${this.apiId}.execute-api.${region}.${dnsSuffixOf(region)}`;
    this.stageNames = [...(props.stages ?? [DEFAULT_STAGE])].sort();
    this.iamRoutes = [...(props.iamRoutes ?? [])].sort();
  }
}

function checkId(apiId: string, problems: Problems): void {
  if (holdsReference(apiId) || /^[a-z0-9]{8,}$/.test(apiId)) return;
  problems.add("apiId", {
    code: "HTTP_API_ID_INVALID",
    message: "This is not the id of an API.",
    found: JSON.stringify(apiId),
    expected: "small letters and digits, such as a1b2c3d4e5",
    fix: "copy the id from the API Gateway console; it is the first part of the address",
  });
}
