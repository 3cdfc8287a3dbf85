import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { addExemption } from "../../../core/environments/exemptions";
import { secondsOf } from "../../../core/texts/durations";
import type { Authorizer } from "../authorizers/authorizer";
import type { VpcLink } from "../network/vpc-link";
import type { HttpRoute } from "./route.types";
import { privateTargetOf } from "./route-target";

/** What a route is made within. */
export interface RouteContext {
  readonly apiId: string;
  /** Who decides; nothing for signed requests, and for everybody. */
  readonly authorizer?: Authorizer;
  readonly link?: VpcLink;
}

/** A route, and what answers it. */
export class Route extends BaseConstruct {
  readonly route: Apigatewayv2Route;
  readonly integration: Apigatewayv2Integration;

  constructor(
    scope: Construct,
    id: string,
    key: string,
    options: HttpRoute,
    { apiId, authorizer, link }: RouteContext,
  ) {
    super(scope, id);
    this.integration = new Apigatewayv2Integration(this, "integration", {
      apiId,
      timeoutMilliseconds: secondsOf(options.timeout ?? "30 s") * 1000,
      ...integrationOf(options, link),
    });
    this.route = new Apigatewayv2Route(this, "route", {
      apiId,
      routeKey: key,
      target: `integrations/${this.integration.id}`,
      ...callers(options, authorizer),
    });
    if (options.public) {
      addExemption(this, { option: `public of ${key}`, rules: ["SLS-17"], reason: options.public.reason });
    }
  }
}

/** Amazon API Gateway Developer Guide, "Create integrations for HTTP APIs in API Gateway", as of 2026-11. */
function integrationOf(options: HttpRoute, link: VpcLink | undefined) {
  if (options.function) {
    return {
      integrationType: "AWS_PROXY",
      integrationMethod: "POST",
      integrationUri: options.function.apiGatewayUri,
      payloadFormatVersion: "2.0",
    };
  }
  const proxied = { integrationType: "HTTP_PROXY", integrationMethod: "ANY", payloadFormatVersion: "1.0" };
  const target = privateTargetOf(options);
  if (!target || !link) return { ...proxied, integrationUri: options.url ?? "" };
  link.connect(target);
  return {
    ...proxied,
    connectionType: "VPC_LINK",
    connectionId: link.link.id,
    integrationUri: target.arn,
    requestParameters: {
      // Otherwise the name of the stage stands before the path.
      "overwrite:path": "$request.path",
      ...(options.host === undefined ? {} : { "overwrite:header.Host": options.host }),
    },
    ...(target.serverName === undefined ? {} : { tlsConfig: { serverNameToVerify: target.serverName } }),
  };
}

function callers({ public: open, scopes }: HttpRoute, authorizer: Authorizer | undefined) {
  if (open) return { authorizationType: "NONE" };
  if (!authorizer) return { authorizationType: "AWS_IAM" };
  return {
    authorizationType: authorizer.kind === "jwt" ? "JWT" : "CUSTOM",
    authorizerId: authorizer.authorizer.id,
    ...(scopes ? { authorizationScopes: [...scopes].sort() } : {}),
  };
}
