import { type ClusterCase, clusterWith } from "../support/cluster";
import { problemsIn, removeConfigFolders } from "../support/config-folder";
import { buildShop } from "../support/shop";

afterAll(removeConfigFolders);

const classes = (text: string) => ["eksAddons:\n", `eksAddons:\n${text}`] as const;

/** What is refused of storage classes and ingress classes, told at the place in the file. */
const CASES: ClusterCase[] = [
  {
    mistake: "a storage class that nothing makes volumes of",
    edits: [["    aws-ebs-csi-driver: true\n", ""], classes("  storageClass: true\n")],
    problems: [
      [
        "STORAGE_CLASS_WITHOUT_DRIVER",
        "config/dev.yaml:49:17 › eksAddons.storageClass",
        "Nothing in the cluster makes volumes of the class.",
        "storageClass without the add-on aws-ebs-csi-driver and without EKS Auto Mode",
        "one of the two",
        "add aws-ebs-csi-driver: true to addons of eks, or take storageClass away",
      ],
    ],
  },
  {
    mistake: "an ingress class without EKS Auto Mode",
    edits: [classes("  ingressClass: { internetFacing: true }\n")],
    problems: [
      [
        "INGRESS_CLASS_WITHOUT_AUTO_MODE",
        "config/dev.yaml:50:3 › eksAddons.ingressClass",
        "EKS Auto Mode alone makes load balancers for ingresses of the class.",
        "ingressClass without EKS Auto Mode",
        "a cluster with EKS Auto Mode",
        "take ingressClass away: loadBalancerController brings a class of its own",
      ],
    ],
  },
  {
    mistake: "a name and a key of a storage class that are none",
    edits: [classes("  storageClass: { name: Fast, keyArn: mine }\n")],
    problems: [
      [
        "EKS_STORAGE_CLASS_NAME",
        "config/dev.yaml:50:25 › eksAddons.storageClass.name",
        "Kubernetes has no storage class of this name.",
        '"Fast" (4 characters)',
        "1 to 253 of a-z, 0-9, - and ., with a letter or a digit at both ends and around every dot",
        'for example "gp3-encrypted"',
      ],
      [
        "EKS_SCOPE_ARN_INVALID",
        "config/dev.yaml:50:39 › eksAddons.storageClass.keyArn",
        "This is not the ARN of a KMS key.",
        '"mine"',
        "an ARN such as arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab, or a reference to one",
        "use the ARN of the key; policies do not know aliases",
      ],
    ],
  },
  {
    mistake: "a release with the name that classes have",
    edits: [
      classes(
        "  storageClass: true\n  charts: { cluster-classes: { repository: 'https://charts.example.com', version: 1.2.3, namespace: own } }\n",
      ),
    ],
    problems: [
      [
        "HELM_RELEASE_NAME_TWICE",
        "config/dev.yaml:51:13 › eksAddons.charts.cluster-classes",
        "Two releases have one name, by which Helm and others that come after them know them.",
        "charts.cluster-classes and storageClass",
        "a name of its own for each",
        "give charts.cluster-classes another name, such as cluster-classes-2",
      ],
    ],
  },
];

test.each(CASES)("$mistake is told with its place and a way out", ({ edits, problems }) => {
  const told = problemsIn(() => buildShop({ dev: clusterWith(edits) }));
  expect(told.map((p) => [p.code, p.path, p.message, p.found, p.expected, p.fix])).toEqual(problems);
});
