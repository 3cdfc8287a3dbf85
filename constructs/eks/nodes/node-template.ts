import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { IMAGE_VOLUMES, type NodeImage } from "./instances/node-images";
import type { NodeOptions } from "./node-group.types";

const DEFAULT_DISK_GIB = 50;

/** Properties of {@link NodeTemplate}. */
export interface NodeTemplateProps
  extends Pick<NodeOptions, "image" | "diskGiB" | "podsReachMetadata" | "remoteAccess"> {
  /** Last part of the names of template and instances. */
  readonly label: string;
  /** User data in base64. @default - none */
  readonly userData?: string;
  /** Groups of the instances. @default - EKS attaches the cluster's own */
  readonly securityGroupIds?: readonly string[];
  /** Image. @default - EKS chooses it */
  readonly imageId?: string;
  /** ARN of the instance profile. @default - EKS makes one of the node role */
  readonly instanceProfileArn?: string;
}

/**
 * The launch template of nodes. Instance metadata needs tokens and is out of reach for containers, volumes are encrypted, and the tags of
 * the stack are on instances, volumes and network interfaces: the provider gives its default tags to the template only.
 */
export class NodeTemplate extends BaseConstruct {
  readonly resource: LaunchTemplate;

  constructor(scope: Construct, id: string, props: NodeTemplateProps) {
    super(scope, id);
    if (props.podsReachMetadata) {
      const { reason } = props.podsReachMetadata;
      // The rule is asked of the group that the template is for.
      addExemption(scope, { option: "podsReachMetadata", rules: ["EKS-17"], reason });
    }
    this.resource = this.#create(props);
  }

  get templateId(): string {
    return this.resource.id;
  }

  /** Number of the newest version: who refers to it is updated when the template changes. */
  get version(): string {
    return Token.asString(this.resource.latestVersion);
  }

  #create(props: NodeTemplateProps): LaunchTemplate {
    const stack = EnvironmentStack.of(this);
    const tags = { ...stack.defaultTags, Name: stack.physicalName("tag", stack.stackName, props.label) };
    return new LaunchTemplate(this, "Default", {
      namePrefix: `${stack.physicalName("launchTemplate", stack.stackName, props.label)}-`,
      ...(props.imageId === undefined ? {} : { imageId: props.imageId }),
      ...(props.instanceProfileArn === undefined ? {} : { iamInstanceProfile: { arn: props.instanceProfileArn } }),
      ...(props.securityGroupIds === undefined ? {} : { vpcSecurityGroupIds: [...props.securityGroupIds] }),
      ...(props.remoteAccess ? { keyName: props.remoteAccess.keyName } : {}),
      ...(props.userData === undefined ? {} : { userData: props.userData }),
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // A container is one hop further away than its node.
        httpPutResponseHopLimit: props.podsReachMetadata ? 2 : 1,
        instanceMetadataTags: "disabled",
      },
      blockDeviceMappings: volumes(props.image ?? "al2023", props.diskGiB ?? DEFAULT_DISK_GIB),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      updateDefaultVersion: true,
    });
  }
}

function volumes(image: NodeImage, diskGiB: number) {
  const { data, system } = IMAGE_VOLUMES[image];
  const common = { encrypted: "true", volumeType: "gp3", deleteOnTermination: "true" };
  return [
    ...(system === undefined ? [] : [{ deviceName: system, ebs: common }]),
    { deviceName: data, ebs: { ...common, volumeSize: diskGiB } },
  ];
}
