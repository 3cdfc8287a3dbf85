import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop, type ShopCase, shopWith } from "../support/shop";

afterAll(removeConfigFolders);

const SCALE = "      scale: { min: 2, max: 4, targetCpu: 60 }\n";
const ANOTHER = "    shop:\n      image: api:1.4.2\n      cpu: 0.25 vCPU\n      memory: 0.5 GB\n      port: 8080\n";

/** What the constructs of services refuse, told at the place in the file. */
const CASES: ShopCase[] = [
  {
    mistake: "a service that is exposed without an edge",
    edits: [["edge:\n  domain:\n    name: example.com\n  distribution: {}\n", ""]],
    problems: [
      [
        "ECS_WITHOUT_EDGE",
        "config/dev.yaml:27:7 › ecs.services.web.expose",
        "The service is exposed, and the environment has no edge that requests could come in by.",
        "expose without edge",
        "an edge, or a service that nobody reaches from outside",
        "declare edge, or take expose away",
      ],
    ],
  },
  {
    mistake: "two services that answer to the same host",
    edits: [[SCALE, `${SCALE}${ANOTHER}      expose: { host: WWW.example.com }\n`]],
    problems: [
      [
        "SERVICES_SAME_HOST",
        "config/dev.yaml:39:23 › ecs.services.shop.expose.host",
        "Two services answer to the same host.",
        '"WWW.example.com" of shop and of web',
        "a host, paths or conditions that no other service has",
        "give shop another host, such as shop.example.com, or take its expose away",
      ],
    ],
  },
  {
    mistake: "two services with the record of one host",
    edits: [
      ["  distribution: {}\n", ""],
      [
        SCALE,
        `${SCALE}${ANOTHER}      expose: { host: store.example.com, otherHosts: [www.example.com], paths: [/v1/*] }\n`,
      ],
    ],
    problems: [
      [
        "SERVICES_SAME_HOST",
        "config/dev.yaml:38:55 › ecs.services.shop.expose.otherHosts[0]",
        "Two services have the record of the same host.",
        '"www.example.com" of shop and of web',
        "one service that has the record, and zone: none for the others",
        "set zone: none in the expose of shop: the record of web leads to the same balancer; or give shop another host, such as shop.example.com",
      ],
    ],
  },
  {
    mistake: "what belongs to a host, without one",
    edits: [["        host: www.example.com", "        otherHosts: [shop.example.com]\n        zone: none"]],
    problems: [
      [
        "EXPOSE_WITHOUT_HOST",
        "config/dev.yaml:32:21 › ecs.services.web.expose.otherHosts",
        "This belongs to a host, and no host is named.",
        "otherHosts without host",
        "a host beside otherHosts",
        "name the host, or leave out otherHosts",
      ],
      [
        "EXPOSE_WITHOUT_HOST",
        "config/dev.yaml:33:15 › ecs.services.web.expose.zone",
        "This belongs to a host, and no host is named.",
        "zone without host",
        "a host beside zone",
        "name the host, or leave out zone",
      ],
    ],
  },
  {
    mistake: "conditions that a rule cannot ask for",
    edits: [
      [
        "        host: www.example.com",
        "        host: www.example.com\n        conditions: { methods: [get], sourceIps: [203.0.113.9/24], headers: { Host: [a] } }",
      ],
    ],
    problems: [
      [
        "RULE_METHOD_INVALID",
        "config/dev.yaml:33:33 › ecs.services.web.expose.conditions.methods[0]",
        "The method is not one that a rule can ask for.",
        '"get"',
        "1 to 40 of A-Z, _ and -, without wildcards",
        'write "GET"',
      ],
      [
        "CIDR_HOST_BITS",
        "config/dev.yaml:33:51 › ecs.services.web.expose.conditions.sourceIps[0]",
        "`203.0.113.9/24` has host bits set: 203.0.113.9 is not the first address of its /24.",
        "203.0.113.9/24",
        "the first address of the range",
        "write 203.0.113.0/24",
      ],
      [
        "RULE_HEADER_INVALID",
        "config/dev.yaml:33:85 › ecs.services.web.expose.conditions.headers.Host",
        "The header is not one that a rule can ask for.",
        '"Host"',
        "the name of a header other than Host, 1 to 40 characters, without wildcards",
        "use the condition `hosts`",
      ],
    ],
  },
  {
    mistake: "a size of Fargate on EC2 capacity, which the cluster does not have",
    edits: [["      cpu: 0.25 vCPU\n", "      launch: ec2\n      cpu: 0.25 vCPU\n      memoryMiB: 512\n"]],
    problems: [
      [
        "CAPACITY_MISSING",
        "config/dev.yaml:26:5 › ecs.services.web.capacity",
        "The cluster has no EC2 capacity.",
        "Fargate only",
        "the capacity that the tasks run on",
        "add capacity.ec2 to the cluster",
      ],
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:29:7 › ecs.services.web.cpu",
        "The key is not known here.",
        '"cpu"',
        "one of cpuUnits, calls, exec, logs, port, scale; all are in docs/configuration-reference.md#ecs",
        'remove the key; it belongs to launch "fargate"',
      ],
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:31:7 › ecs.services.web.memory",
        "The key is not known here.",
        '"memory"',
        "one of memoryMiB, family, port, exec, expose, image; all are in docs/configuration-reference.md#ecs",
        'remove the key; it belongs to launch "fargate"',
      ],
    ],
  },
  {
    mistake: "EC2 capacity that the cluster does not have, placed by what ECS does not know",
    edits: [
      ["  services:\n", "  capacity: { ec2: { general: { instanceType: m7i.large, min: 0, max: 2 } } }\n  services:\n"],
      ["      cpu: 0.25 vCPU\n", "      launch: ec2\n      memoryMiB: 512\n"],
      ["      memory: 0.5 GB\n", "      capacity: { spare: { weight: 1 } }\n      constraints: { memberOf: [' '] }\n"],
    ],
    problems: [
      [
        "CAPACITY_UNKNOWN",
        "config/dev.yaml:31:19 › ecs.services.web.capacity.spare",
        "The cluster has no capacity of this name.",
        '"spare"',
        "general",
        "use one of these names, or add the capacity to the cluster",
      ],
      [
        "PLACEMENT_EXPRESSION",
        "config/dev.yaml:32:33 › ecs.services.web.constraints.memberOf[0]",
        "This is no expression of the cluster query language.",
        '" "',
        "1 to 2000 characters",
        "for example attribute:ecs.instance-type =~ m7g.*",
      ],
    ],
  },
  {
    mistake: "EC2 capacity of a type that there is not, for a service whose images are for some processor",
    edits: [
      ["  services:\n", "  capacity: { ec2: { general: { instanceType: big, min: 3, max: 2 } } }\n  services:\n"],
      ["      cpu: 0.25 vCPU\n", "      launch: ec2\n      memoryMiB: 512\n"],
      ["      memory: 0.5 GB\n", ""],
    ],
    problems: [
      [
        "INSTANCE_TYPE_INVALID",
        "config/dev.yaml:25:47 › ecs.capacity.ec2.general.instanceType",
        "This is not an instance type.",
        '"big"',
        "a family and a size, such as m7g.large or c7i.xlarge",
        "take the type from the list of EC2 instance types",
      ],
      [
        "CAPACITY_MIN_ABOVE_MAX",
        "config/dev.yaml:25:57 › ecs.capacity.ec2.general.min",
        "The least number of instances is above the greatest.",
        "min 3, max 2",
        "min that is at most max",
        "set min to 2 or less, or max to 3 or more",
      ],
    ],
  },
  {
    mistake: "whole names of target groups that AWS does not have, or of a group that is not made",
    edits: [
      [SCALE, `${SCALE}      targetGroup:\n        targetGroupName: web_1\n        greenTargetGroupName: web-green\n`],
    ],
    problems: [
      [
        "EXACT_NAME_INVALID",
        "config/dev.yaml:35:26 › ecs.services.web.targetGroup.targetGroupName",
        "AWS has no such name for this kind of resource, so nothing that exists is called so.",
        '"web_1" (5 characters)',
        "1 to 32 letters, digits and -, no - at its ends",
        "write the name as AWS shows it, or leave targetGroupName out and one is made",
      ],
      [
        "TARGET_GROUP_GREEN",
        "config/dev.yaml:36:31 › ecs.services.web.targetGroup.greenTargetGroupName",
        "A second target group is named, and there is only one: nothing moves traffic between two.",
        '"web-green", and one target group',
        "no greenTargetGroupName, or a deployment by blue-green, linear, canary or codedeploy",
        "leave out greenTargetGroupName: targetGroupName names the only group",
      ],
    ],
  },
  {
    mistake: "two services that answer to the same path",
    edits: [
      ["        host: www.example.com", "        paths: [/v1/*]"],
      [SCALE, `${SCALE}${ANOTHER}      expose: { paths: [/v1/*] }\n`],
    ],
    problems: [
      [
        "SERVICES_SAME_PATH",
        "config/dev.yaml:39:24 › ecs.services.shop.expose.paths",
        "Two services answer to the same path of every host.",
        "/v1/* of shop and of web",
        "a path, a host or conditions that no other service has",
        "give shop another path, such as paths: [/shop/*], or take its expose away",
      ],
    ],
  },
  {
    mistake: "a CPU that Fargate does not have",
    edits: [["0.25 vCPU", "0.3 vCPU"]],
    problems: [
      [
        "FARGATE_CPU_UNKNOWN",
        "config/dev.yaml:28:12 › ecs.services.web.cpu",
        "Fargate has no task with this CPU.",
        '"0.3 vCPU"',
        "one of 0.25 vCPU, 0.5 vCPU, 1 vCPU, 2 vCPU, 4 vCPU, 8 vCPU, 16 vCPU",
        'use "0.5 vCPU", with memory: "1 GB"',
      ],
    ],
  },
  {
    mistake: "a memory that does not go with the CPU",
    edits: [["0.5 GB", "8 GB"]],
    problems: [
      [
        "FARGATE_MEMORY_MISMATCH",
        "config/dev.yaml:29:15 › ecs.services.web.memory",
        "A Fargate task with 0.25 vCPU cannot have this memory.",
        '"8 GB"',
        "one of 0.5 GB, 1 GB, 2 GB",
        'use "2 GB"; 8 GB goes with 1 vCPU, 2 vCPU, 4 vCPU',
      ],
    ],
  },
  {
    mistake: "a host outside the domain",
    edits: [["host: www.example.com", "host: www.example.org"]],
    problems: [
      [
        "HOST_OUTSIDE_DOMAIN",
        "config/dev.yaml:32:15 › ecs.services.web.expose.host",
        "The host is not one that the edge has a certificate for.",
        '"www.example.org"',
        "example.com, or one part in front of it",
        'for example "www.example.com"',
      ],
    ],
  },
  {
    mistake: "a host that the certificate does not cover",
    edits: [["host: www.example.com", "host: a.b.example.com"]],
    problems: [
      [
        "HOST_OUTSIDE_DOMAIN",
        "config/dev.yaml:32:15 › ecs.services.web.expose.host",
        "The host is not one that the edge has a certificate for.",
        '"a.b.example.com"',
        "example.com, or one part in front of it",
        'for example "a.example.com"',
      ],
    ],
  },
  {
    mistake: "a host where there is no domain",
    edits: [
      ["  domain:\n    name: example.com\n  distribution: {}", "  plainHttp: { reason: nobody outside uses it }"],
    ],
    problems: [
      [
        "HOST_WITHOUT_DOMAIN",
        "config/dev.yaml:30:15 › ecs.services.web.expose.host",
        "The edge has no domain, so the name would lead nowhere.",
        '"www.example.com"',
        "no host, or an edge with a domain",
        "give the edge its domain, or leave out host: requests are then taken whatever their host is",
      ],
    ],
  },
  {
    mistake: "a least number of tasks above the greatest",
    edits: [["min: 2, max: 4", "min: 6, max: 4"]],
    problems: [
      [
        "SCALE_MIN_ABOVE_MAX",
        "config/dev.yaml:33:21 › ecs.services.web.scale.min",
        "The least number of tasks is above the greatest.",
        "min 6, max 4",
        "min that is at most max",
        "set min to 4 or less, or max to 6 or more",
      ],
    ],
  },
  {
    mistake: "a scale that follows nothing",
    edits: [[", targetCpu: 60", ""]],
    problems: [
      [
        "SCALE_WITHOUT_REASON",
        "config/dev.yaml:33:7 › ecs.services.web.scale",
        "Nothing says when the service is to have more tasks or fewer.",
        "min 2, max 4 and no target",
        "targetCpu, targetMemory, targetRequests or schedules",
        "add targetCpu: 60, or write scale: 2 for a fixed number",
      ],
    ],
  },
  {
    mistake: "an exposed service without a port",
    edits: [["      port: 8080\n", ""]],
    problems: [
      [
        "EXPOSE_WITHOUT_PORT",
        "config/dev.yaml:30:7 › ecs.services.web.expose",
        "The service is exposed, and nothing says where it listens.",
        "expose without port",
        "the port that the application listens on",
        "add port, such as port: 8080",
      ],
    ],
  },
  {
    mistake: "the tag latest in a protected environment",
    edits: [
      ["image: api:1.4.2", "image: public.ecr.aws/nginx/nginx:latest"],
      ["protect: false", "protect: true"],
    ],
    problems: [
      [
        "IMAGE_TAG_LATEST",
        "config/dev.yaml:27:14 › ecs.services.web.image",
        "A protected environment runs images of a fixed version only.",
        "the tag latest in dev",
        "a tag that means one version, or a digest",
        'name the version, for example "1.4.2", or its digest',
      ],
    ],
  },
  {
    mistake: "an image without a version",
    edits: [["image: api:1.4.2", "image: public.ecr.aws/nginx/nginx"]],
    problems: [
      [
        "IMAGE_TAG_MISSING",
        "config/dev.yaml:27:14 › ecs.services.web.image",
        "The image names no version, which a container runtime takes for latest.",
        '"public.ecr.aws/nginx/nginx"',
        "a tag or a digest",
        "name the version, for example public.ecr.aws/nginx/nginx:1.2.3",
      ],
    ],
  },
  {
    mistake: "an image of a repository that is not there",
    edits: [["image: api:1.4.2", "image: ap:1.4.2"]],
    problems: [
      [
        "IMAGE_REPOSITORY_UNKNOWN",
        "config/dev.yaml:27:14 › ecs.services.web.image",
        "The image names neither a registry nor one of the environment's repositories.",
        '"ap:1.4.2"',
        "a registry, or one of api",
        'did you mean "api:1.4.2"?',
      ],
    ],
  },
  {
    mistake: "an image of nobody's",
    edits: [["image: api:1.4.2", "image: nginx:1.29"]],
    problems: [
      [
        "IMAGE_REPOSITORY_UNKNOWN",
        "config/dev.yaml:27:14 › ecs.services.web.image",
        "The image names neither a registry nor one of the environment's repositories.",
        '"nginx:1.29"',
        "a registry, or one of api",
        'add "nginx" to repositories; an image of Docker Hub is docker.io/library/nginx:1.29',
      ],
    ],
  },
  {
    mistake: "a repository that is there twice",
    edits: [["[api]", "[api, api]"]],
    problems: [
      [
        "REPOSITORY_TWICE",
        "config/dev.yaml:24:17 › ecs.repositories",
        "Two repositories have the same name.",
        '"api" more than once',
        "every name once",
        "remove one of them",
      ],
    ],
  },
  {
    mistake: "repositories whose names ECR refuses",
    edits: [["[api]", "{ api: { repositoryName: Acme/api }, web: { repositoryName: acme//web } }"]],
    problems: [
      [
        "REPOSITORY_NAME_INVALID",
        "config/dev.yaml:24:42 › ecs.repositories.api.repositoryName",
        "The name is not one that ECR allows.",
        '"Acme/api" (8 characters)',
        "2 to 256 characters: parts of a-z and 0-9, between them one of ., _, - or /",
        'use "acme/api", or leave the name out and one is made',
      ],
      [
        "REPOSITORY_NAME_INVALID",
        "config/dev.yaml:24:77 › ecs.repositories.web.repositoryName",
        "The name is not one that ECR allows.",
        '"acme//web" (9 characters)',
        "2 to 256 characters: parts of a-z and 0-9, between them one of ., _, - or /",
        'use "acme/web", or leave the name out and one is made',
      ],
    ],
  },
  {
    mistake: "a secret among the variables",
    edits: [["      port: 8080", "      port: 8080\n      environment: { DB_PASSWORD: hunter2 }"]],
    problems: [
      [
        "SECRET_IN_ENVIRONMENT",
        "config/dev.yaml:31:35 › ecs.services.web.environment.DB_PASSWORD",
        "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        "a plain value under the name of a secret",
        "secrets as references to Secrets Manager or Parameter Store",
        "in code, move it to secrets: { DB_PASSWORD: ContainerSecret.fromSecretsManager(arn) }; in a file, give the ARN of the secret as DB_PASSWORD_ARN and let the application read it; if it is no secret, give it another name",
      ],
    ],
  },
  {
    mistake: "a health check that is no path",
    edits: [["      port: 8080", "      port: 8080\n      healthCheckPath: health"]],
    problems: [
      [
        "HEALTH_CHECK_PATH",
        "config/dev.yaml:31:24 › ecs.services.web.healthCheckPath",
        "The path of the health check is not a path.",
        '"health"',
        "/ and up to 1024 characters without spaces",
        'write "/health"',
      ],
    ],
  },
  {
    mistake: "a writable folder that is no path",
    edits: [["      port: 8080", "      port: 8080\n      writable: [tmp]"]],
    problems: [
      [
        "WRITABLE_PATH_INVALID",
        "config/dev.yaml:31:17 › ecs.services.web.writable",
        "Nothing can be mounted at this path.",
        '"tmp"',
        "an absolute path to a folder below /, of letters, digits and . _ @ + ~ -, without . and .. as names",
        'use "/tmp"',
      ],
    ],
  },
  {
    mistake: "a writable folder twice",
    edits: [["      port: 8080", "      port: 8080\n      writable: [/tmp, /run, /tmp]"]],
    problems: [
      [
        "WRITABLE_PATH_TWICE",
        "config/dev.yaml:31:17 › ecs.services.web.writable",
        "Two things would be mounted at one path.",
        '"/tmp" more than once',
        "every path once",
        "take one of them out",
      ],
    ],
  },
  {
    mistake: "writable folders as large as the task",
    edits: [["      port: 8080", "      port: 8080\n      writable: [/tmp, /run]\n      writableMiB: 256"]],
    problems: [
      [
        "WRITABLE_EXCEEDS_MEMORY",
        "config/dev.yaml:31:17 › ecs.services.web.writable",
        "What is written to these paths is kept in memory, and a container that fills them would be killed.",
        "2 of 256 MiB, and 512 MiB of memory",
        "less than 512 MiB together",
        "set writableMiB to 128, or give the task more memory",
      ],
    ],
  },
  {
    mistake: "a deployment that could never begin",
    edits: [
      ["      scale: { min: 2, max: 4, targetCpu: 60 }", "      scale: 1"],
      [
        "      port: 8080",
        "      port: 8080\n      deployment: { by: rolling, minHealthyPercent: 50, maxPercent: 150 }",
      ],
    ],
    problems: [
      [
        "DEPLOYMENT_STUCK",
        "config/dev.yaml:31:69 › ecs.services.web.deployment.maxPercent",
        "No task could be stopped or started, so a deployment would never begin.",
        "at least 50 and at most 150 percent of 1 task: 1 and 1",
        "room for one task more, rounded down, or for one task less, rounded up",
        "set maxPercent to 200, or minHealthyPercent to 0",
      ],
    ],
  },
  {
    mistake: "a deployment by CodeDeploy whose image Terraform has",
    edits: [["      port: 8080", "      port: 8080\n      deployment: { by: codedeploy }"]],
    problems: [
      [
        "CODEDEPLOY_OWNS_IMAGE",
        "config/dev.yaml:31:25 › ecs.services.web.deployment.by",
        "CodeDeploy brings task definitions out by itself; ECS refuses another revision from Terraform.",
        'imageOwner: "terraform" with deployment by codedeploy',
        'imageOwner: "deployment"',
        'set imageOwner: "deployment" for the task, or deploy by rolling or blue-green',
      ],
    ],
  },
  {
    mistake: "an apply that waits for a deployment by CodeDeploy",
    edits: [
      [
        "      port: 8080",
        "      port: 8080\n      imageOwner: deployment\n      deployment: { by: codedeploy }\n      waitForSteadyState: true",
      ],
    ],
    problems: [
      [
        "CODEDEPLOY_STEADY_STATE",
        "config/dev.yaml:33:27 › ecs.services.web.waitForSteadyState",
        "An apply would wait in vain: a service that CodeDeploy deploys has no deployment that the provider could see end.",
        "waitForSteadyState: true with deployment by codedeploy",
        "waitForSteadyState left out, or a deployment by rolling or blue-green",
        "leave waitForSteadyState out",
      ],
    ],
  },
  {
    mistake: "traffic that moves where there is none",
    edits: [
      ["      port: 8080", '      port: 8080\n      deployment: { by: blue-green, provider: "6.4 or later" }'],
      ["      expose:\n        host: www.example.com\n", ""],
    ],
    problems: [
      [
        "DEPLOYMENT_WITHOUT_TRAFFIC",
        "config/dev.yaml:31:25 › ecs.services.web.deployment.by",
        "There is no traffic to move: the service is not behind a load balancer.",
        '"blue-green" without expose',
        "expose, or a rolling deployment",
        'expose the service, or use deployment: { by: "rolling" }',
      ],
    ],
  },
  {
    mistake: "several paths without a host",
    edits: [["host: www.example.com", "paths: [/a/*, /b/*]"]],
    problems: [
      [
        "EXPOSE_PATHS",
        "config/dev.yaml:32:16 › ecs.services.web.expose.paths",
        "Several paths belong to a host.",
        "/a/*, /b/* and no host",
        "one path, or none for every path",
        "name the host, or leave only one path",
      ],
    ],
  },
  {
    mistake: "no path at all",
    edits: [["host: www.example.com", "paths: []"]],
    problems: [
      [
        "EXPOSE_PATHS",
        "config/dev.yaml:32:16 › ecs.services.web.expose.paths",
        "No path is left for the service.",
        "an empty list",
        "one path, or none for every path",
        "leave out paths, or name one",
      ],
    ],
  },
  {
    mistake: "a shell in a cluster that logs none",
    edits: [["      port: 8080", "      port: 8080\n      exec: true"]],
    problems: [
      [
        "EXEC_WITHOUT_LOG",
        "config/dev.yaml:31:13 › ecs.services.web.exec",
        "Sessions in containers are logged, and this cluster logs none.",
        "exec: true in a cluster without exec",
        "a cluster with exec",
        "add exec: {} to the cluster, or leave exec out",
      ],
      [
        "EXEC_READONLY_ROOT",
        "config/dev.yaml:31:13 › ecs.services.web.exec",
        "ECS Exec writes into the container, which a read-only file system does not allow.",
        "read-only: app",
        "readonlyRootFilesystem: false in every container of a service with exec",
        "set readonlyRootFilesystem: false for as long as the service has exec",
      ],
    ],
  },
  {
    mistake:
      "the memory of Fargate in the words of EC2 capacity, which a service needs, and the number of instances in those of others",
    edits: [
      [
        "  services:\n",
        "  capacity: { ec2: { general: { instanceType: m7i.large, desired: 1, minSize: 0, max: 2 } } }\n  services:\n",
      ],
      ["      cpu: 0.25 vCPU\n      memory: 0.5 GB\n", "      launch: ec2\n      memory: 512\n"],
    ],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:25:58 › ecs.capacity.ec2.general.desired",
        "The key is not known here.",
        '"desired"',
        "one of initial, instanceType, max, maxInstanceLifetimeDays, min, morePolicies, names, rootVolumeGiB, tags, targetCapacity, tier, warmupSeconds",
        'did you mean "initial"?',
      ],
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:25:70 › ecs.capacity.ec2.general.minSize",
        "The key is not known here.",
        '"minSize"',
        "one of initial, instanceType, max, maxInstanceLifetimeDays, min, morePolicies, names, rootVolumeGiB, tags, targetCapacity, tier, warmupSeconds",
        'did you mean "min"?',
      ],
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:30:7 › ecs.services.web.memory",
        "The key is not known here.",
        '"memory"',
        "one of memoryMiB, family, port, exec, expose, image; all are in docs/configuration-reference.md#ecs",
        'did you mean "memoryMiB"?',
      ],
    ],
  },
  {
    mistake: "EC2 capacity of a service on Fargate, of which nothing else is told",
    edits: [["      cpu: 0.25 vCPU\n", "      cpu: 0.25 vCPU\n      capacity: { general: { weight: 1 } }\n"]],
    problems: [
      [
        "CONFIG_UNKNOWN_KEY",
        "config/dev.yaml:29:19 › ecs.services.web.capacity.general",
        "The key is not known here.",
        '"general"',
        "one of FARGATE, FARGATE_SPOT",
        "write one of these in its place",
      ],
    ],
  },
  {
    mistake: "services and a controller of load balancers in a network of one zone",
    edits: [
      ["zones: [a, c]", "zones: [a]"],
      [
        "ecs:\n",
        'eks: { version: "1.35", admins: [role/platform-admin], nodeGroups: { main: { instanceTypes: [m7g.large], min: 1, max: 2 } } }\neksAddons: { loadBalancerController: true }\necs:\n',
      ],
    ],
    problems: [
      [
        "ZONES_TOO_FEW",
        "config/dev.yaml:10:10 › network.zones",
        "The network has one availability zone, and parts of the environment need two.",
        "[a], too few for edge.loadBalancer.tier, eks and eksAddons.loadBalancerController",
        "at least two zones",
        "add a zone, such as b; the subnets that are there stay as they are",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: shopWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});

test("a mistake in a file that several environments extend is told once, with the environments", () => {
  const base = shopWith([
    ["cpu: 0.25 vCPU", "cpu: 3 vCPU"],
    ["        host: www.example.com", "        paths: [/web/*]"],
  ]);
  const own = (domain: string) => `extends: base\nedge: { domain: { name: ${domain} } }\n`;
  const told = problemsIn(() => buildShop({ base, dev: own("dev.example.com"), test: own("test.example.com") }));
  expect(told.map(({ code, path }) => [code, path])).toEqual([
    ["FARGATE_CPU_UNKNOWN", "config/base.yaml:28:12 › ecs.services.web.cpu (dev, test)"],
  ]);
});
