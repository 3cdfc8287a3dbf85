import type { Eip } from "@cdktf/provider-aws/lib/eip";
import { EipAssociation } from "@cdktf/provider-aws/lib/eip-association";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import type { Construct } from "constructs";
import { isBurstable } from "../compute/instance-architecture";
import { metadataOptions, NewestAmazonLinux, rootVolume } from "../compute/newest-amazon-linux";
import { joinUserData } from "../compute/user-data";
import { BaseConstruct } from "../core/base-construct";
import { readBy } from "../core/contract-ways";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { type Problem, Problems } from "../core/errors";
import { remember, remembered } from "../core/memory/remembered";
import { namedBy } from "../core/names/physical-names/name-source";
import { waitFor } from "../core/resources/wait-for";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { tag } from "../core/tags/tags";
import { addCheck } from "../core/validation";
import type { PolicyStatement } from "../iam/policies/policy-document";
import { alarmActions } from "../monitoring/environment-alarms";
import { logRetention } from "../monitoring/environment-logs";
import type { Connections, IConnectable } from "../security-groups/connections";
import { Peer } from "../security-groups/peer";
import { Port } from "../security-groups/port";
import { SecurityGroup } from "../security-groups/security-group";
import { type BastionPlan, planBastion } from "./bastion-checks";
import type { BastionProps } from "./bastion-props";
import { CloudWatchAgent, systemLogGroupName } from "./cloudwatch-agent";
import { type ConnectTarget, connectCommand, portForwardCommand } from "./connect-commands";
import { connectStatements, type PermissionTarget } from "./connect-permissions";
import { CreditAlarm } from "./credit-alarm";
import { InstanceConnect } from "./instance-connect";
import { InstanceRole } from "./instance-role";
import { SessionPreferences } from "./session-preferences";
import { SshEntry } from "./ssh-entry";

const DEFAULT_ROOT_GIB = 8;
const DEFAULT_RETENTION_DAYS = 90;

/**
 * A host through which people reach what lies in private subnets: a shell, or a tunnel to a database. It holds no data and can
 * be replaced at any time.
 *
 * ```ts
 * const bastion = new Bastion(this, "bastion", { network });
 * bastion.connections.allowTo(database, Port.tcp(5432), "look into the orders database");
 * new TerraformOutput(this, "connect", { value: bastion.connectCommand });
 * ```
 */
export class Bastion extends BaseConstruct implements IConnectable {
  readonly instance: Instance;
  readonly securityGroup: SecurityGroup;
  readonly instanceRole: InstanceRole;
  /** Image of the instance; absent when it is pinned by `ami`. */
  readonly image?: NewestAmazonLinux;
  /** Only with access `ssm`. */
  readonly sessions?: SessionPreferences;
  /** Only with access `ssh`. */
  readonly ssh?: SshEntry;
  /** Only with access `ssh`. */
  readonly eipAssociation?: EipAssociation;
  /** Only with access `instance-connect`. */
  readonly instanceConnect?: InstanceConnect;
  /** Only with `cloudWatchAgent`. */
  readonly cloudWatchAgent?: CloudWatchAgent;
  /** Only for burstable instance types. */
  readonly creditAlarm?: CreditAlarm;

  readonly #name: string;
  readonly #plan: BastionPlan;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: BastionProps) {
    super(scope, id);
    props = layDefaults(this, "Bastion", props);
    const problems = checkShape(this, "Bastion", props);
    tag(this, props);
    namedBy(this, "id");
    readBy(this, 'bastionFromContract(this, "bastion")');
    const deployedZone = remembered(this, "zone");
    const plan = planBastion(props, typeof deployedZone === "string" ? deployedZone : undefined, problems);
    this.#plan = plan;
    remember(this, "zone", plan.placement.subnet.zone);
    this.#name = this.node.path.slice(EnvironmentStack.of(this).node.path.length + 1).replaceAll("/", "-");

    this.securityGroup = this.#createSecurityGroup(props);
    this.sessions = this.#createSessions(props);
    this.cloudWatchAgent = this.#createAgent(props);
    this.instanceRole = this.#createRole(props);
    this.image = props.ami === undefined ? this.#createImage(props) : undefined;
    this.ssh = plan.ssh ? new SshEntry(this, "ssh", this.#name, plan.ssh) : undefined;
    this.instance = this.#createInstance(props);
    this.eipAssociation = this.ssh ? this.#associate(this.ssh.eip) : undefined;
    this.instanceConnect = this.#createInstanceConnect(props);
    this.creditAlarm = this.#createCreditAlarm(props);
    if (plan.access.mode === "ssm") addCheck(this, () => this.#sshBesideSessions());
  }

  /** Who may connect to the bastion, and where it may connect to. */
  get connections(): Connections {
    return this.securityGroup.connections;
  }

  /** The role of the instance. */
  get role(): IamRole {
    return this.instanceRole.role;
  }

  /** The command that opens a shell on the bastion. */
  get connectCommand(): string {
    return connectCommand(this.#target);
  }

  /**
   * The command that makes a host behind the bastion reachable on the own machine.
   *
   * @param host name or address, as the bastion sees it
   * @param localPort port on the own machine; the same as `port` if not given
   */
  portForwardCommand(host: string, port: number, localPort: number = port): string {
    return portForwardCommand(this.#target, host, port, localPort);
  }

  /**
   * What the role of a person needs for the two commands: statements for a policy. Empty with access `ssh`, where the key
   * decides and not IAM.
   */
  get connectStatements(): PolicyStatement[] {
    return connectStatements(EnvironmentStack.of(this), this.#permissionTarget);
  }

  get #permissionTarget(): PermissionTarget {
    const instanceArn = this.instance.arn;
    if (this.sessions) {
      const { document, key } = this.sessions;
      return { mode: "ssm", instanceArn, documentArn: document.arn, keyArn: key.arn };
    }
    if (this.instanceConnect) {
      return { mode: "instance-connect", instanceArn, endpointArn: this.instanceConnect.endpoint.arn };
    }
    return { mode: "ssh" };
  }

  get #target(): ConnectTarget {
    const { region } = EnvironmentStack.of(this).environment;
    const instanceId = this.instance.id;
    if (this.ssh && this.#plan.ssh) {
      const { key } = this.#plan.ssh;
      const address = this.ssh.eip.publicIp;
      if ("keyName" in key) return { mode: "ssh", address };
      return { mode: "ssh", address, identityFile: key.kind === "ssh-rsa" ? "~/.ssh/id_rsa" : "~/.ssh/id_ed25519" };
    }
    if (this.sessions) return { mode: "ssm", region, instanceId, document: this.sessions.document.name };
    return { mode: "instance-connect", region, instanceId };
  }

  /** Nothing comes in but what the way of access needs; out goes HTTPS, for the agents and for packages. */
  #createSecurityGroup(props: BastionProps): SecurityGroup {
    const { network, cloudWatchAgent } = props;
    const { placement, ssh } = this.#plan;
    const group = new SecurityGroup(this, "security-group", {
      network,
      name: this.#name,
      ...(props.names?.securityGroupName === undefined ? {} : { securityGroupName: props.names.securityGroupName }),
      description: "Bastion: the way to private hosts",
    });
    for (const source of ssh?.sources ?? []) group.connections.allowFrom(source, Port.tcp(22), "SSH to the bastion");
    // The gateway endpoint of S3, from which packages come, answers under public addresses.
    if (placement.reachesInternet || cloudWatchAgent) {
      for (const peer of Peer.internet(network)) {
        group.connections.allowTo(peer, Port.tcp(443), "AWS APIs and package repositories");
      }
    } else {
      for (const cidr of network.cidrs) {
        group.connections.allowTo(Peer.ipv4(cidr), Port.tcp(443), "AWS APIs through interface endpoints");
      }
    }
    return group;
  }

  #createSessions(props: BastionProps): SessionPreferences | undefined {
    const { access } = this.#plan;
    if (access.mode !== "ssm") return undefined;
    return new SessionPreferences(this, "sessions", {
      name: this.#name,
      ...(props.names ? { names: props.names } : {}),
      access,
      retentionDays: this.#retentionDays,
      otherLogGroupNames: props.cloudWatchAgent ? [this.#systemLogGroupName(props)] : [],
    });
  }

  #createAgent(props: BastionProps): CloudWatchAgent | undefined {
    if (!props.cloudWatchAgent) return undefined;
    return new CloudWatchAgent(this, "cloudwatch-agent", {
      name: this.#name,
      logGroupName: this.#systemLogGroupName(props),
      ...(props.names?.agentParameterName === undefined ? {} : { parameterName: props.names.agentParameterName }),
      retentionDays: this.#retentionDays,
      ...(this.sessions ? { keyArn: this.sessions.key.arn } : {}),
    });
  }

  #systemLogGroupName({ names }: BastionProps): string {
    return names?.systemLogGroupName ?? systemLogGroupName(EnvironmentStack.of(this), this.#name);
  }

  get #retentionDays(): number {
    const { access } = this.#plan;
    return logRetention(this, access.mode === "ssm" ? access.logRetentionDays : undefined, DEFAULT_RETENTION_DAYS);
  }

  #createRole({ morePolicies, names = {} }: BastionProps): InstanceRole {
    const { roleName, instanceProfileName } = names;
    return new InstanceRole(this, "role", {
      name: this.#name,
      ...(roleName === undefined ? {} : { roleName }),
      ...(instanceProfileName === undefined ? {} : { instanceProfileName }),
      description: "Bastion: its agents",
      policies: {
        sessions: this.sessions?.instanceStatements ?? [],
        "cloudwatch-agent": this.cloudWatchAgent?.instanceStatements ?? [],
      },
      ...(morePolicies ? { morePolicies } : {}),
    });
  }

  #createImage(props: BastionProps): NewestAmazonLinux {
    const stack = EnvironmentStack.of(this);
    return new NewestAmazonLinux(this, "image", {
      namePrefix: stack.physicalName("launchTemplate", stack.stackName, this.#name),
      tagName: stack.physicalName("tag", stack.stackName, this.#name),
      instanceType: this.#plan.instanceType,
      rootVolumeGiB: props.rootVolumeGiB ?? DEFAULT_ROOT_GIB,
      metadataHopLimit: props.metadataHopLimit ?? 1,
    });
  }

  #createInstance(props: BastionProps): Instance {
    const { placement, instanceType } = this.#plan;
    const stack = EnvironmentStack.of(this);
    const tags = { Name: stack.physicalName("tag", stack.stackName, this.#name) };
    const userData = this.#userData(props);
    const instance = new Instance(this, "instance", {
      ...this.#imageAndRootVolume(props),
      instanceType,
      subnetId: placement.subnet.subnetId,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      iamInstanceProfile: this.instanceRole.profile.name,
      // With an Elastic IP the provider reads `true` here and would replace the instance at every plan (terraform-provider-aws issue 37318, open,
      // read 2026-11).
      // Left out, the subnet decides, and subnets of a Network assign none.
      ...(this.ssh ? { keyName: this.ssh.keyName } : { associatePublicIpAddress: false }),
      metadataOptions: metadataOptions(props.metadataHopLimit ?? 1),
      monitoring: props.detailedMonitoring ?? false,
      // A T3 or T4g starts without credits: with `standard` its first boot would take many minutes.
      ...(isBurstable(instanceType) ? { creditSpecification: { cpuCredits: "unlimited" } } : {}),
      ...(userData === undefined ? {} : { userData }),
      userDataReplaceOnChange: props.replaceOnUserDataChange ?? true,
      // Also in protected environments: a bastion holds nothing that could be lost, and a replacement must not get stuck.
      disableApiTermination: false,
      tags,
      // The provider gives its default tags to the instance only.
      volumeTags: { ...stack.defaultTags, ...tags },
      // The agents start with the instance and must find their configuration and permissions.
      ...(this.cloudWatchAgent ? { dependsOn: [this.cloudWatchAgent.parameter, this.cloudWatchAgent.logGroup] } : {}),
    });
    waitFor(instance, () => this.instanceRole.permissions);
    return instance;
  }

  #imageAndRootVolume(props: BastionProps) {
    if (this.image) return { launchTemplate: { id: this.image.launchTemplate.id, version: "$Latest" } };
    return { ami: props.ami, rootBlockDevice: rootVolume(props.rootVolumeGiB ?? DEFAULT_ROOT_GIB) };
  }

  #userData(props: BastionProps): string | undefined {
    const scripts = [
      ...(this.cloudWatchAgent ? [this.cloudWatchAgent.installScript] : []),
      ...(props.userData === undefined ? [] : [props.userData]),
    ];
    return joinUserData(scripts);
  }

  #associate(eip: Eip): EipAssociation {
    return new EipAssociation(this, "eip-association", {
      allocationId: eip.allocationId,
      instanceId: this.instance.id,
    });
  }

  #createInstanceConnect(props: BastionProps): InstanceConnect | undefined {
    const { access, placement } = this.#plan;
    if (access.mode !== "instance-connect") return undefined;
    return new InstanceConnect(this, "instance-connect", {
      name: this.#name,
      network: props.network,
      subnetId: placement.subnet.subnetId,
      target: this.securityGroup,
      preserveClientIp: access.preserveClientIp ?? false,
    });
  }

  #createCreditAlarm(props: BastionProps): CreditAlarm | undefined {
    if (!isBurstable(this.#plan.instanceType)) return undefined;
    return new CreditAlarm(this, "credit-alarm", {
      name: this.#name,
      ...(props.names?.creditAlarmName === undefined ? {} : { alarmName: props.names.creditAlarmName }),
      instanceId: this.instance.id,
      actions: alarmActions(this, props.alarmActions),
    });
  }

  /** With Session Manager nobody needs SSH, and an open port 22 would be a way around its log. */
  #sshBesideSessions(): readonly Problem[] {
    const problems = new Problems(this.securityGroup.node.path);
    for (const { direction, port, target } of this.securityGroup.rules.rules) {
      if (direction !== "ingress" || !port.covers("tcp", 22)) continue;
      problems.add(`ingress ${port.text} from ${target.label}`, {
        code: "SSH_BESIDE_SESSION_MANAGER",
        message:
          "The bastion admits SSH although it is reached by Session Manager, which would not see those sessions.",
        found: `${port.text} from ${target.label}`,
        expected: "no ingress on tcp 22",
        fix: 'take the rule out, or choose access: { mode: "ssh", from: […], publicKey: "…" } or { mode: "instance-connect" }',
      });
    }
    return problems.list;
  }
}
