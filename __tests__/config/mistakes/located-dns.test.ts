import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

const ECS = "ecs:\n  repositories: [api]\n";

/** A section with a zone that has these lines. */
const zone = (...lines: string[]) =>
  [
    ECS,
    `dns:\n  zones:\n    main:\n      zoneName: example.org\n${lines.map((line) => `      ${line}\n`).join("")}${ECS}`,
  ] as const;

const record = (text: string) => zone("records:", `  api: ${text}`);

/** What is wrong with names, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "a value that is none of its type",
    edits: [record("{ type: A, values: [192.0.2.300] }")],
    problems: [
      [
        "RECORD_ADDRESS_INVALID",
        "config/dev.yaml:28:34 › dns.zones.main.records.api.values[0]",
        "The value is not an IPv4 address.",
        '"192.0.2.300"',
        "an address such as 192.0.2.10",
        "write the address; for a name use an AliasRecord for a resource of AWS, in YAML type: ALIAS",
      ],
    ],
  },
  {
    mistake: "a weight above 255",
    edits: [record("{ type: A, values: [192.0.2.1], routing: { policy: weighted, weight: 300 } }")],
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:28:83 › dns.zones.main.records.api.routing.weight",
        "The number is outside the range that is allowed.",
        "300",
        "a whole number from 0 to 255",
        "use a whole number from 0 to 255",
      ],
    ],
  },
  {
    mistake: "an interval that there is not",
    edits: [
      [
        ECS,
        `dns:\n  zones: {}\n  healthChecks:\n    web: { kind: endpoint, protocol: HTTP, host: web.example.org, path: /, requestInterval: 20 }\n${ECS}`,
      ],
    ],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:26:93 › dns.healthChecks.web.requestInterval",
        "The value is not one of those that are allowed.",
        "20",
        "one of 10, 30",
        "use one of these values",
      ],
    ],
  },
  {
    mistake: "a policy that there is not",
    edits: [record("{ type: A, values: [192.0.2.1], routing: { policy: weigthed, weight: 1 } }")],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:28:65 › dns.zones.main.records.api.routing.policy",
        "The value is not one of those that are allowed.",
        '"weigthed"',
        "one of weighted, failover, latency, geolocation, geoproximity, multivalue, cidr",
        'did you mean "weighted"?',
      ],
    ],
  },
  {
    mistake: "a continent beside a country",
    edits: [record("{ type: A, values: [192.0.2.1], routing: { policy: geolocation, continent: EU, country: DE } }")],
    problems: [
      [
        "RECORD_GEOLOCATION",
        "config/dev.yaml:28:46 › dns.zones.main.records.api.routing",
        "The record is for one place.",
        "continent EU and country DE",
        "a continent, or a country",
        "leave one of the two out",
      ],
    ],
  },
  {
    mistake: "a health check that is not there",
    edits: [record("{ type: A, values: [192.0.2.1], routing: { policy: multivalue }, healthCheck: web }")],
    problems: [
      [
        "DNS_HEALTH_CHECK_UNKNOWN",
        "config/dev.yaml:28:92 › dns.zones.main.records.api.healthCheck",
        "There is no such health check to look at.",
        '"web"',
        "a health check of healthChecks",
        "add it to healthChecks, or leave it out",
      ],
    ],
  },
  {
    mistake: "VPCs of a public zone",
    edits: [zone("vpcs: { shared: { vpcId: vpc-0123456789abcdef0 } }")],
    problems: [
      [
        "DNS_ZONE_VPCS",
        "config/dev.yaml:27:7 › dns.zones.main.vpcs",
        "Everybody may ask a public zone, so no VPC is associated with it.",
        "vpcs for the public zone main",
        "vpcs for private zones only",
        "remove vpcs, or write visibility: private",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told at its place", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
