import type { Configuration, Transition } from "../transition";

/** A network, a balancer and a service behind it. */
function shop(zones: readonly string[], edge: Configuration["edge"] = PLAIN): Configuration {
  return {
    network: {
      cidr: "10.10.0.0/16",
      zones,
      tiers: [
        { name: "public", kind: "public", prefixLength: 24 },
        { name: "app", kind: "private", prefixLength: 20 },
      ],
      nat: { mode: "single", zone: "a" },
      endpoints: { gateway: [] },
    },
    edge,
    ecs: { services: { web: WEB } },
  };
}

const PLAIN = { plainHttp: { reason: "the tests have no domain" }, webAcl: false, accessLogDays: false } as const;
const WEB = {
  image: "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine",
  cpu: "0.25 vCPU",
  memory: "0.5 GB",
  port: 8080,
  expose: {},
} as const;

/** Changes of environments with several stacks. */
export const WHOLE_ENVIRONMENTS: readonly Transition[] = [
  {
    area: "whole environments",
    name: "a zone is taken away, which the balancer and the services leave before it goes",
    configurations: { from: shop(["a", "b", "c"]), to: shop(["a", "c"]) },
    order: ["ecs", "edge", "network"],
    removed: {
      aws_network_acl_association: 2,
      aws_route_table_association: 2,
      aws_subnet: 2,
    },
  },
];
