import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

const ECS = "ecs:\n  repositories: [api]\n";

/** The section in front of the others: line 24 is that of `servers`. */
const servers = (text: string) => [[ECS, `servers:\n${text}${ECS}`] as const];

/** Servers, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "one name of a server and of a group",
    edits: servers(
      "  instances: { web: { instanceType: t4g.small } }\n  groups: { web: { instanceType: t4g.small, min: 1, max: 2 } }\n",
    ),
    problems: [
      [
        "SERVER_NAME_TWICE",
        "config/dev.yaml:25:13 › servers.groups.web",
        "A single server and a group have the same name, by which others call them.",
        '"web" in instances and in groups',
        "a name of its own for each",
        "rename one of the two",
      ],
    ],
  },
  {
    mistake: "calls of servers that are not there, and of one without a port",
    edits: servers(
      "  instances:\n    reports: { instanceType: t4g.small }\n    web: { instanceType: t4g.small, calls: [raports, reports] }\n",
    ),
    problems: [
      [
        "SERVER_CALL_UNKNOWN",
        "config/dev.yaml:26:45 › servers.instances.web.calls[0]",
        "There is no other server or group of this name.",
        '"raports"',
        "one of reports",
        'did you mean "reports"? Otherwise take it out',
      ],
      [
        "SERVER_CALL_PORT",
        "config/dev.yaml:26:54 › servers.instances.web.calls[1]",
        "The server that is called says no port.",
        '"reports" without port',
        "a server with a port",
        "give reports its port, such as port: 8080",
      ],
    ],
  },
  {
    mistake: "an entry that is none, and one without a port",
    edits: servers(
      "  instances:\n    web:\n      instanceType: t4g.small\n      admits: { office: { from: office, port: 22 }, lab: { from: 10.98.0.0/16 } }\n",
    ),
    problems: [
      [
        "SERVER_ENTRY_UNKNOWN",
        "config/dev.yaml:27:33 › servers.instances.web.admits.office.from",
        "This is neither a range nor a prefix list of the network.",
        '"office"',
        "a range, a prefix list id (pl-…)",
        "write the range out, or add a prefix list of this name to the network",
      ],
      [
        "SERVER_ENTRY_PORT",
        "config/dev.yaml:27:53 › servers.instances.web.admits.lab",
        "Nothing says which port is opened.",
        "no port, neither here nor of the server",
        "port here, or port of the server",
        "add port, such as port: 22",
      ],
    ],
  },
  {
    mistake: "a script that is there twice",
    edits: servers(
      '  instances:\n    web:\n      instanceType: t4g.small\n      userData: "#!/bin/sh"\n      userDataFile: __tests__/config/support/script.sh\n',
    ),
    problems: [
      [
        "SERVER_SCRIPT_TWICE",
        "config/dev.yaml:28:21 › servers.instances.web.userDataFile",
        "The script that runs at first boot is there twice.",
        "userData and userDataFile",
        "one of the two",
        "leave out userData, or userDataFile",
      ],
    ],
  },
  {
    mistake: "scripts that are not there, or a folder",
    edits: servers(
      "  instances:\n    one: { instanceType: t4g.small, userDataFile: scripts/web.sh }\n    two: { instanceType: t4g.small, userDataFile: __tests__/config/support }\n",
    ),
    problems: [
      [
        "PROJECT_PATH_MISSING",
        "config/dev.yaml:25:51 › servers.instances.one.userDataFile",
        "There is no such file or folder.",
        '"scripts/web.sh"',
        "a path below the project's folder, such as manifests/quotas",
        "correct the path, which begins in the project's folder, or make what it names",
      ],
      [
        "SERVER_SCRIPT_FOLDER",
        "config/dev.yaml:26:51 › servers.instances.two.userDataFile",
        "A server runs one script.",
        '"__tests__/config/support", which is a folder',
        "the path of a file",
        "name one file of the folder",
      ],
    ],
  },
  {
    mistake: "an exposure without a port, and a host of another",
    edits: servers(
      "  groups:\n    web: { instanceType: t4g.small, min: 1, max: 2, targetRequests: 100, expose: { host: a.example.com } }\n    more: { instanceType: t4g.small, min: 1, max: 2, port: 80, expose: { host: b.example.org } }\n",
    ),
    problems: [
      [
        "EXPOSE_WITHOUT_PORT",
        "config/dev.yaml:25:74 › servers.groups.web.expose",
        "The server is exposed, and nothing says where it listens.",
        "expose without port",
        "the port that the application listens on",
        "add port, such as port: 8080",
      ],
      [
        "HOST_OUTSIDE_DOMAIN",
        "config/dev.yaml:26:80 › servers.groups.more.expose.host",
        "The host is not one that the edge has a certificate for.",
        '"b.example.org"',
        "example.com, or one part in front of it",
        'for example "b.example.com"',
      ],
    ],
  },
  {
    mistake: "an exposed server without an edge",
    edits: [
      ["edge:\n  domain:\n    name: example.com\n  distribution: {}\n", ""],
      ["      expose:\n        host: www.example.com\n", ""],
      ...servers("  instances:\n    web: { instanceType: t4g.small, port: 80, expose: {} }\n"),
    ],
    problems: [
      [
        "SERVERS_WITHOUT_EDGE",
        "config/dev.yaml:21:47 › servers.instances.web.expose",
        "The server is exposed, and the environment has no edge that requests could come in by.",
        "expose without edge",
        "an edge, or a server that nobody reaches from outside",
        "declare edge, or take expose away",
      ],
    ],
  },
  {
    mistake: "a group whose types and schedules are wrong, told at their keys",
    edits: servers(
      "  groups:\n    web:\n      instanceType: t4g.small\n      min: 1\n      max: 2\n      capacity: { moreInstanceTypes: [t3.small] }\n      schedules: { night: { at: rate(1 day), min: 0 } }\n",
    ),
    problems: [
      [
        "GROUP_ARCHITECTURES",
        "config/dev.yaml:29:39 › servers.groups.web.capacity.moreInstanceTypes[0]",
        "All servers of a group start from one image, which is made for one architecture.",
        '"t3.small" with x86_64 beside "t4g.small" with arm64',
        "types with arm64",
        "use a type with arm64, such as m7g.large",
      ],
      [
        "GROUP_SCHEDULE_FORM",
        "config/dev.yaml:30:33 › servers.groups.web.schedules.night.at",
        "A group of servers changes its limits again and again, by minute, hour, day, month and weekday.",
        '"rate(1 day)"',
        "cron(…) with * as the year, and without L, W and #",
        'for example "cron(0 8 ? * MON-FRI *)"',
      ],
    ],
  },
  {
    mistake: "variables that no file is named for, and a thing that is not offered",
    edits: servers(
      "  instances:\n    web: { instanceType: t4g.small, environment: { MODE: fast }, uses: [buckets.uploads] }\n",
    ),
    problems: [
      [
        "SERVER_ENVIRONMENT_UNTOLD",
        "config/dev.yaml:25:37 › servers.instances.web.environment",
        "A server has environment variables by a file, and none is named.",
        "MODE, and no environmentFile",
        "environmentFile beside environment",
        "add environmentFile, such as environmentFile: /etc/shop/environment",
      ],
      [
        "USE_UNKNOWN",
        "config/dev.yaml:25:73 › servers.instances.web.uses[0]",
        "No stack of the environment offers this.",
        '"buckets.uploads"',
        "nothing: no section of the environment offers anything",
        "add it to the section buckets, or take it out",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told at its place", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
