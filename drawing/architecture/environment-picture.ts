import { arrowHead, chip, element, picture, polyline, text, vertical, wrap } from "../svg";
import { drawEdge, drawFeet, drawServiceLines, drawStores, serviceChips } from "./edge-picture";
import { type Box, type Cell, type Layout, layOut, type SideBox } from "./layout";
import type { ArchitectureModel, TierModel } from "./model";
import { noteBox } from "./note-box";
import { COLORS, stackColor, TIER_FILLS } from "./theme";

/** Draws an environment: VPC, availability zones, tiers, the ways in and out, and what stands beside the VPC. */
export function drawEnvironment(model: ArchitectureModel): string {
  const layout = layOut(model);
  const parts = [
    ...drawHeading(model, layout),
    ...drawRegion(model, layout),
    ...drawVpc(model, layout),
    ...layout.rows.flatMap((row) => [
      ...drawTierLabel(model, row, row.tier),
      ...row.cells.map((cell) => drawCell(model, cell)),
    ]),
    ...drawEgress(layout),
    ...drawServiceLines(model, layout),
    ...drawStores(model, layout),
    ...drawInternet(model, layout),
    ...drawEdge(model, layout),
    ...layout.sides.flatMap((side) => drawSide(model, layout, side)),
    ...drawFeet(model, layout),
    ...drawLegend(model, layout),
  ];
  const title = `Architecture of the ${model.environment} environment`;
  return picture(layout.width, layout.height, title, describe(model), parts);
}

function describe(model: ArchitectureModel): string {
  const tiers = model.tiers.map(({ name, kind }) => `${name} (${kind})`).join(", ");
  return `A VPC ${model.cidrs.join(", ")} over the availability zones ${model.zones.join(", ")} with the tiers ${tiers}.`;
}

function drawHeading(model: ArchitectureModel, { region }: Layout): string[] {
  return [
    text(region.x, 44, model.environment, { size: 22, bold: true }),
    text(region.x, 66, "Drawn from the synthesized stacks", { size: 13, color: COLORS.muted }),
  ];
}

function drawRegion({ region: name }: ArchitectureModel, { region }: Layout): string[] {
  return [
    element("rect", {
      ...region,
      rx: 8,
      fill: "none",
      stroke: COLORS.region,
      "stroke-width": 1.5,
      "stroke-dasharray": "6 4",
    }),
    text(region.x + 16, region.y + 24, `AWS Region ${name}`, { size: 13, bold: true, color: COLORS.muted }),
  ];
}

function drawVpc(model: ArchitectureModel, { vpc, columns }: Layout): string[] {
  return [
    element("rect", { ...vpc, rx: 8, fill: "#fbfcff", stroke: COLORS.network, "stroke-width": 2 }),
    text(vpc.x + 14, vpc.y + 24, "VPC", { size: 15, bold: true, color: COLORS.network }),
    text(vpc.x + 52, vpc.y + 24, ranges(model.cidrs), { color: COLORS.network }),
    ...columns.flatMap(({ zone, ...box }) => [
      element("rect", { ...box, rx: 6, fill: "none", stroke: COLORS.region, "stroke-dasharray": "3 3" }),
      text(box.x + 10, box.y + 20, `AZ ${zone}`, { size: 13, bold: true, color: COLORS.muted }),
    ]),
  ];
}

/** The VPC's ranges as they fit between the border and the internet gateway's routes. */
function ranges(cidrs: readonly string[]): string {
  const [first = "", second, ...others] = cidrs;
  if (second === undefined) return first;
  return others.length > 0 ? `${first} and ${others.length + 1} more` : `${first}, ${second}`;
}

function drawTierLabel(model: ArchitectureModel, row: Box, tier: TierModel): string[] {
  const lines = tierNotes(model, tier).flatMap((note) => wrap(note, row.width, { size: 12 }));
  return [
    text(row.x, row.y + 18, tier.name, { size: 15, bold: true }),
    ...lines.map((line, index) => text(row.x, row.y + 36 + index * 15, line, { size: 12, color: COLORS.muted })),
  ];
}

function tierNotes({ edge }: ArchitectureModel, { kind, subnets, subnetGroups }: TierModel): string[] {
  const notes = { public: "public, in and out", private: "private, out by NAT", isolated: "isolated, no way out" };
  const eks = { elb: "EKS: public load balancers", "internal-elb": "EKS: internal load balancers" };
  const tag = subnets[0]?.eks;
  const groups =
    subnetGroups.length > 0 ? [`${subnetGroups.join(" and ")} subnet group${subnetGroups.length > 1 ? "s" : ""}`] : [];
  const balancer = edge?.loadBalancer;
  const entries = { CloudFront: "CloudFront only", internet: "the internet", groups: "named groups" };
  const entry =
    balancer && subnets.some(({ key }) => balancer.subnets.includes(key)) ? [`ALB: ${entries[balancer.entry]}`] : [];
  return [notes[kind], ...entry, ...(tag ? [eks[tag]] : []), ...groups];
}

function drawCell(model: ArchitectureModel, cell: Cell): string {
  const { subnet } = cell;
  const parts = [
    element("rect", {
      x: cell.x,
      y: cell.y,
      width: cell.width,
      height: cell.height,
      rx: 5,
      ...TIER_FILLS[subnet.kind],
    }),
    text(cell.x + 10, cell.y + 20, subnet.key, { size: 13, bold: true }),
    text(cell.x + 10, cell.y + 38, subnet.cidr, { size: 13 }),
  ];
  if (subnet.nat) parts.push(chip(natChip(cell), subnet.nat, { stroke: COLORS.network }));
  if (model.interfaceEndpoints?.tier === subnet.tier) {
    parts.push(chip(leftChip(cell, 128), "Interface endpoints", { stroke: COLORS.network }));
  }
  if (model.bastion?.subnet === subnet.key) parts.push(chip(bastionChip(cell), "Bastion", { stroke: COLORS.access }));
  return [...parts, ...serviceChips(model, cell)].join("");
}

function natChip(cell: Box): Box {
  return leftChip(cell, 96);
}

function leftChip(cell: Box, width: number): Box {
  return { x: cell.x + 10, y: cell.y + cell.height - 36, width, height: 26 };
}

function bastionChip(cell: Box): Box {
  return { x: cell.x + cell.width - 74, y: cell.y + cell.height - 36, width: 64, height: 26 };
}

/** Lines from private subnets to the NAT that their default route leads to, beside the cells of their column. */
function drawEgress({ rows }: Layout): string[] {
  const cells = rows.flatMap((row) => row.cells);
  const line = { stroke: COLORS.network, "stroke-width": 1.5 };
  const arrows = new Map<string, string>();
  const lines = cells.flatMap((cell) => {
    const home = cells.find(({ subnet }) => subnet.key === cell.subnet.egress);
    if (!home) return [];
    const target = natChip(home);
    const middle = cell.y + cell.height / 2;
    const entry = target.y + target.height / 2;
    arrows.set(home.subnet.key, arrowHead(target.x, entry, "right", COLORS.network));
    const across = home.y + home.height + 10;
    const detour =
      home.rail === cell.rail
        ? []
        : ([
            [cell.rail, across],
            [home.rail, across],
          ] as const);
    return polyline(
      [[cell.x, middle], [cell.rail, middle], ...detour, [home.rail, entry], [target.x - 6, entry]],
      line,
    );
  });
  return [...lines, ...arrows.values()];
}

/** The internet, the internet gateway on the VPC's border, and the default routes of public subnets. */
function drawInternet(model: ArchitectureModel, { vpc, rows, middle, edgeBand }: Layout): string[] {
  if (!model.internetGateway) return [];
  const line = { stroke: COLORS.network, "stroke-width": 1.5 };
  const rail = vpc.y + 26;
  const drops = rows
    .filter(({ tier }) => tier.kind === "public")
    .slice(0, 1)
    .flatMap(({ cells }) => cells.map((cell) => [cell.x + cell.width - 18, cell.y] as const));
  // With CloudFront in front, requests come through it, and only what leaves the VPC takes the direct way.
  const direct = edgeBand?.distribution ? middle + 36 : middle;
  return [
    cloud(middle, 78),
    ...vertical(direct, 106, vpc.y - 16, line),
    arrowHead(direct, 104, "up", COLORS.network),
    ...(edgeBand?.distribution ? [] : [arrowHead(direct, vpc.y - 14, "down", COLORS.network)]),
    ...drops.flatMap(([x, y]) => [
      polyline(
        [
          [middle, vpc.y],
          [middle, rail],
          [x, rail],
          [x, y - 6],
        ],
        line,
      ),
      arrowHead(x, y, "down", COLORS.network),
    ]),
    chip({ x: middle - 66, y: vpc.y - 14, width: 132, height: 28 }, "Internet gateway", {
      stroke: COLORS.network,
      size: 13,
    }),
  ];
}

function cloud(x: number, y: number): string {
  const d = `M${x - 46} ${y + 24}a19 19 0 0 1 -3 -37a25 25 0 0 1 44 -14a19 19 0 0 1 30 8a21.5 21.5 0 0 1 24 43z`;
  return (
    element("path", { d, fill: "#f6f8fa", stroke: COLORS.actor, "stroke-width": 1.5 }) +
    text(x, y + 10, "Internet", { size: 14, bold: true, anchor: "middle" })
  );
}

function drawSide(model: ArchitectureModel, layout: Layout, side: SideBox): string[] {
  return [...drawSideLine(model, layout, side), ...noteBox(side, sideContent(model, side))];
}

function sideContent(model: ArchitectureModel, { kind }: SideBox): { title: string; note: string; color: string } {
  switch (kind) {
    case "way in":
      return { title: model.bastion?.access ?? "", note: wayInNote(model), color: COLORS.access };
    case "gateway endpoints": {
      const names: Readonly<Record<string, string>> = { s3: "Amazon S3", dynamodb: "DynamoDB" };
      return {
        title: model.gatewayEndpoints
          .map((service) => names[service] ?? service)
          .reverse()
          .join(", "),
        note: "without NAT and its charges",
        color: COLORS.network,
      };
    }
    case "flow log":
      return {
        title: model.flowLog?.destination ?? "",
        note: `VPC flow log${model.flowLog?.ownKey ? ", own KMS key" : ""}`,
        color: COLORS.network,
      };
    case "interface endpoints":
      return {
        title: "AWS PrivateLink",
        note: model.interfaceEndpoints?.services.join(", ") ?? "",
        color: COLORS.network,
      };
  }
}

function wayInNote({ bastion }: ArchitectureModel): string {
  if (bastion?.access === "SSH") return "from named ranges only";
  return bastion?.logged ? "no open port, sessions logged" : "no public address, IAM decides";
}

/** The line between a box and what it belongs to. */
function drawSideLine(model: ArchitectureModel, layout: Layout, side: SideBox): string[] {
  const border = layout.vpc.x + layout.vpc.width;
  const line = { stroke: COLORS.network, "stroke-width": 1.5 };
  switch (side.kind) {
    case "way in":
      return drawWayIn(model, layout, side);
    case "gateway endpoints":
      return [
        polyline(
          [
            [border, side.middle],
            [side.x - 6, side.middle],
          ],
          line,
        ),
        arrowHead(side.x, side.middle, "right", COLORS.network),
        borderChip(border, side.middle, "Gateway", "endpoints"),
      ];
    case "flow log":
      return [
        polyline(
          [
            [border, side.middle],
            [side.x - 6, side.middle],
          ],
          line,
        ),
        arrowHead(side.x, side.middle, "right", COLORS.network),
        borderChip(border, side.middle, "Flow log"),
      ];
    case "interface endpoints": {
      const row = layout.rows.find(({ tier }) => tier.name === model.interfaceEndpoints?.tier);
      const cell = row?.cells.at(-1);
      if (!cell) return [];
      const from = leftChip(cell, 128);
      const y = from.y + from.height / 2;
      const channel = border + 36;
      const points = [
        [from.x + from.width, y],
        [channel, y],
        [channel, side.middle],
        [side.x - 6, side.middle],
      ] as const;
      return [polyline(points, line), arrowHead(side.x, side.middle, "right", COLORS.network)];
    }
  }
}

/** People, the service that lets them in, and the bastion. */
function drawWayIn({ bastion }: ArchitectureModel, { rows, lane }: Layout, side: SideBox): string[] {
  const x = side.x + side.width / 2;
  const line = { stroke: COLORS.access, "stroke-width": 1.5, "stroke-dasharray": "5 3" };
  const cell = rows.flatMap(({ cells }) => cells).find(({ subnet }) => subnet.key === bastion?.subnet);
  if (!cell) return [];
  const target = bastionChip(cell);
  const down = lane < target.y;
  const end = down ? target.y : target.y + target.height;
  // To the right of the line between load balancer and services.
  const column = target.x + target.width - 14;
  return [
    person(x, 74),
    polyline(
      [
        [x, 122],
        [x, side.y - 6],
      ],
      line,
    ),
    arrowHead(x, side.y, "down", COLORS.access),
    polyline(
      [
        [side.x, side.middle],
        [side.x - 20, side.middle],
        [side.x - 20, lane],
        [column, lane],
        [column, down ? end - 6 : end + 6],
      ],
      line,
    ),
    arrowHead(column, end, down ? "down" : "up", COLORS.access),
  ];
}

function person(x: number, y: number): string {
  const look = { fill: "#f6f8fa", stroke: COLORS.actor, "stroke-width": 1.5 };
  return (
    element("circle", { cx: x, cy: y - 14, r: 9, ...look }) +
    element("path", { d: `M${x - 17} ${y + 18}c0 -26 34 -26 34 0z`, ...look }) +
    text(x, y + 36, "Operators", { size: 14, bold: true, anchor: "middle" })
  );
}

function borderChip(x: number, middle: number, ...lines: readonly string[]): string {
  const height = 12 + lines.length * 14;
  return (
    element("rect", {
      x: x - 40,
      y: middle - height / 2,
      width: 80,
      height,
      rx: 5,
      fill: "#ffffff",
      stroke: COLORS.network,
      "stroke-width": 1.5,
    }) +
    lines
      .map((line, index) =>
        text(x, middle + 4.5 + (index - (lines.length - 1) / 2) * 14, line, {
          size: 12,
          bold: true,
          color: COLORS.network,
          anchor: "middle",
        }),
      )
      .join("")
  );
}

/** The stacks with their colours. */
function drawLegend(model: ArchitectureModel, { legend }: Layout): string[] {
  const [title, ...entries] = legend;
  return [
    ...(title ? [text(title.x, title.y, title.label, { size: 13, bold: true })] : []),
    ...entries.flatMap(({ x, y, label }, index) => {
      const stack = model.stacks[index]?.name.slice(model.environment.length + 1) ?? "";
      return [
        element("rect", { x, y: y - 12, width: 14, height: 14, rx: 3, fill: stackColor(stack) }),
        text(x + 22, y, label, { size: 13 }),
      ];
    }),
  ];
}
