import type { ArchitectureModel } from "./model";
import type { SubnetModel } from "./subnets";
import { textWidth } from "./svg";

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
  readonly tier: ArchitectureModel["tiers"][number];
  readonly cells: readonly Cell[];
}

/** A box beside the VPC, and where on the VPC's border its line ends. */
export interface SideBox extends Box {
  readonly kind: SideKind;
  readonly middle: number;
}

/** What stands beside the VPC. */
export type SideKind = "way in" | "gateway endpoints" | "flow log" | "interface endpoints" | "state";

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
const ROW_GAP = 42;
const VPC_TOP = 176;
const ROWS_TOP = VPC_TOP + 66;
const SIDE_WIDTH = 196;
const SIDE_HEIGHT = 58;
const SIDE_GAP = 14;

/** Lays out the picture of an environment. */
export function layOut(model: ArchitectureModel): Layout {
  const vpcX = MARGIN + 16;
  const columnsX = vpcX + 14 + LABEL_WIDTH;
  const columnX = (index: number) => columnsX + index * (COLUMN_WIDTH + COLUMN_GAP);
  const columnsEnd = columnX(model.zones.length - 1) + COLUMN_WIDTH;
  const rowsEnd = ROWS_TOP + model.tiers.length * (ROW_HEIGHT + ROW_GAP) - ROW_GAP;
  const vpc = { x: vpcX, y: VPC_TOP, width: columnsEnd + 66 - vpcX, height: rowsEnd + 26 - VPC_TOP };
  const columns = model.zones.map((zone, index) => ({
    zone,
    x: columnX(index),
    y: VPC_TOP + 34,
    width: COLUMN_WIDTH,
    height: rowsEnd + 12 - VPC_TOP - 34,
  }));
  const rows = model.tiers.map((tier, index) => {
    const y = ROWS_TOP + index * (ROW_HEIGHT + ROW_GAP);
    const cells = tier.subnets.map((subnet) => {
      const x = columnX(model.zones.indexOf(subnet.zone));
      return { subnet, x: x + 20, y, width: COLUMN_WIDTH - 28, height: ROW_HEIGHT, rail: x + 10 };
    });
    return { tier, x: vpcX + 14, y, width: LABEL_WIDTH - 10, height: ROW_HEIGHT, cells };
  });
  const lane = laneOf(model, rows);
  const sideX = vpc.x + vpc.width + 84;
  const sides = placeSides(model, rows, lane, sideX);
  const width = sideX + SIDE_WIDTH + 16 + MARGIN;
  const bottom = Math.max(vpc.y + vpc.height, ...sides.map((side) => side.y + side.height)) + 16;
  const region = { x: MARGIN, y: 132, width: width - 2 * MARGIN, height: bottom - 132 };
  const legend = placeLegend(model, region);
  const height = (legend.at(-1)?.y ?? bottom) + 24;
  return { width, height, legend, region, vpc, columns, rows, sides, middle: (columnsX + columnsEnd) / 2, lane };
}

/** The gap above the bastion's row, or the one below it when the row is the first. */
function laneOf(model: ArchitectureModel, rows: readonly Row[]): number {
  const row =
    rows.find(({ cells }) => cells.some(({ subnet }) => subnet.key === model.bastion?.subnet)) ?? rows[1] ?? rows[0];
  if (!row) return ROWS_TOP;
  return row === rows[0] ? row.y + ROW_HEIGHT + 26 : row.y - 16;
}

/** The legend below the region, in as many lines as it needs. */
function placeLegend(model: ArchitectureModel, region: Box): Layout["legend"] {
  const title = { x: region.x, y: region.y + region.height + 32, label: "Stacks" };
  const start = title.x + 66;
  let { y } = title;
  let x = start;
  const entries = model.stacks.map(({ name, resources }) => {
    const label = `${name} (${resources} resources)`;
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
      middle: endpoints ? endpoints.y + ROW_HEIGHT / 2 : 0,
      height: SIDE_HEIGHT + 30,
      present: endpoints !== undefined,
    },
    { kind: "state", middle: 0, height: SIDE_HEIGHT, present: model.stateBucket },
  ];
  let free = ROWS_TOP;
  return wanted
    .filter(({ present }) => present)
    .map(({ kind, middle, height }) => {
      const y = Math.max(free, middle - height / 2);
      free = y + height + SIDE_GAP;
      return { kind, x, y, width: SIDE_WIDTH, height, middle: y + height / 2 };
    });
}
