import { checkFiles } from "../support/check-files";
import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { habitsWith } from "../support/habits";
import type { ShopCase } from "../support/shop";

afterAll(removeConfigFolders);

/** What people write who know another tool, or YAML of another kind: each is one mistake, and told as one. */
const CASES: ShopCase[] = [
  {
    mistake: "a size without a unit, in MiB",
    edits: [["memory: 0.5 GB", "memory: 512"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:32:15 › ecs.services.web.memory",
        "The value has the wrong type.",
        "number 512",
        'a text with a unit, such as "0.5 GB"',
        'write it with its unit: "0.5 GB"',
      ],
    ],
  },
  {
    mistake: "a size without a unit, in GB",
    edits: [["memory: 0.5 GB", "memory: 0.5"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:32:15 › ecs.services.web.memory",
        "The value has the wrong type.",
        "number 0.5",
        'a text with a unit, such as "0.5 GB"',
        'write it with its unit: "0.5 GB"',
      ],
    ],
  },
  {
    mistake: "a size with a unit that is written otherwise",
    edits: [["memory: 0.5 GB", "memory: 512MB"]],
    problems: [
      [
        "FARGATE_MEMORY_MISMATCH",
        "config/dev.yaml:32:15 › ecs.services.web.memory",
        "A Fargate task with 0.25 vCPU cannot have this memory.",
        '"512MB"',
        "one of 0.5 GB, 1 GB, 2 GB",
        'use "0.5 GB"',
      ],
    ],
  },
  {
    mistake: "a size with a word for a unit",
    edits: [["memory: 0.5 GB", "memory: 1 gig"]],
    problems: [
      [
        "FARGATE_MEMORY_MISMATCH",
        "config/dev.yaml:32:15 › ecs.services.web.memory",
        "A Fargate task with 0.25 vCPU cannot have this memory.",
        '"1 gig"',
        "one of 0.5 GB, 1 GB, 2 GB",
        'use "1 GB"',
      ],
    ],
  },
  {
    mistake: "CPU units",
    edits: [["cpu: 0.25 vCPU", "cpu: 256"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:31:12 › ecs.services.web.cpu",
        "The value has the wrong type.",
        "number 256",
        'a text with a unit, such as "0.25 vCPU"',
        'write it with its unit: "0.25 vCPU"',
      ],
    ],
  },
  {
    mistake: "CPU as Kubernetes has it",
    edits: [["cpu: 0.25 vCPU", "cpu: 250m"]],
    problems: [
      [
        "FARGATE_CPU_UNKNOWN",
        "config/dev.yaml:31:12 › ecs.services.web.cpu",
        "Fargate has no task with this CPU.",
        '"250m"',
        "one of 0.25 vCPU, 0.5 vCPU, 1 vCPU, 2 vCPU, 4 vCPU, 8 vCPU, 16 vCPU",
        'use "0.25 vCPU"',
      ],
    ],
  },
  {
    mistake: "a size of a group as Terraform calls it",
    edits: [["      min: 1\n", "      min_size: 1\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:43:7 › eks.nodeGroups.main.min_size",
        "The key is not known here.",
        '"min_size"',
        "one of min, initial, diskGiB, image, taints, version; all are in docs/configuration-reference.md#eks",
        'did you mean "min"?',
      ],
    ],
  },
  {
    mistake: "the number of nodes as CloudFormation calls it",
    edits: [["      max: 2\n", "      max: 2\n      DesiredCapacity: 1\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:45:7 › eks.nodeGroups.main.DesiredCapacity",
        "The key is not known here.",
        '"DesiredCapacity"',
        "one of initial, capacity, repair, morePolicies, remoteAccess, sessionManager; all are in docs/configuration-reference.md#eks",
        'did you mean "initial"?',
      ],
    ],
  },
  {
    mistake: "the size of a disk as Terraform calls it",
    edits: [["      max: 2\n", "      max: 2\n      disk_size: 50\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:45:7 › eks.nodeGroups.main.disk_size",
        "The key is not known here.",
        '"disk_size"',
        "one of diskGiB, image, initial, version, capacity, labels; all are in docs/configuration-reference.md#eks",
        'did you mean "diskGiB"?',
      ],
    ],
  },
  {
    mistake: "one instance type as Terraform calls it",
    edits: [["instanceTypes: [m7g.large]", "instance_type: m7g.large"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:42:7 › eks.nodeGroups.main.instance_type",
        "The key is not known here.",
        '"instance_type"',
        "one of instanceTypes, capacity, architecture, image, initial, taints; all are in docs/configuration-reference.md#eks",
        'did you mean "instanceTypes: [m7g.large]"?',
      ],
    ],
  },
  {
    mistake: "the range of the VPC as a module calls it",
    edits: [["  cidr: 10.0.0.0/16", "  vpc_cidr: 10.0.0.0/16"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:9:3 › network.vpc_cidr",
        "The key is not known here.",
        '"vpc_cidr"',
        "one of cidr, dhcp, ipv6, peers, tiers, dns; all are in docs/configuration-reference.md#network",
        'did you mean "cidr"?',
      ],
    ],
  },
  {
    mistake: "the zones as a module calls them",
    edits: [["zones: [a, c]", "availability_zones: [a, c]"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:10:3 › network.availability_zones",
        "The key is not known here.",
        '"availability_zones"',
        "one of zones, maxZones, allowPublicRanges, flowLogs, endpoints, flowLog; all are in docs/configuration-reference.md#network",
        'did you mean "zones"?',
      ],
    ],
  },
  {
    mistake: "protection as AWS calls it",
    edits: [["protect: false", "deletion_protection: false"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:5:1 › deletion_protection",
        "The key is not known here.",
        '"deletion_protection"',
        "one of protect, exemptions, project, delivery, functions, region; all are in docs/configuration-reference.md",
        'did you mean "protect"?',
      ],
    ],
  },
  {
    mistake: "a switch of another tool for NAT",
    edits: [["nat: { mode: single }", "single_nat_gateway: true"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:21:3 › network.single_nat_gateway",
        "The key is not known here.",
        '"single_nat_gateway"',
        "one of nat, transitGateway, vpnGateway, eksDiscovery, endpoints, flowLog; all are in docs/configuration-reference.md#network",
        'did you mean "nat", a map with mode: one of none, single, per-zone, regional, instance?',
      ],
    ],
  },
  {
    mistake: "NAT as a switch",
    edits: [["nat: { mode: single }", "nat: true"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:21:8 › network.nat",
        "The value has the wrong type.",
        "boolean true",
        "a map with mode: one of none, single, per-zone, regional, instance",
        'write "mode" below it, indented by two spaces, with one of these values, or remove the key',
      ],
    ],
  },
  {
    mistake: "NAT as its mode alone",
    edits: [["nat: { mode: single }", "nat: single"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:21:8 › network.nat",
        "The value has the wrong type.",
        'text "single"',
        "a map with mode: one of none, single, per-zone, regional, instance",
        "write a map: { mode: single }",
      ],
    ],
  },
  {
    mistake: "a domain as its name alone",
    edits: [["  domain:\n    name: example.com\n", "  domain: example.com\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:23:11 › edge.domain",
        "The value has the wrong type.",
        'text "example.com"',
        "a map with keys such as name, zoneId, zone, delegated",
        "write a map: { name: example.com }",
      ],
    ],
  },
  {
    mistake: "a domain as its name alone, as other tools call it",
    edits: [["  domain:\n    name: example.com\n", "  domain_name: example.com\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:23:3 › edge.domain_name",
        "The key is not known here.",
        '"domain_name"',
        "one of accessLogDays, distribution, domain, loadBalancer, networkLoadBalancer, plainHttp, webAcl",
        'did you mean "domain: { name: example.com }"?',
      ],
    ],
  },
  {
    mistake: "no domain, of which three parts would speak",
    edits: [["  domain:\n    name: example.com\n", ""]],
    problems: [
      [
        "EDGE_WITHOUT_DOMAIN",
        "config/dev.yaml:22:1 › edge.domain",
        "The edge has no domain that a certificate could be for, and nothing says why it speaks plain HTTP.",
        "neither domain nor plainHttp",
        "a domain, or plainHttp with a reason",
        "declare the environment's domain, such as domain: { name: dev.example.com }",
      ],
    ],
  },
  {
    mistake: "a Kubernetes version as a tag has it",
    edits: [['version: "1.35"', "version: v1.35.2"]],
    problems: [
      [
        "CONFIG_KUBERNETES_VERSION_FORM",
        "config/dev.yaml:38:12 › eks.version",
        "The value is not a Kubernetes version.",
        '"v1.35.2"',
        'major and minor version in quotes, such as "1.35"',
        "write only these two numbers, with no v before them and no patch version behind",
      ],
    ],
  },
  {
    mistake: "a part that is switched on",
    edits: [["distribution: {}", "distribution: true"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:25:17 › edge.distribution",
        "The value has the wrong type.",
        "boolean true",
        "a map with keys such as rootObject, errorResponses, securityHeaders, geoRestriction",
        "write {}, or keys below it, or remove the key",
      ],
    ],
  },
  {
    mistake: "one zone, of which three parts would speak",
    edits: [["zones: [a, c]", "zones: [a]"]],
    problems: [
      [
        "ZONES_TOO_FEW",
        "config/dev.yaml:10:10 › network.zones",
        "The network has one availability zone, and parts of the environment need two.",
        "[a], too few for edge.loadBalancer.tier, eks and network.tiers.data.subnetGroups",
        "at least two zones",
        "add a zone, such as b; the subnets that are there stay as they are",
      ],
    ],
  },
  {
    mistake: "the private tier taken away, on which five things lean",
    edits: [
      ["    app:\n      kind: private\n      prefixLength: 20\n", ""],
      ["eks:\n", "access: { bastion: {} }\neks:\n"],
    ],
    problems: [
      [
        "PRIVATE_TIER_NEEDED",
        "config/dev.yaml:11:3 › network.tiers",
        "The network has no private tier, and parts of the environment lean on one.",
        "public (public), data (isolated); a private one is missed by access.bastion, ecs.services.web.tier, edge.loadBalancer.tier, eks and network.nat",
        "a tier of kind private, or nat mode none and nothing that needs one",
        "add a tier such as app: { kind: private, prefixLength: 20 }",
      ],
    ],
  },
  {
    mistake: "zones by their whole names",
    edits: [["zones: [a, c]", "zones: [ap-northeast-2a, ap-northeast-2c]"]],
    problems: [
      [
        "ZONE_UNKNOWN",
        "config/dev.yaml:10:10 › network.zones",
        "These are neither letters nor ids of availability zones.",
        "ap-northeast-2a, ap-northeast-2c",
        "letters from a to h, or zone ids such as apne2-az1",
        "write [a, c]",
      ],
    ],
  },
  {
    mistake: "a size without a unit that goes with no such CPU",
    edits: [["memory: 0.5 GB", "memory: 60"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:32:15 › ecs.services.web.memory",
        "The value has the wrong type.",
        "number 60",
        'a text with a unit, such as "2 GB"',
        'write it with its unit: "2 GB"',
      ],
    ],
  },
  {
    mistake: "storage without a unit, of a database that a service uses",
    edits: [
      ["eks:\n", "data:\n  databases:\n    orders: { engine: postgres 17, size: db.t4g.medium, storage: 50 }\neks:\n"],
      ["      scale:", "      uses: [databases.orders]\n      scale:"],
    ],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:40:66 › data.databases.orders.storage",
        "The value has the wrong type.",
        "number 50",
        "a whole number with GB or TB, such as 50 GB",
        'write it with its unit: "50 GB"',
      ],
    ],
  },
  {
    mistake: "storage as Kubernetes has it",
    edits: [
      [
        "eks:\n",
        "data:\n  databases:\n    orders: { engine: postgres 17, size: db.t4g.medium, storage: 50Gi }\neks:\n",
      ],
      ["      scale:", "      uses: [databases.orders]\n      scale:"],
    ],
    problems: [
      [
        "CONFIG_STORAGE_FORM",
        "config/dev.yaml:40:66 › data.databases.orders.storage",
        "The value is not a size of storage.",
        '"50Gi"',
        "a whole number with GB or TB, such as 50 GB",
        'write "50 GB"',
      ],
    ],
  },
  {
    mistake: "an engine as RDS names it nowhere, of a database that a service uses",
    edits: [
      ["eks:\n", "data:\n  databases:\n    orders: { engine: mysql8, size: db.t4g.medium, storage: 50 GB }\neks:\n"],
      ["      scale:", "      uses: [databases.orders]\n      scale:"],
    ],
    problems: [
      [
        "DATABASE_ENGINE_UNKNOWN",
        "config/dev.yaml:40:23 › data.databases.orders.engine",
        "RDS has no engine of this name and version, as far as is known here.",
        '"mysql8"',
        "one of postgres 13, postgres 14, postgres 15, postgres 16, postgres 17, postgres 18, mysql 8.0, mysql 8.4, mariadb 10.6, mariadb 10.11, mariadb 11.4, mariadb 11.8 (as of 2026-08-22), with a minor version behind it or without",
        'use "mysql 8.4"',
      ],
    ],
  },
  {
    mistake: "a database in a network of one zone",
    edits: [
      ["zones: [a, c]", "zones: [a]"],
      ["eks:\n", "data:\n  databases:\n    orders: { engine: mysql 8.4, size: db.t4g.medium, storage: 50 GB }\neks:\n"],
    ],
    problems: [
      [
        "ZONES_TOO_FEW",
        "config/dev.yaml:10:10 › network.zones",
        "The network has one availability zone, and parts of the environment need two.",
        "[a], too few for data.databases.orders.tier, edge.loadBalancer.tier, eks and network.tiers.data.subnetGroups",
        "at least two zones",
        "add a zone, such as b; the subnets that are there stay as they are",
      ],
    ],
  },
  {
    mistake: "a password where the name of a secret belongs, which is shown nowhere",
    edits: [
      [
        "eks:\n",
        "data:\n  databases:\n    orders: { engine: mysql 8.4, size: db.t4g.medium, storage: 50 GB, password: hunter2 }\neks:\n",
      ],
    ],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:81 › data.databases.orders.password",
        "The value has the wrong type.",
        "text (not shown)",
        "a map with version, secret",
        "write keys below it, indented by two spaces, or remove the key",
      ],
    ],
  },
  {
    mistake: "one thing that a service uses, as a text",
    edits: [
      ["eks:\n", "data: { queues: { jobs: {} } }\neks:\n"],
      ["      scale:", "      uses: queues.jobs\n      scale:"],
    ],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:36:13 › ecs.services.web.uses",
        "The value has the wrong type.",
        'text "queues.jobs"',
        "a list such as [buckets.uploads]",
        "write a list: [queues.jobs]",
      ],
    ],
  },
  {
    mistake: "a time as many tools have it, in a queue",
    edits: [["eks:\n", "data: { queues: { jobs: { visibility_timeout: 5m } } }\neks:\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:37:27 › data.queues.jobs.visibility_timeout",
        "The key is not known here.",
        '"visibility_timeout"',
        "one of alarms, deadLetter, delay, fifo, keyArn, maxMessageKiB, ownKey, queueName, receiveWait, retention, tags, visibility",
        'did you mean "visibility: 5 min"?',
      ],
    ],
  },
  {
    mistake: "a number of zones",
    edits: [["zones: [a, c]", "zones: 2"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:10:10 › network.zones",
        "The value has the wrong type.",
        "number 2",
        "a list such as [a, c]",
        "write a list here",
      ],
    ],
  },
  {
    mistake: "a zone twice",
    edits: [["zones: [a, c]", "zones: [a, a]"]],
    problems: [
      [
        "ZONE_DUPLICATE",
        "config/dev.yaml:10:10 › network.zones",
        "The zone `a` is named more than once.",
        "a, a",
        "each zone once",
        "remove the second `a`, or name another zone",
      ],
    ],
  },
  {
    mistake: "a zone that the region does not have",
    edits: [["zones: [a, c]", "zones: [a, e]"]],
    problems: [
      [
        "ZONE_NOT_IN_REGION",
        "config/dev.yaml:10:10 › network.zones",
        "The region ap-northeast-2 has no availability zone `e`.",
        "e",
        "one of a, b, c, d",
        "name one of these; if AWS has added the zone since, add it to constructs/network/address-plan/availability-zones.ts",
      ],
    ],
  },
  {
    mistake: "a word for false",
    edits: [["protect: false", "protect: no"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:5:10 › protect",
        "The value has the wrong type.",
        'text "no"',
        "true or false",
        "write false",
      ],
    ],
  },
  {
    mistake: "a switch in quotes",
    edits: [["protect: false", 'protect: "false"']],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:5:10 › protect",
        "The value has the wrong type.",
        'text "false"',
        "true or false",
        "remove the quotes: false",
      ],
    ],
  },
  {
    mistake: "tiers as a list",
    edits: [
      [
        "  tiers:\n    public:\n      kind: public\n      prefixLength: 24\n    app:\n      kind: private\n      prefixLength: 20\n    data:\n      kind: isolated\n      prefixLength: 24\n",
        "  tiers:\n    - { name: public, kind: public, prefixLength: 24 }\n    - { name: app, kind: private, prefixLength: 20 }\n    - { name: data, kind: isolated, prefixLength: 24 }\n",
      ],
    ],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:12:5 › network.tiers",
        "The value has the wrong type.",
        "list",
        "a map by names of your own",
        "write what is in each item below its name, without a dash and the key name: public:, app:, data:",
      ],
    ],
  },
  {
    mistake: "variables as a list",
    edits: [
      ["      port: 8080\n", "      port: 8080\n      environment:\n        - { name: LOG_LEVEL, value: debug }\n"],
    ],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:35:9 › ecs.services.web.environment",
        "The value has the wrong type.",
        "list",
        "a map by names of your own",
        "write a map: { LOG_LEVEL: debug }",
      ],
    ],
  },
  {
    mistake: "add-ons as a list",
    edits: [["  nodeGroups:\n", "  addons: [aws-ebs-csi-driver]\n  nodeGroups:\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:40:11 › eks.addons",
        "The value has the wrong type.",
        "list",
        "a map with keys such as vpc-cni, kube-proxy, eks-pod-identity-agent, coredns",
        "write a map: { aws-ebs-csi-driver: true }",
      ],
    ],
  },
  {
    mistake: "a number with what it counts",
    edits: [["scale: { min: 2, max: 4, targetCpu: 60 }", "scale: { min: 2 tasks, max: 4, targetCpu: 60 }"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:36:21 › ecs.services.web.scale.min",
        "The value has the wrong type.",
        'text "2 tasks"',
        "a whole number from 0 to 5000",
        "write 2",
      ],
    ],
  },
  {
    mistake: "a prefix length with its slash",
    edits: [["prefixLength: 20", "prefixLength: /20"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:17:21 › network.tiers.app.prefixLength",
        "The value has the wrong type.",
        'text "/20"',
        "a whole number from 16 to 28",
        "write 20",
      ],
    ],
  },
  {
    mistake: "a name with an underscore",
    edits: [["    web:\n", "    web_front:\n"]],
    problems: [
      [
        "CONFIG_NAME_FORM",
        "config/dev.yaml:29:5 › ecs.services.web_front",
        "The name of the service has a wrong form.",
        '"web_front"',
        "1 to 32 of a-z, 0-9 and -, starting with a letter; not constructor",
        "rename the service, for example to web-front",
      ],
    ],
  },
  {
    mistake: "a key of the network at the top",
    edits: [["owner: platform\n", "owner: platform\nzones: [a, c]\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:3:1 › zones",
        "The key is not known here.",
        '"zones"',
        "one of dns, logs, moved, owner, access, apis; all are in docs/configuration-reference.md",
        "remove the key, or write it below network or dns or eks",
      ],
    ],
  },
  {
    mistake: "a section that is missing",
    edits: [
      [
        "network:\n  cidr: 10.0.0.0/16\n  zones: [a, c]\n  tiers:\n    public:\n      kind: public\n      prefixLength: 24\n    app:\n      kind: private\n      prefixLength: 20\n    data:\n      kind: isolated\n      prefixLength: 24\n  nat: { mode: single }\n",
        "",
      ],
    ],
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:1:1 › network",
        "A required key is missing.",
        'no key "network"',
        "network: a map with keys such as tags, cidr, secondaryCidrs, zones",
        'add "network" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "tiers that are missing",
    edits: [
      [
        "  tiers:\n    public:\n      kind: public\n      prefixLength: 24\n    app:\n      kind: private\n      prefixLength: 20\n    data:\n      kind: isolated\n      prefixLength: 24\n",
        "",
      ],
    ],
    problems: [
      [
        "CONFIG_KEY_MISSING",
        "config/dev.yaml:8:1 › network.tiers",
        "A required key is missing.",
        'no key "tiers"',
        "tiers: a map by names of your own",
        'add "tiers" here in config/dev.yaml, or in a file that it extends',
      ],
    ],
  },
  {
    mistake: "a line that is indented by one space too few",
    edits: [["      memory: 0.5 GB", "     memory: 0.5 GB"]],
    problems: [
      [
        "CONFIG_YAML_SYNTAX",
        "config/dev.yaml:32:1",
        "The file is not valid YAML.",
        "All mapping items must start at the same column",
        "YAML 1.2: maps indented by spaces, one `key: value` per line",
        "indent the line as the keys that it belongs to: the same number of spaces",
      ],
    ],
  },
  {
    mistake: "a colon without a space",
    edits: [["owner: platform", "owner:platform"]],
    problems: [
      [
        "CONFIG_YAML_SYNTAX",
        "config/dev.yaml:2:1",
        "The file is not valid YAML.",
        "Implicit keys need to be on a single line",
        "YAML 1.2: maps indented by spaces, one `key: value` per line",
        "put a space behind the colon: owner: platform",
      ],
    ],
  },
  {
    mistake: "a host of another service",
    edits: [
      [
        "eks:\n",
        "    api:\n      image: api:1.4.2\n      cpu: 0.25 vCPU\n      memory: 0.5 GB\n      port: 8080\n      expose:\n        host: www.example.com\n      scale: { min: 2, max: 4, targetCpu: 60 }\neks:\n",
      ],
    ],
    problems: [
      [
        "SERVICES_SAME_HOST",
        "config/dev.yaml:43:15 › ecs.services.api.expose.host",
        "Two services answer to the same host.",
        '"www.example.com" of api and of web',
        "a host, paths or conditions that no other service has",
        "give api another host, such as api.example.com, or take its expose away",
      ],
    ],
  },
  {
    mistake: "a key of a table without what it holds",
    edits: [["eks:\n", "data:\n  tables:\n    carts: { key: id, sortKey: at }\neks:\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:19 › data.tables.carts.key",
        "The value has the wrong type.",
        'text "id"',
        "a map by names of your own",
        "write a map: { id: string }",
      ],
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:32 › data.tables.carts.sortKey",
        "The value has the wrong type.",
        'text "at"',
        "a map by names of your own",
        "write a map: { at: number }",
      ],
    ],
  },
  {
    mistake: "what a key holds in the letters of DynamoDB",
    edits: [
      [
        "eks:\n",
        "data:\n  tables:\n    carts: { key: { id: S } }\n    visits: { key: { day: N } }\n    files: { key: { hash: B } }\neks:\n",
      ],
    ],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:39:25 › data.tables.carts.key.id",
        "The value is not one of those that are allowed.",
        '"S"',
        "one of string, number, binary",
        'did you mean "string"?',
      ],
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:40:27 › data.tables.visits.key.day",
        "The value is not one of those that are allowed.",
        '"N"',
        "one of string, number, binary",
        'did you mean "number"?',
      ],
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:41:27 › data.tables.files.key.hash",
        "The value is not one of those that are allowed.",
        '"B"',
        "one of string, number, binary",
        'did you mean "binary"?',
      ],
    ],
  },
  {
    mistake: "a runtime without its ending",
    edits: [
      [
        "eks:\n",
        "functions:\n  hello: { code: __tests__/constructs/functions/fixtures/hello, runtime: node22 }\neks:\n",
      ],
    ],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:38:74 › functions.hello.runtime",
        "The value is not one of those that are allowed.",
        '"node22"',
        "one of nodejs22.x, nodejs24.x, java25, java21, dotnet8, java17; all are in docs/configuration-reference.md#functions",
        'did you mean "nodejs22.x"?',
      ],
    ],
  },
  {
    mistake: "a runtime of Node.js that is gone",
    edits: [
      [
        "eks:\n",
        "functions:\n  hello: { code: __tests__/constructs/functions/fixtures/hello, runtime: node20 }\neks:\n",
      ],
    ],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:38:74 › functions.hello.runtime",
        "The value is not one of those that are allowed.",
        '"node20"',
        "one of nodejs24.x, nodejs22.x, java25, java21, dotnet8, java17; all are in docs/configuration-reference.md#functions",
        'did you mean "nodejs24.x"?',
      ],
    ],
  },
  {
    mistake: "dead letters that are turned on",
    edits: [["eks:\n", "data:\n  queues:\n    jobs: { deadLetter: true }\neks:\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:25 › data.queues.jobs.deadLetter",
        "The value has the wrong type.",
        "boolean true",
        "a map with after, retention, queue",
        "write a map such as { after: 5 }, or remove the key",
      ],
    ],
  },
  {
    mistake: "subscriptions as a list of addresses",
    edits: [["eks:\n", "data:\n  topics:\n    orders: { subscriptions: [ops@example.com] }\neks:\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:30 › data.topics.orders.subscriptions",
        "The value has the wrong type.",
        "list",
        "a map by names of your own",
        "write a map: { ops: { email: ops@example.com } }",
      ],
    ],
  },
  {
    mistake: "subscriptions as a list of maps",
    edits: [["eks:\n", "data:\n  topics:\n    orders: { subscriptions: [{ email: ops@example.com }] }\neks:\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:30 › data.topics.orders.subscriptions",
        "The value has the wrong type.",
        "list",
        "a map by names of your own",
        "write a map: { ops: { email: ops@example.com } }",
      ],
    ],
  },
  {
    mistake: "an address in the place of subscriptions",
    edits: [["eks:\n", "data:\n  topics:\n    orders: { subscriptions: ops@example.com }\neks:\n"]],
    problems: [
      [
        "CONFIG_WRONG_TYPE",
        "config/dev.yaml:39:30 › data.topics.orders.subscriptions",
        "The value has the wrong type.",
        'text "ops@example.com"',
        "a map by names of your own",
        "write a map: { ops: { email: ops@example.com } }",
      ],
    ],
  },
  {
    mistake: "addresses, pages and queues by their names alone",
    edits: [
      [
        "eks:\n",
        "data:\n  queues: { jobs: {} }\n  topics:\n    orders: { subscriptions: { ops: ops@example.com, hook: https://hooks.example.com/orders, work: jobs } }\neks:\n",
      ],
    ],
    problems: [
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:40:37 › data.topics.orders.subscriptions.ops",
        "The value is not one of those that are allowed.",
        '"ops@example.com"',
        "a map with filter, filterBody, raw, queue, or a map with filter, filterBody, email, or a map with filter, filterBody, url",
        "write a map: { email: ops@example.com }",
      ],
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:40:60 › data.topics.orders.subscriptions.hook",
        "The value is not one of those that are allowed.",
        '"https://hooks.example.com/orders"',
        "a map with filter, filterBody, raw, queue, or a map with filter, filterBody, email, or a map with filter, filterBody, url",
        "write a map: { url: https://hooks.example.com/orders }",
      ],
      [
        "CONFIG_UNKNOWN_VALUE",
        "config/dev.yaml:40:100 › data.topics.orders.subscriptions.work",
        "The value is not one of those that are allowed.",
        '"jobs"',
        "a map with filter, filterBody, raw, queue, or a map with filter, filterBody, email, or a map with filter, filterBody, url",
        "write a map: { queue: jobs }",
      ],
    ],
  },
  {
    mistake: "queues by the names that uses has for them",
    edits: [
      [
        "eks:\n",
        "data:\n  queues:\n    lost: {}\n    jobs: { deadLetter: { after: 3, queue: queues.lost } }\n  topics:\n    orders: { subscriptions: { work: { queue: queues.jobs } } }\neks:\n",
      ],
    ],
    problems: [
      [
        "DEAD_LETTER_QUEUE_UNKNOWN",
        "config/dev.yaml:40:44 › data.queues.jobs.deadLetter.queue",
        "There is no such queue in the section.",
        '"queues.lost"',
        "lost",
        'did you mean "lost"?',
      ],
      [
        "SUBSCRIBED_QUEUE_UNKNOWN",
        "config/dev.yaml:42:47 › data.topics.orders.subscriptions.work.queue",
        "There is no such queue in the section.",
        '"queues.jobs"',
        "lost, jobs",
        'did you mean "jobs"?',
      ],
    ],
  },
  {
    mistake: "a tier taken away that several things name",
    edits: [
      ["      scale:", "      tier: apps\n      scale:"],
      [
        "    web:\n",
        "    api:\n      image: api:1.4.2\n      cpu: 0.25 vCPU\n      memory: 0.5 GB\n      tier: apps\n    web:\n",
      ],
      [
        "eks:\n",
        "data:\n  databases:\n    orders: { engine: postgres 17, size: db.t4g.medium, storage: 50 GB, tier: apps }\neks:\n",
      ],
    ],
    problems: [
      [
        "TIER_UNKNOWN",
        "config/dev.yaml:11:3 › network.tiers",
        "The network has no tier of this name, and several parts of the environment name it.",
        '"apps", named by data.databases.orders.tier, ecs.services.api.tier and ecs.services.web.tier',
        "one of public (public), app (private), data (isolated)",
        'add the tier "apps" to the network, or name another one in each of these, such as app',
      ],
    ],
  },
];

test.each(CASES)("$mistake is told once, with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => checkFiles({ dev: habitsWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
