import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { Construct } from "constructs";
import { amazonLinuxParameter, architectureOf } from "../compute/instance-architecture";
import { EnvironmentStack } from "../core/environment-stack";

/**
 * The newest Amazon Linux 2023 at the time of launch. A launch template names the public parameter and EC2 looks it up when
 * the instance is made. A data source would look it up at every plan instead: plans would need AWS, and each image that
 * Amazon publishes, every two weeks or so, would replace the bastion.
 *
 * The template says nothing but the image, so that everything else stands where it is looked for, with the instance.
 */
export class NewestAmazonLinux extends Construct {
  readonly launchTemplate: LaunchTemplate;

  /** @param name last part of the template's name */
  constructor(scope: Construct, id: string, name: string, instanceType: string) {
    super(scope, id);
    const stack = EnvironmentStack.of(this);
    const architecture = architectureOf(instanceType);
    // One template for each architecture: with another template the instance is replaced, as it must be, since an image for
    // Arm does not start on x86. Within one architecture a new instance type is only a restart.
    this.launchTemplate = new LaunchTemplate(this, architecture, {
      namePrefix: `${stack.physicalName("launchTemplate", stack.stackName, name)}-`,
      imageId: `resolve:ssm:${amazonLinuxParameter(architecture)}`,
      tags: { Name: stack.physicalName("tag", stack.stackName, name) },
    });
  }
}
