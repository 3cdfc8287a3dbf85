import type { Elsewhere } from "./elsewhere.types";

/** What else is enforced of clusters and of what runs in them. */
export const KUBERNETES_ELSEWHERE: readonly Elsewhere[] = [
  {
    id: "EKS-10",
    title: "Roles of nodes and of Fargate profiles are admitted to the cluster.",
    by: [
      {
        form: "EKS admits roles of managed node groups and profiles itself, and the constructs admit those of others.",
      },
    ],
  },
  {
    id: "EKS-12",
    title: "A node takes no more pods than its network interfaces have addresses for.",
    by: [{ problems: ["EKS_MAX_PODS"] }],
  },
  {
    id: "EKS-15",
    title: "The load balancer controller has a role, and tagged subnets in two zones.",
    by: [
      { problems: ["EKS_TIER_ONE_ZONE"] },
      { form: "The release of the controller makes its own role, and the network tags its subnets." },
    ],
  },
  {
    id: "FG-04",
    title: "A pod on Fargate asks for no more than Fargate has.",
    by: [{ problems: ["EKS_FARGATE_POD_TOO_BIG"] }],
  },
  {
    id: "FG-05",
    title: "No pod goes to Fargate that cannot run there.",
    by: [{ problems: ["EKS_FARGATE_POD_UNFIT"] }],
  },
  {
    id: "FG-06",
    title: "Load balancers reach pods on Fargate by their addresses.",
    by: [
      { form: "The release of the load balancer controller makes targets of the type ip where nothing else is said." },
    ],
  },
];
