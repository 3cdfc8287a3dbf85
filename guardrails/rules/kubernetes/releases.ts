import { documentOf } from "../../../review/values/documents";
import { isRecord } from "../../../review/values/values";
import type { Resource } from "../../tree/resource";
import { isKnown, lookUp, type Values } from "../../tree/values";
import type { Found, ResourceRule, Rules } from "../rule.types";

/** What a release says to its chart, and every record in it, whatever how deep. */
interface Said {
  readonly values: readonly Values[];
  readonly records: readonly Values[];
}

/** Read once for each release, whatever number of rules ask. */
const SAID = new WeakMap<Resource, Said>();

function saidBy(release: Resource): Said {
  const known = SAID.get(release);
  if (known) return known;
  const values = release.texts("values").map(documentOf).filter(isRecord);
  const said = { values, records: values.flatMap(recordsIn) };
  SAID.set(release, said);
  return said;
}

function recordsIn(value: unknown): readonly Values[] {
  if (Array.isArray(value)) return value.flatMap(recordsIn);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(recordsIn)] : [];
}

/** A rule about what releases say, asked of each record of their values. */
function releaseRule(
  rule: Omit<ResourceRule, "types" | "check">,
  find: (record: Values, release: Resource) => string | undefined,
): ResourceRule {
  return {
    ...rule,
    types: ["helm_release"],
    check: (release) => {
      const found = saidBy(release).records.flatMap((record) => find(record, release) ?? []);
      return [...new Set(found)].map((text): Found => ({ found: text, attribute: "values" }));
    },
  };
}

/** Name of an object of Kubernetes, as a reader knows it. */
function objectText({ kind, metadata }: Values): string {
  const name = isRecord(metadata) && typeof metadata.name === "string" ? ` ${metadata.name}` : "";
  return `${String(kind)}${name}`;
}

const ROLE_ANNOTATION = "eks.amazonaws.com/role-arn";

const NO_DEFAULT_RIGHTS: ResourceRule = {
  level: "error",
  title: "Who signs in to Argo CD may read at most, unless a group says more.",
  reason: "The default is for everybody who signs in, and Argo CD changes the whole cluster.",
  expected: "configs.rbac.policy.default of role:readonly or nothing",
  fix: 'set configs.rbac."policy.default" to role:readonly, and give groups more by policy.csv',
  source: 'Argo CD documentation, "RBAC Configuration", read 2026-11',
  types: ["helm_release"],
  check: (release) => {
    if (release.at("chart") !== "argo-cd") return [];
    return saidBy(release).values.flatMap((values) => {
      const rbac = lookUp(values, "configs.rbac");
      const role = isRecord(rbac) ? rbac["policy.default"] : undefined;
      const isOpen = typeof role === "string" && isKnown(role) && !["", "role:readonly"].includes(role);
      return isOpen ? [{ found: `policy.default = ${role}`, attribute: "values" }] : [];
    });
  },
};

const HAS_METRICS: ResourceRule = {
  level: "error",
  title: "Where pods are scaled by their use, something measures it.",
  reason: "An autoscaler without metrics does nothing, and says so in its events alone.",
  expected: "metrics-server, as a release or as an add-on",
  fix: "add the release metrics-server, or the add-on of EKS",
  source: 'Amazon EKS User Guide, "Scale pod deployments with Horizontal Pod Autoscaler", read 2026-11',
  types: ["helm_release"],
  check: (release, estate) => {
    const scaled = saidBy(release).records.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
    const measuring = [
      ...estate.holders("helm_release", "chart", "metrics-server"),
      ...estate.holders("aws_eks_addon", "addon_name", "metrics-server"),
    ];
    const { name } = estate.environmentOf(release);
    return measuring.some((one) => estate.environmentOf(one).name === name)
      ? []
      : scaled.map((one) => ({ found: `${objectText(one)} without metrics-server`, attribute: "values" }));
  },
};

/** Charts of tools that a team uses itself. */
const TOOLS = ["argo-cd", "argo-workflows", "grafana", "prometheus", "kube-prometheus-stack", "jenkins", "kibana"];

/** Charts that keep data in the cluster. */
const SEARCH = ["elasticsearch", "opensearch", "eck-elasticsearch", "eck-stack"];

/** Rules about what Helm releases say, manifests of local charts among it, as far as it is text. */
export const RELEASE_RULES = {
  "EKS-08": releaseRule(
    {
      level: "error",
      title: "Service accounts name their role as EKS reads it.",
      reason: "With another annotation, or a name in the place of an ARN, pods get the node's role and no word of it.",
      expected: `${ROLE_ANNOTATION} with the ARN of a role`,
      fix: `write the annotation ${ROLE_ANNOTATION}, and give it the ARN of the role`,
      source: 'Amazon EKS User Guide, "Assign IAM roles to Kubernetes service accounts", read 2026-11',
    },
    (record) => {
      const wrong = Object.entries(record).find(
        ([key, value]) =>
          /^eks\.[\w.-]+\/role-arn$/.test(key) &&
          typeof value === "string" &&
          (key !== ROLE_ANNOTATION || (isKnown(value) && !/^arn:[\w-]+:iam::\d{12}:role\//.test(value))),
      );
      return wrong?.join(" = ");
    },
  ),
  "EKS-16": HAS_METRICS,
  "EKS-18": {
    level: "warning",
    title: "Search engines do not run in the cluster.",
    reason: "Their data goes with the cluster, and their memory is taken from everything else.",
    expected: "a domain of OpenSearch Service",
    fix: "use a domain of OpenSearch Service; for a trial, exempt the release",
    source: 'Amazon OpenSearch Service Developer Guide, "What is Amazon OpenSearch Service?", read 2026-11',
    types: ["helm_release"],
    check: (release) =>
      SEARCH.some((chart) => chart === release.at("chart"))
        ? [{ found: `the chart ${String(release.at("chart"))}`, attribute: "chart" }]
        : [],
  },
  "EKS-20": releaseRule(
    {
      level: "warning",
      title: "Tools of a team are reached from inside.",
      reason: "They hold the rights of the cluster, and their passwords are tried as soon as they are found.",
      expected: "the scheme internal",
      fix: "set alb.ingress.kubernetes.io/scheme to internal, and reach it by VPN or bastion",
      source: 'AWS Load Balancer Controller documentation, "Ingress annotations", read 2026-11',
    },
    (record, release) =>
      TOOLS.some((chart) => chart === release.at("chart")) &&
      record["alb.ingress.kubernetes.io/scheme"] === "internet-facing"
        ? `${String(release.at("chart"))} with the scheme internet-facing`
        : undefined,
  ),
  "EKS-21": NO_DEFAULT_RIGHTS,
  "EKS-22": releaseRule(
    {
      level: "warning",
      title: "Containers say what they need.",
      reason: "Without requests the scheduler puts any number of pods on a node, and one takes the memory of all.",
      expected: "resources.requests and resources.limits.memory of each container",
      fix: "set resources.requests to what it uses, and resources.limits.memory to what it may use",
      source:
        'Amazon EKS Best Practices Guide, "EKS Data Plane", section "Configure and Size Resource Requests/Limits for all Workloads", read 2026-12',
    },
    ({ containers, initContainers }) => {
      const all = [initContainers, containers]
        .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
        .filter(isRecord)
        .filter(({ image }) => image !== undefined);
      const without = (path: string, what: string) => {
        const names = all.filter((one) => lookUp(one, path) === undefined).map(({ name }) => String(name));
        return names.length > 0 ? [`no ${what} of ${names.join(", ")}`] : [];
      };
      const found = [
        ...without("resources.requests", "requests"),
        ...without("resources.limits.memory", "limit of the memory"),
      ];
      return found.length > 0 ? found.join("; ") : undefined;
    },
  ),
  "EKS-23": releaseRule(
    {
      level: "production",
      title: "Nothing in production is reached by ports of nodes.",
      reason: "The port is open on every node, past the load balancer, its certificate and its rules.",
      expected: "the type ClusterIP, behind an ingress or a load balancer",
      fix: "set the type to ClusterIP; targets of the kind ip need no port of nodes",
      source: 'Kubernetes documentation, "Service", section "type: NodePort", read 2026-12',
    },
    (record) => (record.type === "NodePort" ? "a service of the type NodePort" : undefined),
  ),
  "EKS-24": releaseRule(
    {
      level: "warning",
      title: "Pods go where the scheduler puts them.",
      reason: "A pod that names its node does not start anywhere else when the node goes.",
      expected: "no nodeName",
      fix: "leave nodeName out, and name what the node must have by nodeSelector or affinity",
      source: 'Kubernetes documentation, "Assigning Pods to Nodes", read 2026-11',
    },
    ({ nodeName }) =>
      typeof nodeName === "string" && nodeName !== "" && isKnown(nodeName) ? `nodeName ${nodeName}` : undefined,
  ),
  "EKS-25": releaseRule(
    {
      level: "error",
      title: "No secret stands in the values of a release.",
      reason: "Who reads the repository, the state or the release has it: base64 hides nothing.",
      expected: "an ExternalSecret, or a SealedSecret",
      fix: "keep it in Secrets Manager and name it by an ExternalSecret, or seal it",
      source: 'Kubernetes documentation, "Good practices for Kubernetes Secrets", read 2026-11',
    },
    (record) => {
      const data = [record.data, record.stringData].filter(isRecord).flatMap((one) => Object.entries(one));
      const isWritten = data.some(([, value]) => typeof value === "string" && value !== "" && isKnown(value));
      return record.kind === "Secret" && isWritten ? `${objectText(record)} with its data` : undefined;
    },
  ),
  "EKS-26": releaseRule(
    {
      level: "warning",
      title: "Ingresses answer by HTTPS.",
      reason: "What is answered by HTTP can be read and changed on its way, and so can the cookies of its users.",
      expected: "tls with a secret, or a certificate or listener of HTTPS by annotation",
      fix: "add spec.tls, or alb.ingress.kubernetes.io/listen-ports with HTTPS",
      source: 'AWS Load Balancer Controller documentation, "Ingress annotations", read 2026-11',
    },
    (record) => {
      if (record.kind !== "Ingress") return undefined;
      const annotations = lookUp(record, "metadata.annotations");
      const text = JSON.stringify(annotations ?? {});
      const isEncrypted =
        !isKnown(annotations) || /certificate-arn|HTTPS/.test(text) || lookUp(record, "spec.tls") !== undefined;
      return isEncrypted ? undefined : `${objectText(record)} without tls`;
    },
  ),
} as const satisfies Rules;
