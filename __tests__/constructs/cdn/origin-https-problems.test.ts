import { Distribution } from "../../../constructs/cdn/distribution";
import type { LoadBalancerOrigin } from "../../../constructs/cdn/distribution.types";
import type { ILoadBalancer } from "../../../constructs/load-balancing/load-balancer.types";
import { testAdvice } from "../../support/followed-advice";
import {
  app,
  BY_HEADER,
  type Case,
  certificateIn,
  existingBalancer,
  found,
  plainBalancer,
  type Surroundings,
  told,
} from "./support";

/** The same, where viewers ask for shop.com. */
function shop(
  loadBalancer: (around: Surroundings) => ILoadBalancer,
  origin: Partial<LoadBalancerOrigin> = {},
): Case["build"] {
  return (around) => {
    const certificate = certificateIn(around.stack, "us-east-1", ["shop.com"]);
    return app(loadBalancer, origin, { certificate })(around);
  };
}

const CASES: readonly Case[] = [
  {
    name: "a balancer with plain HTTP",
    build: ({ stack, balancer }) =>
      new Distribution(stack, "cdn", {
        comment: "x",
        origins: { app: { kind: "load-balancer", loadBalancer: balancer({ plain: true }) } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_WITHOUT_HTTPS",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront would have to speak plain HTTP to this load balancer, across the internet.",
        found: "sandbox-test/edge/http on port 80 with HTTP",
        expected: "a load balancer with a certificate",
        fix: "give the balancer a certificate, and the origin a hostName that it covers; without a domain, write the origin's plainHttp: { reason: … }",
      },
    ],
    ways: [
      {
        says: "give the balancer a certificate, and the origin a hostName that it covers",
        to: ({ stack, balancer }) => {
          const origin = { kind: "load-balancer", loadBalancer: balancer(), hostName: "origin.example.com" } as const;
          const defaultBehavior = { origin: "app", cache: "none" } as const;
          new Distribution(stack, "cdn", { comment: "x", origins: { app: origin }, defaultBehavior });
        },
      },
      {
        says: "write the origin's plainHttp: { reason: … }",
        to: ({ stack, balancer }) => {
          const plainHttp = { reason: "the sandbox has no domain" };
          const origin = { kind: "load-balancer", loadBalancer: balancer({ plain: true }), plainHttp } as const;
          const defaultBehavior = { origin: "app", cache: "none" } as const;
          new Distribution(stack, "cdn", { comment: "x", origins: { app: origin }, defaultBehavior });
        },
      },
    ],
  },
  {
    name: "plain HTTP for no reason, to a balancer with HTTPS",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer: balancer(), plainHttp: { reason: "" } } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "EXEMPTION_REASON",
        path: "sandbox-test/cdn › origins.app.plainHttp.reason",
        message: "An exemption needs a reason that a reviewer can judge.",
        found: '""',
        expected: "a sentence",
        fix: 'say why, and until when, for example "sandbox has no domain; nobody outside the team uses it"',
      },
      {
        code: "ORIGIN_PLAIN_HTTP_UNUSED",
        path: "sandbox-test/cdn › origins.app.plainHttp",
        message: "The load balancer speaks HTTPS, so there is no reason for plain HTTP.",
        found: "plainHttp, with a listener on port 443",
        expected: "no plainHttp",
        fix: "remove it",
      },
    ],
    ways: [{ says: ["say why, and until when", "remove it"], to: app(({ balancer }) => balancer()) }],
  },
  {
    name: "a balancer whose certificate does not cover the host",
    build: ({ stack, balancer, certificate }) =>
      new Distribution(stack, "cdn", {
        certificate,
        origins: { app: { kind: "load-balancer", loadBalancer: balancer(), hostName: "origin.other.com" } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_HOST_UNCOVERED",
        path: "sandbox-test/cdn › origins.app.hostName",
        message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
        found: "origin.other.com, with a certificate for example.com, *.example.com",
        expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
        fix: "add the names to the balancer's certificate, or give the origin a hostName that it covers",
      },
    ],
    ways: [
      {
        says: "add the names to the balancer's certificate",
        to: app(({ stack }) => existingBalancer(stack, BY_HEADER, ["origin.other.com"]), {
          hostName: "origin.other.com",
        }),
      },
      {
        says: "give the origin a hostName that it covers",
        to: app(({ balancer }) => balancer(), { hostName: "origin.example.com" }),
      },
    ],
  },
  {
    name: "a balancer that is asked for CloudFront's own name",
    build: ({ stack, balancer }) =>
      new Distribution(stack, "cdn", {
        comment: "x",
        origins: { app: { kind: "load-balancer", loadBalancer: balancer() } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_HOST_UNCOVERED",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
        found: "no aliases: viewers ask for CloudFront's own name, which no certificate of yours covers",
        expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
        fix: "give the origin a hostName that the balancer's certificate covers, or the distribution aliases that it covers",
      },
    ],
    ways: [
      {
        says: "give the origin a hostName that the balancer's certificate covers",
        to: app(
          ({ balancer }) => balancer(),
          { hostName: "origin.example.com" },
          { certificate: undefined, comment: "x" },
        ),
      },
      {
        says: "the distribution aliases that it covers",
        to: app(({ balancer }) => balancer(), {}, { aliases: ["www.example.com"], comment: "x" }),
      },
    ],
  },
  {
    name: "a balancer whose certificate does not cover the aliases",
    build: ({ stack, balancer }) =>
      new Distribution(stack, "cdn", {
        certificate: certificateIn(stack, "us-east-1", ["shop.com"]),
        origins: { app: { kind: "load-balancer", loadBalancer: balancer() } },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_HOST_UNCOVERED",
        path: "sandbox-test/cdn › origins.app.loadBalancer",
        message: "CloudFront would refuse the balancer's certificate, which does not cover the host that is asked for.",
        found: "shop.com, with a certificate for example.com, *.example.com",
        expected: "a certificate of the balancer that covers each alias, or the origin's hostName",
        fix: "add the names to the balancer's certificate, or give the origin a hostName that it covers",
      },
    ],
    ways: [
      {
        says: "add the names to the balancer's certificate",
        to: shop(({ stack }) => existingBalancer(stack, BY_HEADER, ["example.com", "shop.com"])),
      },
      {
        says: "give the origin a hostName that it covers",
        to: shop(({ balancer }) => balancer(), { hostName: "origin.example.com" }),
      },
    ],
  },
  {
    name: "plain HTTP in a protected environment",
    protect: true,
    build: ({ stack }) =>
      new Distribution(stack, "cdn", {
        withoutWebAcl: { reason: "nothing here to attack" },
        origins: {
          app: {
            kind: "load-balancer",
            loadBalancer: plainBalancer(stack),
            plainHttp: { reason: "has no domain yet" },
          },
        },
        defaultBehavior: { origin: "app", cache: "none" },
      }),
    problems: [
      {
        code: "ORIGIN_PLAIN_HTTP_PROTECTED",
        path: "sandbox-test/cdn › origins.app.plainHttp",
        message: "A protected environment sends nothing over the internet in plain text.",
        found: "plainHttp in the environment sandbox",
        expected: "a load balancer with a certificate",
        fix: "give the balancer a certificate, and the origin a hostName that it covers instead of plainHttp",
      },
    ],
    ways: [
      {
        says: "give the balancer a certificate, and the origin a hostName that it covers instead of plainHttp",
        to: ({ stack }) => {
          const origin = {
            kind: "load-balancer",
            loadBalancer: existingBalancer(stack, BY_HEADER),
            hostName: "origin.example.com",
          } as const;
          const defaultBehavior = { origin: "app", cache: "none" } as const;
          const withoutWebAcl = { reason: "nothing here to attack" };
          new Distribution(stack, "cdn", { withoutWebAcl, origins: { app: origin }, defaultBehavior });
        },
      },
    ],
  },
];

test.each(CASES)("$name is a problem", (wrong) => {
  expect(found(wrong)).toEqual(wrong.problems);
});

testAdvice(told(CASES), found);
