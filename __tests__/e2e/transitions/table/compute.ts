import {
  AutoScalingGroup,
  type AutoScalingGroupProps,
  Instance,
  type InstanceProps,
} from "../../../../constructs/compute/servers";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import type { EnvironmentSpec } from "../../../../stacks/application/environment-spec";
import type { EdgeNetworkBalancerProps } from "../../../../stacks/edge/edge-network.types";
import type { Configuration, Program, Transition } from "../transition";

const SCRIPT = "#!/bin/bash\nsystemctl enable --now nginx\n";
const LATER = "#!/bin/bash\nsystemctl enable --now httpd\n";

function instance(props: Partial<InstanceProps> = {}): Program {
  return (stack, site) => {
    const network = site.network(stack);
    new Instance(stack, "shop", { network, instanceType: "t4g.small", userData: SCRIPT, ...props });
  };
}

function group(props: Partial<AutoScalingGroupProps> = {}, isExposed = false): Program {
  return (stack, site) => {
    const network = site.network(stack);
    const size = { min: 1, max: 2 };
    const edge = new ApplicationLoadBalancer(stack, "edge", {
      network,
      plainHttp: { reason: "the tests have no domain" },
    });
    const behind = isExposed ? { port: 80, expose: edge.host("shop.example.com", { zone: "none" }) } : {};
    new AutoScalingGroup(stack, "web", { network, instanceType: "t4g.small", ...size, ...behind, ...props });
  };
}

const DATA = { device: "/dev/sdf", sizeGiB: 10 } as const;
const DRAIN = {
  transition: "terminate",
  notificationTargetArn: "arn:aws:sqs:ap-northeast-2:111111111111:web-drain",
  notificationMetadata: "web",
} as const;

/** A network with a bucket, and servers of the configuration on it. */
function configured(
  servers: EnvironmentSpec["servers"],
  edge?: EnvironmentSpec["edge"],
): Configuration & Pick<EnvironmentSpec, "buckets" | "servers"> {
  return {
    network: {
      cidr: "10.10.0.0/16",
      zones: edge ? ["a", "c"] : ["a"],
      tiers: [
        { name: "public", kind: "public", prefixLength: 24 },
        { name: "app", kind: "private", prefixLength: 20 },
      ],
      nat: { mode: "single", zone: "a" },
      endpoints: { gateway: [] },
    },
    edge,
    ecs: undefined,
    buckets: { uploads: {} },
    servers,
  };
}

const TOLD = { uses: ["buckets.uploads"], environmentFile: "/etc/shop/environment" };

/** An edge with a balancer for connections, as far as there are listeners. */
function connections(listeners?: EdgeNetworkBalancerProps["listeners"]): EnvironmentSpec["edge"] {
  return {
    plainHttp: { reason: "the tests have no domain" },
    ...(listeners ? { networkLoadBalancer: { listeners } } : {}),
  };
}

const SYSLOG = { port: 5140, protocol: "UDP", entry: ["10.98.0.0/16"] } as const;
const AMQP = { port: 5672, protocol: "TCP", entry: ["10.98.0.0/16"] } as const;
const BROKER = { instanceType: "t4g.small", port: 5672 } as const;
const WITHOUT_BALANCER = configured({ instances: { broker: BROKER } }, connections());
const WITH_BALANCER = configured(
  { instances: { broker: { ...BROKER, networkListeners: { amqp: {} } } } },
  connections({ amqp: AMQP }),
);

/** Changes of servers that stand by themselves. */
export const COMPUTE: readonly Transition[] = [
  {
    area: "servers",
    name: "an instance gets another type of the same architecture, one-minute metrics and tags",
    from: instance(),
    to: instance({ instanceType: "t4g.medium", detailedMonitoring: true, tags: { CostCenter: "4711" } }),
  },
  {
    area: "servers",
    name: "an instance gets other user data",
    from: instance(),
    to: instance({ userData: LATER }),
    replaced: { aws_instance: 1 },
  },
  {
    area: "servers",
    name: "an instance gets a larger volume",
    from: instance(),
    to: instance({ rootVolumeGiB: 20 }),
    replaced: { aws_instance: 1 },
    removed: { aws_launch_template: 1 },
  },
  {
    area: "servers",
    name: "an instance gets data volumes",
    from: instance(),
    to: instance({ volumes: { data: DATA, logs: { device: "/dev/sdg", sizeGiB: 125, type: "st1" } } }),
  },
  {
    area: "servers",
    name: "a data volume of an instance gets larger, faster and another type",
    from: instance({ volumes: { data: DATA, logs: { device: "/dev/sdg", sizeGiB: 125, type: "st1" } } }),
    to: instance({
      volumes: {
        data: { ...DATA, sizeGiB: 20, iops: 4000, throughputMiBps: 250 },
        logs: { device: "/dev/sdg", sizeGiB: 125 },
      },
    }),
  },
  {
    area: "servers",
    name: "an instance with a data volume is replaced, and the new one has the volume",
    from: instance({ volumes: { data: DATA } }),
    to: instance({ volumes: { data: DATA }, userData: LATER }),
    replaced: { aws_instance: 1, aws_volume_attachment: 1 },
  },
  {
    area: "servers",
    name: "an instance loses a data volume: it stops, and the volume is deleted",
    from: instance({ volumes: { data: DATA, logs: { ...DATA, device: "/dev/sdg" } } }),
    to: instance({ volumes: { logs: { ...DATA, device: "/dev/sdg" } } }),
    removed: { aws_ebs_volume: 1, aws_volume_attachment: 1 },
  },
  {
    area: "servers",
    name: "a group of servers gets other limits, scaling, a warm pool and tags",
    from: group(),
    to: group({ max: 4, initial: 2, targetCpu: 60, warmPool: { min: 1 }, tags: { CostCenter: "4711" } }),
  },
  {
    area: "servers",
    name: "a group of servers gets other user data and a larger volume, and is renewed",
    from: group({ userData: SCRIPT }),
    to: group({ userData: LATER, rootVolumeGiB: 20 }),
  },
  {
    area: "servers",
    name: "a group of servers gets a data volume, and another one larger",
    from: group({ volumes: { data: { device: "/dev/sdf", sizeGiB: 10 } } }),
    to: group({
      volumes: {
        data: { device: "/dev/sdf", sizeGiB: 20, iops: 4000, throughputMiBps: 250 },
        logs: { device: "/dev/sdg", sizeGiB: 10 },
      },
    }),
  },
  {
    area: "servers",
    name: "a group of servers loses a data volume, which goes with the servers that had it",
    from: group({
      volumes: { data: { device: "/dev/sdf", sizeGiB: 10 }, logs: { device: "/dev/sdg", sizeGiB: 10 } },
    }),
    to: group({ volumes: { data: { device: "/dev/sdf", sizeGiB: 10 } } }),
  },
  {
    area: "servers",
    name: "a group of servers gets lifecycle hooks, with a queue that is told",
    from: group(),
    to: group({ lifecycleHooks: { drain: DRAIN, setup: { transition: "launch" } } }),
  },
  {
    area: "servers",
    name: "a lifecycle hook waits shorter, and one goes with its queue",
    from: group({ lifecycleHooks: { drain: DRAIN, setup: { transition: "launch" } } }),
    to: group({ lifecycleHooks: { setup: { transition: "launch", timeoutSeconds: 300, defaultResult: "continue" } } }),
    removed: { aws_autoscaling_lifecycle_hook: 1, aws_iam_role: 1, aws_iam_role_policy: 1 },
  },
  {
    area: "servers",
    name: "a group of servers gets Spot, further types, schedules and a forecast",
    from: group({ userData: SCRIPT }),
    to: group({
      userData: SCRIPT,
      capacity: { moreInstanceTypes: ["t4g.medium", "c7g.medium"], spotPercentage: 50, onDemandBase: 1 },
      schedules: {
        night: { at: "cron(0 20 * * ? *)", timeZone: "Asia/Seoul", min: 0, max: 0 },
        morning: { at: "cron(0 8 ? * MON-FRI *)", min: 1 },
      },
      predictive: { metric: "cpu", target: 60, scale: true },
    }),
  },
  {
    area: "servers",
    name: "a group of servers is hung below a balancer",
    from: group(),
    to: group({ targetRequests: 1000 }, true),
  },
  {
    area: "servers",
    name: "servers of a configuration get another type and another script, and one is taken away",
    configurations: {
      from: configured({
        instances: {
          reports: { instanceType: "t4g.small", port: 8080, ...TOLD },
          old: { instanceType: "t4g.small" },
        },
        groups: { web: { instanceType: "t4g.small", min: 1, max: 2, userData: SCRIPT, calls: ["reports"], ...TOLD } },
      }),
      to: configured({
        instances: { reports: { instanceType: "t4g.medium", port: 8080, ...TOLD } },
        groups: { web: { instanceType: "t4g.medium", min: 1, max: 2, userData: LATER, calls: ["reports"], ...TOLD } },
      }),
    },
    removed: {
      aws_iam_instance_profile: 1,
      aws_iam_role: 1,
      aws_iam_role_policy_attachment: 1,
      aws_instance: 1,
      aws_launch_template: 1,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
    },
    order: ["servers"],
  },
  {
    area: "servers",
    name: "a server of a configuration gets a listener for connections of a new balancer",
    configurations: { from: WITHOUT_BALANCER, to: WITH_BALANCER },
    order: ["edge", "servers"],
  },
  {
    area: "servers",
    name: "a balancer for connections gets another listener and a server has another one",
    configurations: {
      from: WITH_BALANCER,
      to: configured(
        {
          instances: {
            broker: {
              ...BROKER,
              networkListeners: { amqp: { proxyProtocol: true, healthCheck: { intervalSeconds: 30 } } },
            },
            logs: {
              instanceType: "t4g.small",
              port: 5140,
              networkListeners: { syslog: { healthCheck: { port: 22 } } },
            },
          },
        },
        connections({ amqp: { ...AMQP, idleTimeoutSeconds: 900 }, syslog: SYSLOG }),
      ),
    },
    order: ["edge", "servers"],
  },
  {
    area: "servers",
    name: "a balancer for connections is taken away with its listener",
    configurations: { from: WITH_BALANCER, to: WITHOUT_BALANCER },
    removed: {
      aws_lb: 1,
      aws_lb_listener: 1,
      aws_lb_target_group: 1,
      aws_lb_target_group_attachment: 1,
      aws_security_group: 1,
      aws_vpc_security_group_egress_rule: 1,
      aws_vpc_security_group_ingress_rule: 2,
    },
    order: ["servers", "edge"],
  },
];
