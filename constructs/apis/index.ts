// APIs of API Gateway: routes that ask who calls, and what answers behind them.

export { HttpApi } from "./http/http-api";
export type { HttpApiMetrics, IHttpApi } from "./http/http-api.types";
export type {
  ExistingHttpApiProps,
  HttpApiAlarmOptions,
  HttpApiDomain,
  HttpApiLogOptions,
  HttpApiNetworkOptions,
  HttpApiProps,
  HttpAuthorizer,
  HttpCors,
  HttpRoute,
  HttpRouteOptions,
  HttpStage,
  HttpThrottling,
  JwtAuthorizer,
  LambdaAuthorizer,
  PrivateListener,
  PrivateService,
} from "./http/http-api-props";
