import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { Construct } from "constructs";
import type { ICertificate } from "../../certificates/certificate.types";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addressBy } from "../../core/names/address";
import { pathInStack } from "../../core/names/path-in-stack";
import { referenceText } from "../../core/texts/reference-text";
import type { CloudFrontWay, IHttpListener } from "../load-balancer.types";
import type { RuleAction } from "../rules/listener-rule.types";
import { actionBlocks } from "../rules/rule-actions";
import { RECOMMENDED_TLS_POLICY } from "../tls-policies";

/** Properties of {@link HttpListener}. */
export interface HttpListenerProps {
  /** Last part of its tag `Name`. */
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly port: number;
  /** The first is for clients that name no host. None: plain HTTP. */
  readonly certificates: readonly ICertificate[];
  /** @default - the one that AWS recommends */
  readonly sslPolicy?: string;
  /** What happens to requests that no rule takes. */
  readonly defaultAction: RuleAction;
  readonly authenticates: boolean;
  /** @default - CloudFront does not reach it */
  readonly cloudFront?: CloudFrontWay;
  /** Identity of the balancer among all of the app. */
  readonly balancer: () => string;
}

/** Id of the resource below its construct. */
export const LISTENER_RESOURCE = "listener";

/** A port of an Application Load Balancer, with its certificates. Made by `ApplicationLoadBalancer`. */
export class HttpListener extends Construct implements IHttpListener {
  readonly resource: LbListener;
  readonly name: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly authenticates: boolean;
  readonly cloudFront?: CloudFrontWay;
  readonly #certificates: readonly ICertificate[];
  readonly #balancer: () => string;

  constructor(scope: Construct, id: string, props: HttpListenerProps) {
    super(scope, id);
    const [first, ...more] = props.certificates;
    this.name = props.name;
    this.port = props.port;
    this.protocol = first ? "HTTPS" : "HTTP";
    this.authenticates = props.authenticates;
    if (props.cloudFront) this.cloudFront = props.cloudFront;
    this.#certificates = props.certificates;
    this.#balancer = props.balancer;
    const stack = EnvironmentStack.of(this);
    this.resource = new LbListener(this, LISTENER_RESOURCE, {
      loadBalancerArn: props.loadBalancerArn,
      port: props.port,
      protocol: this.protocol,
      ...(first ? { certificateArn: first.certificateArn, sslPolicy: props.sslPolicy ?? RECOMMENDED_TLS_POLICY } : {}),
      defaultAction: actionBlocks(props.defaultAction),
      tags: { Name: stack.physicalName("tag", stack.stackName, props.name) },
    });
    for (const { certificateArn, names } of more) {
      const name = names[0]?.replace("*", "wildcard").replaceAll(".", "-") ?? "unnamed";
      const id = `certificate-${name}`;
      const resource = new LbListenerCertificate(this, id, { listenerArn: this.resource.arn, certificateArn });
      // By what it is, and not by its names or its place: AWS takes a certificate twice, and then takes it away once for both.
      addressBy(resource, `${pathInStack(this)} ${referenceText(certificateArn, this)}`);
    }
  }

  get listenerArn(): string {
    return this.resource.arn;
  }

  get certificateNames(): readonly string[] {
    return this.#certificates.flatMap(({ names }) => names);
  }

  get identity(): string {
    return `${this.#balancer()}:${this.port}`;
  }

  covers(host: string): boolean {
    return this.#certificates.some((certificate) => certificate.covers(host));
  }
}
