import type { ExemptionReason } from "../../core/environments/exemptions";

/** Objects of Kubernetes that are written in files of the project. */
export interface ManifestOptions {
  /**
   * File, or folder of files, that the objects are written in: YAML or JSON, from the project's folder on. Of a folder every `.yaml`, `.yml`
   * and `.json` is read, those of its folders too.
   *
   * @example manifests/quotas
   */
  readonly from: string;
  /**
   * Namespace of the objects that name none; it is made when it is not there.
   *
   * @example shop
   * @default - every object of a namespace names it
   */
  readonly namespace?: string;
  /**
   * Names of the releases that come before these objects, and go after them.
   *
   * @default - all controllers of the list, and Argo CD: the kinds of the objects may be theirs
   */
  readonly after?: readonly string[];
  /**
   * Lets the objects ask for a load balancer that is reached from the internet.
   *
   * @default - load balancers are internal
   */
  readonly publicLoadBalancer?: ExemptionReason;
  /**
   * Seconds that Helm waits until everything runs, 30 to 3,600.
   *
   * @minimum 30
   * @maximum 3600
   * @default 600
   */
  readonly timeoutSeconds?: number;
}
