import type { SynthesizedStack } from "../../runner/stacks/stack-json";
import { arrowHead, element, picture, polyline, text, textWidth } from "../svg";
import { type ArchitectureModel, countOf, environmentNames, readArchitecture, resourceCount } from "./model";
import { COLORS, stackColor } from "./theme";

/** A stack with the stacks of its environment that it reads and keeps its state in. */
interface StackModel {
  readonly name: string;
  readonly resources: number;
  /** Stacks whose outputs it reads. */
  readonly reads: readonly string[];
  readonly backend: string;
}

const CAPTION = "One state each; an arrow leads from the stack that publishes values to the one that reads them";
const MARGIN = 20;
const COLUMN_WIDTH = 300;
const COLUMN_GAP = 24;
const TOP = 76;
const HEADER = 84;
const BOX_HEIGHT = 60;
const BOX_GAP = 44;
const LANE_GAP = 6;

/** Draws the stacks of every environment: what is deployed by itself, in which order, and where the state lies. */
export function drawStacks(stacks: readonly SynthesizedStack[]): string {
  const environments = environmentNames(stacks)
    .map((name) => ({
      architecture: readArchitecture(stacks, name),
      stacks: inOrder(readStackModels(stacks, name)),
    }))
    .sort((a, b) => resourcesOf(a.stacks) - resourcesOf(b.stacks));
  const most = Math.max(...environments.map((environment) => environment.stacks.length));
  const columnHeight = HEADER + most * (BOX_HEIGHT + BOX_GAP) - BOX_GAP + 20;
  const columns = environments.length * (COLUMN_WIDTH + COLUMN_GAP) - COLUMN_GAP;
  const width = 2 * MARGIN + Math.max(columns, Math.ceil(textWidth(CAPTION)));
  const parts = [
    text(MARGIN, 36, "Stacks", { size: 20, bold: true }),
    text(MARGIN, 57, CAPTION, { color: COLORS.muted }),
    ...environments.flatMap((environment, index) =>
      drawEnvironmentColumn(environment, MARGIN + index * (COLUMN_WIDTH + COLUMN_GAP), columnHeight),
    ),
  ];
  const names = environments.map(({ architecture }) => architecture.environment).join(", ");
  return picture(
    width,
    TOP + columnHeight + MARGIN,
    "Stacks per environment",
    `The stacks of ${names} and what they read.`,
    parts,
  );
}

/** Environments stand in the order of their size. */
function resourcesOf(stacks: readonly StackModel[]): number {
  return stacks.reduce((sum, { resources }) => sum + resources, 0);
}

function readStackModels(stacks: readonly SynthesizedStack[], environment: string): StackModel[] {
  return stacks
    .filter(({ name }) => name.startsWith(`${environment}-`))
    .map(({ name, json }) => ({
      name: name.slice(environment.length + 1),
      resources: resourceCount(json),
      reads: Object.keys(json.data?.terraform_remote_state ?? {}),
      backend: Object.keys((json.terraform?.backend as object | undefined) ?? {})[0] ?? "local",
    }));
}

/** Producers before consumers; otherwise the state first, then by name. */
function inOrder(stacks: readonly StackModel[]): StackModel[] {
  const depth = (stack: StackModel): number => {
    const producers = stacks.filter(({ name }) => stack.reads.includes(name));
    return producers.length === 0 ? 0 : 1 + Math.max(...producers.map(depth));
  };
  const rank = (stack: StackModel) => (stack.name === "state" ? -1 : depth(stack));
  return [...stacks].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

function drawEnvironmentColumn(
  { architecture, stacks }: { architecture: ArchitectureModel; stacks: readonly StackModel[] },
  x: number,
  height: number,
): string[] {
  const boxY = (index: number) => TOP + HEADER + index * (BOX_HEIGHT + BOX_GAP);
  const left = x + 20;
  const lanes = lanesOf(stacks);
  const width = COLUMN_WIDTH - 40 - (lanes.length > 0 ? Math.max(24, lanes.length * LANE_GAP - 2) : 0);
  return [
    element("rect", { x, y: TOP, width: COLUMN_WIDTH, height, rx: 8, fill: "#f6f8fa", stroke: COLORS.region }),
    text(left, TOP + 28, architecture.environment, { size: 16, bold: true }),
    text(left, TOP + 47, `${architecture.region}, ${architecture.cidrs[0]}`, { color: COLORS.muted }),
    text(left, TOP + 65, summary(architecture), { color: COLORS.muted }),
    ...stacks.flatMap((stack, index) => [
      ...drawReads(stack, stacks, { left, right: left + width, lanes }, boxY, index),
      ...drawStackBox(stack, { x: left, y: boxY(index), width }),
    ]),
  ];
}

function summary({ zones, tiers }: ArchitectureModel): string {
  const nats = tiers.flatMap(({ subnets }) => subnets.flatMap(({ nat }) => nat ?? []));
  const nat = nats.length === 0 ? "no NAT" : `${nats.length} ${nats[0]}${nats.length > 1 ? "s" : ""}`;
  return `${zones.length} AZ${zones.length > 1 ? "s" : ""}, ${tiers.length} tiers, ${nat}`;
}

function drawStackBox(stack: StackModel, { x, y, width }: { x: number; y: number; width: number }): string[] {
  const color = stackColor(stack.name);
  const state =
    stack.backend === "local"
      ? "state in a local file"
      : stack.backend === "s3"
        ? "state in the bucket"
        : "state in HCP Terraform";
  return [
    element("rect", { x, y, width, height: BOX_HEIGHT, rx: 6, fill: "#ffffff", stroke: color, "stroke-width": 1.5 }),
    text(x + 14, y + 25, stack.name, { size: 14, bold: true, color }),
    text(x + 14, y + 45, `${countOf(stack.resources)}, ${state}`, { size: 12, color: COLORS.muted }),
  ];
}

/** Producers of a stack that other stacks stand between: their arrows go around. */
function skips(stacks: readonly StackModel[], index: number): number[] {
  return stacks.flatMap(({ name }, from) => (stacks[index]?.reads.includes(name) && from !== index - 1 ? [from] : []));
}

/** Producers whose arrows go around, each with a lane of its own beside the boxes. */
function lanesOf(stacks: readonly StackModel[]): number[] {
  return [...new Set(stacks.flatMap((_, index) => skips(stacks, index)))].sort((a, b) => a - b);
}

/** Arrows from the producers, and the state bucket's to the stack below it. */
function drawReads(
  stack: StackModel,
  stacks: readonly StackModel[],
  { left, right, lanes }: { left: number; right: number; lanes: readonly number[] },
  boxY: (index: number) => number,
  index: number,
): string[] {
  const above = stacks[index - 1];
  const line = { stroke: COLORS.actor, "stroke-width": 1.5 };
  const around = skips(stacks, index).flatMap((from) => {
    const lane = right + 12 + lanes.indexOf(from) * LANE_GAP;
    const start = boxY(from) + BOX_HEIGHT / 2;
    const end = boxY(index) + BOX_HEIGHT / 2;
    const points = [
      [right, start],
      [lane, start],
      [lane, end],
      [right + 6, end],
    ] as const;
    return [polyline(points, line), arrowHead(right, end, "left", COLORS.actor)];
  });
  const x = left + 40;
  const bottom = { from: boxY(index) - BOX_GAP, to: boxY(index) };
  if (above && stack.reads.includes(above.name)) return [...around, ...drawDown(x, bottom, "publishes values", line)];
  if (above?.name === "state" && stack.backend === "s3") {
    const dashed = { stroke: COLORS.state, "stroke-width": 1.5, "stroke-dasharray": "5 3" };
    return [...around, ...drawDown(x, bottom, "holds the state of the others", dashed)];
  }
  return around;
}

function drawDown(
  x: number,
  { from, to }: { from: number; to: number },
  label: string,
  line: { readonly stroke: string },
): string[] {
  return [
    polyline(
      [
        [x, from],
        [x, to - 6],
      ],
      line,
    ),
    arrowHead(x, to, "down", line.stroke),
    text(x + 14, (from + to) / 2 + 3, label, { size: 12, color: COLORS.muted }),
  ];
}
