import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

/** What is refused of the listeners of an edge, and of services that choose one, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "requests that go past a web ACL that there is not",
    edits: [
      [
        "  distribution: {}",
        "  webAcl: false\n  loadBalancer: { wafFailOpen: { reason: services judge requests themselves } }",
      ],
    ],
    problems: [
      [
        "WAF_FAIL_OPEN_UNUSED",
        "config/dev.yaml:23:19 › edge.loadBalancer.wafFailOpen",
        "The balancer has no web ACL that requests could go past.",
        "wafFailOpen with webAcl: false",
        "wafFailOpen only where the web ACL is the balancer's",
        "remove wafFailOpen",
      ],
    ],
  },
  {
    mistake: "requests that go past the web ACL of a distribution",
    edits: [
      [
        "  distribution: {}",
        "  distribution: {}\n  loadBalancer: { wafFailOpen: { reason: services judge requests themselves } }",
      ],
    ],
    problems: [
      [
        "WAF_FAIL_OPEN_UNUSED",
        "config/dev.yaml:23:19 › edge.loadBalancer.wafFailOpen",
        "The balancer has no web ACL that requests could go past.",
        "wafFailOpen with a distribution, which has the web ACL",
        "wafFailOpen only where the web ACL is the balancer's",
        "remove wafFailOpen",
      ],
    ],
  },
  {
    mistake: "ranges that connect past a distribution",
    edits: [["  distribution: {}", "  distribution: {}\n  loadBalancer: { entry: [203.0.113.0/24] }"]],
    problems: [
      [
        "EDGE_ENTRY_DISTRIBUTION",
        "config/dev.yaml:23:26 › edge.loadBalancer.entry",
        "CloudFront alone connects to the balancer, so that nobody goes past the distribution.",
        "203.0.113.0/24 with a distribution",
        "one of the two",
        "remove entry, or the distribution; a further listener in loadBalancer.listeners may have an entry of its own",
      ],
    ],
  },
  {
    mistake: "an entry of nobody's",
    edits: [
      [
        "  distribution: {}",
        "  loadBalancer: { entry: [ofice], listeners: { test: { port: 8443, entry: [203.0.113.0/33] } } }",
      ],
    ],
    problems: [
      [
        "EDGE_ENTRY_UNKNOWN",
        "config/dev.yaml:22:27 › edge.loadBalancer.entry[0]",
        "This is neither a range nor a prefix list of the network.",
        '"ofice"',
        "a range, a prefix list id (pl-…)",
        "write the range out, or add a prefix list of this name to the network",
      ],
      [
        "CIDR_MALFORMED",
        "config/dev.yaml:22:76 › edge.loadBalancer.listeners.test.entry[0]",
        "`203.0.113.0/33` has a prefix length that does not exist.",
        "203.0.113.0/33",
        "an IPv4 range such as 10.0.0.0/16: four numbers from 0 to 255, a slash, a prefix length from 0 to 32",
        "use a prefix length from 0 to 32",
      ],
    ],
  },
  {
    mistake: "a login before what no service takes, where nobody can log in",
    edits: [
      [
        "  distribution: {}",
        "  loadBalancer: { authenticates: false, defaultAction: { authenticate: { cognito: { userPoolArn: arn, userPoolClientId: c, userPoolDomain: d } }, respond: { status: 200 } } }",
      ],
    ],
    problems: [
      [
        "AUTHENTICATION_UNREACHABLE",
        "config/dev.yaml:22:58 › edge.loadBalancer.defaultAction.authenticate",
        "The balancer does not reach an identity provider: its security group lets it out to targets only.",
        "authenticate, and loadBalancer.authenticates: false",
        "authenticates left out, or true",
        "remove edge.loadBalancer.authenticates, which is true where a default action asks for a login",
      ],
    ],
  },
  {
    mistake: "default actions that do nothing, or two things",
    edits: [
      [
        "  distribution: {}",
        "  loadBalancer:\n    defaultAction: {}\n    listeners: { test: { port: 8443, defaultAction: { redirect: { host: a.example.com }, respond: { status: 404 } } } }",
      ],
    ],
    problems: [
      [
        "DEFAULT_ACTION_FORM",
        "config/dev.yaml:23:5 › edge.loadBalancer.defaultAction",
        "Nothing says what happens to the requests.",
        "neither redirect nor respond",
        "one of redirect and respond",
        "add respond: { status: 404 }, or a redirect",
      ],
      [
        "DEFAULT_ACTION_FORM",
        "config/dev.yaml:24:38 › edge.loadBalancer.listeners.test.defaultAction",
        "Requests cannot be both redirected and answered.",
        "redirect and respond",
        "one of redirect and respond",
        "leave out respond, or redirect",
      ],
    ],
  },
  {
    mistake: "a login at a listener that speaks plain HTTP",
    edits: [
      [
        "  distribution: {}",
        "  loadBalancer: { listeners: { test: { port: 8081, plainHttp: { reason: meters know no TLS }, defaultAction: { authenticate: { cognito: { userPoolArn: arn, userPoolClientId: c, userPoolDomain: d } }, respond: { status: 200 } } } } }",
      ],
    ],
    problems: [
      [
        "AUTHENTICATION_WITHOUT_TLS",
        "config/dev.yaml:22:112 › edge.loadBalancer.listeners.test.defaultAction.authenticate",
        "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
        "authenticate, and a listener that speaks plain HTTP",
        "a listener that speaks HTTPS",
        "remove plainHttp, or authenticate",
      ],
    ],
  },
  {
    mistake: "a listener with plain HTTP and a certificate",
    edits: [
      [
        "  distribution: {}",
        '  loadBalancer: { listeners: { test: { port: 8081, plainHttp: { reason: meters know no TLS }, certificate: { certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/p", names: [p.example.net] } } } }',
      ],
    ],
    problems: [
      [
        "LISTENER_PLAIN_WITH_TLS",
        "config/dev.yaml:22:95 › edge.loadBalancer.listeners.test.certificate",
        "The listener speaks plain HTTP, so that nothing of TLS would hold.",
        "certificate with plain HTTP",
        "one of the two",
        "remove plainHttp, or certificate",
      ],
    ],
  },
  {
    mistake: "further certificates without a first",
    edits: [
      [
        "  distribution: {}",
        '  loadBalancer: { listeners: { test: { port: 8443, moreCertificates: { partner: { certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/p", names: [p.example.net] } } } } }',
      ],
    ],
    problems: [
      [
        "LISTENER_CERTIFICATE_MISSING",
        "config/dev.yaml:22:52 › edge.loadBalancer.listeners.test.moreCertificates",
        "The listener has further certificates of its own, and none for clients that name no host.",
        "moreCertificates without certificate",
        "both, or neither",
        "write the one for clients that name no host into certificate, or put them all into loadBalancer.moreCertificates",
      ],
    ],
  },
  {
    mistake: "a listener on the port of HTTPS",
    edits: [["  distribution: {}", "  loadBalancer: { listeners: { test: { port: 443 } } }"]],
    problems: [
      [
        "LISTENER_PORT_CLASH",
        "config/dev.yaml:22:46 › edge.loadBalancer.listeners.test.port",
        "The balancer listens on the port already.",
        '443, which is that of the listener "https"',
        "a port other than 443, 80",
        "hang a rule on the listener that is there, or choose another port, such as 8443",
      ],
    ],
  },
  {
    mistake: "a listener with the name of another",
    edits: [["  distribution: {}", "  loadBalancer: { listeners: { https: { port: 8443 } } }"]],
    problems: [
      [
        "LISTENER_NAME_TWICE",
        "config/dev.yaml:22:32 › edge.loadBalancer.listeners.https",
        "Another listener of the balancer has the name already; rules could not tell the two apart.",
        '"https", which is the name of port 443',
        "a name other than https, redirect",
        "give the listener another name",
      ],
    ],
  },
  {
    mistake: "a listener that is open to the internet without a reason",
    edits: [["  distribution: {}", "  loadBalancer: { listeners: { test: { port: 8443, entry: internet } } }"]],
    problems: [
      [
        "PUBLIC_ENTRY_UNDECLARED",
        "config/dev.yaml:22:59 › edge.loadBalancer.listeners.test.entry",
        "A port would be open to the internet on a listener that is not declared a public entry.",
        "tcp 8443 from 0.0.0.0/0",
        "one of HTTP (tcp 80), HTTPS (tcp 443), OpenVPN (udp 1194), or a listener with `publicEntry`",
        'say why it is public: `publicEntry: "game servers speak to players on udp 7777"`, or narrow the range',
      ],
    ],
  },
  {
    mistake: "a listener for the internet behind a distribution",
    edits: [
      [
        "  distribution: {}",
        "  distribution: {}\n  loadBalancer: { listeners: { test: { port: 8443, entry: internet, publicEntry: partners connect from everywhere } } }",
      ],
    ],
    problems: [
      [
        "BALANCER_ENTRY",
        "config/dev.yaml:23:59 › edge.loadBalancer.listeners.test.entry",
        "An internal balancer has no public address: the internet does not reach it.",
        "an entry for the internet at an internal balancer",
        "peers that are in the VPC or connected to it",
        "name the ranges of those who connect, or leave entry out and allow groups",
      ],
    ],
  },
  {
    mistake: "port 80 that serves requests behind a distribution",
    edits: [
      ["  distribution: {}", "  distribution: {}\n  loadBalancer: { httpListener: { reason: scanners know no TLS } }"],
    ],
    problems: [
      [
        "HTTP_LISTENER_CLOUDFRONT",
        "config/dev.yaml:23:19 › edge.loadBalancer.httpListener",
        "CloudFront alone connects to the balancer, by HTTPS: nobody would reach port 80.",
        'httpListener with entry: "cloudfront"',
        "one of the two",
        "leave httpListener out; the distribution redirects by itself",
      ],
    ],
  },
  {
    mistake: "a service at a listener that was taken away",
    edits: [["        host: www.example.com", "        host: www.example.com\n        listener: partners"]],
    problems: [
      [
        "LISTENER_UNKNOWN",
        "config/dev.yaml:33:19 › ecs.services.web.expose.listener",
        "The edge has no further listener of this name.",
        '"partners"',
        "no listener: the edge has no further ones",
        "leave out listener, or add it to edge.loadBalancer.listeners",
      ],
    ],
  },
  {
    mistake: "a service at a listener that is called otherwise",
    edits: [
      ["  distribution: {}", "  loadBalancer: { listeners: { partners: { port: 8443 } } }"],
      ["        host: www.example.com", "        host: www.example.com\n        listener: partner"],
    ],
    problems: [
      [
        "LISTENER_UNKNOWN",
        "config/dev.yaml:33:19 › ecs.services.web.expose.listener",
        "The edge has no further listener of this name.",
        '"partner"',
        "one of partners",
        'did you mean "partners"? Otherwise add it to edge.loadBalancer.listeners',
      ],
    ],
  },
  {
    mistake: "a host that is none of the listener's",
    edits: [
      [
        "  distribution: {}",
        '  loadBalancer: { listeners: { partners: { port: 8443, certificate: { certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/p", names: [p.example.net] } } } }',
      ],
      ["        host: www.example.com", "        host: www.example.com\n        listener: partners"],
    ],
    problems: [
      [
        "HOST_OUTSIDE_LISTENER",
        "config/dev.yaml:32:15 › ecs.services.web.expose.host",
        "The host is not one that the listener has a certificate for.",
        '"www.example.com"',
        "a host that p.example.net covers",
        'take one of these, or give "partners" a certificate for the host in edge.loadBalancer.listeners',
      ],
    ],
  },
  {
    mistake: "a login before a service at a listener that speaks plain HTTP",
    edits: [
      [
        "  distribution: {}",
        "  loadBalancer: { authenticates: true, listeners: { meters: { port: 8081, plainHttp: { reason: meters know no TLS } } } }",
      ],
      [
        "        host: www.example.com",
        "        host: www.example.com\n        listener: meters\n        authenticate: { cognito: { userPoolArn: arn, userPoolClientId: c, userPoolDomain: d } }",
      ],
    ],
    problems: [
      [
        "AUTHENTICATION_WITHOUT_TLS",
        "config/dev.yaml:34:9 › ecs.services.web.expose.authenticate",
        "Users cannot log in over plain HTTP: AWS allows it on HTTPS listeners only.",
        'authenticate, and "meters", which speaks plain HTTP',
        "a listener that speaks HTTPS",
        "leave out listener, or authenticate",
      ],
    ],
  },
  {
    mistake: "tests of a service at a listener that there is not",
    edits: [
      [
        "        host: www.example.com",
        "        host: www.example.com\n      deployment: { by: blue-green, provider: 6.4 or later, testTraffic: { listener: test } }",
      ],
    ],
    problems: [
      [
        "LISTENER_UNKNOWN",
        "config/dev.yaml:33:86 › ecs.services.web.deployment.testTraffic.listener",
        "The balancer has no further listener of this name.",
        '"test"',
        "a further listener; it has none",
        'add the listener where the balancer is made (in YAML edge.loadBalancer.listeners: { test: { port: 8443 } }), or tell tests by a header: { header: "X-Test", values: ["next"] }',
      ],
    ],
  },
  {
    mistake: "tests of a service at its own listener",
    edits: [
      ["  distribution: {}", "  loadBalancer: { listeners: { test: { port: 8443 } } }"],
      [
        "        host: www.example.com",
        "        host: www.example.com\n        listener: test\n      deployment: { by: blue-green, provider: 6.4 or later, testTraffic: { listener: test } }",
      ],
    ],
    problems: [
      [
        "TEST_TRAFFIC_LISTENER",
        "config/dev.yaml:34:86 › ecs.services.web.deployment.testTraffic.listener",
        "The service has its other requests at this listener too, so it tells no tests from them.",
        '"test", at which the service is exposed',
        "another listener",
        'name another listener, or tell tests by a header: { header: "X-Test", values: ["next"] }',
      ],
    ],
  },
  {
    mistake: "IPv6 in a network without it",
    edits: [["  distribution: {}", "  loadBalancer: { addressType: dualstack }"]],
    problems: [
      [
        "BALANCER_WITHOUT_IPV6",
        "config/dev.yaml:22:32 › edge.loadBalancer.addressType",
        "The balancer would have addresses of IPv6 in subnets that have none.",
        'addressType: "dualstack" in a network without IPv6',
        "a network with IPv6",
        "set ipv6: true of the network, or leave addressType out",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
