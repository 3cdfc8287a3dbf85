import { Lazy, Token } from "cdktf";
import type { Construct } from "constructs";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map, secretMap } from "../core/contract";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkCall } from "../core/shapes/check-call";
import type { ApplicationLoadBalancer } from "./application/application-load-balancer";
import { SECRET_HEADER } from "./application/origin-secret";
import {
  type ExistingListenerProps,
  ExistingLoadBalancer,
  type ExistingLoadBalancerProps,
} from "./existing-load-balancer";
import type { CloudFrontWay, ILoadBalancer } from "./load-balancer.types";

const MOCK_HEX = "0123456789abcdef";
const MOCK_ARN = `arn:aws:elasticloadbalancing:${MOCK_REGION}:${MOCK_ACCOUNT}`;

/**
 * What the stack with the load balancers hands to the others; each output is a map by the name of the balancer.
 *
 * @param stack name of that stack without the environment
 */
export function loadBalancerContract(stack = "edge") {
  return new Contract(stack, {
    loadBalancerArns: map(
      "ARNs of the load balancers by name",
      (key) => `${MOCK_ARN}:loadbalancer/app/${key}/${MOCK_HEX}`,
    ),
    loadBalancerArnSuffixes: map("Last parts of the ARNs by name, for metrics", (key) => `app/${key}/${MOCK_HEX}`),
    loadBalancerDnsNames: map(
      "DNS names of the load balancers by name",
      (key) => `${key}-123.us-east-1.elb.amazonaws.com`,
    ),
    loadBalancerZoneIds: map("Hosted zones of those DNS names by name", () => "Z35SXDOTRQ7X7K"),
    loadBalancerSecurityGroupIds: map("Security groups of the load balancers by name", () => "sg-00000000000000000"),
    listenerArns: map(
      "Listeners that rules hang on by name of the load balancer",
      (key) => `${MOCK_ARN}:listener/app/${key}/${MOCK_HEX}/${MOCK_HEX}`,
    ),
    furtherListenerArns: map("Further listeners by the names of load balancer and listener: `edge/partners`", (key) => {
      const [balancer] = key.split("/");
      return `${MOCK_ARN}:listener/app/${balancer}/${MOCK_HEX}/${MOCK_HEX}`;
    }),
    // Empty where there is none: an entry that goes away would have to be given up by its readers before the balancer changes.
    originSecrets: secretMap("Secrets that CloudFront sends, by name of the load balancer", () => "mock"),
  });
}

/**
 * Publishes the balancers of a stack to the other stacks of its environment, each under its name.
 *
 * ```ts
 * publishLoadBalancers({ edge });
 * ```
 */
export function publishLoadBalancers(balancers: Readonly<Record<string, ApplicationLoadBalancer>>): void {
  checkCall("publishLoadBalancers", { balancers });
  const [first] = Object.values(balancers);
  if (!first) return;
  const stack = EnvironmentStack.of(first);
  for (const [name, balancer] of Object.entries(balancers))
    balancer.publishAs(identityOf(stack, stack.stackName, name));
  const values = (read: (balancer: ApplicationLoadBalancer) => string) =>
    Object.fromEntries(Object.entries(balancers).map(([name, balancer]) => [name, read(balancer)]));
  loadBalancerContract(stack.stackName).publish(stack, {
    loadBalancerArns: values(({ loadBalancerArn }) => loadBalancerArn),
    loadBalancerArnSuffixes: values(({ arnSuffix }) => arnSuffix),
    loadBalancerDnsNames: values(({ dnsName }) => dnsName),
    loadBalancerZoneIds: values(({ hostedZoneId }) => hostedZoneId),
    loadBalancerSecurityGroupIds: values(({ securityGroup }) => securityGroup.securityGroupId),
    listenerArns: values(({ listener }) => listener.listenerArn),
    furtherListenerArns: furtherListeners(balancers),
    originSecrets: values(({ originSecret }) => originSecret?.value ?? ""),
  });
}

/** Also those that are added later. */
function furtherListeners(balancers: Readonly<Record<string, ApplicationLoadBalancer>>): Record<string, string> {
  const produce = () =>
    Object.fromEntries(
      Object.entries(balancers).flatMap(([name, balancer]) =>
        Object.values(balancer.furtherListeners).map((listener) => [keyOf(name, listener.name), listener.listenerArn]),
      ),
    );
  return Token.asStringMap(Lazy.anyValue({ produce }));
}

/** By the name, and not by the port: one that moves to another port is a change of the value, which one deploy brings to its readers. */
function keyOf(balancer: string, listener: string): string {
  return `${balancer}/${listener}`;
}

/** A further listener, as the stack that made the balancer added it. */
export type ListenerOfContract = Omit<ExistingListenerProps, "listenerArn">;

/** Properties of {@link loadBalancerFromContract}: what the stack that made the balancer was told too. */
export interface LoadBalancerFromContractProps
  extends Pick<
    ExistingLoadBalancerProps,
    "network" | "scheme" | "certificateNames" | "zones" | "authenticates" | "addressType"
  > {
  /**
   * Name that the balancer is published by.
   *
   * @default - the id
   */
  readonly name?: string;
  /**
   * Stack that publishes it, without the environment.
   *
   * @default "edge"
   */
  readonly stack?: string;
  /**
   * Whether CloudFront alone may connect to it: `entry: "cloudfront"` where it was made.
   *
   * @default - others may
   */
  readonly entry?: "cloudfront";
  /**
   * Listeners that serve requests beside the one that rules hang on, by their names: those of `addListener`, and `http` on port 80 where
   * it serves requests beside HTTPS.
   *
   * @default - none
   */
  readonly listeners?: Readonly<Record<string, ListenerOfContract>>;
}

/**
 * A balancer of another stack of the environment: ARNs and names come from the contract, everything else from the same
 * configuration that the other stack is made from.
 */
export function loadBalancerFromContract(
  scope: Construct,
  id: string,
  props: LoadBalancerFromContractProps,
): ILoadBalancer {
  checkCall("loadBalancerFromContract", { scope, id, props });
  const { name = id, stack = "edge", entry, listeners = {}, ...facts } = props;
  const here = EnvironmentStack.of(scope);
  const outputs = loadBalancerContract(stack).read(here);
  return new ExistingLoadBalancer(scope, id, {
    ...facts,
    loadBalancerArn: outputs.loadBalancerArns(name),
    arnSuffix: outputs.loadBalancerArnSuffixes(name),
    dnsName: outputs.loadBalancerDnsNames(name),
    hostedZoneId: outputs.loadBalancerZoneIds(name),
    securityGroupId: outputs.loadBalancerSecurityGroupIds(name),
    listenerArn: outputs.listenerArns(name),
    listeners: Object.fromEntries(
      Object.entries(listeners).map(([listener, told]) => [
        listener,
        { ...told, listenerArn: outputs.furtherListenerArns(keyOf(name, listener)) },
      ]),
    ),
    identity: identityOf(here, stack, name),
    ...(entry ? { cloudFront: wayOfCloudFront(here, stack, name, props) } : {}),
  });
}

function wayOfCloudFront(
  here: EnvironmentStack,
  stack: string,
  name: string,
  { scheme }: LoadBalancerFromContractProps,
): CloudFrontWay {
  if (scheme === "internal") return { by: "vpc-origin" };
  const { originSecrets } = loadBalancerContract(stack).read(here);
  return { by: "secret-header", header: SECRET_HEADER, value: originSecrets(name) };
}

function identityOf({ environment }: EnvironmentStack, stack: string, name: string): string {
  return `${environment.name}-${stack} ${name}`;
}
