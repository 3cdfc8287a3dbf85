// Who decides whether a request is let in.

export type { HttpAuthorizer, JwtAuthorizer, LambdaAuthorizer, LambdaAuthorizerOptions } from "./authorizer.types";
