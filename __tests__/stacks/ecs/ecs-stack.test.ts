import { loadEnvironments } from "../../../config/load";
import type { EcsProps } from "../../../stacks/ecs/ecs-stack.types";
import type { EdgeProps } from "../../../stacks/edge/edge-stack.types";
import type { Ec2ServiceSpec, FargateServiceSpec } from "../../../stacks/services/service-spec.types";
import { problemsOf } from "../../support/synth";
import { all, only, type StackJson, specOf, stacksOf } from "../stack-json";

const PLAIN: EdgeProps = { plainHttp: { reason: "a sandbox needs no domain" } };
const DOMAIN: EdgeProps = { domain: { name: "shop.example.com" } };
const API: FargateServiceSpec = { image: "api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB", port: 8080 };

function withApi(spec: Partial<FargateServiceSpec> = {}, more: Partial<EcsProps> = {}): EcsProps {
  return { repositories: ["api"], services: { api: { ...API, ...spec } }, ...more };
}

/** What the EcsStack of an environment becomes. */
function ecs(edge: EdgeProps, props: EcsProps): StackJson | undefined {
  return stacksOf([specOf(edge, { ecs: props })])["sandbox-ecs"];
}

describe("a service below the edge", () => {
  const exposed = withApi({ expose: { host: "api.shop.example.com", paths: ["/v1/*", "/v2/*"] } });

  it("hangs itself on the listener of the edge by host and paths", () => {
    const rule = only(ecs(DOMAIN, exposed), "aws_lb_listener_rule");
    expect(rule.listener_arn).toBe('${data.terraform_remote_state.edge.outputs.listener_arns["edge"]}');
    expect(rule.condition).toMatchObject([
      { host_header: { values: ["api.shop.example.com"] } },
      { path_pattern: { values: ["/v1/*", "/v2/*"] } },
    ]);
  });

  it("has an alias record in the zone of the edge", () => {
    const records = all(ecs(DOMAIN, exposed), "aws_route53_record");
    expect(records.map(({ name, type, zone_id }) => [type, name, zone_id])).toEqual([
      ["A", "api.shop.example.com", "${data.terraform_remote_state.edge.outputs.zone_id}"],
    ]);
  });

  it("shares a host with another by what requests are like, and leaves the record to it", () => {
    const canary = {
      host: "api.shop.example.com",
      zone: "none",
      conditions: { headers: { "X-Canary": ["yes"] }, methods: ["GET"] },
    } as const;
    const stack = ecs(DOMAIN, {
      ...exposed,
      services: { ...exposed.services, canary: { ...API, expose: canary } },
    });
    expect(all(stack, "aws_route53_record").map(({ name }) => name)).toEqual(["api.shop.example.com"]);
    const rules = all(stack, "aws_lb_listener_rule");
    const [first] = [...rules].sort((a, b) => Number(a.priority) - Number(b.priority));
    expect(rules.length).toBe(2);
    expect(first?.condition).toMatchObject([
      { host_header: { values: ["api.shop.example.com"] } },
      { http_header: { http_header_name: "X-Canary", values: ["yes"] } },
      { http_request_method: { values: ["GET"] } },
    ]);
  });

  it("has further hosts with a record each, but for those outside the domain", () => {
    const loadBalancer = {
      moreCertificates: {
        partner: {
          certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/partner",
          names: ["shop.example.net"],
          region: "ap-northeast-2",
        },
      },
    };
    const hosts = { host: "api.shop.example.com", otherHosts: ["shop.example.com", "shop.example.net"] };
    const stack = ecs({ ...DOMAIN, loadBalancer }, withApi({ expose: hosts }));
    expect(only(stack, "aws_lb_listener_rule").condition).toMatchObject([
      { host_header: { values: ["api.shop.example.com", "shop.example.com", "shop.example.net"] } },
    ]);
    expect(all(stack, "aws_route53_record").map(({ name }) => name)).toEqual([
      "api.shop.example.com",
      "shop.example.com",
    ]);
  });

  it("makes no record behind a distribution, which has every name already", () => {
    expect(all(ecs({ ...DOMAIN, distribution: {} }, exposed), "aws_route53_record")).toEqual([]);
  });

  it("takes one path, or everything, where there is no domain", () => {
    const paths = (expose: FargateServiceSpec["expose"]) =>
      only(ecs(PLAIN, withApi(expose ? { expose } : {})), "aws_lb_listener_rule").condition;
    expect(paths({})).toMatchObject([{ path_pattern: { values: ["/*"] } }]);
    expect(paths({ paths: ["/v1/*"] })).toMatchObject([{ path_pattern: { values: ["/v1/*"] } }]);
  });

  it("is not reachable at all unless it is exposed", () => {
    const stack = ecs(DOMAIN, withApi());
    for (const type of ["aws_lb_listener_rule", "aws_lb_target_group", "aws_vpc_security_group_ingress_rule"]) {
      expect(all(stack, type)).toEqual([]);
    }
  });

  it("is asked for its health where it says", () => {
    const group = only(ecs(PLAIN, withApi({ expose: {}, healthCheckPath: "/health" })), "aws_lb_target_group");
    expect(group.health_check).toMatchObject({ path: "/health" });
  });

  it("is waited for, and its first health checks are let pass, as it says", () => {
    const service = (spec: Partial<FargateServiceSpec>) =>
      only(ecs(PLAIN, withApi({ expose: {}, ...spec })), "aws_ecs_service");
    expect(service({})).toMatchObject({ wait_for_steady_state: true, health_check_grace_period_seconds: 60 });
    expect(service({ waitForSteadyState: false, healthCheckGraceSeconds: 300 })).toMatchObject({
      wait_for_steady_state: false,
      health_check_grace_period_seconds: 300,
    });
  });

  it("is deployed as it says", () => {
    const service = (spec: Partial<FargateServiceSpec>) =>
      only(ecs(PLAIN, withApi({ expose: {}, ...spec })), "aws_ecs_service");
    expect(service({})).toMatchObject({
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      deployment_circuit_breaker: { enable: true, rollback: true },
    });
    const alarms = { names: ["errors"] };
    const careful = { by: "rolling", minHealthyPercent: 50, maxPercent: 200, circuitBreaker: "stop", alarms } as const;
    expect(service({ deployment: careful })).toMatchObject({
      deployment_minimum_healthy_percent: 50,
      deployment_circuit_breaker: { enable: true, rollback: false },
      alarms: { alarm_names: ["errors"], enable: true, rollback: true },
    });
    const blueGreen = { by: "blue-green", provider: "6.4 or later" } as const;
    expect(service({ deployment: blueGreen })).toMatchObject({ deployment_configuration: { strategy: "BLUE_GREEN" } });
    const outside = { deployment: { by: "codedeploy", traffic: "canary-10-percent-5-minutes" } } as const;
    const stack = ecs(PLAIN, withApi({ expose: {}, ...outside, imageOwner: "deployment" }));
    expect(only(stack, "aws_ecs_service").deployment_controller).toEqual({ type: "CODE_DEPLOY" });
    expect(only(stack, "aws_codedeploy_deployment_group").deployment_config_name).toBe(
      "CodeDeployDefault.ECSCanary10Percent5Minutes",
    );
  });

  it("runs in private subnets without public addresses", () => {
    const subnets = ["app-a", "app-c"].map(
      (key) => `\${data.terraform_remote_state.network.outputs.subnet_ids["${key}"]}`,
    );
    expect(only(ecs(PLAIN, exposedToAll()), "aws_ecs_service").network_configuration).toMatchObject({
      assign_public_ip: false,
      subnets,
    });
  });
});

describe("a service on EC2 capacity", () => {
  const capacity = { ec2: { general: { instanceType: "m7i.large", min: 0, max: 4 } } };
  const search: Ec2ServiceSpec = {
    launch: "ec2",
    image: "api:1.4.2",
    memoryMiB: 512,
    port: 8080,
    placement: "pack",
    constraints: { distinctInstances: true },
    expose: {},
  };

  it("runs on the cluster's, placed as it says, and is reached as others are", () => {
    const stack = ecs(PLAIN, { repositories: ["api"], capacity, services: { search, web: API } });
    const [service, other] = all(stack, "aws_ecs_service");
    expect(service).toMatchObject({
      capacity_provider_strategy: [{ capacity_provider: expect.stringContaining("aws_ecs_capacity_provider") }],
      ordered_placement_strategy: [{ type: "binpack", field: "memory" }],
      placement_constraints: [{ type: "distinctInstance" }],
      load_balancer: [{ container_name: "app", container_port: 8080 }],
    });
    expect(other).toMatchObject({ capacity_provider_strategy: [{ capacity_provider: "FARGATE" }] });
    expect(
      all(stack, "aws_ecs_task_definition").map(({ requires_compatibilities }) => requires_compatibilities),
    ).toEqual([["EC2"], ["FARGATE"]]);
  });

  it("takes from the cluster's default shares what is of its kind", () => {
    const spare = { ec2: { ...capacity.ec2, spare: { instanceType: "m7i.xlarge", min: 0, max: 2 } } };
    const defaultCapacity = { spare: { weight: 1 } };
    const stack = ecs(PLAIN, { repositories: ["api"], capacity: spare, defaultCapacity, services: { search } });
    expect(only(stack, "aws_ecs_service").capacity_provider_strategy).toEqual([
      expect.objectContaining({ capacity_provider: expect.stringContaining("spare") }),
    ]);
  });
});

describe("images", () => {
  const imageOf = (stack: StackJson | undefined) =>
    JSON.stringify(only(stack, "aws_ecs_task_definition").container_definitions);

  it("come from the stack's own repository by tag or digest", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    expect(imageOf(ecs(PLAIN, withApi()))).toMatch(/aws_ecr_repository\.[^}]*repository_url\}:1\.4\.2/);
    expect(imageOf(ecs(PLAIN, withApi({ image: `api@${digest}` })))).toMatch(
      new RegExp(`aws_ecr_repository\\.[^}]*repository_url\\}@${digest}`),
    );
  });

  it("come from a registry that is named", () => {
    expect(imageOf(ecs(PLAIN, withApi({ image: "public.ecr.aws/nginx/nginx:1.29" })))).toContain(
      "public.ecr.aws/nginx/nginx:1.29",
    );
  });
});

describe("repositories", () => {
  it("are as the section says, and services run their images", () => {
    const stack = ecs(PLAIN, {
      repositories: { api: { repositoryName: "acme/api", scanOnPush: false, pullAccounts: ["222222222222"] }, web: {} },
      services: { api: API },
    });
    const repositories = all(stack, "aws_ecr_repository");
    expect(repositories.map(({ name }) => name).sort()).toEqual(["acme/api", "groundplan/sandbox/web"]);
    expect(only(stack, "aws_ecr_repository_policy").policy).toContain("222222222222");
    expect(only(stack, "aws_ecs_task_definition").container_definitions).toContain("aws_ecr_repository.");
  });

  it("are the same in a list and in a map without more", () => {
    const services = { api: API };
    expect(ecs(PLAIN, { repositories: { api: {} }, services })).toEqual(
      ecs(PLAIN, { repositories: ["api"], services }),
    );
  });
});

describe("services", () => {
  it("may have the name of a repository, and of anything else in the stack", () => {
    const services = { cluster: API, network: API, edge: API };
    const stack = ecs(PLAIN, { repositories: ["api", "cluster"], services });
    expect(
      all(stack, "aws_ecs_service")
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["groundplan-sandbox-ecs-cluster", "groundplan-sandbox-ecs-edge", "groundplan-sandbox-ecs-network"]);
  });

  it("keep the first task on Fargate when the others run on Spot", () => {
    expect(only(ecs(PLAIN, withApi({ spot: true })), "aws_ecs_service").capacity_provider_strategy).toEqual([
      { base: 1, capacity_provider: "FARGATE", weight: 0 },
      { base: 0, capacity_provider: "FARGATE_SPOT", weight: 1 },
    ]);
  });
});

describe("services that call each other", () => {
  const ORDERS: FargateServiceSpec = { ...API, port: 9000 };
  const shop = (services: NonNullable<EcsProps["services"]>, more: Partial<EcsProps> = {}) =>
    ecs(PLAIN, { repositories: ["api"], serviceConnect: {}, services, ...more });
  const joined = (stack: StackJson | undefined, name: string) =>
    all(stack, "aws_ecs_service").find((service) => service.name === `groundplan-sandbox-ecs-${name}`);

  it("join Service Connect in the environment's own namespace, each by its name", () => {
    const stack = shop({
      web: { ...API, connect: {}, calls: ["orders"] },
      orders: { ...ORDERS, connect: { port: 80 } },
    });
    expect(only(stack, "aws_service_discovery_http_namespace").name).toBe("groundplan-sandbox-ecs-cluster");
    expect(joined(stack, "orders")?.service_connect_configuration).toMatchObject({
      service: [{ port_name: "app", discovery_name: "orders", client_alias: { dns_name: "orders", port: 80 } }],
    });
    const client = shop({ jobs: { image: "api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB", connect: {} } });
    expect(joined(client, "jobs")?.service_connect_configuration).not.toHaveProperty("service");
  });

  it("open the port to who calls, on both sides, and start after who is called", () => {
    const stack = shop({ web: { ...API, connect: {}, calls: ["orders"] }, orders: { ...ORDERS, connect: {} } });
    for (const type of ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"]) {
      const rules = all(stack, type).filter((rule) => rule.description === "web calls orders");
      expect(rules).toMatchObject([{ from_port: 9000, to_port: 9000, ip_protocol: "tcp" }]);
    }
    expect(joined(stack, "web")?.depends_on).toContainEqual(
      expect.stringMatching(/^aws_ecs_service\.services_orders_/),
    );
  });

  it("may call each other in a circle, and then start in any order", () => {
    const stack = shop({
      web: { ...API, connect: {}, calls: ["orders"] },
      orders: { ...ORDERS, connect: {}, calls: ["web"] },
    });
    for (const name of ["web", "orders"]) {
      expect(joined(stack, name)?.depends_on).not.toContainEqual(expect.stringMatching(/^aws_ecs_service\./));
    }
  });

  it("are found in the private DNS domain too", () => {
    const services = { web: { ...API, calls: ["orders"] }, orders: { ...ORDERS, discovery: { name: "orders" } } };
    const stack = ecs(PLAIN, { repositories: ["api"], discovery: { domain: "shop.internal" }, services });
    expect(only(stack, "aws_service_discovery_service").name).toBe("orders");
    expect(joined(stack, "orders")?.service_registries).toBeDefined();
  });
});

describe("mistakes are told for all services at once", () => {
  it("each at its service", () => {
    const services = {
      api: { ...API, image: "apo:1.4.2", expose: { host: "api.example.org" } },
      jobs: { image: "public.ecr.aws/nginx/nginx:1.29", cpu: "0.5 vCPU", memory: "16 GB", expose: { paths: [] } },
    };
    const found = problemsOf(() => ecs(DOMAIN, { repositories: ["api", "api"], services }));
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "REPOSITORY_TWICE sandbox-ecs › repositories",
      "IMAGE_REPOSITORY_UNKNOWN sandbox-ecs/services/api › image",
      "HOST_OUTSIDE_DOMAIN sandbox-ecs/services/api › expose.host",
      "EXPOSE_WITHOUT_PORT sandbox-ecs/services/jobs › expose",
      "EXPOSE_PATHS sandbox-ecs/services/jobs › expose.paths",
      "FARGATE_MEMORY_MISMATCH sandbox-ecs/services/jobs › memory",
    ]);
  });

  it("also when the edge cannot be made", () => {
    const found = problemsOf(() => ecs({}, withApi({ cpu: "3 vCPU" })));
    expect(found.map(({ code }) => code)).toEqual(["EDGE_WITHOUT_DOMAIN", "FARGATE_CPU_UNKNOWN"]);
  });

  it("and services that are exposed need an edge, others do not", () => {
    const without = (ecsProps: EcsProps) => {
      const { edge: _, ...spec } = specOf(PLAIN, { ecs: ecsProps });
      return stacksOf([spec])["sandbox-ecs"];
    };
    const found = problemsOf(() => without(withApi({ expose: {} })));
    expect(found.map(({ code, path }) => `${code} ${path}`)).toEqual([
      "ECS_WITHOUT_EDGE sandbox-ecs/services/api › expose",
    ]);
    const stack = without(withApi());
    expect(Object.keys(stack?.data?.terraform_remote_state ?? {})).toEqual(["network"]);
    expect(all(stack, "aws_ecs_service")).toHaveLength(1);
    expect(all(stack, "aws_lb_target_group")).toEqual([]);
  });

  it("and a service that is not exposed does not wait for a domain that is not delegated", () => {
    const STEP: EdgeProps = { domain: { name: "shop.example.com", delegated: false } };
    const spec = specOf(STEP, { ecs: withApi() });
    expect(Object.keys(stacksOf([spec]))).toContain("sandbox-ecs");
  });
});

describe("in every environment, edge and services admit by group or prefix list", () => {
  const stacks = stacksOf(loadEnvironments("config", { variables: {} }));
  const names = Object.keys(stacks).filter((name) => /-(edge|ecs)$/.test(name));

  it("there are edges and services", () => {
    expect(names).toHaveLength(6);
  });

  it.each(names)("%s has no other range than the entry of an internet-facing balancer", (name) => {
    const stack = stacks[name];
    const entries = all(stack, "aws_lb")
      .filter(({ internal }) => internal === false)
      .flatMap(({ security_groups }) => security_groups as string[]);
    const rules = all(stack, "aws_vpc_security_group_ingress_rule");
    const byRange = rules.filter(
      ({ referenced_security_group_id, prefix_list_id }) => !referenced_security_group_id && !prefix_list_id,
    );
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of byRange) {
      expect(entries).toContain(rule.security_group_id);
      expect([80, 443]).toContain(rule.from_port);
      expect(rule.to_port).toBe(rule.from_port);
    }
  });

  it.each(names)("%s has no rules inside its security groups, where Terraform would fight over them", (name) => {
    const groups = all(stacks[name], "aws_security_group");
    expect(groups.filter(({ ingress, egress }) => ingress !== undefined || egress !== undefined)).toEqual([]);
  });

  it("the balancer and the service are chained: each names the other's group", () => {
    const stack = stacks["production-ecs"];
    const [group] = Object.keys(stack?.resource.aws_security_group ?? {});
    const balancer = '${data.terraform_remote_state.edge.outputs.load_balancer_security_group_ids["edge"]}';
    expect(all(stack, "aws_vpc_security_group_ingress_rule")).toContainEqual(
      expect.objectContaining({
        security_group_id: `\${aws_security_group.${group}.id}`,
        referenced_security_group_id: balancer,
      }),
    );
    expect(all(stack, "aws_vpc_security_group_egress_rule")).toContainEqual(
      expect.objectContaining({
        security_group_id: balancer,
        referenced_security_group_id: `\${aws_security_group.${group}.id}`,
      }),
    );
  });

  it("the service and the database are chained: each names the other's group, at the database's port", () => {
    const stack = stacks["production-ecs"];
    const [group] = Object.keys(stack?.resource.aws_security_group ?? {});
    const ends = {
      service: `\${aws_security_group.${group}.id}`,
      database: '${data.terraform_remote_state.data.outputs.database_groups["orders"]}',
    };
    const port = { from_port: 5432, to_port: 5432 };
    expect(all(stack, "aws_vpc_security_group_ingress_rule")).toContainEqual(
      expect.objectContaining({
        ...port,
        security_group_id: ends.database,
        referenced_security_group_id: ends.service,
      }),
    );
    expect(all(stack, "aws_vpc_security_group_egress_rule")).toContainEqual(
      expect.objectContaining({
        ...port,
        security_group_id: ends.service,
        referenced_security_group_id: ends.database,
      }),
    );
  });
});

function exposedToAll(): EcsProps {
  return withApi({ expose: {} });
}
