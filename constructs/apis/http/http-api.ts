import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { hashOf } from "../../core/names/naming";
import { nameInStack, pathInStack } from "../../core/names/path-in-stack";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { corsSettings } from "../../functions/calls/cors";
import { Authorizer } from "./authorizers/authorizer";
import { ApiDomain } from "./domain/api-domain";
import { ExistingHttpApi } from "./existing-http-api";
import type { IHttpApi } from "./http-api.types";
import { type HttpApiAlarms, watchHttpApi } from "./http-api-alarms";
import { HttpApiBase } from "./http-api-base";
import { checkHttpApi } from "./http-api-checks";
import type { ExistingHttpApiProps, HttpApiProps } from "./http-api-props";
import { VpcLink } from "./network/vpc-link";
import { Route } from "./routes/route";
import type { HttpRoute } from "./routes/route.types";
import { callerOf, iamRoutesOf } from "./routes/route-caller";
import { DEFAULT_STAGE, routeId } from "./routes/route-key";
import { routeOf } from "./routes/route-target";
import { HttpApiLogs } from "./stages/http-api-logs";
import type { HttpStage } from "./stages/stage.types";

const THROTTLING = { rate: 1000, burst: 500 } as const;

/** Longest readable part of a permission's name, which has at most 100 characters with that of its stack. */
const READABLE = 40;

/**
 * An HTTP API of API Gateway: routes that ask who calls, each with what answers it, and a log of every request.
 *
 * ```ts
 * const api = new HttpApi(this, "shop", {
 *   authorizers: { users: { kind: "jwt", issuer, audiences: ["shop"] } },
 *   authorization: "users",
 *   routes: {
 *     "GET /orders": orders,
 *     "GET /health": { function: health, public: { reason: "the monitor of a partner asks it" } },
 *   },
 * });
 * ```
 *
 * It has no web ACL: AWS WAF knows no HTTP APIs (Amazon API Gateway Developer Guide, "Choose between REST APIs and HTTP APIs", as of
 * 2026-11). A distribution with one may stand before its domain.
 */
export class HttpApi extends HttpApiBase {
  readonly api: Apigatewayv2Api;
  readonly logs: HttpApiLogs;
  /** Stages by name. */
  readonly stages: Readonly<Record<string, Apigatewayv2Stage>>;
  /** Routes by their keys. */
  readonly routes: Readonly<Record<string, Route>>;
  /** Authorizers by name. */
  readonly authorizers: Readonly<Record<string, Authorizer>>;
  /** Only where a route leads into a network. */
  readonly vpcLink?: VpcLink;
  /** Only with `domain`. */
  readonly domain?: ApiDomain;
  /** Alarms by what they tell, where it has any. */
  readonly alarms: HttpApiAlarms;
  readonly stageNames: readonly string[];
  readonly iamRoutes: readonly string[];
  readonly #domainName: string | undefined;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    props = layDefaults(this, "HttpApi", props);
    const problems = checkShape(this, "HttpApi", props);
    tag(this, props);
    namedBy(this, props.apiName === undefined ? "id" : "apiName");
    const tier = checkHttpApi(props, EnvironmentStack.of(this), problems);
    problems.throwIfAny();
    const routes = sorted(props.routes).map(([key, route]) => [key, routeOf(route)] as const);
    this.stageNames = sorted(props.stages ?? { [DEFAULT_STAGE]: {} }).map(([name]) => name);
    this.iamRoutes = iamRoutesOf(Object.fromEntries(routes), props);
    this.#domainName = props.domain?.name;
    this.logs = new HttpApiLogs(this, "logs", nameInStack(this), props.logs ?? {});
    this.api = this.#createApi(props);
    this.authorizers = this.#createAuthorizers(props);
    if (tier) this.vpcLink = new VpcLink(this, "vpc-link", props, tier);
    this.routes = this.#createRoutes(routes, props);
    this.stages = this.#createStages(routes, props);
    if (props.domain)
      this.domain = new ApiDomain(this, "domain", { ...props.domain, ...addressType(props) }, this.stages);
    this.alarms = watchHttpApi(this, props.alarms);
  }

  /** An HTTP API that was made elsewhere. Nothing is looked up, and its routes stay as they are. */
  static fromExisting(scope: Construct, id: string, props: ExistingHttpApiProps): IHttpApi {
    return new ExistingHttpApi(scope, id, props);
  }

  override get apiId(): string {
    return this.api.id;
  }

  override get url(): string {
    const base = this.#domainName === undefined ? this.api.apiEndpoint : `https://${this.#domainName}`;
    const [first = DEFAULT_STAGE] = this.stageNames;
    return this.stageNames.includes(DEFAULT_STAGE) ? base : `${base}/${first}`;
  }

  #createApi(props: HttpApiProps): Apigatewayv2Api {
    const stack = EnvironmentStack.of(this);
    const hasEndpoint = props.executeApiEndpoint ?? props.domain === undefined;
    return new Apigatewayv2Api(this, "api", {
      name: props.apiName ?? stack.physicalName("apiGateway", stack.stackName, nameInStack(this)),
      protocolType: "HTTP",
      ...(props.description === undefined ? {} : { description: props.description }),
      ...(props.cors ? { corsConfiguration: corsSettings(props.cors) } : {}),
      disableExecuteApiEndpoint: !hasEndpoint,
      ...(props.addressType === "dualstack" ? { ipAddressType: props.addressType } : {}),
    });
  }

  #createAuthorizers({ authorizers = {} }: HttpApiProps): Readonly<Record<string, Authorizer>> {
    return Object.fromEntries(
      sorted(authorizers).map(([name, options]) => [
        name,
        new Authorizer(this, `authorizer-${name}`, this.apiId, name, options, this.#admission(`authorizer-${name}`)),
      ]),
    );
  }

  #createRoutes(
    routes: readonly (readonly [string, HttpRoute])[],
    props: HttpApiProps,
  ): Readonly<Record<string, Route>> {
    return Object.fromEntries(
      routes.map(([key, options]) => {
        const authorizer = this.authorizers[callerOf(options, props)];
        const made = new Route(this, `route-${routeId(key)}`, key, options, {
          apiId: this.apiId,
          ...(authorizer ? { authorizer } : {}),
          ...(this.vpcLink ? { link: this.vpcLink } : {}),
        });
        this.#admitRoute(key, options);
        return [key, made];
      }),
    );
  }

  /** Amazon API Gateway Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs in API Gateway", as of 2026-11. */
  #admitRoute(key: string, { function: called }: HttpRoute): void {
    if (!called) return;
    for (const stage of this.stageNames) {
      const suffix = stage === DEFAULT_STAGE ? "" : ` ${stage}`;
      called.admitService(this.#admission(`${key}${suffix}`), {
        principal: "apigateway.amazonaws.com",
        sourceArn: this.routeArn(stage, key),
      });
    }
  }

  /** What a permission for the API is called within its function: readable, and different for different things. */
  #admission(what: string): string {
    const whole = `${pathInStack(this)} ${what}`;
    const plain = whole.replace(/[^A-Za-z0-9]+/g, "-").replace(/-$/, "");
    return `${plain.slice(0, READABLE)}-${hashOf(whole)}`;
  }

  #createStages(
    routes: readonly (readonly [string, HttpRoute])[],
    props: HttpApiProps,
  ): Readonly<Record<string, Apigatewayv2Stage>> {
    const throttled = routes.filter(([, { throttling }]) => throttling !== undefined);
    return Object.fromEntries(
      sorted<HttpStage>(props.stages ?? { [DEFAULT_STAGE]: {} }).map(([name, stage]) => {
        const usual = { ...THROTTLING, ...props.throttling, ...stage.throttling };
        const made = new Apigatewayv2Stage(this, `stage-${name}`, {
          apiId: this.apiId,
          name,
          autoDeploy: true,
          ...(stage.description === undefined ? {} : { description: stage.description }),
          ...(stage.variables ? { stageVariables: { ...stage.variables } } : {}),
          accessLogSettings: { destinationArn: this.logs.logGroup.arn, format: this.logs.format },
          // Both figures, and those of routes too: what is left out counts as 0 (terraform-aws-modules/terraform-aws-apigateway-v2 issue 59, read 2026-11).
          defaultRouteSettings: settingsOf(usual, props),
          ...(throttled.length > 0
            ? {
                routeSettings: throttled.map(([key, { throttling }]) => ({
                  routeKey: key,
                  ...settingsOf({ ...usual, ...throttling }, props),
                })),
                // AWS refuses settings of routes that are not there yet.
                dependsOn: throttled.flatMap(([key]) => this.routes[key]?.route ?? []),
              }
            : {}),
        });
        return [name, made];
      }),
    );
  }
}

function sorted<Value>(map: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

function settingsOf(
  { rate, burst }: { readonly rate: number; readonly burst: number },
  { routeMetrics = false }: HttpApiProps,
) {
  return { throttlingRateLimit: rate, throttlingBurstLimit: burst, detailedMetricsEnabled: routeMetrics };
}

function addressType({ addressType: type }: HttpApiProps) {
  return type === undefined ? {} : { addressType: type };
}
