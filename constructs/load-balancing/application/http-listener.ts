import { LbListener, type LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import type { Construct } from "constructs";
import type { ICertificate } from "../../certificates/certificate.types";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { Problems } from "../../core/errors";
import { remember, remembered } from "../../core/memory/remembered";
import { addressBy } from "../../core/names/address";
import { pathInStack } from "../../core/names/path-in-stack";
import { referenceText } from "../../core/texts/reference-text";
import { addCheck } from "../../core/validation";
import type { CloudFrontWay, IHttpListener } from "../load-balancer.types";
import { actionBlocks } from "../rules/rule-actions";
import { RECOMMENDED_TLS_POLICY } from "../tls-policies";
import type { DefaultAction, TlsListenerOptions } from "./http-listener.types";
import { requestHeaderAttributes, responseHeaderAttributes } from "./listener-headers";
import type { MutualTls } from "./listener-headers.types";

/** Properties of {@link HttpListener}. */
export interface HttpListenerProps extends TlsListenerOptions {
  /** Last part of its tag `Name`. */
  readonly name: string;
  readonly loadBalancerArn: string;
  readonly port: number;
  /** The first is for clients that name no host. None: plain HTTP. */
  readonly certificates: readonly ICertificate[];
  readonly defaultAction: DefaultAction;
  readonly authenticates: boolean;
  /** @default - CloudFront does not reach it */
  readonly cloudFront?: CloudFrontWay;
  /** Identity of the balancer among all of the app. */
  readonly balancer: () => string;
}

/** Id of the resource below its construct. */
export const LISTENER_RESOURCE = "listener";

/** What is remembered of a listener that asks for certificates of clients. */
const MUTUAL_TLS = "mutualTls";

/** A port of an Application Load Balancer, with its certificates. Made by `ApplicationLoadBalancer`. */
export class HttpListener extends BaseConstruct implements IHttpListener {
  readonly resource: LbListener;
  /** The certificates beside the first, by their names joined with `-`. */
  readonly moreCertificates: Readonly<Record<string, LbListenerCertificate>>;
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
    const { authenticate, ...action } = props.defaultAction;
    this.resource = new LbListener(this, LISTENER_RESOURCE, {
      loadBalancerArn: props.loadBalancerArn,
      port: props.port,
      protocol: this.protocol,
      ...(first ? { certificateArn: first.certificateArn, sslPolicy: props.sslPolicy ?? RECOMMENDED_TLS_POLICY } : {}),
      defaultAction: actionBlocks(this, action, authenticate),
      ...this.#headers(scope, props),
      ...(first ? this.#mutualTls(props.mutualTls) : {}),
      tags: { Name: stack.physicalName("tag", stack.stackName, props.name) },
    });
    this.moreCertificates = Object.fromEntries(more.map((certificate) => this.#addCertificate(certificate)));
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

  #addCertificate({ certificateArn, names }: ICertificate): [string, LbListenerCertificate] {
    const name = names[0]?.replace("*", "wildcard").replaceAll(".", "-") ?? "unnamed";
    const resource = new LbListenerCertificate(this, `certificate-${name}`, {
      listenerArn: this.resource.arn,
      certificateArn,
    });
    // By what it is, and not by its names or its place: AWS takes a certificate twice, and then takes it away once for both.
    addressBy(resource, `${pathInStack(this)} ${referenceText(certificateArn, this)}`);
    return [name, resource];
  }

  #headers(balancer: Construct, { responseHeaders = {}, requestHeaderNames = {} }: HttpListenerProps) {
    const problems = new Problems(balancer.node.path);
    const response = responseHeaderAttributes(this, responseHeaders, "responseHeaders", problems);
    addCheck(this, () => problems.list);
    return { ...response, ...(this.protocol === "HTTPS" ? requestHeaderAttributes(this, requestHeaderNames) : {}) };
  }

  /** The provider leaves it as it is when the block is gone. */
  #mutualTls(mutualTls: MutualTls | undefined): Pick<LbListenerConfig, "mutualAuthentication"> {
    if (mutualTls) remember(this, MUTUAL_TLS, true);
    if (!mutualTls) return remembered(this, MUTUAL_TLS) === true ? { mutualAuthentication: { mode: "off" } } : {};
    if (mutualTls.mode === "passthrough") return { mutualAuthentication: { mode: "passthrough" } };
    const { mode, trustStoreArn, expiredCertificates } = mutualTls;
    const ignoreClientCertificateExpiry = expiredCertificates !== undefined;
    if (expiredCertificates)
      addExemption(this, { option: "expiredCertificates", rules: ["ALB-14"], reason: expiredCertificates.reason });
    return { mutualAuthentication: { mode, trustStoreArn, ignoreClientCertificateExpiry } };
  }
}
