import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import { secondsOf } from "../../../core/texts/durations";
import type { HttpAuthorizer } from "./authorizer.types";

const TOKEN = "$request.header.Authorization";

/** Decides whether a request is let in. */
export class Authorizer extends BaseConstruct {
  readonly authorizer: Apigatewayv2Authorizer;
  readonly kind: HttpAuthorizer["kind"];

  /** @param admission name of the permission with which a function lets it in, within the function */
  constructor(scope: Construct, id: string, apiId: string, name: string, options: HttpAuthorizer, admission: string) {
    super(scope, id);
    this.kind = options.kind;
    // The kind is in the name: another kind is another authorizer, made before the first one goes.
    const common = { apiId, name: `${name}-${options.kind}` };
    if (options.kind === "jwt") {
      this.authorizer = new Apigatewayv2Authorizer(this, "authorizer", {
        ...common,
        authorizerType: "JWT",
        identitySources: [options.identitySource ?? TOKEN],
        jwtConfiguration: { issuer: options.issuer, audience: [...options.audiences].sort() },
      });
      return;
    }
    const { function: called, identitySources = [TOKEN], cache = "0 s" } = options;
    this.authorizer = new Apigatewayv2Authorizer(this, "authorizer", {
      ...common,
      authorizerType: "REQUEST",
      authorizerUri: called.apiGatewayUri,
      authorizerPayloadFormatVersion: "2.0",
      enableSimpleResponses: true,
      identitySources: [...identitySources],
      authorizerResultTtlInSeconds: secondsOf(cache),
    });
    // Amazon API Gateway Developer Guide, "Control access to HTTP APIs with AWS Lambda authorizers", as of 2026-11.
    called.admitService(admission, {
      principal: "apigateway.amazonaws.com",
      sourceArn: EnvironmentStack.of(this).arn("execute-api", `${apiId}/authorizers/${this.authorizer.id}`),
    });
  }
}
