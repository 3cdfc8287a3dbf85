import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

/** What the constructs of the edge refuse, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "plain HTTP together with a domain",
    edits: [["  distribution: {}", "  plainHttp: { reason: nobody outside uses it }"]],
    problems: [
      [
        "PLAIN_HTTP_WITH_DOMAIN",
        "config/dev.yaml:22:3 › edge.plainHttp",
        "The edge has a domain and speaks HTTPS; there is nothing to give a reason for.",
        "plainHttp and the domain example.com",
        "a domain, or plainHttp with a reason",
        "remove plainHttp",
      ],
    ],
  },
  {
    mistake: "plain HTTP in a protected environment",
    edits: [
      ["  domain:\n    name: example.com\n  distribution: {}", "  plainHttp: { reason: nobody outside uses it }"],
      ["protect: false", "protect: true"],
      ["        host: www.example.com", "        paths: [/web/*]"],
    ],
    problems: [
      [
        "PLAIN_HTTP_PROTECTED",
        "config/dev.yaml:20:3 › edge.plainHttp",
        "A protected environment does not serve plain HTTP: everybody on the way could read and change it.",
        "plainHttp in dev: nobody outside uses it",
        "a domain",
        "declare the environment's domain, such as domain: { name: dev.example.com }, and remove plainHttp",
      ],
    ],
  },
  {
    mistake: "a distribution without a domain",
    edits: [
      ["  domain:\n    name: example.com", "  plainHttp: { reason: nobody outside uses it }"],
      ["        host: www.example.com", "        paths: [/web/*]"],
    ],
    problems: [
      [
        "DISTRIBUTION_WITHOUT_DOMAIN",
        "config/dev.yaml:21:3 › edge.distribution",
        "CloudFront has no name to be reached by, and no certificate for its way to the load balancer.",
        "a distribution and no domain",
        "a distribution only with a domain",
        "declare the domain, or remove the distribution",
      ],
    ],
  },
  {
    mistake: "a policy of TLS without a domain",
    edits: [
      [
        "  domain:\n    name: example.com\n  distribution: {}",
        "  plainHttp: { reason: nobody outside uses it }\n  loadBalancer: { sslPolicy: ELBSecurityPolicy-TLS13-1-2-PQ-2025-09 }",
      ],
      ["        host: www.example.com", "        paths: [/web/*]"],
    ],
    problems: [
      [
        "TLS_WITHOUT_DOMAIN",
        "config/dev.yaml:21:30 › edge.loadBalancer.sslPolicy",
        "The balancer speaks plain HTTP, so that nothing of TLS would hold.",
        '"ELBSecurityPolicy-TLS13-1-2-PQ-2025-09" without a domain',
        "no sslPolicy, or an edge with a domain",
        "take sslPolicy away, or declare the domain",
      ],
    ],
  },
  {
    mistake: "a connection log without a bucket",
    edits: [["  distribution: {}", "  accessLogDays: false\n  loadBalancer: { connectionLogs: true }"]],
    problems: [
      [
        "CONNECTION_LOGS_WITHOUT_BUCKET",
        "config/dev.yaml:23:35 › edge.loadBalancer.connectionLogs",
        "There is no bucket for the connection log: it lies in that of the access log.",
        "connectionLogs: true with accessLogDays: false",
        "one of the two",
        "remove accessLogDays, which keeps both for 90 days, or connectionLogs",
      ],
    ],
  },
  {
    mistake: "a login before a service, and a balancer that reaches no identity provider",
    edits: [
      [
        "        host: www.example.com",
        "        host: www.example.com\n        authenticate: { cognito: { userPoolArn: arn, userPoolClientId: c, userPoolDomain: d } }",
      ],
    ],
    problems: [
      [
        "AUTHENTICATION_UNREACHABLE",
        "config/dev.yaml:33:9 › ecs.services.web.expose.authenticate",
        "The balancer does not reach an identity provider: its security group lets it out to targets only.",
        "authenticate, and an edge without loadBalancer.authenticates",
        "authenticates: true in edge.loadBalancer",
        "set edge.loadBalancer.authenticates to true",
      ],
    ],
  },
  {
    mistake: "neither a domain nor plain HTTP",
    edits: [
      ["  domain:\n    name: example.com\n  distribution: {}", "  accessLogDays: 30"],
      ["        host: www.example.com", "        paths: [/web/*]"],
    ],
    problems: [
      [
        "EDGE_WITHOUT_DOMAIN",
        "config/dev.yaml:19:1 › edge.domain",
        "The edge has no domain that a certificate could be for, and nothing says why it speaks plain HTTP.",
        "neither domain nor plainHttp",
        "a domain, or plainHttp with a reason",
        "declare the environment's domain, such as domain: { name: dev.example.com }",
      ],
    ],
  },
  {
    mistake: "a delegation of a name that is not below the domain",
    edits: [
      [
        "    name: example.com",
        "    name: example.com\n    delegations: { lab.example.net: [ns-1.example.net, ns-2.example.org] }",
      ],
    ],
    problems: [
      [
        "DELEGATION_OUTSIDE",
        "config/dev.yaml:22:5 › edge.domain.delegations",
        "A zone hands on names below its own name only.",
        "lab.example.net in the zone example.com",
        "a name that ends in .example.com",
        "delegate from the zone that the child's name ends in",
      ],
    ],
  },
  {
    mistake: "a domain that is none",
    edits: [
      ["name: example.com", "name: example_com"],
      ["www.example.com", "www.example_com"],
    ],
    problems: [
      [
        "DOMAIN_NAME_INVALID",
        "config/dev.yaml:21:11 › edge.domain.name",
        "The name is not a domain name.",
        '"example_com"',
        "parts of a-z, 0-9 and - with dots between them, 63 characters each, 253 in all",
        "write the name as it is registered, for example example.com",
      ],
    ],
  },
  {
    mistake: "a zone id that is none",
    edits: [["    name: example.com", "    name: example.com\n    zoneId: example.com"]],
    problems: [
      [
        "ZONE_ID_INVALID",
        "config/dev.yaml:22:13 › edge.domain.zoneId",
        "The id is not that of a hosted zone.",
        '"example.com"',
        "Z and up to 31 of A-Z and 0-9, without /hostedzone/",
        "copy the id from the Route 53 console, for example Z0123456789ABCDEFGHIJ",
      ],
    ],
  },
  {
    mistake: "a path of static files that takes every path",
    edits: [["distribution: {}", "distribution: { staticPath: /* }"]],
    problems: [
      [
        "STATIC_PATH_INVALID",
        "config/dev.yaml:22:31 › edge.distribution.staticPath",
        "The path does not set the static files apart from the services.",
        '"/*"',
        "/ and at least one character before the first wildcard",
        'for example "/static/*"',
      ],
    ],
  },
  {
    mistake: "a record that is to be taken over from a zone that is made here",
    edits: [["distribution: {}", "distribution: { wildcardRecord: { adopt: [A, AAAA] } }"]],
    problems: [
      [
        "RECORD_ADOPT_ZONE",
        "config/dev.yaml:22:44 › edge.distribution.wildcardRecord.adopt",
        "The zone is made here, so it has no record that could be taken over.",
        "adopt: [A, AAAA] in a new zone example.com",
        "adopt only where domain.zoneId names a zone that exists",
        "write the id of the zone that has the record into domain.zoneId, or remove wildcardRecord",
      ],
    ],
  },
  {
    mistake: "no access log in a protected environment",
    edits: [
      ["  distribution: {}", "  distribution: {}\n  accessLogDays: false"],
      ["protect: false", "protect: true"],
    ],
    problems: [
      [
        "ACCESS_LOGS_MISSING",
        "config/dev.yaml:23:18 › edge.accessLogDays",
        "The edge of a protected environment keeps access logs: without them nobody can tell who asked for what.",
        "accessLogDays: false in dev",
        "a number of days",
        "remove accessLogDays, which keeps them for 90 days, or write a number",
      ],
    ],
  },
  {
    mistake: "no web ACL in a protected environment",
    edits: [
      ["  distribution: {}", "  distribution: {}\n  webAcl: false"],
      ["protect: false", "protect: true"],
    ],
    problems: [
      [
        "WEB_ACL_MISSING",
        "config/dev.yaml:23:11 › edge.webAcl",
        "The edge of a protected environment has a web ACL between the internet and its services.",
        "webAcl: false in dev",
        "a web ACL",
        "remove webAcl, which leaves AWS's rule groups and a rate limit, or let groups only count: countOnly: true",
      ],
    ],
  },
  {
    mistake: "several mistakes at once",
    edits: [
      [
        "name: example.com\n  distribution: {}",
        "name: example.com\n  distribution: { staticPath: static }\n  accessLogDays: false",
      ],
      ["protect: false", "protect: true"],
      ["0.5 GB", "3 GB"],
      ["host: www.example.com", "host: www.example.org"],
    ],
    problems: [
      [
        "STATIC_PATH_INVALID",
        "config/dev.yaml:22:31 › edge.distribution.staticPath",
        "The path does not set the static files apart from the services.",
        '"static"',
        "/ and at least one character before the first wildcard",
        'write "/static"',
      ],
      [
        "ACCESS_LOGS_MISSING",
        "config/dev.yaml:23:18 › edge.accessLogDays",
        "The edge of a protected environment keeps access logs: without them nobody can tell who asked for what.",
        "accessLogDays: false in dev",
        "a number of days",
        "remove accessLogDays, which keeps them for 90 days, or write a number",
      ],
      [
        "FARGATE_MEMORY_MISMATCH",
        "config/dev.yaml:30:15 › ecs.services.web.memory",
        "A Fargate task with 0.25 vCPU cannot have this memory.",
        '"3 GB"',
        "one of 0.5 GB, 1 GB, 2 GB",
        'use "2 GB"; 3 GB goes with 0.5 vCPU, 1 vCPU',
      ],
      [
        "HOST_OUTSIDE_DOMAIN",
        "config/dev.yaml:33:15 › ecs.services.web.expose.host",
        "The host is not one that the edge has a certificate for.",
        '"www.example.org"',
        "example.com, or one part in front of it",
        'for example "www.example.com"',
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});

test("an edge and services without mistakes become stacks", () => {
  expect(problemsIn(() => buildShop({ dev: shopWith([]) }))).toEqual([]);
});
