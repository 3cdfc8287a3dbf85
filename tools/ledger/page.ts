import { type DoneRow, type LedgerRow, ROW_CLASSES, ROW_STATUSES, type Wave } from "./ledger";

/** Areas of the page, in order, by the prefix of their ids. */
const AREAS: readonly { readonly title: string; readonly has: (id: string) => boolean }[] = [
  { title: "Core", has: byLetter("C") },
  { title: "Network", has: byLetter("N") },
  { title: "Compute and access", has: byLetter("A") },
  { title: "Load balancing, DNS, TLS and edge", has: byLetter("E") },
  { title: "Containers: ECR and ECS", has: (id) => /^K[01]\d$/.test(id) },
  { title: "Containers: EKS", has: (id) => /^K[2-9]\d$/.test(id) },
  { title: "Kubernetes objects", has: byLetter("O") },
  { title: "Serverless", has: byLetter("S") },
  { title: "Data stores and analytics", has: byLetter("D") },
  { title: "Messaging and notification", has: byLetter("M") },
  { title: "Delivery", has: byLetter("P") },
  { title: "Monitoring and logging", has: byLetter("L") },
  { title: "Security and identity", has: byLetter("I") },
  { title: "Backup and images", has: byLetter("B") },
  { title: "Infrastructure as code", has: byLetter("T") },
  { title: "Beyond infrastructure", has: byLetter("X") },
  { title: "Rules: network", has: (id) => id.startsWith("NET-") },
  { title: "Rules: security groups", has: (id) => id.startsWith("SG-") },
  { title: "Rules: instances", has: (id) => id.startsWith("EC2-") },
  { title: "Rules: load balancing and edge", has: (id) => /^(ALB|CDN)-/.test(id) },
  { title: "Rules: images and containers on ECS", has: (id) => /^EC[SR]-/.test(id) },
  { title: "Rules: Kubernetes on EKS and Fargate", has: (id) => /^(EKS|FG)-/.test(id) },
  { title: "Rules: delivery", has: (id) => id.startsWith("CD-") },
  { title: "Rules: data", has: (id) => id.startsWith("DAT-") },
  { title: "Rules: serverless", has: (id) => id.startsWith("SLS-") },
  { title: "Rules: logs and alarms", has: (id) => id.startsWith("MON-") },
  { title: "Rules: identity and detection", has: (id) => id.startsWith("SEC-") },
  { title: "Rules: backups and images", has: (id) => /^(BAK|IMG)-/.test(id) },
  { title: "Rules: infrastructure as code", has: (id) => id.startsWith("IAC-") },
];

const WAVE_TITLES: Readonly<Record<Wave, string>> = {
  foundation: "foundation",
  "edge-ecs": "edge and ECS",
  eks: "EKS",
  later: "later",
};

/**
 * The page docs/coverage.md: counts, then one table per area.
 *
 * @throws Error if a row belongs to no area
 */
export function renderCoverage(rows: readonly LedgerRow[]): string {
  const homeless = rows.filter((row) => !AREAS.some((area) => area.has(row.id)));
  if (homeless.length > 0) throw new Error(`No area for ${homeless.map((row) => row.id).join(", ")}`);
  const areas = AREAS.flatMap((area) => {
    const own = rows.filter((row) => area.has(row.id));
    return own.length > 0 ? [renderArea(area.title, own)] : [];
  });
  return `${[introduction(), renderCounts(rows), ...areas].join("\n\n")}\n`;
}

function introduction(): string {
  return [
    "# Coverage",
    "",
    "What of the reference architecture is built, and where. Generated from [`coverage.yaml`](../coverage.yaml) by",
    "`npm run docs`, and rows of rules from the tables of these too; a test checks that every construct, stack and test that is named here",
    "exists.",
    "",
    "`core` is the aim itself, `core*` what it cannot do without, `wide` what lies around it (`-s`: supported rather than",
    "created, `-d`: derived from a need), `rule` a design rule that is checked, `out` what infrastructure code cannot be.",
  ].join("\n");
}

function renderCounts(rows: readonly LedgerRow[]): string {
  const lines = ROW_CLASSES.flatMap((rowClass) => {
    const own = rows.filter((row) => row.class === rowClass);
    return own.length > 0 ? [countLine(`\`${rowClass}\``, own)] : [];
  });
  return [tableHead(["class", ...ROW_STATUSES, "all"]), ...lines, countLine("**all**", rows)].join("\n");
}

function countLine(name: string, rows: readonly LedgerRow[]): string {
  const counts = ROW_STATUSES.map((status) => rows.filter((row) => row.status === status).length);
  return tableLine([name, ...counts.map(String), String(rows.length)]);
}

function renderArea(title: string, rows: readonly LedgerRow[]): string {
  const done = rows.filter((row) => row.status === "done").length;
  const inScope = rows.filter((row) => row.status !== "out").length;
  const heading = inScope > 0 ? `## ${title} (${done} of ${inScope})` : `## ${title}`;
  const lines = rows.map((row) => tableLine([row.id, row.title, row.class, statusCell(row), whereCell(row)]));
  return [heading, "", tableHead(["id", "system", "class", "status", "where"]), ...lines].join("\n");
}

function statusCell(row: LedgerRow): string {
  if (row.status === "done") return "**done**";
  return row.status === "planned" ? `planned: ${WAVE_TITLES[row.issue]}` : "out";
}

function whereCell(row: LedgerRow): string {
  if (row.status !== "done") return row.note ?? "";
  const parts = [row.construct.map(constructLink).join(", ")];
  if (row.stack) parts.push(`stack ${fileLink(row.stack)}`);
  parts.push(`tests ${row.tests.map(fileLink).join(", ")}`);
  if (row.emulator) parts.push(`emulator: ${row.emulator}`);
  if (row.note) parts.push(row.note);
  return parts.join("; ");
}

function constructLink(construct: DoneRow["construct"][number]): string {
  const [path = "", name = ""] = construct.split("#");
  return `[\`${name}\`](../${path})`;
}

function fileLink(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/(\.test)?\.ts$/, "");
  return `[${name}](../${path})`;
}

function tableHead(cells: readonly string[]): string {
  return `${tableLine(cells)}\n${tableLine(cells.map(() => "---"))}`;
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function byLetter(letter: string): (id: string) => boolean {
  return (id) => new RegExp(`^${letter}\\d\\d$`).test(id);
}
