import { Problems } from "../../core/errors";
import { manifestText } from "../../core/texts/manifest-text";
import { isDnsSubdomain } from "../kubernetes-names";

/** Properties of {@link autoModeIngressClass}. */
export interface AutoModeIngressClassProps {
  /**
   * Name, as ingresses ask for it.
   *
   * @default "alb"
   */
  readonly name?: string;
  /**
   * Whether the internet reaches the load balancers of its ingresses.
   *
   * @default false
   */
  readonly internetFacing?: boolean;
  /**
   * Whether ingresses that name no class get this one.
   *
   * @default true
   */
  readonly isDefault?: boolean;
  /**
   * ARNs of the certificates of the load balancers.
   *
   * @default - none
   */
  readonly certificateArns?: readonly string[];
}

/**
 * The manifests of an IngressClass by which EKS Auto Mode makes Application Load Balancers, with its parameters: it has no class of its own
 * (Amazon EKS User Guide, "Create an IngressClass to configure an Application Load Balancer", as of 2026-11).
 *
 * @throws GroundplanError `EKS_INGRESS_CLASS_NAME`
 */
export function autoModeIngressClass(props: AutoModeIngressClassProps = {}): string {
  const problems = new Problems(`IngressClass ${props.name ?? DEFAULT_NAME}`);
  const objects = ingressClassObjects(props, problems, "");
  problems.throwIfAny();
  return manifestText(...objects);
}

const DEFAULT_NAME = "alb";

/**
 * The objects of the manifests. Adds `EKS_INGRESS_CLASS_NAME`.
 *
 * @param at where the properties stand: empty, or with a dot at its end
 */
export function ingressClassObjects(props: AutoModeIngressClassProps, problems: Problems, at: string) {
  const { name = DEFAULT_NAME, internetFacing = false, isDefault = true, certificateArns = [] } = props;
  checkName(name, problems, at);
  const parameters = {
    apiVersion: "eks.amazonaws.com/v1",
    kind: "IngressClassParams",
    metadata: { name },
    spec: {
      scheme: internetFacing ? "internet-facing" : "internal",
      ...(certificateArns.length > 0 ? { certificateARNs: [...certificateArns] } : {}),
    },
  };
  const ingressClass = {
    apiVersion: "networking.k8s.io/v1",
    kind: "IngressClass",
    metadata: {
      name,
      ...(isDefault ? { annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } } : {}),
    },
    spec: {
      controller: "eks.amazonaws.com/alb",
      parameters: { apiGroup: "eks.amazonaws.com", kind: "IngressClassParams", name },
    },
  };
  return [parameters, ingressClass];
}

function checkName(name: string, problems: Problems, at: string): void {
  if (isDnsSubdomain(name)) return;
  problems.add(`${at}name`, {
    code: "EKS_INGRESS_CLASS_NAME",
    message: "Kubernetes has no ingress class of this name.",
    found: `"${name}" (${name.length} characters)`,
    expected: "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
    fix: 'for example "alb"',
  });
}
