import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { pathInStack } from "../../core/names/path-in-stack";
import { Role } from "../../iam/roles/role";
import { Peer } from "../../security-groups/peer";
import { Port } from "../../security-groups/port";
import { SecurityGroup } from "../../security-groups/security-group";
import type { ServerOptions } from "./server.types";

/** What Session Manager needs (Systems Manager User Guide, "Configure instance permissions required for Systems Manager", as of 2026-11). */
const SESSION_POLICY = "AmazonSSMManagedInstanceCore";

/** Who a server is: its role, the profile that brings the role to it, and its security group, which lets nothing in by itself. */
export class ServerIdentity extends BaseConstruct {
  readonly role: Role;
  readonly profile: IamInstanceProfile;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: ServerOptions) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    this.role = props.role ?? this.#createRole(props);
    this.profile = new IamInstanceProfile(this, "profile", {
      name: props.instanceProfileName ?? stack.physicalName("instanceProfile", stack.stackName, pathInStack(scope)),
      role: this.role.roleName,
    });
    this.securityGroup = this.#createSecurityGroup(props);
  }

  #createRole({ roleName, sessionManager = true, morePolicies }: ServerOptions): Role {
    const name = pathInStack(this.node.scope ?? this);
    const { partition } = EnvironmentStack.of(this);
    if (morePolicies) {
      addExemption(this, { option: "morePolicies", rules: ["SEC-17"], reason: morePolicies.reason });
    }
    const policies = [
      ...(sessionManager ? [`arn:${partition}:iam::aws:policy/${SESSION_POLICY}`] : []),
      ...(morePolicies?.arns ?? []),
    ];
    return new Role(this, "role", {
      ...(roleName === undefined ? { name } : { roleName }),
      description: `Server ${name}`,
      trustedBy: [{ by: "service", service: "ec2.amazonaws.com" }],
      managedPolicyArns: policies,
    });
  }

  #createSecurityGroup({ network, egress = "https", securityGroupName }: ServerOptions): SecurityGroup {
    const name = pathInStack(this.node.scope ?? this);
    const group = new SecurityGroup(this, "security-group", {
      network,
      name,
      ...(securityGroupName === undefined ? {} : { securityGroupName }),
      description: `Server ${name}`,
    });
    if (egress === "none") return group;
    for (const peer of Peer.internet(network)) {
      group.connections.allowTo(peer, Port.tcp(443), "AWS APIs and package repositories");
    }
    return group;
  }
}
