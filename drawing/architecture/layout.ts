import { textWidth } from "../svg";
import { type ArchitectureModel, countOf, type TierModel } from "./model";
import type { SubnetModel } from "./subnets";

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A subnet at its place. */
export interface Cell extends Box {
  readonly subnet: SubnetModel;
  /** Where its traffic to NAT runs: beside the column's cells. */
  readonly rail: number;
}

/** A tier at its place. */
export interface Row extends Box {
  readonly tier: TierModel;
  readonly cells: readonly Cell[];
}

/** What stands outside the region, between the internet and the VPC. */
export interface EdgeBand {
  readonly frame: Box;
  readonly dns?: Box;
  readonly distribution?: Box;
}

/** A box below the VPC. */
export interface FootBox extends Box {
  readonly kind: FootKind;
}

/** What stands below the VPC: parts of the region that lie in no subnet. */
export type FootKind =
  | "access logs"
  | "apis"
  | "buckets"
  | "cluster"
  | "functions"
  | "kubernetes"
  | "messages"
  | "registry"
  | "secrets"
  | "state"
  | "static files"
  | "tables";

/** A box beside the VPC, and where on the VPC's border its line ends. */
export interface SideBox extends Box {
  readonly kind: SideKind;
  readonly middle: number;
}

/** What stands beside the VPC. */
export type SideKind = "way in" | "gateway endpoints" | "flow log" | "interface endpoints";

/** Where everything lies. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly region: Box;
  readonly vpc: Box;
  /** Columns of the availability zones. */
  readonly columns: readonly (Box & { readonly zone: string })[];
  readonly rows: readonly Row[];
  readonly sides: readonly SideBox[];
  readonly feet: readonly FootBox[];
  readonly edgeBand?: EdgeBand;
  /** Horizontal middle of the columns: internet and internet gateway. */
  readonly middle: number;
  /** The horizontal line on which people reach the bastion's column. */
  readonly lane: number;
  /** The title of the legend, then one entry for each stack. */
  readonly legend: readonly { readonly x: number; readonly y: number; readonly label: string }[];
}

const MARGIN = 20;
const LABEL_WIDTH = 146;
const COLUMN_WIDTH = 192;
const COLUMN_GAP = 16;
const ROW_HEIGHT = 88;
/** What a second line of chips adds to a row. */
const CHIP_LINE = 34;
const ROW_GAP = 42;
const TOP = 132;
const BAND_HEIGHT = 102;
/** From the region's border to that of the VPC, and from there to the first row. */
const VPC_INSET = 44;
const ROWS_INSET = 66;
const SIDE_WIDTH = 196;
const SIDE_HEIGHT = 58;
const SIDE_GAP = 14;
const FOOT_HEIGHT = 62;
/** What a box below the VPC has at least. */
const FOOT_WIDTH = 128;

/** Lays out the picture of an environment. */
export function layOut(model: ArchitectureModel): Layout {
  const vpcX = MARGIN + 16;
  const columnsX = vpcX + 14 + LABEL_WIDTH;
  const columnX = (index: number) => columnsX + index * (COLUMN_WIDTH + COLUMN_GAP);
  const columnsEnd = columnX(model.zones.length - 1) + COLUMN_WIDTH;
  const middle = (columnsX + columnsEnd) / 2;
  const edgeBand = placeEdge(model, middle);
  const regionY = edgeBand ? edgeBand.frame.y + edgeBand.frame.height + 22 : TOP;
  const vpcY = regionY + VPC_INSET;
  const rows = placeRows(model, vpcY + ROWS_INSET, vpcX + 14, columnX);
  const last = rows.at(-1);
  const rowsEnd = last ? last.y + last.height : vpcY + ROWS_INSET;
  const vpc = { x: vpcX, y: vpcY, width: columnsEnd + 66 - vpcX, height: rowsEnd + 26 - vpcY };
  const columns = model.zones.map((zone, index) => ({
    zone,
    x: columnX(index),
    y: vpcY + 34,
    width: COLUMN_WIDTH,
    height: rowsEnd + 12 - vpcY - 34,
  }));
  const lane = laneOf(model, rows);
  const sideX = vpc.x + vpc.width + 84;
  const sides = placeSides(model, rows, lane, sideX);
  const width = sideX + SIDE_WIDTH + 16 + MARGIN;
  const sidesEnd = Math.max(vpc.y + vpc.height, ...sides.map((side) => side.y + side.height));
  const feet = placeFeet(model, { x: vpcX, y: sidesEnd + 16, width: width - 2 * vpcX });
  const bottom = Math.max(sidesEnd, ...feet.map((foot) => foot.y + foot.height)) + 16;
  const region = { x: MARGIN, y: regionY, width: width - 2 * MARGIN, height: bottom - regionY };
  const legend = placeLegend(model, region);
  const height = (legend.at(-1)?.y ?? bottom) + 24;
  const places = { region, vpc, columns, rows, sides, feet, middle, lane, legend };
  return { width, height, ...places, ...(edgeBand ? { edgeBand } : {}) };
}

/** DNS and CloudFront to the left of the line on which traffic leaves the VPC. */
function placeEdge({ edge }: ArchitectureModel, middle: number): EdgeBand | undefined {
  if (!edge?.domain && !edge?.distribution) return undefined;
  const width = 164;
  const place = (x: number) => ({ x, y: TOP + 26, width, height: BAND_HEIGHT - 38 });
  const distribution = place(middle - 14 - width);
  const dns = place(distribution.x - 24 - width);
  return {
    frame: { x: dns.x - 14, y: TOP - 8, width: middle - dns.x + 14, height: BAND_HEIGHT },
    ...(edge.domain ? { dns } : {}),
    ...(edge.distribution ? { distribution } : {}),
  };
}

function placeRows(model: ArchitectureModel, top: number, x: number, columnX: (index: number) => number): Row[] {
  let y = top;
  return model.tiers.map((tier) => {
    const height = ROW_HEIGHT + CHIP_LINE * chipLines(model, tier);
    const cells = tier.subnets.map((subnet) => {
      const left = columnX(model.zones.indexOf(subnet.zone));
      return { subnet, x: left + 20, y, width: COLUMN_WIDTH - 28, height, rail: left + 10 };
    });
    const row = { tier, x, y, width: LABEL_WIDTH - 10, height, cells };
    y += height + ROW_GAP;
    return row;
  });
}

/** Lines of chips above the one that every subnet has room for. */
function chipLines(model: ArchitectureModel, tier: TierModel): number {
  const { ecs, eks, interfaceEndpoints } = model;
  const { name, subnets } = tier;
  const has = (keys: readonly string[] = []) => subnets.some(({ key }) => keys.includes(key));
  // Nodes and pods stand on the last line, unless endpoints do.
  const kubernetes = (has(eks?.nodeSubnets) || has(eks?.podSubnets)) && interfaceEndpoints?.tier === name;
  const over = spanning(model, tier).length;
  const free = over > 0 && isLastLineFree(model, tier) ? 1 : 0;
  return (has(ecs?.subnets) ? 1 : 0) + (kubernetes ? 1 : 0) + over - free;
}

/** Where the chip of nodes or pods stands in a subnet. */
export function kubernetesChip({ ecs, interfaceEndpoints }: ArchitectureModel, { x, y, height, subnet }: Cell): Box {
  const line = ecs?.subnets.includes(subnet.key) ? 1 : 0;
  const top = interfaceEndpoints?.tier === subnet.tier ? y + 50 + line * CHIP_LINE : y + height - 36;
  return { x: x + 10, y: top, width: 74, height: 26 };
}

/** What lies in all subnets of a tier. */
export interface SpanningChip extends Box {
  readonly kind: SpanningKind;
}

/** Kinds of what lies in all subnets of a tier, each with the subnet group that says in which one. */
const SPANNING = { caches: "cache", databaseClusters: "DB", databases: "DB" } as const;

type SpanningKind = keyof typeof SPANNING;

/** What lies in the subnets of a tier: the first tier with its subnet group. */
function spanning({ applications, tiers }: ArchitectureModel, tier: TierModel): readonly SpanningKind[] {
  return (Object.keys(SPANNING) as SpanningKind[]).filter(
    (kind) =>
      applications[kind].length > 0 && tiers.find(({ subnetGroups }) => subnetGroups.includes(SPANNING[kind])) === tier,
  );
}

/** Whether the last line of a tier has room over all subnets, since nothing else stands there. */
function isLastLineFree({ eks, interfaceEndpoints }: ArchitectureModel, { kind, name, subnets }: TierModel): boolean {
  const nodes = [...(eks?.nodeSubnets ?? []), ...(eks?.podSubnets ?? [])];
  return kind === "isolated" && interfaceEndpoints?.tier !== name && !subnets.some(({ key }) => nodes.includes(key));
}

/** Where the chips stand that reach over all subnets of their tier: from the last line up. */
export function spanningChips(model: ArchitectureModel, { rows }: Layout): readonly SpanningChip[] {
  return rows.flatMap(({ cells, tier, y, height }) => {
    const [first, last] = [cells[0], cells.at(-1)];
    if (!first || !last) return [];
    const box = { x: first.x + 10, width: last.x + last.width - first.x - 20, height: 26 };
    const above = isLastLineFree(model, tier) ? 0 : 1;
    return spanning(model, tier).map((kind, index) => ({
      ...box,
      kind,
      y: y + height - 36 - (index + above) * CHIP_LINE,
    }));
  });
}

/** Boxes below the VPC, as wide as the region allows, in as many lines as they need. */
function placeFeet(model: ArchitectureModel, { x, y, width }: Omit<Box, "height">): FootBox[] {
  const { apis, buckets, functions, queues, secrets, tables, topics } = model.applications;
  const present: Readonly<Record<FootKind, boolean>> = {
    apis: apis.length > 0,
    functions: functions.length > 0,
    kubernetes: model.eks !== undefined,
    cluster: model.ecs !== undefined,
    registry: (model.ecs?.repositories.length ?? 0) > 0,
    tables: tables.length > 0,
    messages: queues.length + topics.length > 0,
    buckets: buckets.length > 0,
    secrets: secrets.length > 0,
    "static files": model.edge?.staticFiles ?? false,
    "access logs": model.edge?.accessLogDays !== undefined,
    state: model.stateBucket,
  };
  const kinds = (Object.keys(present) as FootKind[]).filter((kind) => present[kind]);
  const lines = Math.ceil(kinds.length / Math.floor((width + SIDE_GAP) / (FOOT_WIDTH + SIDE_GAP)));
  const inLine = Math.ceil(kinds.length / lines);
  const share = Math.min(SIDE_WIDTH + 20, (width - (inLine - 1) * SIDE_GAP) / inLine);
  return kinds.map((kind, index) => ({
    kind,
    x: x + (index % inLine) * (share + SIDE_GAP),
    y: y + Math.floor(index / inLine) * (FOOT_HEIGHT + SIDE_GAP),
    width: share,
    height: FOOT_HEIGHT,
  }));
}

/** The gap above the bastion's row, or the one below it when the row is the first. */
function laneOf(model: ArchitectureModel, rows: readonly Row[]): number {
  const row =
    rows.find(({ cells }) => cells.some(({ subnet }) => subnet.key === model.bastion?.subnet)) ?? rows[1] ?? rows[0];
  if (!row) return TOP;
  return row === rows[0] ? row.y + row.height + 26 : row.y - 16;
}

/** The legend below the region, in as many lines as it needs. */
function placeLegend(model: ArchitectureModel, region: Box): Layout["legend"] {
  const title = { x: region.x, y: region.y + region.height + 32, label: "Stacks" };
  const start = title.x + 66;
  let { y } = title;
  let x = start;
  const entries = model.stacks.map(({ name, resources }) => {
    const label = `${name} (${countOf(resources)})`;
    const width = 22 + textWidth(label) + 36;
    if (x + width > region.x + region.width && x > start) {
      x = start;
      y += 24;
    }
    const entry = { x, y, label };
    x += width;
    return entry;
  });
  return [title, ...entries];
}

/** Boxes beside the VPC from top to bottom, each as near to what it belongs to as the one above allows. */
function placeSides(model: ArchitectureModel, rows: readonly Row[], lane: number, x: number): SideBox[] {
  const endpoints = rows.find(({ tier }) => tier.name === model.interfaceEndpoints?.tier);
  const wanted: { kind: SideKind; middle: number; height: number; present: boolean }[] = [
    { kind: "way in", middle: lane, height: SIDE_HEIGHT, present: model.bastion !== undefined },
    { kind: "gateway endpoints", middle: 0, height: SIDE_HEIGHT, present: model.gatewayEndpoints.length > 0 },
    { kind: "flow log", middle: 0, height: SIDE_HEIGHT, present: model.flowLog !== undefined },
    {
      kind: "interface endpoints",
      middle: endpoints ? endpoints.y + endpoints.height / 2 : 0,
      height: SIDE_HEIGHT + 30,
      present: endpoints !== undefined,
    },
  ];
  let free = rows[0]?.y ?? TOP;
  return wanted
    .filter(({ present }) => present)
    .map(({ kind, middle, height }) => {
      const y = Math.max(free, middle - height / 2);
      free = y + height + SIDE_GAP;
      return { kind, x, y, width: SIDE_WIDTH, height, middle: y + height / 2 };
    });
}
