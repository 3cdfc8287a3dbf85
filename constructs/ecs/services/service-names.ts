import type { EcsServiceServiceConnectConfiguration } from "@cdktf/provider-aws/lib/ecs-service";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import type { ClusterNamespace } from "../cluster/ecs-cluster.types";
import type { TaskDefinition } from "../tasks/task-definition";
import { connectNames } from "./connect-names";
import type { Discovery, ServiceConnect } from "./service.types";

const DEFAULT_TTL_SECONDS = 10;

/** Properties of {@link ServiceName}. */
export interface ServiceNameProps {
  readonly namespace: ClusterNamespace;
  /** Name if `discovery` gives none. */
  readonly defaultName: string;
  readonly discovery: Discovery;
}

/** The name of a service in a private DNS namespace: it answers with the addresses of the tasks that are well. */
export class ServiceName extends BaseConstruct {
  readonly resource: ServiceDiscoveryService;
  /** The whole name: `api.shop.internal`. */
  readonly hostName: string;

  constructor(scope: Construct, id: string, props: ServiceNameProps) {
    super(scope, id);
    const { namespace, discovery } = props;
    const name = discovery.name ?? props.defaultName;
    this.hostName = `${name}.${namespace.namespaceName}`;
    this.resource = new ServiceDiscoveryService(this, "Default", {
      name,
      dnsConfig: {
        namespaceId: namespace.namespaceId,
        routingPolicy: "MULTIVALUE",
        dnsRecords: [{ type: "A", ttl: discovery.ttlSeconds ?? DEFAULT_TTL_SECONDS }],
      },
      // ECS tells Cloud Map which tasks are well; 1 is the only value that AWS still knows.
      healthCheckCustomConfig: { failureThreshold: 1 },
      // ECS leaves instances behind when a service goes fast.
      forceDestroy: true,
    });
  }
}

/** Service Connect in the words of ECS. */
export function serviceConnectConfiguration(
  connect: ServiceConnect,
  namespace: ClusterNamespace,
  task: TaskDefinition,
  defaultAlias: string,
): EcsServiceServiceConnectConfiguration {
  const { offers = {} } = connect;
  const names = connectNames(offers, defaultAlias);
  return {
    enabled: true,
    namespace: namespace.namespaceArn,
    ...(names.length > 0
      ? {
          service: names.map(({ portName, alias, discoveryName }) => ({
            portName,
            discoveryName,
            clientAlias: {
              dnsName: alias,
              port: offers[portName]?.port ?? task.ports.find(({ name }) => name === portName)?.port ?? 80,
            },
          })),
        }
      : {}),
    logConfiguration: {
      logDriver: "awslogs",
      options: task.logs.options("service-connect"),
    },
  };
}
