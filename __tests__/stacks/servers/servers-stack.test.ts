import { Testing } from "cdktf";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { createApplication } from "../../../stacks/application/application";
import type { EnvironmentSpec } from "../../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../../stacks/application/token-traces";
import { ServersStack } from "../../../stacks/servers/servers-stack";
import type { ServersProps } from "../../../stacks/servers/servers-stack.types";
import { all, only, type StackJson, specOf } from "../stack-json";

const SMALL = { instanceType: "t4g.small" } as const;
const EDGE = { domain: { name: "example.com", zoneId: "Z0123456789ABCDEFGHIJ" } };

/** The stacks of an environment with servers, without `sandbox-` in front. */
function stacksOf(servers: ServersProps, more: Partial<EnvironmentSpec> = {}): Record<string, StackJson> {
  const { edge: _, ...spec } = specOf({});
  return withoutTokenTraces(() => {
    const app = createApplication([{ ...spec, ...more, servers }], { outdir: "cdktf.out" });
    return Object.fromEntries(
      app.node.children.map((stack) => [
        stack.node.id.replace("sandbox-", ""),
        JSON.parse(Testing.synth(stack as EnvironmentStack)),
      ]),
    );
  });
}

function rules(stack: StackJson | undefined, direction: "ingress" | "egress") {
  return all(stack, `aws_vpc_security_group_${direction}_rule`).map(({ from_port, description }) => [
    from_port,
    description,
  ]);
}

test("servers and groups are made by their names, with everything that the constructs take", () => {
  const { servers } = stacksOf({
    instances: { reports: { instanceType: "m7g.large", rootVolumeGiB: 50, tags: { Team: "reports" } } },
    groups: { web: { ...SMALL, min: 1, max: 4, targetCpu: 60, capacity: { spotPercentage: 50 } } },
  });
  expect(only(servers, "aws_instance")).toMatchObject({ instance_type: "m7g.large" });
  expect(only(servers, "aws_instance").tags).toMatchObject({ Team: "reports" });
  expect(only(servers, "aws_autoscaling_group")).toMatchObject({
    max_size: 4,
    min_size: 1,
    mixed_instances_policy: { instances_distribution: { on_demand_percentage_above_base_capacity: 50 } },
    name: "groundplan-sandbox-servers-groups-web",
  });
  expect(all(servers, "aws_autoscaling_policy")).toHaveLength(1);
});

test("what the application may do is written as for services", () => {
  const { servers } = stacksOf({
    instances: {
      reports: {
        ...SMALL,
        permissions: {
          "read-jobs": { actions: ["sqs:ReceiveMessage"], resources: ["arn:aws:sqs:ap-northeast-2:111111111111:jobs"] },
        },
        policyFile: "__tests__/config/support/policy.json",
      },
    },
  });
  const policies = all(servers, "aws_iam_role_policy").map(({ policy }) => JSON.parse(String(policy)));
  const sids = policies.flatMap(({ Statement }) => Statement.map(({ Sid }: { Sid: string }) => Sid));
  expect(sids).toEqual(["ReadJobs", "SendJobs"]);
});

test("a script is read from a file of the project", () => {
  const { servers } = stacksOf({
    instances: { reports: { ...SMALL, userDataFile: "__tests__/config/support/script.sh" } },
    groups: { web: { ...SMALL, min: 1, max: 2, userDataFile: "./__tests__/config/support/script.sh" } },
  });
  const script = "#!/bin/bash\nsystemctl enable --now httpd\n";
  expect(only(servers, "aws_instance").user_data).toBe(script);
  const scripts = all(servers, "aws_launch_template").flatMap(({ user_data }) => (user_data ? [user_data] : []));
  expect(scripts).toEqual([Buffer.from(script).toString("base64")]);
});

test("servers call each other by name, and admit ranges and prefix lists", () => {
  const { network } = specOf({});
  const { servers } = stacksOf(
    {
      instances: { reports: { ...SMALL, port: 8080, admits: { office: { from: "10.98.0.0/16", port: 22 } } } },
      groups: {
        web: {
          ...SMALL,
          min: 1,
          max: 2,
          port: 80,
          calls: ["reports"],
          admits: { partners: { from: "partners" }, branch: { from: "partners" } },
        },
      },
    },
    { network: { ...network, prefixLists: { partners: { entries: { "head office": "192.168.0.0/24" } } } } },
  );
  expect(rules(servers, "ingress")).toEqual(
    expect.arrayContaining([
      [8080, "web calls reports"],
      [22, "office"],
      [80, "partners and branch"],
    ]),
  );
  expect(rules(servers, "egress")).toContainEqual([8080, "web calls reports"]);
});

test("a group hangs below the edge, and the stack is made after it", () => {
  const { servers } = stacksOf(
    { groups: { web: { ...SMALL, min: 1, max: 2, port: 80, expose: { host: "www.example.com" } } } },
    { edge: EDGE },
  );
  expect(only(servers, "aws_lb_target_group")).toMatchObject({ port: 80, target_type: "instance" });
  expect(only(servers, "aws_lb_listener_rule").condition).toEqual([
    expect.objectContaining({ host_header: { values: ["www.example.com"] } }),
  ]);
  expect(only(servers, "aws_route53_record")).toMatchObject({ name: "www.example.com" });
});

test("what servers use is permitted, and told by the file that is named, without secrets", () => {
  const uses = ["buckets.uploads"];
  const environment = { MODE: "${HOME} costs 5$" };
  const told = { environmentFile: "/etc/shop/environment", environment };
  const { servers } = stacksOf(
    {
      instances: { quiet: { ...SMALL, uses }, reports: { ...SMALL, ...told, uses } },
      groups: { web: { ...SMALL, min: 1, max: 2, ...told, uses, userData: "#!/bin/bash\necho ${HOME}\n" } },
    },
    { buckets: { uploads: {} } },
  );
  const policies = all(servers, "aws_iam_role_policy").map(({ policy }) => String(policy));
  expect(
    policies.filter((policy) => policy.includes("ObjectsOfUploads") || policy.includes("s3:GetObject")),
  ).toHaveLength(3);
  const scripts = all(servers, "aws_instance").map(({ user_data }) => user_data);
  const name = "\\$\\{data\\.terraform_remote_state\\.[^}]*bucket_names[^}]*\\}";
  expect(scripts).toEqual(
    expect.arrayContaining([
      undefined,
      expect.stringMatching(
        new RegExp(
          `^#!/bin/bash\\ninstall -D -m 644 /dev/stdin /etc/shop/environment <<'GROUNDPLAN_END_OF_ENVIRONMENT'\\nMODE='\\$\\$\\{HOME\\} costs 5\\$'\\nUPLOADS_BUCKET_NAME='${name}'\\nGROUNDPLAN_END_OF_ENVIRONMENT\\n$`,
        ),
      ),
    ]),
  );
  // In a value of its own, where Terraform takes scripts for texts.
  const [local] = Object.values((servers as { locals?: Record<string, string> } | undefined)?.locals ?? {});
  expect(local).toContain("MODE='$${HOME} costs 5$'");
  expect(local).toContain("echo $${HOME}");
  expect(local).toMatch(new RegExp(`UPLOADS_BUCKET_NAME='${name}'`));
  const template = all(servers, "aws_launch_template").find(({ user_data }) => user_data !== undefined);
  expect(template?.user_data).toMatch(/^\$\{base64encode\(local\.[\w-]+\)\}$/);
});

test("services use single servers that have a port: rules both ways, and where it is found", () => {
  const api = { image: "public.ecr.aws/shop/api:1.4.2", cpu: "0.5 vCPU", memory: "1 GB", uses: ["servers.reports"] };
  const servers = { instances: { reports: { ...SMALL, port: 8080 } } };
  const { ecs, servers: made } = stacksOf(servers, { ecs: { services: { api } } });
  expect(rules(ecs, "ingress")).toContainEqual([8080, "api uses reports"]);
  expect(rules(ecs, "egress")).toContainEqual([8080, "api uses reports"]);
  const definition = String(only(ecs, "aws_ecs_task_definition").container_definitions);
  expect(definition).toContain("REPORTS_HOST");
  expect(definition).toContain("private_ips");
  expect(made).toEqual(stacksOf(servers).servers);
});

test("other stacks read ids, addresses, groups and roles by name", () => {
  const { servers } = stacksOf({ instances: { reports: SMALL }, groups: { web: { ...SMALL, min: 0, max: 1 } } });
  const keysOf = (output: string) => Object.keys((servers?.output?.[output]?.value ?? {}) as object);
  expect(keysOf("instance_ids")).toEqual(["reports"]);
  expect(keysOf("private_ips")).toEqual(["reports"]);
  expect(keysOf("group_names")).toEqual(["web"]);
  expect(keysOf("security_group_ids")).toEqual(["reports", "web"]);
  expect(keysOf("role_arns")).toEqual(["reports", "web"]);
});

test("while the domain is not delegated there are no servers below the edge", () => {
  const edge = { domain: { name: "example.com", delegated: false } };
  const exposed = { groups: { web: { ...SMALL, min: 1, max: 2, port: 80, expose: {} } } };
  expect(stacksOf(exposed, { edge }).servers).toBeUndefined();
  expect(stacksOf({ instances: { reports: SMALL } }, { edge }).servers).toBeDefined();
});

test("it can be made by itself, in a program of one's own", () => {
  const { environment, network } = specOf({});
  const stack = new ServersStack(Testing.app(), environment, network, undefined, { instances: { reports: SMALL } });
  expect(stack.instances.reports?.node.path).toBe("sandbox-servers/instances/reports");
});
