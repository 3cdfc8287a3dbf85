import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import { amazonLinuxParameter, architectureOf } from "../compute/instance-architecture";
import { EnvironmentStack } from "../core/environment-stack";

/** Root device of Amazon Linux 2023 (Amazon EC2 User Guide, "Device names for volumes", as of 2026-11). */
const ROOT_DEVICE = "/dev/xvda";

/** Properties of {@link NewestAmazonLinux}. */
export interface NewestAmazonLinuxProps {
  /** Last part of the template's name. */
  readonly name: string;
  readonly instanceType: string;
  readonly rootVolumeGiB: number;
}

/**
 * The newest Amazon Linux 2023 at the time of launch. A launch template names the public parameter and EC2 looks it up when
 * the instance is made. A data source would look it up at every plan instead: plans would need AWS, and each image that
 * Amazon publishes, every two weeks or so, would replace the bastion.
 *
 * The root volume stands in the template too, because the provider cannot set it for an image that it does not know
 * (`DescribeImages` refuses `resolve:ssm:…`; seen with 5.100). Everything else stands with the instance.
 */
export class NewestAmazonLinux extends Construct {
  readonly launchTemplate: LaunchTemplate;

  constructor(scope: Construct, id: string, props: NewestAmazonLinuxProps) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const architecture = architectureOf(props.instanceType);
    // A running instance does not follow its template, so what the template says is in its id: with another template the
    // instance is replaced. Within one architecture a new instance type is only a restart.
    this.launchTemplate = new LaunchTemplate(this, `${architecture}-${props.rootVolumeGiB}gib`, {
      namePrefix: `${stack.physicalName("launchTemplate", stack.stackName, props.name)}-`,
      imageId: `resolve:ssm:${amazonLinuxParameter(architecture)}`,
      blockDeviceMappings: [
        {
          deviceName: ROOT_DEVICE,
          ebs: {
            encrypted: "true",
            volumeType: "gp3",
            volumeSize: props.rootVolumeGiB,
            deleteOnTermination: "true",
          },
        },
      ],
      tags: { Name: stack.physicalName("tag", stack.stackName, props.name) },
    });
  }
}
