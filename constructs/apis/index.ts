// APIs of API Gateway: routes that ask who calls, and what answers behind them.

export type { HttpAuthorizer, JwtAuthorizer, LambdaAuthorizer } from "./http/authorizers/authorizer.types";
export type { HttpApiDomain } from "./http/domain/domain.types";
export { HttpApi } from "./http/http-api";
export type { HttpApiMetrics, IHttpApi } from "./http/http-api.types";
export type { ExistingHttpApiProps, HttpApiAlarmOptions, HttpApiProps, HttpCors } from "./http/http-api-props";
export type { HttpApiNetworkOptions } from "./http/network/network.types";
export type { HttpRoute, HttpRouteOptions, PrivateListener, PrivateService } from "./http/routes/route.types";
export type { HttpApiLogOptions, HttpStage, HttpThrottling } from "./http/stages/stage.types";
