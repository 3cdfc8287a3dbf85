import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import { Construct } from "constructs";
import type { ICertificate } from "../certificates/certificate.types";
import { EnvironmentStack } from "../core/environment-stack";
import type { RuleAction } from "./listener-rule.types";
import type { IHttpListener } from "./load-balancer.types";
import { actionBlocks } from "./rule-actions";
import { RECOMMENDED_TLS_POLICY } from "./tls-policies";

/** Properties of {@link HttpListener}. */
export interface HttpListenerProps {
  readonly loadBalancerArn: string;
  readonly port: number;
  /** The first is for clients that name no host. None: plain HTTP. */
  readonly certificates: readonly ICertificate[];
  /** @default - the one that AWS recommends */
  readonly sslPolicy?: string;
  /** What happens to requests that no rule takes. */
  readonly defaultAction: RuleAction;
  readonly authenticates: boolean;
  /** Identity of the balancer among all of the app. */
  readonly balancer: () => string;
}

/** A port of an Application Load Balancer, with its certificates. Made by `ApplicationLoadBalancer`. */
export class HttpListener extends Construct implements IHttpListener {
  readonly resource: LbListener;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly authenticates: boolean;
  readonly #certificates: readonly ICertificate[];
  readonly #balancer: () => string;

  constructor(scope: Construct, id: string, props: HttpListenerProps) {
    super(scope, id);
    const [first, ...more] = props.certificates;
    this.port = props.port;
    this.protocol = first ? "HTTPS" : "HTTP";
    this.authenticates = props.authenticates;
    this.#certificates = props.certificates;
    this.#balancer = props.balancer;
    const stack = EnvironmentStack.of(this);
    this.resource = new LbListener(this, "listener", {
      loadBalancerArn: props.loadBalancerArn,
      port: props.port,
      protocol: this.protocol,
      ...(first ? { certificateArn: first.certificateArn, sslPolicy: props.sslPolicy ?? RECOMMENDED_TLS_POLICY } : {}),
      defaultAction: actionBlocks(props.defaultAction),
      tags: { Name: stack.physicalName("tag", stack.stackName, id) },
    });
    for (const { certificateArn, names } of more) {
      // Named by its main name: the order of the certificates says nothing.
      const name = names[0]?.replace("*", "wildcard").replaceAll(".", "-") ?? "unnamed";
      new LbListenerCertificate(this, `certificate-${name}`, { listenerArn: this.resource.arn, certificateArn });
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
