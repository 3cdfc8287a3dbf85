import { ref, Token } from "cdktf";
import type { NatProps } from "../../../../constructs/network/network-props";
import { resourceOf, resourcesOf } from "../../../support/synth";
import { APP, byName, DATA, nameOf, PUBLIC, resolve, routesBySubnet, synthNetwork } from "../network-fixtures";

const POD = { name: "pod", kind: "private", prefixLength: 20 } as const;

describe("routes by kind of tier", () => {
  test("public leads to the internet gateway, private to NAT, isolated nowhere", () => {
    expect(routesBySubnet(synthNetwork())).toEqual({
      "public-a": ["public", "0.0.0.0/0 → internet_gateway"],
      "public-c": ["public", "0.0.0.0/0 → internet_gateway"],
      "app-a": ["app", "0.0.0.0/0 → nat-a"],
      "app-c": ["app", "0.0.0.0/0 → nat-a"],
      "data-a": ["data"],
      "data-c": ["data"],
    });
  });

  test("with IPv6, public tiers use the internet gateway and private ones the gateway that only lets out", () => {
    expect(routesBySubnet(synthNetwork({ ipv6: true }))).toMatchObject({
      "public-a": ["public", "0.0.0.0/0 → internet_gateway", "::/0 → internet_gateway"],
      "app-a": ["app", "0.0.0.0/0 → nat-a", "::/0 → egress_only_internet_gateway"],
      "data-a": ["data"],
    });
  });

  test("there is an internet gateway only where a public tier is", () => {
    const closed = synthNetwork({ tiers: [DATA], nat: undefined });
    expect(resourcesOf(closed, "aws_internet_gateway")).toEqual([]);
    expect(resourcesOf(closed, "aws_route")).toEqual([]);
    expect(resourcesOf(synthNetwork(), "aws_internet_gateway")).toHaveLength(1);
  });

  test("tiers have one table each, however many zones there are", () => {
    const synthesized = synthNetwork({ zones: ["a", "b", "c"] });
    expect(resourcesOf(synthesized, "aws_route_table").map(nameOf).sort()).toEqual(["app", "data", "public"]);
  });

  test("tables carry their tier, and the network knows them by name", () => {
    const { network, ...synthesized } = synthNetwork({ nat: { mode: "per-zone" } });
    expect(Object.keys(network.routeTables).sort()).toEqual(["app-a", "app-c", "data", "public"]);
    expect(byName(synthesized, "aws_route_table")["app-c"]?.tags).toEqual({
      Name: "groundplan-sandbox-app-c",
      Tier: "app",
    });
  });
});

describe("NAT gateways", () => {
  const places = (nat: NatProps | undefined, zones = ["c", "a"]) => {
    const synthesized = synthNetwork({ nat, zones });
    return resourcesOf(synthesized, "aws_nat_gateway").map((gateway) =>
      nameOf(resolve(synthesized, gateway.subnet_id)),
    );
  };

  test("one for each zone is the default where a private tier is, and none where there is none", () => {
    expect(places(undefined).sort()).toEqual(["public-a", "public-c"]);
    expect(resourcesOf(synthNetwork({ tiers: [PUBLIC, DATA], nat: undefined }), "aws_nat_gateway")).toEqual([]);
  });

  test("a single one lies in the first zone, or in the one that is named", () => {
    expect(places({ mode: "single" })).toEqual(["public-a"]);
    expect(places({ mode: "single", zone: "c" })).toEqual(["public-c"]);
  });

  test("every private table uses the gateway of its own zone", () => {
    const synthesized = synthNetwork({ zones: ["a", "b", "c"], tiers: [PUBLIC, APP, POD, DATA], nat: undefined });
    const routes = routesBySubnet(synthesized);
    for (const subnet of ["app-a", "app-b", "app-c", "pod-a", "pod-b", "pod-c"]) {
      expect(routes[subnet]).toEqual([subnet, `0.0.0.0/0 → nat-${subnet.slice(-1)}`]);
    }
    expect(routes["data-b"]).toEqual(["data"]);
  });

  test("each has an Elastic IP that is made here, once the internet gateway is there", () => {
    const synthesized = synthNetwork({ nat: { mode: "per-zone" } });
    const [internet] = Object.keys(synthesized.resources.aws_internet_gateway ?? {});
    for (const gateway of resourcesOf(synthesized, "aws_nat_gateway")) {
      expect(gateway).toMatchObject({
        connectivity_type: "public",
        depends_on: [`aws_internet_gateway.${internet}`],
      });
      expect(nameOf(resolve(synthesized, gateway.allocation_id))).toBe(nameOf(gateway));
    }
    expect(resourcesOf(synthesized, "aws_eip").map((eip) => eip.depends_on)).toEqual(
      Array(2).fill([`aws_internet_gateway.${internet}`]),
    );
  });

  test("Elastic IPs of one's own are used, and none is made then", () => {
    const eips = { a: "eipalloc-0aaaaaaaaaaaaaaaa", c: "eipalloc-0cccccccccccccccc" };
    const perZone = synthNetwork({ nat: { mode: "per-zone", eips } });
    const gateways = byName(perZone, "aws_nat_gateway");
    expect(gateways["nat-a"]?.allocation_id).toBe(eips.a);
    expect(gateways["nat-c"]?.allocation_id).toBe(eips.c);
    expect(resourcesOf(perZone, "aws_eip")).toEqual([]);
    const single = synthNetwork({ nat: { mode: "single", eip: eips.a } });
    expect(resourceOf(single, "aws_nat_gateway").allocation_id).toBe(eips.a);
    expect(resourcesOf(single, "aws_eip")).toEqual([]);
  });

  test("a reference to an Elastic IP of another stack passes as it is", () => {
    const eip = Token.asString(ref("data.terraform_remote_state.edge.outputs.eip"));
    expect(resourceOf(synthNetwork({ nat: { mode: "single", eip } }), "aws_nat_gateway").allocation_id).toBe(
      "${data.terraform_remote_state.edge.outputs.eip}",
    );
  });

  test("in a protected environment the addresses, which stand on others' allow lists, cannot be destroyed", () => {
    const lifecycle = (protect: boolean) => resourceOf(synthNetwork({}, { protect }), "aws_eip").lifecycle;
    expect(lifecycle(true)).toEqual({ prevent_destroy: true });
    expect(lifecycle(false)).toBeUndefined();
  });
});

describe("no NAT", () => {
  test("is for networks whose tiers are public or isolated", () => {
    const synthesized = synthNetwork({ tiers: [PUBLIC, DATA], nat: { mode: "none" } });
    expect(resourcesOf(synthesized, "aws_nat_gateway")).toEqual([]);
    expect(synthesized.network.hasNat).toBe(false);
  });
});

describe("NAT instances", () => {
  const synthesized = synthNetwork({ nat: { mode: "instance" } });

  test("private tables lead to a network interface that passes on what is not meant for it", () => {
    expect(routesBySubnet(synthesized)["app-c"]).toEqual(["app", "0.0.0.0/0 → nat-a"]);
    const networkInterface = resourceOf(synthesized, "aws_network_interface");
    expect(networkInterface.source_dest_check).toBe(false);
    expect(nameOf(resolve(synthesized, networkInterface.subnet_id))).toBe("public-a");
  });

  test("the Elastic IP belongs to the interface", () => {
    expect(resourceOf(synthesized, "aws_instance")).toMatchObject({
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
      user_data_replace_on_change: true,
    });
    const { network_interface_id } = resourceOf(synthesized, "aws_eip_association");
    expect(resolve(synthesized, network_interface_id)).toBe(resourceOf(synthesized, "aws_network_interface"));
  });

  test("the instance starts when its way to the internet is open, and tries again while it is not", () => {
    const { depends_on, user_data } = resourceOf(synthesized, "aws_instance") as {
      depends_on: string[];
      user_data: string;
    };
    const own = (type: string, part: string) =>
      Object.keys(synthesized.resources[type] ?? {})
        .filter((id) => id.includes(part))
        .map((id) => `${type}.${id}`);
    const way = [
      ...own("aws_eip_association", "nat"),
      ...own("aws_route", "routing-public"),
      ...own("aws_route_table_association", "routing-public_subnet-a"),
      ...own("aws_network_acl_association", "acl-public_subnet-a"),
      ...own("aws_network_acl_rule", "acl-public"),
      ...own("aws_vpc_security_group_ingress_rule", "nat"),
      ...own("aws_vpc_security_group_egress_rule", "nat"),
    ];
    expect(new Set(way.map((address) => address.split(".")[0])).size).toBe(7);
    expect(depends_on).toEqual(expect.arrayContaining(way));
    // What another zone has is no concern of it: a new zone leaves the instance alone.
    expect(depends_on.filter((address) => address.includes("subnet-c"))).toEqual([]);
    expect(user_data).toContain("dnf install -y nftables || sleep 10");
  });

  // amazon-linux-2023 issue 404, "dnf fails on instances with 512 MB", as of 2026-11.
  test("the type has the memory that the first boot needs", () => {
    expect(resourceOf(synthesized, "aws_instance").instance_type).toBe("t4g.micro");
  });

  test("the image is the newest of the type's architecture, resolved by EC2, in a template of its own", () => {
    const template = (nat: NatProps) => Object.entries(synthNetwork({ nat }).resources.aws_launch_template ?? {})[0];
    const [arm, made] = template({ mode: "instance" }) ?? [];
    expect(made).toMatchObject({
      image_id: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
      metadata_options: { http_tokens: "required", http_put_response_hop_limit: 1 },
    });
    const [x86, other] = template({ mode: "instance", instanceType: "t3.micro" }) ?? [];
    expect(other?.image_id).toBe("resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64");
    expect(x86).not.toBe(arm);
    // Within one architecture the instance is only stopped and started, by its own argument.
    expect(template({ mode: "instance", instanceType: "t4g.small" })?.[0]).toBe(arm);
  });

  test("an image of one's own stands with the instance, so that another one reaches it in the same plan", () => {
    const pinned = synthNetwork({ nat: { mode: "instance", ami: "ami-0123456789abcdef0" } });
    expect(resourcesOf(pinned, "aws_launch_template")).toEqual([]);
    expect(resourceOf(pinned, "aws_instance")).toMatchObject({
      ami: "ami-0123456789abcdef0",
      root_block_device: { encrypted: true, volume_type: "gp3", volume_size: 8, delete_on_termination: true },
    });
  });

  test("the volume is encrypted, and has the tags that everything has", () => {
    expect(resourceOf(synthesized, "aws_launch_template").block_device_mappings).toEqual([
      {
        device_name: "/dev/xvda",
        ebs: { encrypted: "true", volume_type: "gp3", volume_size: 8, delete_on_termination: "true" },
      },
    ]);
    expect(resourceOf(synthesized, "aws_instance").volume_tags).toMatchObject({
      Project: "groundplan",
      Environment: "sandbox",
      Name: expect.stringContaining("nat-a"),
    });
  });

  test("only the VPC can use it, in all its ranges", () => {
    const wide = synthNetwork({ nat: { mode: "instance" }, secondaryCidrs: ["100.64.0.0/16"] });
    const ingress = resourcesOf(wide, "aws_vpc_security_group_ingress_rule");
    expect(ingress.map((rule) => rule.cidr_ipv4).sort()).toEqual(["10.10.0.0/16", "100.64.0.0/16"]);
  });

  test("one can lie in a zone that is named, or in every zone, for whose tables it works", () => {
    const named = synthNetwork({ nat: { mode: "instance", zone: "c" } });
    expect(routesBySubnet(named)["app-a"]).toEqual(["app", "0.0.0.0/0 → nat-c"]);
    const perZone = routesBySubnet(synthNetwork({ nat: { mode: "instance", perZone: true } }));
    expect(perZone["app-a"]).toEqual(["app-a", "0.0.0.0/0 → nat-a"]);
    expect(perZone["app-c"]).toEqual(["app-c", "0.0.0.0/0 → nat-c"]);
  });
});
