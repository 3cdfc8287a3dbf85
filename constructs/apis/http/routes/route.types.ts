import type { ExemptionReason } from "../../../core/environments/exemptions";
import type { Duration } from "../../../core/texts/text.types";
import type { ILambdaFunction } from "../../../functions/function.types";
import type { ILoadBalancer } from "../../../load-balancing/load-balancer.types";
import type { IConnectable } from "../../../security-groups/connections";
import type { HttpThrottling } from "../stages/stage.types";

/** A listener of a private balancer. */
export interface PrivateListener {
  /** ARN of the listener: a literal or a reference. */
  readonly listenerArn: string;
  /**
   * Port of the listener.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /** What has the security group of the balancer: rules are made both ways. */
  readonly connectTo: IConnectable;
  /**
   * Name that the certificate of the listener is for: requests go by HTTPS then.
   *
   * @example shop.internal.example.com
   * @default - requests go by HTTP, within the network
   */
  readonly serverName?: string;
}

/** A service of Cloud Map, whose tasks or instances are asked in turn. */
export interface PrivateService {
  /**
   * ARN of the service, which knows ports (`SRV` records, or attributes of instances).
   *
   * @example arn:aws:servicediscovery:ap-northeast-2:111111111111:service/srv-0123456789abcdef
   */
  readonly serviceArn: string;
  /**
   * Port that the tasks or instances listen on.
   *
   * @minimum 1
   * @maximum 65535
   */
  readonly port: number;
  /** What has the security group of the tasks or instances: rules are made both ways. */
  readonly connectTo: IConnectable;
  /**
   * Name that their certificates are for: requests go by HTTPS then.
   *
   * @default - requests go by HTTP, within the network
   */
  readonly serverName?: string;
}

/** What of a route is the same in code and in a configuration. */
export interface HttpRouteOptions {
  /**
   * An address of the internet that answers, beginning with `https://`. Parameters of the path stand in it as in the route: `{proxy}`.
   *
   * @example https://prices.example.com/{proxy}
   * @default - something else answers
   */
  readonly url?: string;
  /**
   * Host that what lies in the network is asked for, by which rules of a balancer know a service. The certificate is verified for it where
   * it is whole in the certificates of `loadBalancer`.
   *
   * @example web.sandbox.example.com
   * @default - the name that the certificate is verified for, else the one of the API
   */
  readonly host?: string;
  /**
   * How long the answer may take: 1 s to 30 s.
   *
   * @default "30 s"
   */
  readonly timeout?: Duration;
  /**
   * Who may call: those whom an authorizer lets in, by its name, or `iam`, those who sign their requests and are granted the route.
   *
   * @default - the API's `authorization`
   */
  readonly authorization?: string;
  /**
   * Scopes of which the token has one. For a JWT authorizer alone.
   *
   * @default - none are asked for
   */
  readonly scopes?: readonly string[];
  /**
   * Why everybody may call the route.
   *
   * @default - nobody may whom `authorization` does not let in
   */
  readonly public?: ExemptionReason;
  /**
   * How many requests the route lets through.
   *
   * @default - the API's `throttling`
   */
  readonly throttling?: HttpThrottling;
}

/** What answers the requests of a route, and who may call it. One of `function`, `loadBalancer`, `listener`, `service` and `url` answers. */
export interface HttpRoute extends HttpRouteOptions {
  /**
   * A function, which is called by its alias. It gets requests in the form 2.0.
   *
   * @default - something else answers
   */
  readonly function?: ILambdaFunction;
  /**
   * An Application Load Balancer of the network, by the listener that its rules hang on; by HTTPS where that speaks HTTPS, for the first
   * name of its certificate.
   *
   * @default - something else answers
   */
  readonly loadBalancer?: ILoadBalancer;
  /**
   * A listener of another balancer of the network, such as a Network Load Balancer.
   *
   * @default - something else answers
   */
  readonly listener?: PrivateListener;
  /**
   * A service of Cloud Map in the network.
   *
   * @default - something else answers
   */
  readonly service?: PrivateService;
}
