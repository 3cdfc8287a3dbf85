/** Attributes of an SVG element. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An SVG element as text; attributes without a value are left out. */
export function element(name: string, attributes: Attributes, ...children: readonly string[]): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(typeof value === "number" ? trim(value) : String(value))}"`)
    .join("");
  return children.length > 0 ? `<${name}${written}>${children.join("")}</${name}>` : `<${name}${written}/>`;
}

/** How a text looks. */
export interface TextStyle {
  /** In pixels. @default 13 */
  readonly size?: number;
  /** @default false */
  readonly bold?: boolean;
  /** @default "#1f2937" */
  readonly color?: string;
  /** @default "start" */
  readonly anchor?: "start" | "middle" | "end";
}

/** A line of text; `y` is its base line. */
export function text(x: number, y: number, content: string, style: TextStyle = {}): string {
  const { size = 13, bold = false, color = "#1f2937", anchor = "start" } = style;
  const attributes = {
    x,
    y,
    "font-size": size,
    "font-weight": bold ? 600 : undefined,
    fill: color,
    "text-anchor": anchor === "start" ? undefined : anchor,
  };
  return element("text", attributes, escapeText(content));
}

/** Relative widths of characters in Arial and Helvetica, in thousandths of the font size; others count as 556. */
const WIDTHS: readonly (readonly [characters: string, width: number])[] = [
  ["ijl'|", 222],
  [" .,:;/tfI![]·", 278],
  ["()-r", 333],
  ["csvxyzkJ", 500],
  ["mM", 833],
  ["w", 722],
  ["W", 944],
  ["ABEKPSVXY&", 667],
  ["CDHNRU", 722],
  ["GOQ", 778],
  ["@", 1015],
];

/** About how wide a text is, in pixels, in the font that the pictures use. */
export function textWidth(content: string, style: Pick<TextStyle, "size" | "bold"> = {}): number {
  const units = [...content].reduce((sum, character) => sum + characterWidth(character), 0);
  return (units / 1000) * (style.size ?? 13) * (style.bold ? 1.07 : 1);
}

/** Breaks words into lines that are no wider than `width` pixels. */
export function wrap(content: string, width: number, style: Pick<TextStyle, "size" | "bold"> = {}): string[] {
  const lines: string[] = [];
  for (const word of content.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, style) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A whole picture with a light background of its own, so that it reads on dark pages too. */
export function picture(
  width: number,
  height: number,
  title: string,
  description: string,
  parts: readonly string[],
): string {
  const background = element("rect", {
    x: 0.5,
    y: 0.5,
    width: width - 1,
    height: height - 1,
    rx: 10,
    fill: "#ffffff",
    stroke: "#d0d7de",
  });
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    width,
    height,
    viewBox: `0 0 ${trim(width)} ${trim(height)}`,
    role: "img",
    "font-family": "Helvetica, Arial, sans-serif",
  };
  const children = [
    element("title", {}, escapeText(title)),
    element("desc", {}, escapeText(description)),
    background,
    ...parts,
  ];
  return `${element("svg", attributes, "\n", children.join("\n"), "\n")}\n`;
}

/** A line through points with rounded corners. */
export function polyline(points: readonly (readonly [x: number, y: number])[], attributes: Attributes): string {
  const radius = 6;
  const commands = points.map(([x, y], index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before) return `M${trim(x)} ${trim(y)}`;
    if (!after) return `L${trim(x)} ${trim(y)}`;
    const [ax, ay] = towards([x, y], before, radius);
    const [bx, by] = towards([x, y], after, radius);
    return `L${trim(ax)} ${trim(ay)}Q${trim(x)} ${trim(y)} ${trim(bx)} ${trim(by)}`;
  });
  return element("path", { d: commands.join(""), fill: "none", ...attributes });
}

/** An arrow head whose point is at (x, y). */
export function arrowHead(x: number, y: number, direction: "up" | "down" | "left" | "right", color: string): string {
  const shapes = {
    up: `M${trim(x)} ${trim(y)}l-4.5 8h9z`,
    down: `M${trim(x)} ${trim(y)}l-4.5 -8h9z`,
    left: `M${trim(x)} ${trim(y)}l8 -4.5v9z`,
    right: `M${trim(x)} ${trim(y)}l-8 -4.5v9z`,
  };
  return element("path", { d: shapes[direction], fill: color });
}

/** A line straight down. */
export function vertical(x: number, from: number, to: number, attributes: Attributes): string[] {
  return [
    polyline(
      [
        [x, from],
        [x, to],
      ],
      attributes,
    ),
  ];
}

/** A rectangle with a label in its middle. */
export function chip(
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  label: string,
  look: { readonly stroke: string; readonly fill?: string; readonly color?: string; readonly size?: number },
): string {
  const size = look.size ?? 12;
  const { x, y, width, height } = box;
  return (
    element("rect", {
      x,
      y,
      width,
      height,
      rx: 5,
      fill: look.fill ?? "#ffffff",
      stroke: look.stroke,
      "stroke-width": 1.5,
    }) +
    text(x + width / 2, y + height / 2 + size * 0.36, label, {
      size,
      bold: true,
      color: look.color ?? look.stroke,
      anchor: "middle",
    })
  );
}

function towards(
  [x, y]: readonly [number, number],
  [tx, ty]: readonly [number, number],
  radius: number,
): [number, number] {
  const distance = Math.hypot(tx - x, ty - y);
  const share = distance === 0 ? 0 : Math.min(radius, distance / 2) / distance;
  return [x + (tx - x) * share, y + (ty - y) * share];
}

function characterWidth(character: string): number {
  return WIDTHS.find(([characters]) => characters.includes(character))?.[1] ?? 556;
}

/** At most two digits behind the point, so that the file is small and does not depend on rounding. */
function trim(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escapeText(content: string): string {
  return content.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
