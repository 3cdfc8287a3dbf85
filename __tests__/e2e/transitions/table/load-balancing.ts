import type { Construct } from "constructs";
import { Certificate } from "../../../../constructs/certificates/certificate";
import { HostedZone } from "../../../../constructs/dns/hosted-zone";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import type { HttpsLoadBalancerProps } from "../../../../constructs/load-balancing/load-balancer.types";
import { EndpointService } from "../../../../constructs/load-balancing/network/endpoint-service";
import { NetworkLoadBalancer } from "../../../../constructs/load-balancing/network/network-load-balancer";
import type { NetworkLoadBalancerProps } from "../../../../constructs/load-balancing/network/network-load-balancer.types";
import { ListenerRule } from "../../../../constructs/load-balancing/rules/listener-rule";
import { TargetGroup } from "../../../../constructs/load-balancing/target-groups/target-group";
import { Peer } from "../../../../constructs/security-groups/peer";
import { WebAcl } from "../../../../constructs/waf/web-acl";
import type { Site } from "../site";
import type { Program, Transition } from "../transition";

const PLAIN = { reason: "the tests have no domain" };

function plain(stack: Construct, site: Site, zones = ["a", "c"], webAcl?: WebAcl): ApplicationLoadBalancer {
  const network = site.network(stack, { zones });
  const props = { network, plainHttp: PLAIN, ...(webAcl ? { webAcl } : {}) };
  return new ApplicationLoadBalancer(stack, "edge", props);
}

function secure(stack: Construct, site: Site, props: Partial<HttpsLoadBalancerProps> = {}): ApplicationLoadBalancer {
  const names = ["example.com", "*.example.com"];
  const certificate = Certificate.fromExisting(stack, "certificate", { certificateArn: site.certificateArn, names });
  return new ApplicationLoadBalancer(stack, "edge", { network: site.network(stack), certificate, ...props });
}

/** A balancer for HTTPS that is told something. */
function told(props: Partial<HttpsLoadBalancerProps> = {}): Program {
  return (stack, site) => {
    secure(stack, site, props);
  };
}

/** A balancer with one more listener, which has a certificate of its own. */
function withPartners(stack: Construct, site: Site): void {
  const { certificateArn } = site;
  const certificate = Certificate.fromExisting(stack, "partners", { certificateArn, names: ["*.example.com"] });
  secure(stack, site).addListener("partners", {
    port: 8443,
    certificates: [certificate],
    mutualTls: { mode: "passthrough" },
    entry: [Peer.anyIpv4()],
    publicEntry: "partners connect from everywhere",
  });
}

/** A balancer with one more listener, and a rule on it. */
function withRule(name: string, port: number): Program {
  return (stack, site) => {
    const listener = secure(stack, site).addListener(name, { port });
    const action = { respond: { status: 204 } };
    new ListenerRule(stack, "status", { listener, conditions: { paths: ["/status"] }, action });
  };
}

/** A balancer for connections that are forgotten after a while. */
function patient(options: Partial<NetworkLoadBalancerProps>, idleTimeoutSeconds?: number): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const targetGroup = new TargetGroup(stack, "broker", { network, port: 5671, protocol: "TCP" });
    const idle = idleTimeoutSeconds === undefined ? {} : { idleTimeoutSeconds };
    const listeners = { amqps: { port: 5671, protocol: "TCP", targetGroup, ...idle } } as const;
    new NetworkLoadBalancer(stack, "messages", { network, listeners, ...options });
  };
}

const USER_POOL = "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/ap-northeast-2_Shop";
const LOGIN = { cognito: { userPoolArn: USER_POOL, userPoolClientId: "client", userPoolDomain: "shop" } };

/** Rules for two paths, with priorities that are written out. */
function inOrder(api: number, shop: number): Program {
  return (stack, site) => {
    const { listener } = plain(stack, site);
    const action = { respond: { status: 204 } };
    new ListenerRule(stack, "api", { listener, conditions: { paths: ["/api/*"] }, priority: api, action });
    new ListenerRule(stack, "shop", { listener, conditions: { paths: ["/shop/*"] }, priority: shop, action });
  };
}

/** Rules that answer by themselves, by the path that they take. */
function rules(...paths: string[]): Program {
  return (stack, site) => {
    const { listener } = plain(stack, site);
    for (const path of paths) {
      const id = `rule-${path.replaceAll(/[^a-z0-9]/g, "")}`;
      new ListenerRule(stack, id, { listener, conditions: { paths: [path] }, action: { respond: { status: 204 } } });
    }
  };
}

function behindRule(port: number, id = "api"): Program {
  return (stack, site) => {
    const { listener } = plain(stack, site);
    const targetGroup = new TargetGroup(stack, id, { network: site.network(stack, {}, "again"), port });
    new ListenerRule(stack, "rule", { listener, conditions: { paths: ["/api/*"] }, action: { forward: targetGroup } });
  };
}

/** A service for other VPCs, with a name that is proved in a zone. */
function offer(acceptanceRequired: boolean): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const targetGroup = new TargetGroup(stack, "broker", { network, port: 5671, protocol: "TCP" });
    const listeners = { amqps: { port: 5671, protocol: "TCP", targetGroup } } as const;
    const balancer = new NetworkLoadBalancer(stack, "messages", { network, listeners });
    const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
    new EndpointService(stack, "offer", {
      loadBalancers: [balancer],
      acceptanceRequired,
      privateName: { name: "broker.example.com", zone },
    });
  };
}

function certificate(...names: string[]): Program {
  return (stack, site) => {
    const zone = new HostedZone(stack, "zone", { zoneName: "example.com" });
    const made = new Certificate(stack, "certificate", { names, zones: [zone] });
    new ApplicationLoadBalancer(stack, "edge", { network: site.network(stack), certificate: made });
  };
}

/** Changes of load balancers, their listeners and rules. */
export const LOAD_BALANCING: readonly Transition[] = [
  {
    area: "load balancing",
    name: "an endpoint service with a name of its own accepts endpoints by itself",
    from: offer(true),
    to: offer(false),
  },
  {
    area: "load balancing",
    name: "plain HTTP becomes HTTPS with a certificate",
    from: (stack, site) => {
      plain(stack, site);
    },
    to: (stack, site) => {
      secure(stack, site);
    },
  },
  {
    area: "load balancing",
    name: "a balancer keeps connections longer, capacity ready, and lets traffic leave a zone",
    from: told(),
    to: told({ clientKeepAliveSeconds: 600, capacityUnits: 100, zonalShift: true, tlsHeaders: true }),
  },
  {
    area: "load balancing",
    name: "what no rule takes needs a login and is answered otherwise",
    from: told({ authenticates: true }),
    to: told({ defaultAction: { authenticate: LOGIN, respond: { status: 200, body: "Welcome" } } }),
  },
  {
    area: "load balancing",
    name: "port 80 beside HTTPS serves requests itself",
    from: told(),
    to: told({ httpListener: { reason: "scanners in the warehouse know no TLS" } }),
  },
  {
    area: "load balancing",
    name: "port 80 beside HTTPS is closed",
    from: told(),
    to: told({ httpListener: "none" }),
    removed: { aws_lb_listener: 1, aws_vpc_security_group_ingress_rule: 1 },
  },
  {
    area: "load balancing",
    name: "a listener with a certificate of its own, which asks for those of clients, is added",
    from: told(),
    to: withPartners,
  },
  {
    area: "load balancing",
    name: "a further listener gets another name, while a rule hangs on it",
    from: withRule("partners", 8443),
    to: withRule("friends", 8443),
  },
  {
    area: "load balancing",
    name: "what no rule takes goes on to a target group, in place of a redirect",
    from: told({ defaultAction: { redirect: { host: "www.example.com" } } }),
    to: (stack, site) => {
      const network = site.network(stack, {}, "again");
      const forward = new TargetGroup(stack, "shop", { network, port: 8080 });
      secure(stack, site, { defaultAction: { forward } });
    },
  },
  {
    area: "load balancing",
    name: "a header of answers gets another value, and headers of requests other names",
    from: told({ responseHeaders: { frames: "DENY", hsts: { days: 30 } }, tlsHeaders: true }),
    to: told({
      responseHeaders: { frames: "SAMEORIGIN", hsts: { days: 365 }, server: false },
      requestHeaderNames: { tlsVersion: "X-Tls-Version" },
      tlsHeaders: true,
    }),
  },
  {
    area: "load balancing",
    name: "a header of answers is left out",
    from: told({ responseHeaders: { frames: "DENY" } }),
    to: told(),
    refused: "RESPONSE_HEADER_STAYS",
  },
  {
    area: "load balancing",
    name: "a balancer for connections forgets them later, and keeps clients in their zone",
    from: patient({}),
    to: patient({ clientRouting: "availability_zone_affinity", zonalShift: true, capacityUnits: 3000 }, 6000),
  },
  {
    area: "load balancing",
    name: "a rule is added in front of others",
    from: rules("/api/*", "/shop/*"),
    to: rules("/api/v2/*", "/api/*", "/shop/*"),
  },
  {
    area: "load balancing",
    name: "two rules swap their priorities",
    from: inOrder(10, 20),
    to: inOrder(20, 10),
  },
  {
    area: "load balancing",
    name: "the port of a target group behind a rule changes",
    from: behindRule(8080),
    to: behindRule(9090),
    replaced: { aws_lb_target_group: 1 },
  },
  {
    area: "load balancing",
    name: "a balancer takes another zone",
    from: (stack, site) => {
      plain(stack, site);
    },
    to: (stack, site) => {
      plain(stack, site, ["a", "b", "c"]);
    },
  },
  {
    area: "load balancing",
    name: "a certificate gets another name",
    alone: "the record that proves a name is the stack's, for every certificate in it",
    from: certificate("example.com"),
    to: certificate("example.com", "*.example.com", "www.shop.example.com"),
    replaced: { aws_acm_certificate: 1, aws_acm_certificate_validation: 1, aws_route53_record: 1 },
  },
  {
    area: "load balancing",
    name: "a web ACL is put in front of a balancer",
    from: (stack, site) => {
      plain(stack, site);
    },
    to: (stack, site) => {
      const webAcl = new WebAcl(stack, "acl", { managed: { core: true } });
      plain(stack, site, ["a", "c"], webAcl);
    },
  },
];
