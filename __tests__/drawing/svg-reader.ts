/** A rectangle or a text of a picture, as far as the tests look at it. */
export interface Shape {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text of a picture. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly bold: boolean;
  readonly anchor: string;
  readonly content: string;
}

/** The rectangles of a picture. */
export function shapes(svg: string): Shape[] {
  return [...svg.matchAll(/<rect ([^>]*)\/>/g)].map(([, attributes = ""]) => ({
    x: Number(attribute(attributes, "x")),
    y: Number(attribute(attributes, "y")),
    width: Number(attribute(attributes, "width")),
    height: Number(attribute(attributes, "height")),
  }));
}

/** The texts of a picture. */
export function labels(svg: string): Label[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = "", content = ""]) => ({
    x: Number(attribute(attributes, "x")),
    y: Number(attribute(attributes, "y")),
    size: Number(attribute(attributes, "font-size")),
    bold: attribute(attributes, "font-weight") !== undefined,
    anchor: attribute(attributes, "text-anchor") ?? "start",
    content: content.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
  }));
}

/** Whether every element that is opened is closed, in order. */
export function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name, selfClosing] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!selfClosing && name) open.push(name);
  }
  return open.length === 0;
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^| )${name}="([^"]*)"`).exec(attributes)?.[1];
}
