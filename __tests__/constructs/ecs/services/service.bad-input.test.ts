import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import { expectServiceProblems, outOfRange, type ServiceCase, smallService, toldServices } from "../support";

const CASES: readonly ServiceCase[] = [
  {
    name: "a size, an image and a port of its own, in the words of the service",
    protect: true,
    props: smallService({ memory: "8 GB", port: 0, environment: { API_TOKEN: "abc" } }),
    problems: [
      outOfRange("port", "0 as a port", "1 to 65535", "use 1"),
      {
        property: "memory",
        code: "FARGATE_MEMORY_MISMATCH",
        message: "A Fargate task with 0.25 vCPU cannot have this memory.",
        found: '"8 GB"',
        expected: "one of 0.5 GB, 1 GB, 2 GB",
        fix: 'use "2 GB"; 8 GB goes with 1 vCPU, 2 vCPU, 4 vCPU',
      },
      {
        property: "environment.API_TOKEN",
        code: "SECRET_IN_ENVIRONMENT",
        message:
          "The value looks like a secret, and environment variables are readable in the console, in plans and in the state.",
        found: "a plain value under the name of a secret",
        expected: "secrets as references to Secrets Manager or Parameter Store",
        fix: "in code, move it to secrets: { API_TOKEN: ContainerSecret.fromSecretsManager(arn) }; in a file, give the ARN of the secret as API_TOKEN_ARN and let the application read it; if it is no secret, give it another name",
      },
    ],
  },
  {
    name: "bases for two capacity providers, and weights that no task follows",
    props: smallService({ capacity: { FARGATE: { base: 1, weight: 0 }, FARGATE_SPOT: { base: 1, weight: 0 } } }),
    problems: [
      {
        property: "capacity",
        code: "CAPACITY_BASES",
        message: "Only one capacity provider of a service can have a base.",
        found: "a base for FARGATE and FARGATE_SPOT",
        expected: "a base for one of them",
        fix: "keep the base of the one that must not be taken away, such as FARGATE",
      },
      {
        property: "capacity",
        code: "CAPACITY_WEIGHTLESS",
        message: "No capacity provider gets the tasks beyond its base.",
        found: "weight 0 for FARGATE, FARGATE_SPOT",
        expected: "a weight above 0 for at least one",
        fix: "give the one that most tasks belong to the weight 1",
      },
    ],
    ways: [
      {
        says: [
          "keep the base of the one that must not be taken away",
          "give the one that most tasks belong to the weight 1",
        ],
        to: { props: smallService({ capacity: { FARGATE: { base: 1, weight: 0 }, FARGATE_SPOT: { weight: 1 } } }) },
      },
    ],
  },
  {
    name: "capacity of EC2 instances",
    cluster: { capacity: { ec2: { general: { instanceType: "m7i.large", min: 0, max: 2 } } } },
    props: smallService({ capacity: { general: { weight: 1 } } }),
    problems: [
      {
        property: "capacity.general",
        code: "CAPACITY_UNKNOWN",
        message: "The task is made for Fargate, and this is capacity of EC2 instances.",
        found: '"general"',
        expected: "one of FARGATE, FARGATE_SPOT",
        fix: 'use one of these names; EC2 capacity is for Ec2Service, and for a taskDefinition with launch: "ec2"',
      },
    ],
    ways: [
      { says: "use one of these names", to: { props: smallService({ capacity: { FARGATE_SPOT: { weight: 1 } } }) } },
    ],
  },
  {
    name: "Spot in a cluster without it",
    cluster: { capacity: { fargateSpot: false } },
    props: smallService({ capacity: { FARGATE_SPOT: { weight: 1 } } }),
    problems: [
      {
        property: "capacity.FARGATE_SPOT",
        code: "CAPACITY_UNKNOWN",
        message: "The cluster has no capacity of this name.",
        found: '"FARGATE_SPOT"',
        expected: "FARGATE",
        fix: "use one of these names, or add the capacity to the cluster",
      },
    ],
    ways: [
      { says: "use one of these names", to: { props: smallService({ capacity: { FARGATE: { weight: 1 } } }) } },
      { says: "or add the capacity to the cluster", to: { cluster: { capacity: { fargateSpot: true } } } },
    ],
  },
  {
    name: "ECS Exec in a cluster that logs nothing, in a container that cannot be written to",
    props: smallService({ exec: true }),
    problems: [
      {
        property: "exec",
        code: "EXEC_WITHOUT_LOG",
        message: "Sessions in containers are logged, and this cluster logs none.",
        found: "exec: true in a cluster without exec",
        expected: "a cluster with exec",
        fix: "add exec: {} to the cluster, or leave exec out",
      },
      {
        property: "exec",
        code: "EXEC_READONLY_ROOT",
        message: "ECS Exec writes into the container, which a read-only file system does not allow.",
        found: "read-only: app",
        expected: "readonlyRootFilesystem: false in every container of a service with exec",
        fix: "set readonlyRootFilesystem: false for as long as the service has exec",
      },
    ],
  },
  {
    name: "names in a cluster without namespaces, and a port that nobody has",
    props: smallService({ discovery: { ttlSeconds: -1 }, connect: { offers: { http: {} } } }),
    problems: [
      outOfRange("discovery.ttlSeconds", "-1 seconds", "0 to 86400", "use 0"),
      {
        property: "discovery",
        code: "DISCOVERY_WITHOUT_NAMESPACE",
        message: "The cluster has no private DNS domain that the service could have a name in.",
        found: "a cluster without discovery",
        expected: "a cluster with discovery",
        fix: 'add discovery: { domain: "shop.internal" } to the cluster',
      },
      {
        property: "connect",
        code: "CONNECT_WITHOUT_NAMESPACE",
        message: "The cluster has no namespace for Service Connect.",
        found: "a cluster without serviceConnect",
        expected: "a cluster with serviceConnect",
        fix: "add serviceConnect: {} to the cluster",
      },
      {
        property: "connect.offers.http",
        code: "CONNECT_PORT_UNKNOWN",
        message: "The task has no port of this name.",
        found: '"http"',
        expected: "one of app",
        fix: "use the name that the port has in its container",
      },
    ],
    ways: [
      {
        says: [
          "use 0",
          'add discovery: { domain: "shop.internal" } to the cluster',
          "add serviceConnect: {} to the cluster",
          "use the name that the port has in its container",
        ],
        to: {
          cluster: { discovery: { domain: "shop.internal" }, serviceConnect: {} },
          props: smallService({ discovery: { ttlSeconds: 0 }, connect: { offers: { app: {} } } }),
        },
      },
    ],
  },
];

describe("a service on Fargate is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));
});

testAdvice(toldServices(CASES), problemsIfAny);
