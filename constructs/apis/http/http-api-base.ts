import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { GroundplanError } from "../../core/errors";
import type { IGrantable } from "../../iam/grantable";
import { grantSid, sidPart } from "../../iam/policies/sid";
import { metricsOf } from "../../monitoring/metric";
import type { HttpApiMetrics, IHttpApi } from "./http-api.types";
import { routeResource } from "./routes/route-key";

/** What HTTP APIs that are made here and those that exist have alike. */
export abstract class HttpApiBase extends BaseConstruct implements IHttpApi {
  abstract readonly apiId: string;
  abstract readonly url: string;
  /** Names of the stages, sorted. */
  abstract readonly stageNames: readonly string[];
  /** Keys of the routes that ask for signed requests, sorted. */
  abstract readonly iamRoutes: readonly string[];

  /** API Gateway reports every minute. */
  get metrics(): HttpApiMetrics {
    const metric = metricsOf("AWS/ApiGateway", { ApiId: this.apiId });
    return {
      requests: metric("Count", "Sum"),
      clientErrors: metric("4xx", "Sum"),
      serverErrors: metric("5xx", "Sum"),
      latency: metric("Latency", "p99"),
      integrationLatency: metric("IntegrationLatency", "p99"),
      dataProcessed: metric("DataProcessed", "Sum"),
    };
  }

  grantInvoke(grantable: IGrantable, ...routes: readonly string[]): void {
    const unknown = routes.filter((route) => !this.iamRoutes.includes(route));
    if (unknown.length > 0) {
      throw new GroundplanError(
        unknown.map((route) => ({
          code: "HTTP_API_GRANT_ROUTE",
          path: this.node.path,
          message: "The API has no such route that asks for signed requests, so that there is nothing to grant.",
          found: JSON.stringify(route),
          expected: this.iamRoutes.length > 0 ? `one of ${this.iamRoutes.join(", ")}` : "a route with iam",
          fix: "name the route as the API does, and give it authorization: iam",
        })),
      );
    }
    const granted = routes.length > 0 ? [...new Set(routes)].sort() : this.iamRoutes;
    if (granted.length === 0) return;
    grantable.grantee.allow({
      sid: `${grantSid("Invoke", this, grantable)}${routes.length > 0 ? sidPart(granted.join(" ")) : ""}`,
      actions: ["execute-api:Invoke"],
      resources: this.stageNames.flatMap((stage) => granted.map((route) => this.routeArn(stage, route))),
    });
  }

  /** ARN of the requests of a route in a stage. */
  protected routeArn(stage: string, route: string): string {
    return EnvironmentStack.of(this).arn("execute-api", `${this.apiId}/${routeResource(stage, route)}`);
  }
}
