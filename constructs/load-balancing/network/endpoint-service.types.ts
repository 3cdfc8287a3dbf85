import type { Tagged } from "../../core/tags/tags";
import type { IHostedZone } from "../../dns/hosted-zone.types";
import type { INetworkLoadBalancer } from "./network-exposure.types";

/** A name of our own for an endpoint service. */
export interface PrivateName {
  /** Whole name: `api.example.com`. Consumers resolve it to their endpoint once they switch private DNS on. */
  readonly name: string;
  /**
   * Public zone that the name is in. The record with which AWS proves that the name is ours is put into it, AWS is asked to look for it,
   * and the apply waits until it has: the zone must be one that the internet finds. A service that stands already gets its name in one
   * apply and the zone in the next: only then the provider knows what the record says.
   *
   * @default - no record, and nobody asks AWS to look: the proof is looked after elsewhere
   */
  readonly zone?: IHostedZone;
}

/** Properties of {@link EndpointService}. */
export interface EndpointServiceProps extends Tagged {
  /** The balancers that take the connections: of the same stack, or existing already. */
  readonly loadBalancers: readonly INetworkLoadBalancer[];
  /**
   * Who may make an endpoint for the service: ARNs of accounts (`arn:aws:iam::222222222222:root`), roles or users.
   *
   * @default - nobody
   */
  readonly allowedPrincipals?: readonly string[];
  /**
   * Whether each endpoint has to be accepted by us before it works.
   *
   * @default true
   */
  readonly acceptanceRequired?: boolean;
  /**
   * Name of our own for the service.
   *
   * @default - consumers use the name that AWS gives to their endpoint
   */
  readonly privateName?: PrivateName;
}
