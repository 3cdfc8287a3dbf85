import type { RELEASE_RULES } from "../../../../guardrails/rules/kubernetes/releases";
import type { CasesOf, Resources, RuleCases } from "../../rule-cases";

/** A release with values, and others beside it. */
function release(values: unknown, chart = "shop", others: Resources = {}): Resources {
  return { helm_release: { shop: { chart, values: [JSON.stringify(values)] } }, ...others };
}

function found(given: Resources, what: string, expected: string, attribute = "values"): RuleCases["fails"][string] {
  return { given, told: [[`app/helm_release.shop › ${attribute}`, what, expected]] };
}

function account(annotations: Readonly<Record<string, string>>): Resources {
  return release({ serviceAccount: { annotations } });
}

const ROLE = "arn:aws:iam::111111111111:role/shop";
const ANNOTATED = "eks.amazonaws.com/role-arn with the ARN of a role";
const SCALER = { objects: [{ kind: "HorizontalPodAutoscaler", metadata: { name: "web" } }] };

function scheme(value: string) {
  return { server: { ingress: { annotations: { "alb.ingress.kubernetes.io/scheme": value } } } };
}

function argo(role: string) {
  return release({ configs: { rbac: { "policy.default": role } } }, "argo-cd");
}

function pods(container: object) {
  return release({ objects: [{ kind: "Deployment", spec: { template: { spec: { containers: [container] } } } }] });
}

const REQUESTS = { requests: { cpu: "50m" } };

function ingress(metadata: object, spec: object = {}) {
  return release({ objects: [{ kind: "Ingress", metadata: { name: "web", ...metadata }, spec }] });
}

function secret(part: object) {
  return release({ objects: [{ kind: "Secret", metadata: { name: "db" }, ...part }] });
}

/** Cases of the rules about what releases say. */
export const RELEASE_CASES: CasesOf<typeof RELEASE_RULES> = {
  "EKS-08": {
    title: "Service accounts name their role as EKS reads it.",
    fix: "write the annotation eks.amazonaws.com/role-arn, and give it the ARN of the role",
    passes: {
      "the ARN of a role": account({ "eks.amazonaws.com/role-arn": ROLE }),
      "what is known later": account({ "eks.amazonaws.com/role-arn": "${aws_iam_role.shop.arn}" }),
      "values that are no text": { helm_release: { shop: { chart: "shop", values: "${file(var.values)}" } } },
    },
    fails: {
      "another annotation": found(
        account({ "eks.amazon.com/role-arn": ROLE }),
        `eks.amazon.com/role-arn = ${ROLE}`,
        ANNOTATED,
      ),
      "a name": found(
        account({ "eks.amazonaws.com/role-arn": "shop" }),
        "eks.amazonaws.com/role-arn = shop",
        ANNOTATED,
      ),
    },
  },
  "EKS-16": {
    title: "Where pods are scaled by their use, something measures it.",
    fix: "add the release metrics-server, or the add-on of EKS",
    passes: {
      "a release that measures": {
        helm_release: {
          shop: { chart: "shop", values: [JSON.stringify(SCALER)] },
          metrics: { chart: "metrics-server" },
        },
      },
      "an add-on that measures": release(SCALER, "shop", {
        aws_eks_addon: { metrics: { addon_name: "metrics-server" } },
      }),
      "no autoscaler": release({ replicas: 2 }),
    },
    fails: {
      nothing: found(
        release(SCALER),
        "HorizontalPodAutoscaler web without metrics-server",
        "metrics-server, as a release or as an add-on",
      ),
    },
  },
  "EKS-18": {
    title: "Search engines do not run in the cluster.",
    fix: "use a domain of OpenSearch Service; for a trial, exempt the release",
    passes: { "another chart": release({}) },
    fails: {
      "one of them": found(
        release({}, "elasticsearch"),
        "the chart elasticsearch",
        "a domain of OpenSearch Service",
        "chart",
      ),
    },
  },
  "EKS-20": {
    title: "Tools of a team are reached from inside.",
    fix: "set alb.ingress.kubernetes.io/scheme to internal, and reach it by VPN or bastion",
    passes: {
      "from inside": release(scheme("internal"), "argo-cd"),
      "an application for everybody": release(scheme("internet-facing")),
    },
    fails: {
      "from everywhere": found(
        release(scheme("internet-facing"), "argo-cd"),
        "argo-cd with the scheme internet-facing",
        "the scheme internal",
      ),
    },
  },
  "EKS-21": {
    title: "Who signs in to Argo CD may read at most, unless a group says more.",
    fix: 'set configs.rbac."policy.default" to role:readonly, and give groups more by policy.csv',
    passes: {
      "reading, and nothing": argo("role:readonly"),
      nothing: argo(""),
      "no word of it": release({}, "argo-cd"),
      "another chart": release({ configs: { rbac: { "policy.default": "role:admin" } } }),
    },
    fails: {
      everything: found(
        argo("role:admin"),
        "policy.default = role:admin",
        "configs.rbac.policy.default of role:readonly or nothing",
      ),
    },
  },
  "EKS-22": {
    title: "Containers say what they need.",
    fix: "set resources.requests to what it uses, and resources.limits.memory to what it may use",
    passes: {
      "one that does": pods({ name: "web", image: "web:1", resources: { ...REQUESTS, limits: { memory: "64Mi" } } }),
    },
    fails: {
      "one that does not": found(
        pods({ name: "web", image: "web:1" }),
        "no requests of web; no limit of the memory of web",
        "resources.requests and resources.limits.memory of each container",
      ),
      "one without a limit, and one that runs before": found(
        release({
          spec: {
            initContainers: [{ name: "wait", image: "wait:1" }],
            containers: [{ name: "web", image: "web:1", resources: REQUESTS }],
          },
        }),
        "no requests of wait; no limit of the memory of wait, web",
        "resources.requests and resources.limits.memory of each container",
      ),
    },
  },
  "EKS-23": {
    title: "Nothing in production is reached by ports of nodes.",
    fix: "set the type to ClusterIP; targets of the kind ip need no port of nodes",
    passes: { "another type": release({ service: { type: "ClusterIP" } }) },
    fails: {
      "one of nodes": found(
        release({ service: { type: "NodePort" } }),
        "a service of the type NodePort",
        "the type ClusterIP, behind an ingress or a load balancer",
      ),
    },
  },
  "EKS-24": {
    title: "Pods go where the scheduler puts them.",
    fix: "leave nodeName out, and name what the node must have by nodeSelector or affinity",
    passes: { "a selector": release({ nodeSelector: { "kubernetes.io/arch": "arm64" } }) },
    fails: { "a node": found(release({ nodeName: "ip-10-0-0-1" }), "nodeName ip-10-0-0-1", "no nodeName") },
  },
  "EKS-25": {
    title: "No secret stands in the values of a release.",
    fix: "keep it in Secrets Manager and name it by an ExternalSecret, or seal it",
    passes: {
      "a secret without data": secret({ type: "Opaque" }),
      "what is known later": secret({ stringData: { password: "${random_password.db.result}" } }),
    },
    fails: {
      "a password": found(
        secret({ stringData: { password: "correct-horse" } }),
        "Secret db with its data",
        "an ExternalSecret, or a SealedSecret",
      ),
    },
  },
  "EKS-26": {
    title: "Ingresses answer by HTTPS.",
    fix: "add spec.tls, or alb.ingress.kubernetes.io/listen-ports with HTTPS",
    passes: {
      "a secret": ingress({}, { tls: [{ hosts: ["shop.example.com"], secretName: "web" }] }),
      "a certificate": ingress({
        annotations: { "alb.ingress.kubernetes.io/listen-ports": '[{"HTTPS":443}]' },
      }),
    },
    fails: {
      neither: found(
        ingress({}),
        "Ingress web without tls",
        "tls with a secret, or a certificate or listener of HTTPS by annotation",
      ),
    },
  },
};
