import { arrowHead, chip, element, polyline, text, vertical } from "../svg";
import { type ApplicationsModel, fewNames } from "./applications";
import type { EksModel } from "./kubernetes";
import { type Cell, type FootBox, kubernetesChip, type Layout, spanningChips } from "./layout";
import type { ArchitectureModel } from "./model";
import { noteBox } from "./note-box";
import type { EcsModel } from "./services";
import { COLORS, stackColor } from "./theme";

const EDGE_LINE = { stroke: COLORS.edge, "stroke-width": 1.5 };

/** Chips in a subnet: the load balancer's place in it, tasks, nodes and pods. */
export function serviceChips(model: ArchitectureModel, cell: Cell): string[] {
  const { edge, ecs, eks } = model;
  const { key } = cell.subnet;
  const kubernetes = (label: string) => chip(kubernetesChip(model, cell), label, { stroke: COLORS.eks });
  const box = balancerChip(cell);
  return [
    ...(edge?.loadBalancer?.subnets.includes(key) ? [chip(box, "ALB", { stroke: COLORS.edge })] : []),
    ...(ecs?.subnets.includes(key) ? [chip(taskChip(cell), taskLabel(ecs), { stroke: COLORS.ecs })] : []),
    ...(eks?.nodeSubnets.includes(key)
      ? [kubernetes("EKS nodes")]
      : eks?.podSubnets.includes(key)
        ? [kubernetes("EKS pods")]
        : []),
  ];
}

/** The service, or how many there are. */
function taskLabel({ services, capacity }: EcsModel): string {
  const kind = capacity.includes("EC2") ? "ECS" : "Fargate";
  const [only = ""] = services;
  return services.length === 1 && only.length <= 9
    ? `${kind}: ${only}`
    : `${kind}: ${services.length} service${services.length === 1 ? "" : "s"}`;
}

/** At the foot of a public subnet; in a private one above the tasks, whose foot the bastion has. */
function balancerChip({ x, y, width, height, subnet }: Cell) {
  return { x: x + width - 52, y: y + (subnet.kind === "public" ? height - 36 : 8), width: 42, height: 26 };
}

/** Above the line that holds the bastion. */
function taskChip(cell: Cell) {
  return { x: cell.x + 10, y: cell.y + 50, width: 120, height: 26 };
}

/** From the load balancer down to the tasks, zone by zone. */
export function drawServiceLines({ edge, ecs }: ArchitectureModel, { rows }: Layout): string[] {
  const cells = rows.flatMap((row) => row.cells);
  const line = { stroke: COLORS.ecs, "stroke-width": 1.5 };
  return cells.flatMap((from) => {
    const to = cells.find(({ subnet }) => subnet.zone === from.subnet.zone && ecs?.subnets.includes(subnet.key));
    if (!to || !edge?.loadBalancer?.subnets.includes(from.subnet.key)) return [];
    const start = balancerChip(from);
    const end = taskChip(to);
    const x = end.x + end.width - 6;
    return [...vertical(x, start.y + start.height, end.y - 6, line), arrowHead(x, end.y, "down", COLORS.ecs)];
  });
}

const SERVICES = { caches: "ElastiCache", databaseClusters: "Aurora", databases: "RDS" } as const;

/** Databases and caches, over the subnets of their tiers. */
export function drawStores(model: ArchitectureModel, layout: Layout): string[] {
  return spanningChips(model, layout).map((box) =>
    chip(box, `${SERVICES[box.kind]}: ${fewNames(model.applications[box.kind])}`, { stroke: stackColor("data") }),
  );
}

/** DNS and CloudFront, and the way of requests through it. */
export function drawEdge(model: ArchitectureModel, { edgeBand, vpc, middle }: Layout): string[] {
  if (!edgeBand) return [];
  const { frame, dns, distribution } = edgeBand;
  const x = middle - 36;
  return [
    element("rect", {
      ...frame,
      rx: 8,
      fill: "none",
      stroke: COLORS.region,
      "stroke-width": 1.5,
      "stroke-dasharray": "6 4",
    }),
    text(frame.x + 14, frame.y + 22, "AWS edge locations", { size: 13, bold: true, color: COLORS.muted }),
    ...(dns ? noteBox(dns, { title: "Amazon Route 53", note: `zone ${model.edge?.domain}`, color: COLORS.edge }) : []),
    ...(distribution
      ? [
          ...vertical(x, 104, distribution.y - 6, EDGE_LINE),
          arrowHead(x, distribution.y, "down", COLORS.edge),
          ...noteBox(distribution, {
            title: "Amazon CloudFront",
            note: model.edge?.webAcl === "CloudFront" ? "with AWS WAF web ACL" : "no web ACL",
            color: COLORS.edge,
          }),
          ...vertical(x, distribution.y + distribution.height, vpc.y - 20, EDGE_LINE),
          arrowHead(x, vpc.y - 14, "down", COLORS.edge),
        ]
      : []),
    ...(dns && distribution
      ? [
          polyline(
            [
              [dns.x + dns.width, dns.y + dns.height / 2],
              [distribution.x - 6, dns.y + dns.height / 2],
            ],
            EDGE_LINE,
          ),
          arrowHead(distribution.x, dns.y + dns.height / 2, "right", COLORS.edge),
        ]
      : []),
  ];
}

/** What lies in the region and in no subnet. */
export function drawFeet(model: ArchitectureModel, { feet }: Layout): string[] {
  return feet.flatMap((foot) => noteBox(foot, footContent(model, foot)));
}

function footContent({ applications, edge, ecs, eks }: ArchitectureModel, { kind }: FootBox) {
  switch (kind) {
    case "apis":
      return { title: "API Gateway", note: fewNames(applications.apis), color: stackColor("apis") };
    case "functions":
      return { title: "Lambda", note: fewNames(applications.functions), color: stackColor("functions") };
    case "tables":
      return { title: "DynamoDB", note: fewNames(applications.tables), color: stackColor("data") };
    case "messages":
      return { ...messagesNote(applications), color: stackColor("data") };
    case "buckets":
      return { title: "Amazon S3", note: fewNames(applications.buckets), color: COLORS.buckets };
    case "secrets":
      return { title: "Secrets", note: fewNames(applications.secrets), color: stackColor("data") };
    case "kubernetes":
      return { title: "EKS cluster", note: eks ? clusterNote(eks) : "", color: COLORS.eks };
    case "cluster":
      return { title: "ECS cluster", note: ecs?.capacity.join(", ") ?? "", color: COLORS.ecs };
    case "registry":
      return { title: "Amazon ECR", note: `images: ${ecs?.repositories.join(", ")}`, color: COLORS.ecs };
    case "static files":
      return { title: "Static files", note: "S3 bucket, read by CloudFront only", color: COLORS.edge };
    case "access logs":
      return { title: "Access logs", note: logsNote(edge?.accessLogDays), color: COLORS.edge };
    case "state":
      return { title: "Terraform state", note: "S3 bucket, versioned, encrypted", color: COLORS.state };
  }
}

function messagesNote({ queues, topics }: ApplicationsModel): { readonly title: string; readonly note: string } {
  const titles = [...(queues.length > 0 ? ["SQS"] : []), ...(topics.length > 0 ? ["SNS"] : [])];
  return { title: titles.join(" and "), note: fewNames([...queues, ...topics]) };
}

function clusterNote({ version, publicApi, fargateProfiles }: EksModel): string {
  const fargate = fargateProfiles > 0 ? ", Fargate" : "";
  return `Kubernetes ${version}${fargate}, ${publicApi ? "public" : "private"} API`;
}

function logsNote(days: number | undefined): string {
  return days ? `S3 bucket, kept ${days} days` : "S3 bucket";
}
