import type { INetwork } from "../../../network/network.types";

/** What private integrations lie in. */
export interface HttpApiNetworkOptions {
  /**
   * Network of what is reached by a VPC link.
   *
   * @default - none: nothing private is behind the API
   */
  readonly network?: INetwork;
  /**
   * Private or isolated tier that the VPC link lies in.
   *
   * @default - the first private tier
   */
  readonly tier?: string;
  /**
   * The whole name of the VPC link.
   *
   * @default - made of the construct's path
   */
  readonly vpcLinkName?: string;
  /**
   * The whole name of the security group of the VPC link. Another name is another group.
   *
   * @default - made of the construct's path
   */
  readonly securityGroupName?: string;
}
