import type { Construct } from "constructs";
import { HttpApi } from "../../constructs/apis/http/http-api";
import type { IHttpApi } from "../../constructs/apis/http/http-api.types";
import { iamRoutesOf } from "../../constructs/apis/http/routes/route-caller";
import { Contract, map } from "../../constructs/core/contract";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { checkCall } from "../../constructs/core/shapes/check-call";
import type { ApiSpec } from "./apis-stack.types";

/** What the stack of the APIs hands to the others, and to whoever calls APIs. */
export const apisContract = new Contract("apis", {
  apiIds: map("Ids of the APIs, by their names in the configuration", () => "mock000000"),
  apiUrls: map(
    "Addresses that clients begin with, without a slash at their end, by the names of APIs",
    (key) => `https://mock-${key}.execute-api.us-east-1.amazonaws.com`,
  ),
});

/** Publishes APIs to the other stacks of their environment. */
export function publishApis(stack: EnvironmentStack, apis: Readonly<Record<string, HttpApi>>): void {
  checkCall("publishApis", { stack, apis });
  const read = (of: (made: HttpApi) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(apis).map(([name, made]) => [name, of(made)]));
  apisContract.publish(stack, { apiIds: read(({ apiId }) => apiId), apiUrls: read(({ url }) => url) });
}

/**
 * An API of the environment in another stack, by its contract.
 *
 * @param name an API of the section
 * @param spec what the section says of it, by which its stages are known, and the routes that ask for signed requests
 */
export function apiFromContract(scope: Construct, id: string, name: string, spec: ApiSpec): IHttpApi {
  checkCall("apiFromContract", { scope, id, name, spec });
  const { apiIds, apiUrls } = apisContract.read(EnvironmentStack.of(scope));
  return HttpApi.fromExisting(scope, id, {
    apiId: apiIds(name),
    url: apiUrls(name),
    iamRoutes: iamRoutesOf(spec.routes, spec),
    ...(spec.stages ? { stages: Object.keys(spec.stages).sort() } : {}),
  });
}
