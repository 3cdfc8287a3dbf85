import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

/** A balancer for connections: line 24 is its first listener. */
const balancer = (listeners: string, more = "") =>
  ["  distribution: {}", `  networkLoadBalancer:\n    ${more}listeners:\n${listeners}`] as const;

const MQTTS = "      mqtts: { port: 8883, protocol: TLS, entry: [10.0.0.0/8] }";

/** A further service, with its name. */
const service = (name: string, options: string) =>
  `    ${name}: { image: "api:1.4.2", cpu: 0.25 vCPU, memory: 0.5 GB, ${options} }\n`;

const SERVICES = "  services:\n";

/** What is refused of the listeners for connections, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "a balancer for connections without listeners",
    edits: [["  distribution: {}", "  networkLoadBalancer: { listeners: {} }"]],
    problems: [
      [
        "NETWORK_LISTENERS_MISSING",
        "config/dev.yaml:22:26 › edge.networkLoadBalancer.listeners",
        "The balancer for connections has no listener.",
        "no listeners",
        "at least one, by a name of yours",
        "add one, such as mqtt: { port: 1883, protocol: TCP }, or take networkLoadBalancer away",
      ],
    ],
  },
  {
    mistake: "a listener for TLS without a certificate",
    edits: [
      ["  domain:\n    name: example.com\n", "  plainHttp: { reason: nobody uses it yet }\n"],
      balancer(MQTTS),
      ["      expose:\n        host: www.example.com\n", "      expose: {}\n"],
    ],
    problems: [
      [
        "NETWORK_CERTIFICATE_MISSING",
        "config/dev.yaml:23:7 › edge.networkLoadBalancer.listeners.mqtts",
        "The listener ends TLS, and there is no certificate for that.",
        "protocol: TLS without certificate, in an edge without a domain",
        "a certificate, or an edge with a domain, which has one",
        "name a certificate in certificate, declare the domain, or let the application end TLS: protocol: TCP",
      ],
    ],
  },
  {
    mistake: "an entry of a listener for connections that is none",
    edits: [balancer("      mqtt: { port: 1883, protocol: TCP, entry: [office] }")],
    problems: [
      [
        "EDGE_ENTRY_UNKNOWN",
        "config/dev.yaml:24:50 › edge.networkLoadBalancer.listeners.mqtt.entry[0]",
        "This is neither a range nor a prefix list of the network.",
        '"office"',
        "a range, a prefix list id (pl-…)",
        "write the range out, or add a prefix list of this name to the network",
      ],
    ],
  },
  {
    mistake: "a port that the internet connects to without a reason",
    edits: [balancer("      mqtt: { port: 1883, protocol: TCP }", "scheme: internet-facing\n    ")],
    problems: [
      [
        "PUBLIC_ENTRY_UNDECLARED",
        "config/dev.yaml:25:21 › edge.networkLoadBalancer.listeners.mqtt.port",
        "A port would be open to the internet on a balancer that is not declared a public entry.",
        "tcp 1883 from 0.0.0.0/0",
        "one of HTTP (tcp 80), HTTPS (tcp 443), OpenVPN (udp 1194), or a balancer with `publicEntry`",
        'say why it is public: `publicEntry: "game servers speak to players on udp 7777"`, or make the balancer internal',
      ],
    ],
  },
  {
    mistake: "everybody at an internal balancer",
    edits: [balancer("      mqtt: { port: 1883, protocol: TCP, entry: internet }")],
    problems: [
      [
        "ENTRY_INTERNET_INTERNAL",
        "config/dev.yaml:24:49 › edge.networkLoadBalancer.listeners.mqtt.entry",
        "Nobody in the internet reaches an internal balancer.",
        'entry: "internet" with scheme: "internal"',
        "ranges of those who are connected to the VPC, or a balancer that is internet-facing",
        'name ranges in entry, or set scheme: "internet-facing"',
      ],
    ],
  },
  {
    mistake: "listeners for connections that the edge has not, and one without a port",
    edits: [balancer(MQTTS), [SERVICES, SERVICES + service("broker", "networkListeners: { mqtt: {}, mqtts: {} }")]],
    problems: [
      [
        "NETWORK_LISTENER_UNKNOWN",
        "config/dev.yaml:28:87 › ecs.services.broker.networkListeners.mqtt",
        "The edge has no listener for connections of this name.",
        '"mqtt"',
        "one of mqtts",
        'did you mean "mqtts"? Otherwise add it to edge.networkLoadBalancer.listeners',
      ],
      [
        "NETWORK_LISTENER_WITHOUT_PORT",
        "config/dev.yaml:28:97 › ecs.services.broker.networkListeners.mqtts",
        "The service has a listener, and nothing says where it listens itself.",
        "networkListeners without port",
        "the port that the application listens on",
        "add port, such as port: 8883",
      ],
    ],
  },
  {
    mistake: "a listener of an edge that has none for connections",
    edits: [[SERVICES, SERVICES + service("broker", "port: 1883, networkListeners: { mqtt: {} }")]],
    problems: [
      [
        "NETWORK_LISTENER_UNKNOWN",
        "config/dev.yaml:26:99 › ecs.services.broker.networkListeners.mqtt",
        "The edge has no listener for connections of this name.",
        '"mqtt"',
        "no listener: the edge has none for connections",
        "take it out, or add it to edge.networkLoadBalancer.listeners",
      ],
    ],
  },
  {
    mistake: "a listener for connections of two services",
    edits: [
      balancer(MQTTS),
      [
        SERVICES,
        SERVICES +
          service("broker", "port: 1883, networkListeners: { mqtts: {} }") +
          service("bridge", "port: 1883, networkListeners: { mqtts: {} }"),
      ],
    ],
    problems: [
      [
        "NETWORK_LISTENER_TWICE",
        "config/dev.yaml:29:99 › ecs.services.bridge.networkListeners.mqtts",
        "Two services have the same listener for connections, which sends them to one.",
        '"mqtts" of bridge and of broker',
        "a listener of its own for each service",
        "take it out of bridge, or add another listener to edge.networkLoadBalancer.listeners",
      ],
    ],
  },
  {
    mistake: "a listener for connections of a service and of a server",
    edits: [
      balancer(MQTTS),
      [SERVICES, SERVICES + service("broker", "port: 1883, networkListeners: { mqtts: {} }")],
      [
        "ecs:\n",
        "servers:\n  instances:\n    reports: { instanceType: t4g.small, port: 1883, networkListeners: { mqtts: {} } }\necs:\n",
      ],
    ],
    problems: [
      [
        "NETWORK_PLACE_TAKEN",
        "config/dev.yaml:27:73 › servers.instances.reports.networkListeners.mqtts",
        "A listener for connections sends them to one target group, and has one already.",
        'the listener "mqtts", which dev-ecs/network-listeners/broker/mqtts has',
        "a listener of its own for each",
        "choose another listener, or add one with a port of its own to the balancer",
      ],
    ],
  },
  {
    mistake: "listeners that speak another protocol than the port of a service",
    edits: [
      balancer(
        "      syslog: { port: 5140, protocol: UDP, entry: [10.0.0.0/8] }\n      both: { port: 5300, protocol: TCP_UDP }",
      ),
      [
        SERVICES,
        SERVICES +
          service("logs", "port: 1514, networkListeners: { syslog: {} }") +
          service("names", "port: 1053, networkListeners: { both: {} }"),
      ],
    ],
    problems: [
      [
        "NETWORK_LISTENER_PROTOCOL",
        "config/dev.yaml:29:97 › ecs.services.logs.networkListeners.syslog",
        "The listener and the port of the service speak different protocols.",
        "a listener for UDP, and portProtocol: tcp",
        "portProtocol: udp, or another listener",
        "set portProtocol: udp",
      ],
      [
        "NETWORK_LISTENER_PROTOCOL",
        "config/dev.yaml:30:98 › ecs.services.names.networkListeners.both",
        "The port of a service is one for connections or for packets, and not for both.",
        "a listener for TCP_UDP",
        "a listener for TCP, TLS or UDP",
        "give the listener another protocol, or let a server have it",
      ],
    ],
  },
  {
    mistake: "a port for packets behind a balancer for requests",
    edits: [["      port: 8080\n", "      port: 8080\n      portProtocol: udp\n"]],
    problems: [
      [
        "PORT_FOR_PACKETS",
        "config/dev.yaml:32:7 › ecs.services.web.expose",
        "An Application Load Balancer knows connections only, and the port is one for packets.",
        "expose and a port for udp",
        "a port for tcp",
        "take expose away, or make the port one for tcp",
      ],
    ],
  },
  {
    mistake: "names of a listener outside of the domain, and of its certificate",
    edits: [
      balancer(`${MQTTS}\n      other: { port: 8884, protocol: TLS }`),
      [
        SERVICES,
        SERVICES +
          service("broker", "port: 1883, networkListeners: { mqtts: { host: mqtt.example.net } }") +
          service("bridge", "port: 1883, networkListeners: { other: { host: a.mqtt.example.com } }"),
      ],
    ],
    problems: [
      [
        "NETWORK_HOST_OUTSIDE_DOMAIN",
        "config/dev.yaml:29:114 › ecs.services.broker.networkListeners.mqtts.host",
        "The name does not lie in the zone of the edge's domain.",
        '"mqtt.example.net"',
        "example.com, or a name below it",
        'for example "mqtt.example.com"',
      ],
      [
        "NETWORK_HOST_OUTSIDE_CERTIFICATE",
        "config/dev.yaml:30:114 › ecs.services.bridge.networkListeners.other.host",
        "The certificate of the listener is not for the name, so that clients refuse it.",
        '"a.mqtt.example.com"',
        "a name that example.com, *.example.com covers",
        "take one of these, or give the listener a certificate for the name",
      ],
    ],
  },
  {
    mistake: "a name of a listener in an edge without a domain",
    edits: [
      ["  domain:\n    name: example.com\n", "  plainHttp: { reason: nobody uses it yet }\n"],
      balancer("      mqtt: { port: 1883, protocol: TCP }"),
      [SERVICES, SERVICES + service("broker", "port: 1883, networkListeners: { mqtt: { host: mqtt.example.com } }")],
      ["      expose:\n        host: www.example.com\n", "      expose: {}\n"],
    ],
    problems: [
      [
        "NETWORK_HOST_WITHOUT_DOMAIN",
        "config/dev.yaml:27:113 › ecs.services.broker.networkListeners.mqtt.host",
        "The edge has no domain, so that there is no zone for the name.",
        '"mqtt.example.com"',
        "no host, or an edge with a domain",
        "leave out host, or give the edge its domain",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((problem) => Object.values(problem))).toEqual(problems);
});
