import type { HelmReleasesProps } from "../constructs/helm/helm-releases.types";

/** What runs in the environment's cluster from the start. */
export interface EksAddonsProps extends HelmReleasesProps {
  /**
   * ARN of the IAM role that Terraform reaches the Kubernetes API by; it needs an access entry.
   *
   * @default - the environment's runner role, or else the caller's own credentials
   */
  readonly accessRoleArn?: string;
}
