import { Construct } from "constructs";
import type { HttpAuthorizer } from "../../constructs/apis/http/authorizers/authorizer.types";
import { HttpApi } from "../../constructs/apis/http/http-api";
import type { HttpApiProps } from "../../constructs/apis/http/http-api-props";
import type { HttpRoute } from "../../constructs/apis/http/routes/route.types";
import { readBy } from "../../constructs/core/contract-ways";
import type { Environment } from "../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, Problems } from "../../constructs/core/errors";
import { apiLink } from "../../constructs/links/api-link";
import type { ILoadBalancer } from "../../constructs/load-balancing/load-balancer.types";
import type { INetwork } from "../../constructs/network/network.types";
import { networkFromContract } from "../../constructs/network/network-contract";
import type { NetworkProps } from "../../constructs/network/network-props";
import { SecurityGroup } from "../../constructs/security-groups/security-group";
import { dns } from "../dns/dns-stack";
import type { DnsProps } from "../dns/dns-stack.types";
import { edgeFromContract } from "../edge/edge-contract";
import { edge } from "../edge/edge-stack";
import type { EdgeProps } from "../edge/edge-stack.types";
import { collectByName } from "../sections/collect-by-name";
import { defineStack, type Making } from "../sections/define-stack";
import { noOffers, type Offers } from "../sections/offers";
import { belowEdge } from "../services/below-edge";
import { ApiDomains, type ZoneSections } from "./api-domains";
import { apiFromContract, publishApis } from "./apis-contract";
import type { ApiRouteSpec, ApiSpec, ApisProps } from "./apis-stack.types";

/** `<environment>-apis`: HTTP APIs of API Gateway, before functions, services and addresses. */
export class ApisStack extends EnvironmentStack {
  readonly apis: Readonly<Record<string, HttpApi>>;
  readonly #networkProps: NetworkProps;
  readonly #edgeProps: EdgeProps | undefined;
  readonly #offers: Offers;
  readonly #domains: ApiDomains;
  readonly #groups: Construct;
  #network: INetwork | undefined;
  #balancer: ILoadBalancer | undefined;

  /**
   * @param network the properties that the environment's network stack is made from; only read where a route leads into it
   * @param sections the sections `edge` and `dns`, where the environment has them; read for names, and for the edge's balancer
   * @param offers what other stacks of the environment offer to the APIs; nothing where it is left out
   * @throws GroundplanError with everything that is wrong with the properties
   */
  constructor(
    scope: Construct,
    environment: Environment,
    network: NetworkProps,
    sections: ZoneSections,
    props: ApisProps,
    offers: Offers = noOffers(network),
  ) {
    super(scope, "apis", environment);
    this.#networkProps = network;
    this.#edgeProps = sections.edge;
    this.#offers = offers;
    this.#domains = new ApiDomains(this, sections);
    this.#groups = new Construct(this, "groups");
    const problems = new Problems(this.node.path);
    // In a scope of its own, so that an API may have the name of anything else in the stack.
    const apis = new Construct(this, "apis");
    this.apis = collectByName(props, (name, spec) => this.#createApi(apis, name, spec), problems);
    for (const [name, made] of Object.entries(this.apis)) {
      readBy(made, `apiFromContract(this, "${name}", "${name}", sections.apis.${name})`);
    }
    problems.throwIfAny();
    publishApis(this, this.apis);
  }

  #createApi(scope: Construct, name: string, spec: ApiSpec): HttpApi {
    const problems = new Problems(`${scope.node.path}/${name}`);
    const props = this.#propsOf(name, spec, problems);
    const made = problems.collect(() => new HttpApi(scope, name, props));
    if (!made || problems.list.length > 0) throw new GroundplanError(problems.list);
    return made;
  }

  #propsOf(name: string, spec: ApiSpec, problems: Problems): HttpApiProps {
    const { routes, authorizers, domain, logs, ...options } = spec;
    const made = Object.entries(routes).map(([key, route]) => {
      const whole: ApiRouteSpec = typeof route === "string" ? { function: route } : route;
      const at = typeof route === "string" ? `routes.${key}` : `routes.${key}.function`;
      return [key, this.#routeOf(name, key, whole, at, problems)] as const;
    });
    const isInside = made.some(([, { loadBalancer, listener, service }]) => loadBalancer ?? listener ?? service);
    const named = domain && this.#domains.domain(name, domain, problems);
    return {
      ...options,
      routes: Object.fromEntries(made),
      ...(isInside ? { network: this.#sharedNetwork() } : {}),
      ...(authorizers ? { authorizers: this.#authorizersOf(authorizers, problems) } : {}),
      ...(named ? { domain: named } : {}),
      ...(logs ? { logs: logsOf(logs) } : {}),
    };
  }

  #routeOf(name: string, key: string, route: ApiRouteSpec, at: string, problems: Problems): HttpRoute {
    const { function: called, loadBalancer, listener, service, host, ...options } = route;
    const found = called === undefined ? undefined : this.#offers.function(this, called, at, problems);
    const balancer = loadBalancer && this.#edgeBalancer(`routes.${key}.loadBalancer`, problems);
    const isTold = (called !== undefined && !found) || (loadBalancer !== undefined && !balancer);
    return {
      // What is told already is not told once more as a route without a target.
      ...(isTold ? { url: "https://told.example.com" } : {}),
      ...options,
      ...(host === undefined || isTold ? {} : { host }),
      ...(found ? { function: found } : {}),
      ...(balancer ? { loadBalancer: balancer } : {}),
      ...(listener ? { listener: this.#behindGroup(`${name}-${key}`, listener) } : {}),
      ...(service ? { service: this.#behindGroup(`${name}-${key}`, service) } : {}),
    };
  }

  #behindGroup<Spec extends { readonly securityGroupId: string }>(id: string, { securityGroupId, ...rest }: Spec) {
    const known = id.replace(/[^A-Za-z0-9]+/g, "-");
    return { ...rest, connectTo: SecurityGroup.fromExisting(this.#groups, known, { securityGroupId }) };
  }

  #authorizersOf(
    specs: NonNullable<ApiSpec["authorizers"]>,
    problems: Problems,
  ): Readonly<Record<string, HttpAuthorizer>> {
    return Object.fromEntries(
      Object.entries(specs).flatMap(([name, spec]) => {
        if (spec.kind === "jwt") return [[name, spec]];
        const { function: called, ...options } = spec;
        const found = this.#offers.function(this, called, `authorizers.${name}.function`, problems);
        return found ? [[name, { ...options, function: found }]] : [[name, STAND_IN]];
      }),
    );
  }

  /** Adds `API_EDGE_ABSENT` where the environment has no edge, and `API_EDGE_SECRET` where its rules let in a distribution alone. */
  #edgeBalancer(at: string, problems: Problems): ILoadBalancer | undefined {
    if (!this.#edgeProps) {
      problems.add(at, {
        code: "API_EDGE_ABSENT",
        message: "The route leads to the balancer of the edge, and the environment has none.",
        found: "loadBalancer: edge without a section edge",
        expected: "a section edge, or another target",
        fix: "declare edge, or name another balancer by listener",
      });
      return undefined;
    }
    if (this.#edgeProps.distribution?.publicOrigin) {
      problems.add(at, {
        code: "API_EDGE_SECRET",
        message: "Rules of the balancer ask for a secret that the distribution before it alone sends.",
        found: "loadBalancer: edge, and edge.distribution.publicOrigin",
        expected: "a balancer whose rules ask for no secret",
        fix: "lead to the distribution by url, or take publicOrigin out of edge.distribution",
      });
      return undefined;
    }
    this.#balancer ??= edgeFromContract(this, "edge", this.#sharedNetwork(), this.#edgeProps).loadBalancer;
    return this.#balancer;
  }

  #sharedNetwork(): INetwork {
    this.#network ??= networkFromContract(this, "network", this.#networkProps);
    return this.#network;
  }
}

/** In the place of an authorizer whose function is not known, which is told: routes may name it. */
const STAND_IN: HttpAuthorizer = { kind: "jwt", issuer: "https://told.example.com", audiences: ["told"] };

function logsOf({ keyArn, ...logs }: NonNullable<ApiSpec["logs"]>): NonNullable<HttpApiProps["logs"]> {
  return { ...logs, ...(keyArn === undefined ? {} : { key: keyArn }) };
}

/** Whether an API needs what the edge is with a delegated domain: its balancer, or a name in its zone. */
function isBelowEdge({ routes, domain }: ApiSpec): boolean {
  const toBalancer = Object.values(routes).some(
    (route) => typeof route !== "string" && route.loadBalancer !== undefined,
  );
  return toBalancer || (domain !== undefined && domain.zone === undefined && needsZone(domain));
}

function needsZone({ certificate, record = true }: NonNullable<ApiSpec["domain"]>): boolean {
  return record || certificate === undefined;
}

/** @param edgeProps the section of the edge; absent where nothing needs it */
function makeApis(
  { app, environment, network, props, sections, offers }: Making<ApisProps>,
  edgeProps: EdgeProps | undefined,
): ApisStack {
  const dnsProps = sections.dns as DnsProps | undefined;
  const zones = { ...(edgeProps ? { edge: edgeProps } : {}), ...(dnsProps ? { dns: dnsProps } : {}) };
  return new ApisStack(app, environment, network, zones, props, offers);
}

const below = belowEdge<ApisProps>({
  stack: "apis",
  made: "APIs",
  hasExposed: (props) => Object.values(props).some(isBelowEdge),
  make: makeApis,
  check: (path, making, edgeProps, problems) => {
    problems.collect(() => makeApis(making, edgeProps));
    making.app.node.tryRemoveChild(path);
  },
});

/** The stack of the section `apis`. */
export const apis = defineStack<ApisProps>()({
  section: "apis",
  places: [
    [/^apis\/([^/ ]+) › logs\.key$/, "$1.logs.keyArn"],
    [/^certificates\/([^/ ]+)[^›]* › names.*$/, "$1.domain.name"],
    [/^certificates\/([^/ ]+)[^›]* › (.*)$/, "$1.domain.certificate.$2"],
    [/^certificates\/([^/ ]+)[^›]*$/, "$1.domain"],
    [/^apis\/([^/ ]+)[^›]* › (.*)$/, "$1.$2"],
    [/^apis\/([^/ ]+)[^›]*$/, "$1"],
  ],
  reads: [dns, edge],
  usesOffers: below.usesOffers,
  away: below.away,
  create: (making, problems) => below.create(making, problems),
  otherwise: (making, problems) => below.otherwise(making, problems),
  offers: {
    apis: {
      names: (props) => Object.keys(props),
      link: ({ scope, name, props }) => apiLink(apiFromContract(scope, "api", name, props[name] as ApiSpec)),
    },
  },
});
