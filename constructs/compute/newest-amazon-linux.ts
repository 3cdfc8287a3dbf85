import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { hashOf } from "../core/names/naming";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { amazonLinuxParameter, architectureOf } from "./instance-architecture";

/** Root device of Amazon Linux 2023 (Amazon EC2 User Guide, "Device names for volumes", as of 2026-11). */
export const ROOT_DEVICE = "/dev/xvda";

/** The metadata service by session tokens only; what an instance sets and what its template says are made by this one function. */
export function metadataOptions(hopLimit: number) {
  return {
    httpEndpoint: "enabled",
    httpTokens: "required",
    httpPutResponseHopLimit: hopLimit,
    instanceMetadataTags: "disabled",
  };
}

/** The root volume of an instance that names its image itself. */
export function rootVolume(sizeGiB: number) {
  return { encrypted: true, volumeType: "gp3", volumeSize: sizeGiB, deleteOnTermination: true };
}

/** Properties of {@link NewestAmazonLinux}. */
export interface NewestAmazonLinuxProps {
  /** Name of the template, without the dash at its end. */
  readonly namePrefix: string;
  /** Value of the tag `Name`. */
  readonly tagName: string;
  readonly instanceType: string;
  readonly rootVolumeGiB: number;
  /** Hop limit of the metadata service. */
  readonly metadataHopLimit: number;
  /**
   * SSM parameter that holds the id of the image.
   *
   * @default - the public one of the newest Amazon Linux 2023
   */
  readonly parameter?: string;
  /**
   * Root device of the image.
   *
   * @default "/dev/xvda", as in Amazon Linux
   */
  readonly rootDevice?: string;
}

/**
 * The newest Amazon Linux 2023 at the time of launch, or the image that another parameter names then. A launch template names the public parameter and EC2 looks it up when
 * the instance is made. A data source would look it up at every plan instead: plans would need AWS, and each image that
 * Amazon publishes, every two weeks or so, would replace the instance.
 *
 * The root volume stands in the template too, because the provider cannot set it for an image that it does not know
 * (`DescribeImages` refuses `resolve:ssm:…`; seen with 5.100), and the options of the metadata service, so that whoever launches by the
 * template gets them. Everything else stands with the instance.
 */
export class NewestAmazonLinux extends BaseConstruct {
  readonly launchTemplate: LaunchTemplate;

  constructor(scope: Construct, id: string, props: NewestAmazonLinuxProps) {
    super(scope, id);
    props = layDefaults(this, "NewestAmazonLinux", props);
    checkShape(this, "NewestAmazonLinux", props);
    const architecture = architectureOf(props.instanceType);
    // A running instance does not follow its template, so what the template says is in its id: with another template the
    // instance is replaced. Within one architecture a new instance type is only a restart.
    const other = props.parameter === undefined ? "" : `-${hashOf(`${props.parameter} ${props.rootDevice ?? ""}`)}`;
    this.launchTemplate = new LaunchTemplate(this, `${architecture}-${props.rootVolumeGiB}gib${other}`, {
      namePrefix: `${props.namePrefix}-`,
      imageId: `resolve:ssm:${props.parameter ?? amazonLinuxParameter(architecture)}`,
      metadataOptions: metadataOptions(props.metadataHopLimit),
      blockDeviceMappings: [
        {
          deviceName: props.rootDevice ?? ROOT_DEVICE,
          ebs: {
            encrypted: "true",
            volumeType: "gp3",
            volumeSize: props.rootVolumeGiB,
            deleteOnTermination: "true",
          },
        },
      ],
      tags: { Name: props.tagName },
    });
  }
}
