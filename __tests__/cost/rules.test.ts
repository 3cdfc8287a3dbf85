import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { RULED, UNRULED } from "../../cost/rules";
import { costs, type Resources } from "./resources";

/**
 * A resource of each type, and what it costs a month in us-east-1: the quantity of each item, and dollars. The amounts are worked by hand
 * from the prices of AWS's price list that stand beside them, for 730 hours.
 */
const CASES: readonly (readonly [what: string, resources: Resources, costs: Record<string, string>])[] = [
  // 0.045 an hour: 32.85.
  ["a NAT gateway", { "aws_nat_gateway.a": { subnet_id: "subnet-1" } }, { "nat-gateway": "1 = 32.85" }],
  [
    "a regional NAT gateway in two zones",
    {
      "aws_nat_gateway.a": {
        availability_mode: "regional",
        availability_zone_address: [{ availability_zone: "us-east-1a" }, { availability_zone: "us-east-1b" }],
      },
    },
    { "nat-gateway": "2 = 65.70" },
  ],
  [
    "a regional NAT gateway",
    { "aws_nat_gateway.a": { availability_mode: "regional" } },
    { "nat-gateway": "1 = 32.85", "public-ipv4": "1 = 3.65" },
  ],
  // 0.01 an hour in each of three zones: 21.90.
  [
    "an interface endpoint",
    { "aws_vpc_endpoint.a": { vpc_endpoint_type: "Interface", subnet_ids: ["a", "b", "c"] } },
    { "interface-endpoint": "3 = 21.90" },
  ],
  [
    "an endpoint whose subnets are not known",
    { "aws_vpc_endpoint.a": { vpc_endpoint_type: "Interface", subnet_ids: "${module.vpc.subnets}" } },
    { "interface-endpoint": "1 = 7.30" },
  ],
  ["a gateway endpoint", { "aws_vpc_endpoint.a": { vpc_endpoint_type: "Gateway" } }, {}],
  ["a gateway endpoint by default", { "aws_vpc_endpoint.a": {} }, {}],
  [
    "a Gateway Load Balancer endpoint",
    { "aws_vpc_endpoint.a": { vpc_endpoint_type: "GatewayLoadBalancer", subnet_ids: ["a"] } },
    { "gateway-lb-endpoint": "1 = 7.30" },
  ],
  [
    "a resource endpoint",
    { "aws_vpc_endpoint.a": { vpc_endpoint_type: "Resource" } },
    { "aws_vpc_endpoint.a": "this kind of endpoint has no price here" },
  ],
  // 0.0225 an hour is 16.425; 0.005 an hour for each of two addresses is 7.30.
  [
    "a public load balancer",
    { "aws_lb.a": { internal: false, load_balancer_type: "application", subnets: ["a", "b"] } },
    { alb: "1 = 16.43", "public-ipv4": "2 = 7.30" },
  ],
  ["an internal load balancer", { "aws_lb.a": { internal: true, subnets: ["a", "b"] } }, { alb: "1 = 16.43" }],
  [
    "a load balancer by its other name, whose subnets are not known",
    { "aws_alb.a": { internal: false } },
    { alb: "1 = 16.43", "public-ipv4": "1 = 3.65" },
  ],
  [
    "a load balancer without public IPv4",
    { "aws_lb.a": { internal: false, ip_address_type: "dualstack-without-public-ipv4", subnets: ["a"] } },
    { alb: "1 = 16.43" },
  ],
  [
    "a network load balancer with one Elastic IP and one address of AWS",
    {
      "aws_lb.a": {
        internal: false,
        load_balancer_type: "network",
        subnet_mapping: [
          { subnet_id: "a", allocation_id: "eipalloc-1" },
          { subnet_id: "b", allocation_id: "" },
        ],
      },
      "aws_eip.a": { domain: "vpc" },
    },
    { nlb: "1 = 16.43", "public-ipv4": "1 = 3.65" },
  ],
  [
    "a gateway load balancer, whose price is not known there",
    { "aws_lb.a": { load_balancer_type: "gateway" } },
    { "aws_lb.a": "no price known of gateway load balancers in us-east-1" },
  ],
  // 0.025 an hour: 18.25.
  ["a classic load balancer", { "aws_elb.a": {} }, { clb: "1 = 18.25" }],
  ["an Elastic IP", { "aws_eip.a": { domain: "vpc", public_ipv4_pool: "amazon" } }, { "public-ipv4": "1 = 3.65" }],
  ["an Elastic IP of one's own range", { "aws_eip.a": { public_ipv4_pool: "ipv4pool-ec2-1" } }, {}],
  // 0.05 an hour each: 36.50.
  ["an attachment", { "aws_ec2_transit_gateway_vpc_attachment.a": {} }, { "transit-gateway-attachment": "1 = 36.50" }],
  ["a VPN connection", { "aws_vpn_connection.a": { vpn_gateway_id: "vgw-1" } }, { "vpn-connection": "1 = 36.50" }],
  [
    "a VPN connection to a transit gateway",
    { "aws_vpn_connection.a": { transit_gateway_id: "tgw-1" } },
    { "vpn-connection": "1 = 36.50", "transit-gateway-attachment": "1 = 36.50" },
  ],
  // 0.0416 an hour is 30.368; 8 GB at 0.08 are 0.64.
  [
    "an instance with a disk and an address",
    {
      "aws_instance.a": {
        instance_type: "t3.medium",
        associate_public_ip_address: true,
        root_block_device: [{ volume_size: 8, volume_type: "gp3" }],
      },
    },
    { "ec2:t3.medium": "1 = 30.37", "ebs-gb:gp3": "8 = 0.64", "public-ipv4": "1 = 3.65" },
  ],
  [
    "an instance of a launch template",
    {
      "aws_instance.a": { launch_template: [{ id: "${aws_launch_template.a.id}" }] },
      "aws_launch_template.a": {
        instance_type: "m7g.large",
        network_interfaces: [{ associate_public_ip_address: "true" }],
        block_device_mappings: [{ ebs: [{ volume_size: 20, volume_type: "gp3" }] }],
      },
    },
    // 0.0816 an hour: 59.568.
    { "ec2:m7g.large": "1 = 59.57", "ebs-gb:gp3": "20 = 1.60", "public-ipv4": "1 = 3.65" },
  ],
  [
    "a Spot instance",
    { "aws_instance.a": { instance_type: "t3.medium", instance_market_options: [{ market_type: "spot" }] } },
    { "aws_instance.a": "Spot capacity is left out, since its price moves" },
  ],
  [
    "a dedicated instance",
    { "aws_instance.a": { instance_type: "t3.medium", tenancy: "dedicated" } },
    { "aws_instance.a": "dedicated instances and hosts have no price here" },
  ],
  [
    "an instance whose type is known later",
    { "aws_instance.a": { instance_type: "${var.type}" } },
    { "aws_instance.a": "the instance type is not known" },
  ],
  [
    "an instance of a type that cannot be one",
    { "aws_instance.a": { instance_type: "m7g.large\n| <script>" } },
    { "aws_instance.a": "the instance type is not known" },
  ],
  [
    "an instance of a type without a price",
    { "aws_instance.a": { instance_type: "z9.large" } },
    { "aws_instance.a": "no price known of z9.large instances in us-east-1" },
  ],
  [
    "an instance whose disk has the size of its image",
    { "aws_instance.a": { instance_type: "t3.medium", root_block_device: [{ volume_type: "gp3" }] } },
    { "ec2:t3.medium": "1 = 30.37", "aws_instance.a": "the size of the disk is not known, since its image decides it" },
  ],
  // 100 GB at 0.08; 1000 IOPS above 3000 at 0.005; 75 MiB/s above 125 at 0.04.
  [
    "a gp3 volume with more than it includes",
    { "aws_ebs_volume.a": { type: "gp3", size: 100, iops: 4000, throughput: 200 } },
    { "ebs-gb:gp3": "100 = 8.00", "ebs-iops:gp3": "1000 = 5.00", "ebs-throughput:gp3": "75 = 3.00" },
  ],
  [
    "a gp3 volume with what it includes",
    { "aws_ebs_volume.a": { type: "gp3", size: 100, iops: 3000 } },
    { "ebs-gb:gp3": "100 = 8.00" },
  ],
  ["a volume by default", { "aws_ebs_volume.a": { size: 10 } }, { "ebs-gb:gp2": "10 = 1.00" }],
  // 30 GB at 0.125; 300 IOPS at 0.065.
  [
    "an io2 volume",
    { "aws_ebs_volume.a": { type: "io2", size: 30, iops: 300 } },
    { "ebs-gb:io2": "30 = 3.75", "ebs-iops:io2": "300 = 19.50" },
  ],
  [
    "a group of instances",
    {
      "aws_autoscaling_group.a": { desired_capacity: 3, launch_template: [{ id: "${aws_launch_template.a.id}" }] },
      "aws_launch_template.a": {
        instance_type: "t3.medium",
        block_device_mappings: [{ ebs: [{ volume_size: 10, volume_type: "gp3" }] }],
      },
    },
    { "ec2:t3.medium": "3 = 91.10", "ebs-gb:gp3": "30 = 2.40" },
  ],
  [
    "a group without a desired size",
    {
      "aws_autoscaling_group.a": { min_size: 2, launch_template: [{ id: "${aws_launch_template.a.id}" }] },
      "aws_launch_template.a": { instance_type: "t3.medium" },
    },
    { "ec2:t3.medium": "2 = 60.74" },
  ],
  [
    "a group of unknown size",
    { "aws_autoscaling_group.a": { desired_capacity: "${var.size}" } },
    { "aws_autoscaling_group.a": "the size of the group is not known" },
  ],
  [
    "a group of nothing",
    {
      "aws_autoscaling_group.a": { desired_capacity: 0, launch_template: [{ id: "${aws_launch_template.a.id}" }] },
      "aws_launch_template.a": { instance_type: "t3.medium" },
    },
    {},
  ],
  [
    "a group with one on demand and half of the rest, 3 of 5",
    {
      "aws_autoscaling_group.a": {
        desired_capacity: 5,
        mixed_instances_policy: [
          {
            instances_distribution: [{ on_demand_base_capacity: 1, on_demand_percentage_above_base_capacity: 50 }],
            launch_template: [
              {
                launch_template_specification: [{ launch_template_id: "${aws_launch_template.a.id}" }],
                override: [{ instance_type: "m7g.large" }, { instance_type: "m7g.xlarge" }],
              },
            ],
          },
        ],
      },
      "aws_launch_template.a": {},
    },
    // 3 at 59.568.
    { "ec2:m7g.large": "3 = 178.70", "aws_autoscaling_group.a": "Spot capacity is left out, since its price moves" },
  ],
  [
    "a node group with a launch template",
    {
      "aws_eks_node_group.a": {
        instance_types: ["m7g.large"],
        scaling_config: [{ desired_size: 2, min_size: 1 }],
        launch_template: [{ id: "${aws_launch_template.a.id}" }],
      },
      "aws_launch_template.a": { block_device_mappings: [{ ebs: [{ volume_size: 50, volume_type: "gp3" }] }] },
    },
    { "ec2:m7g.large": "2 = 119.14", "ebs-gb:gp3": "100 = 8.00" },
  ],
  [
    "a node group as AWS makes it",
    { "aws_eks_node_group.a": { scaling_config: { desired_size: 1 } } },
    // 20 GB at 0.10.
    { "ec2:t3.medium": "1 = 30.37", "ebs-gb:gp2": "20 = 2.00" },
  ],
  [
    "a node group of Windows as AWS makes it",
    { "aws_eks_node_group.a": { scaling_config: { desired_size: 1 }, ami_type: "WINDOWS_CORE_2022_x86_64" } },
    { "ec2:t3.medium": "1 = 30.37", "ebs-gb:gp2": "50 = 5.00" },
  ],
  [
    "a node group whose template is elsewhere, and of whose disks nothing is known",
    {
      "aws_eks_node_group.a": { scaling_config: { desired_size: 1 }, launch_template: [{ id: "lt-1" }], disk_size: 0 },
    },
    { "ec2:t3.medium": "1 = 30.37" },
  ],
  ["a node group of nothing", { "aws_eks_node_group.a": { scaling_config: { desired_size: 0 }, disk_size: 40 } }, {}],
  [
    "a node group on Spot, whose disks cost the same",
    { "aws_eks_node_group.a": { capacity_type: "SPOT", scaling_config: { desired_size: 2 }, disk_size: 40 } },
    { "aws_eks_node_group.a": "Spot capacity is left out, since its price moves", "ebs-gb:gp2": "80 = 8.00" },
  ],
  [
    "a node group of unknown size",
    { "aws_eks_node_group.a": { scaling_config: {} } },
    { "aws_eks_node_group.a": "the size of the node group is not known" },
  ],
  // 0.10 an hour: 73; in extended support 0.60: 438.
  ["a cluster", { "aws_eks_cluster.a": { version: "1.35" } }, { "eks-cluster": "1 = 73.00" }],
  [
    "a cluster with EKS Auto Mode",
    { "aws_eks_cluster.a": { version: "1.35", compute_config: [{ enabled: true }] } },
    {
      "eks-cluster": "1 = 73.00",
      "aws_eks_cluster.a": "nodes that EKS Auto Mode makes, and its fee for them, are left out",
    },
  ],
  ["a cluster whose version is not said", { "aws_eks_cluster.a": {} }, { "eks-cluster": "1 = 73.00" }],
  [
    "a cluster in extended support",
    { "aws_eks_cluster.a": { version: "1.32" } },
    { "eks-cluster-extended": "1 = 438.00" },
  ],
  [
    "a cluster that is upgraded when standard support ends",
    { "aws_eks_cluster.a": { version: "1.32", upgrade_policy: [{ support_type: "STANDARD" }] } },
    { "eks-cluster": "1 = 73.00" },
  ],
  // Twice 0.5 vCPU at 0.04048 an hour is 29.5504; twice 1 GB at 0.004445 is 6.4897.
  [
    "a Fargate service",
    {
      "aws_ecs_service.a": {
        launch_type: "FARGATE",
        desired_count: 2,
        task_definition: "${aws_ecs_task_definition.a.arn}",
      },
      "aws_ecs_task_definition.a": { cpu: "512", memory: "1024" },
    },
    { "fargate-vcpu": "1 = 29.55", "fargate-gb": "2 = 6.49" },
  ],
  // 0.25 vCPU at 0.03238 is 5.90935; 0.5 GB at 0.00356 is 1.2994.
  [
    "a Fargate service on ARM",
    {
      "aws_ecs_service.a": {
        launch_type: "FARGATE",
        desired_count: 1,
        task_definition: "${aws_ecs_task_definition.a.arn}",
      },
      "aws_ecs_task_definition.a": { cpu: 256, memory: 512, runtime_platform: [{ cpu_architecture: "ARM64" }] },
    },
    { "fargate-arm-vcpu": "0.25 = 5.91", "fargate-arm-gb": "0.5 = 1.30" },
  ],
  [
    "a Fargate service of four, one at list price and half of the rest",
    {
      "aws_ecs_service.a": {
        desired_count: 4,
        task_definition: "${aws_ecs_task_definition.a.arn}",
        capacity_provider_strategy: [
          { capacity_provider: "FARGATE", base: 1, weight: 1 },
          { capacity_provider: "FARGATE_SPOT", weight: 1 },
        ],
      },
      "aws_ecs_task_definition.a": { cpu: "1024", memory: "2048" },
    },
    // Three tasks: 3 vCPU 88.6512, 6 GB 19.4691.
    {
      "fargate-vcpu": "3 = 88.65",
      "fargate-gb": "6 = 19.47",
      "aws_ecs_service.a": "Fargate Spot is left out, since its price moves",
    },
  ],
  [
    "a service on Fargate Spot alone",
    {
      "aws_ecs_service.a": {
        desired_count: 4,
        capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", weight: 1 }],
      },
    },
    { "aws_ecs_service.a": "Fargate Spot is left out, since its price moves" },
  ],
  ["a service on instances", { "aws_ecs_service.a": { launch_type: "EC2", desired_count: 4 } }, {}],
  [
    "a service on a provider of one's own",
    {
      "aws_ecs_service.a": { desired_count: 4, capacity_provider_strategy: [{ capacity_provider: "own", weight: 1 }] },
    },
    {},
  ],
  [
    "a service on Windows",
    {
      "aws_ecs_service.a": {
        launch_type: "FARGATE",
        desired_count: 1,
        task_definition: "${aws_ecs_task_definition.a.arn}",
      },
      "aws_ecs_task_definition.a": {
        cpu: "1024",
        memory: "2048",
        runtime_platform: [{ operating_system_family: "WINDOWS_SERVER_2022_CORE" }],
      },
    },
    { "aws_ecs_service.a": "tasks on Windows have no price here" },
  ],
  [
    "a service whose task definition is elsewhere",
    { "aws_ecs_service.a": { launch_type: "FARGATE", desired_count: 1, task_definition: "web:3" } },
    { "aws_ecs_service.a": "the size of the tasks is not known" },
  ],
  ["a service of no tasks", { "aws_ecs_service.a": { launch_type: "FARGATE", desired_count: 0 } }, {}],
  // 0.136 an hour is 99.28; 20 GB at 0.115 are 2.30.
  [
    "a database",
    {
      "aws_db_instance.a": {
        engine: "mysql",
        instance_class: "db.t3.large",
        allocated_storage: 20,
        storage_type: "gp2",
      },
    },
    { "rds:mysql:db.t3.large:single-az": "1 = 99.28", "rds-gb:gp2:single-az": "20 = 2.30" },
  ],
  // 0.272 an hour is 198.56; 30 GB at 0.23 are 6.90.
  [
    "a database in two zones",
    {
      "aws_db_instance.a": {
        engine: "mysql",
        instance_class: "db.t3.large",
        multi_az: true,
        allocated_storage: 30,
        storage_type: "gp3",
      },
    },
    { "rds:mysql:db.t3.large:multi-az": "1 = 198.56", "rds-gb:gp3:multi-az": "30 = 6.90" },
  ],
  // No price of it with a standby is known; 0.136 an hour for each of two: 198.56.
  [
    "a database with a standby whose price is not known",
    {
      "aws_db_instance.a": { engine: "mariadb", instance_class: "db.t3.large", multi_az: true, allocated_storage: 30 },
    },
    { "rds:mariadb:db.t3.large:single-az": "2 = 198.56", "rds-gb:gp2:multi-az": "30 = 6.90" },
  ],
  [
    "a database with a standby of a class without prices",
    { "aws_db_instance.a": { engine: "mariadb", instance_class: "db.t3.odd", multi_az: true, allocated_storage: 30 } },
    {
      "aws_db_instance.a": "no price known of db.t3.odd databases of mariadb (multi-az) in us-east-1",
      "rds-gb:gp2:multi-az": "30 = 6.90",
    },
  ],
  // 100 GB at 0.125; 1200 IOPS at 0.10.
  [
    "a database with provisioned IOPS",
    { "aws_db_instance.a": { engine: "mysql", instance_class: "db.t3.large", allocated_storage: 100, iops: 1200 } },
    {
      "rds:mysql:db.t3.large:single-az": "1 = 99.28",
      "rds-gb:io1:single-az": "100 = 12.50",
      "rds-iops:io1:single-az": "1200 = 120.00",
    },
  ],
  [
    "a database with what gp3 includes at its size",
    {
      "aws_db_instance.a": {
        engine: "mysql",
        instance_class: "db.t3.large",
        allocated_storage: 400,
        storage_type: "gp3",
        iops: 12000,
        storage_throughput: 500,
      },
    },
    { "rds:mysql:db.t3.large:single-az": "1 = 99.28", "rds-gb:gp3:single-az": "400 = 46.00" },
  ],
  [
    "a database with more IOPS than gp3 includes",
    {
      "aws_db_instance.a": {
        engine: "mysql",
        instance_class: "db.t3.large",
        allocated_storage: 400,
        storage_type: "gp3",
        iops: 12001,
      },
    },
    {
      "rds:mysql:db.t3.large:single-az": "1 = 99.28",
      "rds-gb:gp3:single-az": "400 = 46.00",
      "aws_db_instance.a": "IOPS and throughput of gp3 storage beyond what it includes have no price here",
    },
  ],
  [
    "a small database with more throughput than gp3 includes",
    {
      "aws_db_instance.a": {
        engine: "mysql",
        instance_class: "db.t3.large",
        allocated_storage: 20,
        storage_type: "gp3",
        storage_throughput: 126,
      },
    },
    {
      "rds:mysql:db.t3.large:single-az": "1 = 99.28",
      "rds-gb:gp3:single-az": "20 = 2.30",
      "aws_db_instance.a": "IOPS and throughput of gp3 storage beyond what it includes have no price here",
    },
  ],
  [
    "a replica, which has the engine of what it copies",
    {
      "aws_db_instance.a": {
        instance_class: "db.t3.large",
        replicate_source_db: "${aws_db_instance.b.identifier}",
        allocated_storage: 20,
      },
      "aws_db_instance.b": { engine: "postgres", instance_class: "db.t3.large", allocated_storage: 20 },
    },
    // 0.145 an hour each: 105.85. The last line of each item is shown.
    { "rds:postgres:db.t3.large:single-az": "1 = 105.85", "rds-gb:gp2:single-az": "20 = 2.30" },
  ],
  [
    "a database of Oracle",
    { "aws_db_instance.a": { engine: "oracle-se2", instance_class: "db.t3.large" } },
    { "aws_db_instance.a": "engines with a licence have no price here" },
  ],
  [
    "a database of a snapshot",
    { "aws_db_instance.a": { instance_class: "db.t3.large" } },
    { "aws_db_instance.a": "the size of the storage is not known" },
  ],
  ["a cluster of Aurora", { "aws_rds_cluster.a": { engine: "aurora-mysql" } }, {}],
  [
    "a cluster of RDS",
    { "aws_rds_cluster.a": { engine: "mysql", db_cluster_instance_class: "db.m5d.large" } },
    { "aws_rds_cluster.a": "Multi-AZ DB clusters have no price here" },
  ],
  // 0.082 an hour: 59.86.
  [
    "an instance of Aurora, which has the engine of its cluster",
    {
      "aws_rds_cluster_instance.a": { instance_class: "db.t3.medium", cluster_identifier: "${aws_rds_cluster.a.id}" },
      "aws_rds_cluster.a": { engine: "aurora-mysql" },
    },
    { "rds:aurora-mysql:db.t3.medium:single-az": "1 = 59.86" },
  ],
  [
    "an instance of an I/O-Optimized cluster",
    {
      "aws_rds_cluster_instance.a": {
        instance_class: "db.t3.medium",
        engine: "aurora-mysql",
        cluster_identifier: "${aws_rds_cluster.a.id}",
      },
      "aws_rds_cluster.a": { storage_type: "aurora-iopt1" },
    },
    { "aws_rds_cluster_instance.a": "I/O-Optimized clusters have no price here" },
  ],
  [
    "an instance of Aurora Serverless",
    { "aws_rds_cluster_instance.a": { instance_class: "db.serverless", engine: "aurora-mysql" } },
    { "aws_rds_cluster_instance.a": "capacity of Aurora Serverless is billed by use" },
  ],
  // 0.156 an hour: 113.88 for each.
  [
    "a cache",
    { "aws_elasticache_cluster.a": { engine: "memcached", node_type: "cache.m4.large", num_cache_nodes: 2 } },
    { "elasticache:memcached:cache.m4.large": "2 = 227.76" },
  ],
  ["a member of a replication group", { "aws_elasticache_cluster.a": { replication_group_id: "group" } }, {}],
  [
    "a replication group of two shards with a replica each",
    {
      "aws_elasticache_replication_group.a": {
        engine: "redis",
        node_type: "cache.m4.large",
        num_node_groups: 2,
        replicas_per_node_group: 1,
      },
    },
    { "elasticache:redis:cache.m4.large": "4 = 455.52" },
  ],
  [
    "a replication group without shards",
    { "aws_elasticache_replication_group.a": { node_type: "cache.m4.large", num_cache_clusters: 2 } },
    { "elasticache:redis:cache.m4.large": "2 = 227.76" },
  ],
  // 0.0456 an hour: 66.576 for two; 200 GB at 0.10.
  [
    "brokers",
    {
      "aws_msk_cluster.a": {
        number_of_broker_nodes: 2,
        broker_node_group_info: [
          { instance_type: "kafka.t3.small", storage_info: [{ ebs_storage_info: [{ volume_size: 100 }] }] },
        ],
      },
    },
    { "msk:kafka.t3.small": "2 = 66.58", "msk-gb": "200 = 20.00" },
  ],
  [
    "brokers of unknown number",
    { "aws_msk_cluster.a": { broker_node_group_info: [{ instance_type: "kafka.t3.small" }] } },
    { "aws_msk_cluster.a": "the number of brokers is not known" },
  ],
  // 0.25 an hour: 365 for two.
  [
    "a warehouse",
    { "aws_redshift_cluster.a": { node_type: "dc2.large", number_of_nodes: 2 } },
    { "redshift:dc2.large": "2 = 365.00" },
  ],
  ["a key", { "aws_kms_key.a": { enable_key_rotation: true } }, { "kms-key": "1 = 1.00" }],
  ["a replica of a key", { "aws_kms_replica_key.a": {} }, { "kms-key": "1 = 1.00" }],
  ["a key from elsewhere", { "aws_kms_external_key.a": {} }, { "kms-key": "1 = 1.00" }],
  ["a replica of a key from elsewhere", { "aws_kms_replica_external_key.a": {} }, { "kms-key": "1 = 1.00" }],
  [
    "a health check of an endpoint, with three options",
    { "aws_route53_health_check.a": { type: "HTTPS_STR_MATCH", request_interval: 10 } },
    { "health-check": "1 = 0.50", "health-check-option": "3 = 3.00" },
  ],
  ["a plain health check", { "aws_route53_health_check.a": { type: "TCP" } }, { "health-check": "1 = 0.50" }],
  ["a zone", { "aws_route53_zone.a": { name: "example.com" } }, { "hosted-zone": "1 = 0.50" }],
  [
    "a secret with a copy",
    { "aws_secretsmanager_secret.a": { replica: [{ region: "us-west-2" }] } },
    { secret: "2 = 0.80" },
  ],
  ["an alarm", { "aws_cloudwatch_metric_alarm.a": { period: 300, metric_name: "CPU" } }, { alarm: "1 = 0.10" }],
  ["a fast alarm", { "aws_cloudwatch_metric_alarm.a": { period: 10 } }, { "alarm-high-resolution": "1 = 0.30" }],
  [
    "an alarm of two metrics",
    {
      "aws_cloudwatch_metric_alarm.a": {
        metric_query: [
          { id: "e", expression: "a+b" },
          { id: "a", metric: [{ period: 60 }] },
          { id: "b", metric: [{ period: 60 }] },
        ],
      },
    },
    { alarm: "2 = 0.20" },
  ],
  [
    "an alarm of an anomaly band",
    {
      "aws_cloudwatch_metric_alarm.a": {
        threshold_metric_id: "e",
        metric_query: [{ id: "a", metric: [{ period: 60 }] }],
      },
    },
    { alarm: "3 = 0.30" },
  ],
  [
    "an alarm of alarms, whose price is not known there",
    { "aws_cloudwatch_composite_alarm.a": {} },
    { "aws_cloudwatch_composite_alarm.a": "no price known of composite alarms in us-east-1" },
  ],
  [
    "a web ACL with two rules",
    { "aws_wafv2_web_acl.a": { rule: [{}, {}] } },
    { "web-acl": "1 = 5.00", "web-acl-rule": "2 = 2.00" },
  ],
  ["a web ACL without rules", { "aws_wafv2_web_acl.a": {} }, { "web-acl": "1 = 5.00" }],
  [
    "a table with capacity by the hour, as it is by default",
    { "aws_dynamodb_table.a": { read_capacity: 5, write_capacity: 5 } },
    { "aws_dynamodb_table.a": "provisioned capacity of tables has no price here" },
  ],
  ["a table that is billed by requests", { "aws_dynamodb_table.a": { billing_mode: "PAY_PER_REQUEST" } }, {}],
  [
    "a stage with a cache",
    { "aws_api_gateway_stage.a": { cache_cluster_enabled: true } },
    { "aws_api_gateway_stage.a": "caches of stages have no price here" },
  ],
  ["a stage", { "aws_api_gateway_stage.a": {} }, {}],
  [
    "what is billed by the hour and has no rule",
    { "aws_mq_broker.a": { host_instance_type: "mq.t3.micro" } },
    { "aws_mq_broker.a": "this type has no price here" },
  ],
  [
    "what is free or billed by use",
    { "aws_vpc.a": {}, "aws_s3_bucket.a": {}, "aws_iam_role.a": {}, "aws_lambda_function.a": {} },
    {},
  ],
];

test.each(CASES)("%s", (_, given, expected) => {
  expect(costs(given)).toEqual(expected);
});

test("every type that has a rule is among the cases", () => {
  const types = new Set(CASES.flatMap(([, given]) => Object.keys(given).map((address) => address.split(".")[0])));
  expect(RULED.filter((type) => !types.has(type))).toEqual([]);
});

test("all types that are named are types of the provider, each once", () => {
  const provider = join(dirname(require.resolve("@cdktf/provider-aws/package.json")), "lib");
  const folder = (type: string) => join(provider, type.replace(/^aws_/, "").replaceAll("_", "-"));
  const types = [...RULED, ...UNRULED];
  expect(types.filter((type) => !existsSync(folder(type)))).toEqual([]);
  expect(types.filter((type, at) => types.indexOf(type) !== at)).toEqual([]);
});

test("no value of an attribute ends in an error", () => {
  const strange = [
    null,
    undefined,
    "",
    "x",
    -1,
    Number.NaN,
    true,
    [],
    [null],
    {},
    Symbol("unknown"),
    "${a.b}",
    [["a"]],
    { a: [] },
  ];
  const attributes = new Set(
    CASES.flatMap(([, given]) => Object.values(given).flatMap((values) => Object.keys(values))),
  );
  for (const type of RULED) {
    for (const value of strange) {
      const values = Object.fromEntries([...attributes].map((attribute) => [attribute, value]));
      expect(typeof costs({ [`${type}.a`]: values })).toBe("object");
    }
  }
});
