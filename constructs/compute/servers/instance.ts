import { Instance as AwsInstance } from "@cdktf/provider-aws/lib/instance";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import type { TerraformResourceLifecycle } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { remember, remembered } from "../../core/memory/remembered";
import { pathInStack } from "../../core/names/path-in-stack";
import { namedBy } from "../../core/names/physical-names/name-source";
import { waitFor } from "../../core/resources/wait-for";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { IGrantable } from "../../iam/grantable";
import type { Role } from "../../iam/roles/role";
import { permissionsOf } from "../../iam/roles/role-permissions";
import { useLinks } from "../../links/links";
import type { ExposedTarget } from "../../load-balancing/target-groups/exposed-target";
import type { ICreatedTargetGroup } from "../../load-balancing/target-groups/target-group.types";
import type { ISubnet } from "../../network/network.types";
import type { Connections, IConnectable } from "../../security-groups/connections";
import { isBurstable } from "../instance-architecture";
import { metadataOptions, NewestAmazonLinux, rootVolume } from "../newest-amazon-linux";
import { type AttachedVolume, attachVolumes } from "./instance-volumes";
import type { InstanceProps } from "./server.types";
import { planInstance } from "./server-checks";
import { userDataOf } from "./server-environment";
import { exposeServers } from "./server-exposure";
import { ServerIdentity } from "./server-identity";

const DEFAULT_ROOT_GIB = 8;

/**
 * One server: in a private tier, without a public address, with an encrypted volume, metadata by tokens only, and Session Manager as the
 * way in. Behind a balancer with `expose`.
 *
 * ```ts
 * const shop = new Instance(this, "shop", {
 *   network, instanceType: "t4g.small", userData: "#!/bin/bash\ndnf install -y nginx\nsystemctl enable --now nginx\n",
 *   port: 80, expose: edge.host("shop.example.com"),
 * });
 * uploads.grantRead(shop);
 * ```
 *
 * In protected environments neither a plan nor AWS lets it go.
 */
export class Instance extends BaseConstruct implements IConnectable, IGrantable {
  readonly instance: AwsInstance;
  readonly identity: ServerIdentity;
  /** Where the image comes from; absent with `image.imageId`. */
  readonly image?: NewestAmazonLinux;
  /** Data volumes by name. */
  readonly volumes: Readonly<Record<string, AttachedVolume>>;
  /** Only with `expose`. */
  readonly exposure?: ExposedTarget;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, id: string, props: InstanceProps) {
    super(scope, id);
    props = layDefaults(this, "Instance", props);
    const problems = checkShape(this, "Instance", props);
    tag(this, props);
    namedBy(this, "id");
    const zone = remembered(this, "zone");
    const { region } = EnvironmentStack.of(this).environment;
    const subnet = planInstance(props, region, typeof zone === "string" ? zone : undefined, problems);
    remember(this, "zone", subnet.zone);
    this.identity = new ServerIdentity(this, "identity", props);
    this.image = props.image?.imageId === undefined ? this.#createImage(props) : undefined;
    this.instance = this.#createInstance(props, subnet);
    this.volumes = attachVolumes(this, this.instance, subnet, props.volumes ?? {});
    this.exposure = exposeServers(this, props);
    this.exposure?.targetGroup.addTarget("server", { targetId: this.instance.id });
    for (const group of props.targetGroups ?? []) this.#register(group);
    useLinks(this, props.uses ?? {}, this.node.id);
  }

  /** Who may connect to the server, and where it may connect to. */
  get connections(): Connections {
    return this.identity.securityGroup.connections;
  }

  get role(): Role {
    return this.identity.role;
  }

  get grantee(): Role {
    return this.role;
  }

  #createImage(props: InstanceProps): NewestAmazonLinux {
    const stack = EnvironmentStack.of(this);
    const { parameter, rootDevice } = props.image ?? {};
    return new NewestAmazonLinux(this, "image", {
      namePrefix: stack.physicalName("launchTemplate", stack.stackName, pathInStack(this)),
      tagName: stack.physicalName("tag", stack.stackName, pathInStack(this)),
      instanceType: props.instanceType,
      rootVolumeGiB: props.rootVolumeGiB ?? DEFAULT_ROOT_GIB,
      metadataHopLimit: props.metadataHopLimit ?? 1,
      ...(parameter === undefined ? {} : { parameter }),
      ...(rootDevice === undefined ? {} : { rootDevice }),
    });
  }

  #createInstance(props: InstanceProps, subnet: ISubnet): AwsInstance {
    const stack = EnvironmentStack.of(this);
    const { protect } = stack.environment;
    const userData = userDataOf(props);
    const tags = { Name: stack.physicalName("tag", stack.stackName, pathInStack(this)) };
    const instance = new AwsInstance(this, "instance", {
      ...(this.image
        ? { launchTemplate: { id: this.image.launchTemplate.id, version: "$Latest" } }
        : { ami: props.image?.imageId, rootBlockDevice: rootVolume(props.rootVolumeGiB ?? DEFAULT_ROOT_GIB) }),
      instanceType: props.instanceType,
      subnetId: subnet.subnetId,
      vpcSecurityGroupIds: [this.identity.securityGroup.securityGroupId],
      iamInstanceProfile: this.identity.profile.name,
      associatePublicIpAddress: false,
      ...(props.keyName === undefined ? {} : { keyName: props.keyName }),
      metadataOptions: metadataOptions(props.metadataHopLimit ?? 1),
      monitoring: props.detailedMonitoring ?? false,
      // A T3 or T4g starts without credits: with `standard` its first boot would take many minutes.
      ...(isBurstable(props.instanceType) ? { creditSpecification: { cpuCredits: "unlimited" } } : {}),
      ...(userData === undefined ? {} : { userData }),
      userDataReplaceOnChange: props.replaceOnUserDataChange ?? true,
      disableApiTermination: protect,
      tags,
      // The provider gives its default tags to the instance only.
      volumeTags: { ...stack.defaultTags, ...tags },
      lifecycle: this.#lifecycle(props),
    });
    waitFor(instance, () => permissionsOf(this.role));
    return instance;
  }

  #lifecycle({ volumes = {} }: InstanceProps): TerraformResourceLifecycle | undefined {
    const lifecycle = {
      ...(EnvironmentStack.of(this).environment.protect ? { preventDestroy: true } : {}),
      // The provider gives them to every volume that hangs on the instance, and data volumes have their own (Terraform's documentation of
      // `aws_instance`, `volume_tags`, as of 2026-11).
      ...(Object.keys(volumes).length > 0 ? { ignoreChanges: ["volume_tags"] } : {}),
    };
    return Object.keys(lifecycle).length > 0 ? lifecycle : undefined;
  }

  #register(group: ICreatedTargetGroup): void {
    const targetGroupArn = group.targetGroupArn;
    new LbTargetGroupAttachment(this, `target-${pathInStack(group)}`, { targetGroupArn, targetId: this.instance.id });
  }
}
