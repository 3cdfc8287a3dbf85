import type { Eip } from "@cdktf/provider-aws/lib/eip";
import { EipAssociation } from "@cdktf/provider-aws/lib/eip-association";
import { Instance, type InstanceConfig } from "@cdktf/provider-aws/lib/instance";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NetworkInterface } from "@cdktf/provider-aws/lib/network-interface";
import { TerraformResource } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { metadataOptions, NewestAmazonLinux, rootVolume } from "../../compute/newest-amazon-linux";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { stoodAt } from "../../core/names/address";
import { waitFor } from "../../core/resources/wait-for";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import type { INetwork } from "../network.types";
import type { CreatedSubnet } from "../tiers/subnets";
import { createNatEip } from "./nat-eip";
import type { NatTarget } from "./nat-gateways";
import type { NatInstance } from "./nat-props";

/** dnf needs more than the 512 MiB of a nano (amazon-linux-2023 issue 404, as of 2026-11). */
const DEFAULT_INSTANCE_TYPE = "t4g.micro";
const ROOT_GIB = 8;

/**
 * Makes the instance forward and masquerade what comes in. Run at the first boot, and never again: so it waits for a network that comes
 * late, for ten minutes. The rules survive restarts through nftables' own service.
 */
const USER_DATA = `#!/bin/bash
set -euo pipefail
for attempt in {1..60}; do
  command -v nft && break
  dnf install -y nftables || sleep 10
done
echo 'net.ipv4.ip_forward = 1' > /etc/sysctl.d/90-nat.conf
sysctl --system
interface=$(ip -o route show default | awk '{print $5; exit}')
cat > /etc/sysconfig/nftables.conf <<RULES
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    oifname "$interface" masquerade
  }
}
RULES
systemctl enable --now nftables
`;

/**
 * NAT by EC2 instances. The route points at a network interface that outlives the instance, so that a new instance needs no
 * change of routes, and the Elastic IP belongs to the interface.
 */
export class NatInstances extends BaseConstruct {
  readonly instances: Readonly<Record<string, Instance>>;
  readonly eips: Readonly<Record<string, Eip>>;
  readonly securityGroup: SecurityGroup;
  readonly targets: readonly NatTarget[];

  constructor(
    scope: Construct,
    id: string,
    nat: NatInstance,
    subnets: readonly CreatedSubnet[],
    vpc: Pick<INetwork, "vpcId" | "cidrs">,
    internetGateway: InternetGateway,
  ) {
    super(scope, id);
    this.securityGroup = this.#createSecurityGroup(vpc);
    const instanceType = nat.instanceType ?? DEFAULT_INSTANCE_TYPE;
    const image = this.#image(nat, instanceType);
    const instances: Record<string, Instance> = {};
    const eips: Record<string, Eip> = {};
    this.targets = subnets.map(({ zone, resource }) => {
      const tags = { Name: EnvironmentStack.of(this).physicalName("tag", `nat-${zone}`) };
      const networkInterface = new NetworkInterface(this, `interface-${zone}`, {
        subnetId: resource.id,
        description: `NAT instance in zone ${zone}`,
        securityGroups: [this.securityGroup.securityGroupId],
        sourceDestCheck: false,
        tags,
      });
      const eip = createNatEip(this, "instance", zone, internetGateway);
      const association = new EipAssociation(this, `eip-association-${zone}`, {
        allocationId: eip.allocationId,
        networkInterfaceId: networkInterface.id,
      });
      instances[zone] = new Instance(this, zone, {
        ...image,
        instanceType,
        networkInterface: [{ deviceIndex: 0, networkInterfaceId: networkInterface.id }],
        metadataOptions: metadataOptions(1),
        userData: USER_DATA,
        // The script runs at the first boot only, so a new script needs a new instance.
        userDataReplaceOnChange: true,
        tags,
        // The provider gives its default tags to the instance only.
        volumeTags: { ...EnvironmentStack.of(this).defaultTags, ...tags },
        dependsOn: [association],
      });
      eips[zone] = eip;
      return { zone, publicIp: eip.publicIp, route: { networkInterfaceId: networkInterface.id } };
    });
    this.instances = instances;
    this.eips = eips;
  }

  #createSecurityGroup(vpc: Pick<INetwork, "vpcId" | "cidrs">): SecurityGroup {
    const group = new SecurityGroup(this, "security-group", {
      network: vpc,
      name: "nat",
      description: "NAT instances: everything from the VPC out to the internet",
    });
    for (const cidr of vpc.cidrs) group.connections.allowFrom(Peer.ipv4(cidr), Port.all(), "what the VPC sends out");
    group.connections.allowTo(Peer.anyIpv4(), Port.all(), "to the internet on behalf of private subnets");
    return group;
  }

  /**
   * Makes the instances start after what their way to the internet is made of, which the first boot needs: routes, network ACLs,
   * and the rules of their own security group.
   */
  startAfter(partsOf: (zone: string) => readonly IConstruct[]): void {
    for (const [zone, instance] of Object.entries(this.instances)) {
      waitFor(instance, () =>
        [...partsOf(zone), this.securityGroup]
          .flatMap((part) => part.node.findAll())
          .filter((part) => TerraformResource.isTerraformResource(part)),
      );
    }
  }

  /** The newest Amazon Linux by a template, or the image that is given: another image is another instance, in the same plan. */
  #image(nat: NatInstance, instanceType: string): Pick<InstanceConfig, "ami" | "launchTemplate" | "rootBlockDevice"> {
    if (nat.ami !== undefined) return { ami: nat.ami, rootBlockDevice: rootVolume(ROOT_GIB) };
    const stack = EnvironmentStack.of(this);
    const { launchTemplate } = new NewestAmazonLinux(this, "image", {
      namePrefix: stack.physicalName("launchTemplate", "nat"),
      tagName: stack.physicalName("tag", "nat"),
      instanceType,
      rootVolumeGiB: ROOT_GIB,
      metadataHopLimit: 1,
    });
    stoodAt(launchTemplate, this, "template");
    return { launchTemplate: { id: launchTemplate.id, version: "$Latest" } };
  }
}
