import { problemsOf, removeConfigFolders } from "../support/config-folder";
import { SHOP, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

const CASES: ShopCase[] = [
  {
    mistake: "an unknown key of the edge, with the one that was meant",
    edits: [["  domain:", "  domian:"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:20:3 › edge.domian",
        "The key is not known here.",
        '"domian"',
        "one of accessLogDays, distribution, domain, loadBalancer, networkLoadBalancer, plainHttp, webAcl",
        'did you mean "domain"?',
      ],
    ],
  },
  {
    mistake: "an unknown key of a service",
    edits: [["      port:", "      prt:"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:30:7 › ecs.services.web.prt",
        "The key is not known here.",
        '"prt"',
        "one of port, spot, cpu, exec, logs, tags; all are in docs/configuration-reference.md#ecs",
        'did you mean "port"?',
      ],
    ],
  },
  {
    mistake: "a web ACL that is neither false nor a map",
    edits: [["  distribution: {}", "  webAcl: true"]],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:22:11 › edge.webAcl",
        "The value is not one of those that are allowed.",
        "true",
        "false, or a map with keys such as tags, webAclName, description, logging",
        "use one of these values",
      ],
    ],
  },
  {
    mistake: "an unknown key of the web ACL",
    edits: [["  distribution: {}", "  webAcl: { rateLimt: 500 }"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:22:13 › edge.webAcl.rateLimt",
        "The key is not known here.",
        '"rateLimt"',
        "one of capacity, description, logging, managed, rateLimit, sampledRequests, tags, webAclName",
        'did you mean "rateLimit"?',
      ],
    ],
  },
  {
    mistake: "a rate limit below the least",
    edits: [["  distribution: {}", "  webAcl: { rateLimit: 1 }"]],
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:22:24 › edge.webAcl.rateLimit",
        "The number is outside the range that is allowed.",
        "1",
        "a whole number from 10 to 2000000000",
        "use a whole number from 10 to 2000000000",
      ],
    ],
  },
  {
    mistake: "days of an access log that are neither a number nor false",
    edits: [["  distribution: {}", "  accessLogDays: forever"]],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:22:18 › edge.accessLogDays",
        "The value is not one of those that are allowed.",
        '"forever"',
        "false, or a whole number from 1 to 3653",
        "use one of these values",
      ],
    ],
  },
  {
    mistake: "too many days of an access log",
    edits: [["  distribution: {}", "  accessLogDays: 9999"]],
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:22:18 › edge.accessLogDays",
        "The number is outside the range that is allowed.",
        "9999",
        "a whole number from 1 to 3653",
        "use a whole number from 1 to 3653",
      ],
    ],
  },
  {
    mistake: "a size as a number of MiB and of CPU units",
    edits: [
      ["memory: 0.5 GB", "memory: 512"],
      ["cpu: 0.25 vCPU", "cpu: 256"],
    ],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:28:12 › ecs.services.web.cpu",
        "The value has the wrong type.",
        "number 256",
        'a text with a unit, such as "0.25 vCPU"',
        'write it with its unit: "0.25 vCPU"',
      ],
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:29:15 › ecs.services.web.memory",
        "The value has the wrong type.",
        "number 512",
        'a text with a unit, such as "0.5 GB"',
        'write it with its unit: "0.5 GB"',
      ],
    ],
  },
  {
    mistake: "a size as a number of GB",
    edits: [["memory: 0.5 GB", "memory: 2"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:29:15 › ecs.services.web.memory",
        "The value has the wrong type.",
        "number 2",
        'a text with a unit, such as "2 GB"',
        'write it with its unit: "2 GB"',
      ],
    ],
  },
  {
    mistake: "a rule group that does not exist",
    edits: [["  distribution: {}", "  webAcl: { managed: { coer: true } }"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:22:24 › edge.webAcl.managed.coer",
        "The key is not known here.",
        '"coer"',
        "one of admin-protection, anonymous-ip, bot-control, core, ip-reputation, known-bad-inputs, linux, php, posix, sql-database, windows, wordpress",
        'did you mean "core"?',
      ],
    ],
  },
  {
    mistake: "an action that a rule group does not have",
    edits: [["  distribution: {}", "  webAcl: { managed: { core: { overrides: { NoUserAgent_HEADER: log } } } }"]],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:22:65 › edge.webAcl.managed.core.overrides.NoUserAgent_HEADER",
        "The value is not one of those that are allowed.",
        '"log"',
        "one of allow, block, captcha, challenge, count",
        "use one of these values",
      ],
    ],
  },
  {
    mistake: "a service's name in upper case",
    edits: [["    web:", "    Web:"]],
    problems: [
      [
        "CONFIG_NAME_FORM",
        "config/dev.yaml:26:5 › ecs.services.Web",
        "The name of the service has a wrong form.",
        '"Web"',
        "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor",
        "rename the service, for example to web",
      ],
    ],
  },
  {
    mistake: "a repository's name with an underscore",
    edits: [["[api]", "[api, web_2]"]],
    problems: [
      [
        "CONFIG_NAME_FORM",
        "config/dev.yaml:24:23 › ecs.repositories[1]",
        "The name of the repository has a wrong form.",
        '"web_2"',
        "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor",
        "rename the repository",
      ],
    ],
  },
  {
    mistake: "a number of tasks that is a text",
    edits: [["{ min: 2, max: 4, targetCpu: 60 }", "two"]],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:33:14 › ecs.services.web.scale",
        "The value is not one of those that are allowed.",
        '"two"',
        "a whole number from 0 to 5000, or a map with keys such as min, max, targetCpu, targetMemory",
        "use one of these values",
      ],
    ],
  },
  {
    mistake: "a scale without its greatest number",
    edits: [["{ min: 2, max: 4, targetCpu: 60 }", "{ min: 2, targetCpu: 60 }"]],
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:33:7 › ecs.services.web.scale.max",
        "A required key is missing.",
        'no key "max"',
        "max: a whole number from 0 to 5000",
        'add "max" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a port that does not exist",
    edits: [["port: 8080", "port: 80800"]],
    problems: [
      [
        "CONFIG_OUT_OF_RANGE",
        "config/dev.yaml:30:13 › ecs.services.web.port",
        "The number is outside the range that is allowed.",
        "80800",
        "a whole number from 1 to 65535",
        "use a whole number from 1 to 65535",
      ],
    ],
  },
  {
    mistake: "a service without an image",
    edits: [["      image: api:1.4.2\n", ""]],
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:26:5 › ecs.services.web.image",
        "A required key is missing.",
        'no key "image"',
        "image: a text of at least one character",
        'add "image" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a level of container insights that does not exist",
    edits: [["  repositories: [api]", "  containerInsights: all"]],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:24:22 › ecs.containerInsights",
        "The value is not one of those that are allowed.",
        '"all"',
        "one of enhanced, enabled, disabled",
        "use one of these values",
      ],
    ],
  },
];

test("an edge and services without mistakes load", () => {
  expect(problemsOf({ dev: SHOP })).toEqual([]);
});

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsOf({ dev: shopWith(edits) }).map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix]);
  expect(told).toEqual(problems);
});
