import type { Eip } from "@cdktf/provider-aws/lib/eip";
import { EipAssociation } from "@cdktf/provider-aws/lib/eip-association";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { NetworkInterface } from "@cdktf/provider-aws/lib/network-interface";
import { Construct } from "constructs";
import { amazonLinuxParameter, architectureOf } from "../compute/instance-architecture";
import { EnvironmentStack } from "../core/environment-stack";
import { Peer } from "../security-groups/peer";
import { Port } from "../security-groups/port";
import { SecurityGroup } from "../security-groups/security-group";
import { createNatEip } from "./nat-eip";
import type { NatTarget } from "./nat-gateways";
import type { INetwork } from "./network.types";
import type { NatInstance } from "./network-props";
import type { CreatedSubnet } from "./subnets";

/**
 * Makes the instance forward and masquerade what comes in. Run at the first boot; the rules survive restarts through
 * nftables' own service.
 */
const USER_DATA = `#!/bin/bash
set -euo pipefail
dnf install -y nftables
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
export class NatInstances extends Construct {
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
    const template = this.#createLaunchTemplate(nat);
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
        launchTemplate: { id: template.id, version: "$Latest" },
        networkInterface: [{ deviceIndex: 0, networkInterfaceId: networkInterface.id }],
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        userData: USER_DATA,
        // The script runs at the first boot only, so a new script needs a new instance.
        userDataReplaceOnChange: true,
        tags,
        volumeTags: tags,
        // The first boot fetches a package, for which the instance needs its way to the internet.
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

  /** The template, and not the instance, names the image: only there does EC2 resolve a parameter at launch. */
  #createLaunchTemplate(nat: NatInstance): LaunchTemplate {
    const instanceType = nat.instanceType ?? "t4g.nano";
    return new LaunchTemplate(this, "template", {
      namePrefix: `${EnvironmentStack.of(this).physicalName("launchTemplate", "nat")}-`,
      imageId: nat.ami ?? `resolve:ssm:${amazonLinuxParameter(architectureOf(instanceType))}`,
      instanceType,
      updateDefaultVersion: true,
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: { encrypted: "true", volumeType: "gp3", volumeSize: 8, deleteOnTermination: "true" },
        },
      ],
    });
  }
}
