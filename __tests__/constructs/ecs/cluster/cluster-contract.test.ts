import { App, Testing } from "cdktf";
import { MOCK_CONTEXT } from "../../../../constructs/core/contract";
import { contractWay } from "../../../../constructs/core/contract-ways";
import { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import { Ec2Service, EcsCluster, FargateService, TaskDefinition } from "../../../../constructs/ecs";
import { ecsClusterFromContract, publishEcsCluster } from "../../../../constructs/ecs/cluster";
import type { EcsClusterProps } from "../../../../constructs/ecs/cluster/ecs-cluster.types";
import { networkFromContract } from "../../../../constructs/network/network-contract";
import { ContainerImage } from "../../../../constructs/registry/container-image";
import { testEnvironment } from "../../../support/synth";

const CLUSTER = {
  capacity: { ec2: { general: { instanceType: "m7g.large", min: 1, max: 4 } } },
  exec: {},
  serviceConnect: { namespace: "shop" },
  discovery: { domain: "shop.internal" },
} as const satisfies Omit<EcsClusterProps, "network">;

const NETWORK = {
  cidr: "10.0.0.0/16",
  zones: ["a", "b"],
  tiers: [
    { name: "public", kind: "public", prefixLength: 24 },
    { name: "app", kind: "private", prefixLength: 20 },
  ],
  nat: { mode: "single" },
} as const;

function stackOf(name: string, build: (stack: EnvironmentStack) => void, mock: readonly string[] = []) {
  const app = new App({ stackTraces: false, context: { [MOCK_CONTEXT]: mock } });
  const stack = new EnvironmentStack(app, name, testEnvironment());
  build(stack);
  return JSON.parse(Testing.synth(stack, true));
}

const network = (stack: EnvironmentStack) => networkFromContract(stack, "network", NETWORK);

/** A stack that places a service on instances and one on Fargate in the cluster of the stack `batch`. */
function consumer(mock: readonly string[] = []) {
  return stackOf(
    "search",
    (stack) => {
      const cluster = ecsClusterFromContract(stack, "cluster", { ...CLUSTER, network: network(stack), stack: "batch" });
      const image = ContainerImage.fromRegistry("registry.example.com/search:1.4.2");
      new Ec2Service(stack, "search", {
        cluster,
        taskDefinition: new TaskDefinition(stack, "search-task", {
          launch: "ec2",
          architecture: "ARM64",
          memoryMiB: 512,
          containers: { app: { image, ports: { http: { port: 8080 } }, readonlyRootFilesystem: false } },
        }),
        capacity: { general: { weight: 1 } },
        exec: true,
      });
      new FargateService(stack, "api", { cluster, image, cpu: "0.5 vCPU", memory: "1 GB", port: 8080, discovery: {} });
    },
    mock,
  );
}

test("a stack with a cluster hands over its capacity, its sessions and its namespaces", () => {
  const { output } = stackOf("batch", (stack) => {
    publishEcsCluster(new EcsCluster(stack, "cluster", { ...CLUSTER, network: network(stack) }));
  });
  const keysOf = (name: string) => Object.keys(output[name].value).sort();
  expect(Object.keys(output).sort()).toEqual([
    ...["capacity_provider_names", "cluster_arn", "cluster_name"],
    ...["namespace_arns", "namespace_ids", "namespace_names", "sessions"],
  ]);
  expect(keysOf("capacity_provider_names")).toEqual(["general"]);
  expect(keysOf("namespace_arns")).toEqual(["discovery", "serviceConnect"]);
  expect(keysOf("sessions")).toEqual(["keyArn", "logGroupArn", "logGroupName"]);
});

test("who uses the cluster of another stack directly is sent to the call that reads it", () => {
  const made: EcsCluster[] = [];
  stackOf("batch", (stack) => {
    const cluster = new EcsCluster(stack, "cluster", { network: network(stack) });
    publishEcsCluster(cluster);
    made.push(cluster);
  });
  const [cluster] = made;
  expect(cluster && contractWay(cluster.resource).call).toBe(
    'ecsClusterFromContract(this, "cluster", { …, stack: "batch" })',
  );
});

const OUTPUTS = "data.terraform_remote_state.batch.outputs";

test("another stack places services on its instances, with its sessions and in its namespaces", () => {
  const { resource } = consumer(["sandbox-network"]);
  const services = Object.values<Record<string, unknown>>(resource.aws_ecs_service);
  const strategies = services.map(({ capacity_provider_strategy: strategy }) => strategy);
  expect(strategies).toContainEqual([
    { base: 0, capacity_provider: `\${${OUTPUTS}.capacity_provider_names["general"]}`, weight: 1 },
  ]);
  expect(services.map(({ cluster }) => cluster)).toEqual(services.map(() => `\${${OUTPUTS}.cluster_arn}`));
  expect(JSON.stringify(resource.aws_iam_role_policy)).toContain(`${OUTPUTS}.sessions[`);
  expect(JSON.stringify(resource.aws_service_discovery_service)).toContain(`${OUTPUTS}.namespace_ids[`);
});

test("the stack with the services is planned before the cluster exists", () => {
  const { resource, data } = consumer(["*"]);
  expect(data).toBeUndefined();
  expect(JSON.stringify(resource.aws_ecs_service)).toContain('"mock-general"');
});

test("a cluster without sessions and namespaces hands over empty maps", () => {
  const { output } = stackOf("batch", (stack) => {
    publishEcsCluster(new EcsCluster(stack, "cluster", { network: network(stack) }));
  });
  for (const name of ["capacity_provider_names", "namespace_arns", "sessions"]) expect(output[name].value).toEqual({});
});
