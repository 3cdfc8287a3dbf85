import type { Construct } from "constructs";
import { Certificate } from "../../certificates/certificate";
import { Contract, MOCK_ACCOUNT, MOCK_REGION, map } from "../../core/contract";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { checkCall } from "../../core/shapes/check-call";
import type { INetwork } from "../../network/network.types";
import type { LoadBalancerScheme } from "../load-balancer.types";
import { ExistingNetworkLoadBalancer } from "./existing-network-load-balancer";
import type { NetworkPlace, OpenListener } from "./network-exposure.types";
import type { NetworkLoadBalancer } from "./network-load-balancer";

const MOCK_HEX = "0123456789abcdef";
const MOCK_ARN = `arn:aws:elasticloadbalancing:${MOCK_REGION}:${MOCK_ACCOUNT}`;

/**
 * What the stack with Network Load Balancers hands to the others; each output is a map by the name of the balancer.
 *
 * @param stack name of that stack without the environment
 */
export function networkLoadBalancerContract(stack = "edge") {
  return new Contract(stack, {
    networkLoadBalancerArns: map(
      "ARNs of the Network Load Balancers by name",
      (key) => `${MOCK_ARN}:loadbalancer/net/${key}/${MOCK_HEX}`,
    ),
    networkLoadBalancerDnsNames: map(
      "DNS names of the Network Load Balancers by name",
      (key) => `${key}-${MOCK_HEX}.elb.us-east-1.amazonaws.com`,
    ),
    networkLoadBalancerZoneIds: map("Hosted zones of those DNS names by name", () => "Z26RNL4JYFTOTI"),
    networkLoadBalancerSecurityGroupIds: map(
      "Security groups of the Network Load Balancers by name",
      () => "sg-00000000000000000",
    ),
    networkListenerCertificateArns: map(
      "Certificates of the listeners for TLS that are made with their targets, by the names of balancer and listener: `edge/mqtts`",
      () => `arn:aws:acm:${MOCK_REGION}:${MOCK_ACCOUNT}:certificate/00000000-0000-0000-0000-000000000000`,
    ),
  });
}

/**
 * Publishes the Network Load Balancers of a stack to the other stacks of its environment, each under its name, with the listeners that are
 * made with their targets.
 */
export function publishNetworkLoadBalancers(balancers: Readonly<Record<string, NetworkLoadBalancer>>): void {
  checkCall("publishNetworkLoadBalancers", { balancers });
  const [first] = Object.values(balancers);
  if (!first) return;
  const stack = EnvironmentStack.of(first);
  for (const [name, balancer] of Object.entries(balancers))
    balancer.publishAs(identityOf(stack, stack.stackName, name));
  const values = (read: (balancer: NetworkLoadBalancer) => string) =>
    Object.fromEntries(Object.entries(balancers).map(([name, balancer]) => [name, read(balancer)]));
  const certificates = Object.entries(balancers).flatMap(([balancer, { places }]) =>
    Object.entries(places).flatMap(([name, place]) =>
      place.protocol === "TLS" ? [[`${balancer}/${name}`, place.certificate.certificateArn] as const] : [],
    ),
  );
  networkLoadBalancerContract(stack.stackName).publish(stack, {
    networkLoadBalancerArns: values(({ loadBalancerArn }) => loadBalancerArn),
    networkLoadBalancerDnsNames: values(({ dnsName }) => dnsName),
    networkLoadBalancerZoneIds: values(({ hostedZoneId }) => hostedZoneId),
    networkLoadBalancerSecurityGroupIds: values(({ securityGroup }) => securityGroup.securityGroupId),
    networkListenerCertificateArns: Object.fromEntries(certificates),
  });
}

/** A listener, as the stack that made the balancer was told of it; of a certificate the names alone. */
export type NetworkListenerOfContract =
  | Exclude<OpenListener, { readonly protocol: "TLS" }>
  | (Omit<Extract<OpenListener, { readonly protocol: "TLS" }>, "certificate"> & {
      /** Names of its certificate, the main one first. */
      readonly certificateNames: readonly string[];
    });

/** Properties of {@link networkPlacesFromContract}: what the stack that made the balancer was told too. */
export interface NetworkPlacesFromContractProps {
  readonly network: INetwork;
  /** @default "internal" */
  readonly scheme?: LoadBalancerScheme;
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
  /** Its listeners that are made with their targets, by name. */
  readonly listeners: Readonly<Record<string, NetworkListenerOfContract>>;
}

/**
 * The listeners of a Network Load Balancer of another stack of the environment that are made with their targets: ARNs come from the
 * contract, everything else from the same configuration that the other stack is made from.
 */
export function networkPlacesFromContract(
  scope: Construct,
  id: string,
  props: NetworkPlacesFromContractProps,
): Readonly<Record<string, NetworkPlace>> {
  checkCall("networkPlacesFromContract", { scope, id, props });
  const { name: balancer = id, stack = "edge", listeners } = props;
  const loadBalancer = balancerOfContract(scope, id, props);
  const { networkListenerCertificateArns } = networkLoadBalancerContract(stack).read(EnvironmentStack.of(scope));
  const placeOf = (name: string, listener: NetworkListenerOfContract): NetworkPlace => {
    if (listener.protocol !== "TLS") return loadBalancer.place(name, listener);
    const { certificateNames: names, ...options } = listener;
    const certificateArn = networkListenerCertificateArns(`${balancer}/${name}`);
    const certificate = Certificate.fromExisting(loadBalancer, `certificate-${name}`, { certificateArn, names });
    return loadBalancer.place(name, { ...options, certificate });
  };
  return Object.fromEntries(Object.entries(listeners).map(([name, listener]) => [name, placeOf(name, listener)]));
}

function balancerOfContract(
  scope: Construct,
  id: string,
  { network, scheme, name = id, stack = "edge" }: NetworkPlacesFromContractProps,
): ExistingNetworkLoadBalancer {
  const here = EnvironmentStack.of(scope);
  const outputs = networkLoadBalancerContract(stack).read(here);
  return new ExistingNetworkLoadBalancer(scope, id, {
    loadBalancerArn: outputs.networkLoadBalancerArns(name),
    dnsName: outputs.networkLoadBalancerDnsNames(name),
    hostedZoneId: outputs.networkLoadBalancerZoneIds(name),
    securityGroupId: outputs.networkLoadBalancerSecurityGroupIds(name),
    network,
    ...(scheme === undefined ? {} : { scheme }),
    identity: identityOf(here, stack, name),
  });
}

function identityOf({ environment }: EnvironmentStack, stack: string, name: string): string {
  return `${environment.name}-${stack} ${name}`;
}
