import { grouped } from "../values/grouped";
import type { Box, Drawing, DrawnResource, DrawnStack, Picture, State } from "./picture.types";
import { STATES } from "./picture.types";

/** A stack to be drawn. */
export interface NamedDrawing {
  readonly stack: string;
  readonly drawing: Drawing;
}

/** How large a picture may become. */
export interface PictureLimits {
  readonly boxes: number;
  readonly arrows: number;
}

/** A part of a stack that is one box until it is opened. */
interface Part {
  readonly stack: number;
  readonly label: string;
  readonly resources: readonly number[];
  /** How far the ways to all of its resources are one, in places. */
  readonly depth: number;
  /** What it is in its stack: the whole of it, a place, or what is left of others. */
  readonly kind: "stack" | "place" | "rest";
  readonly state: State;
  readonly changed: number;
}

/** Most boxes of what does not change that an opened part has; more of them are one. */
const MOST_NEIGHBOURS = 3;

/**
 * Groups what can be drawn into no more boxes than a limit. Every stack begins as one box; then the part in which the gravest happens is
 * opened, and so on, as long as its own parts find room. The same drawings give the same picture.
 */
export function pictureOf(drawings: readonly NamedDrawing[], limits: PictureLimits): Picture {
  const drawn = drawings.filter(({ drawing }) => drawing.resources.some(({ state }) => !isBeside(state)));
  const grouping = new Grouping(drawn.map(({ drawing }) => drawing.resources));
  const parts = grouping.open(limits.boxes);
  const stacks = drawn.map(({ stack, drawing }, at) =>
    drawnStack(
      stack,
      drawing,
      parts.filter((part) => part.stack === at),
      limits.arrows,
    ),
  );
  return { stacks: stacks.filter(({ boxes }) => boxes.length > 0), leftOut: leftOut(drawings, stacks) };
}

class Grouping {
  constructor(private readonly stacks: readonly (readonly DrawnResource[])[]) {}

  /** The parts that are boxes when no more fit. */
  open(limit: number): readonly Part[] {
    const whole = this.stacks.map((resources, stack) =>
      this.#part(stack, "stack", [...resources.keys()], "everything"),
    );
    const stacks = whole.sort(byGravity).slice(0, limit);
    // Every stack gets a share of the room first, so that none stays closed because another one is large.
    const share = Math.max(1, Math.floor(limit / Math.max(1, stacks.length)));
    const closed = new Set(
      stacks.flatMap((stack) => {
        const inner = this.#inside(stack, share);
        return inner.length > share || inner.length === 0 ? [stack] : inner;
      }),
    );
    const open: Part[] = [];
    let count = closed.size;
    while (closed.size > 0) {
      const [part] = [...closed].sort(byGravity);
      if (part === undefined) break;
      closed.delete(part);
      const room = limit - count + 1;
      const inner = this.#inside(part, room);
      if (inner.length <= 1 || inner.length > room) {
        open.push(part);
        continue;
      }
      count += inner.length - 1;
      for (const one of inner) closed.add(one);
    }
    return open;
  }

  /** What a part is opened into; for a stack never more than there is room for. */
  #inside(part: Part, room: number): readonly Part[] {
    if (part.changed === 0 || part.kind === "rest" || part.resources.length === 1) return [];
    const keyOf = (one: number) => this.#resource(part.stack, one).places[part.depth]?.key ?? `\u0000${one}`;
    const inner = [...grouped(part.resources, keyOf).values()]
      .map((resources) => this.#part(part.stack, "place", resources))
      .sort(byGravity);
    const changed = inner.filter((one) => one.changed > 0);
    const beside = inner.filter((one) => one.changed === 0);
    const neighbours = beside.length > MOST_NEIGHBOURS ? [this.#rest(part, "next to them", beside)] : beside;
    const all = [...changed, ...neighbours];
    if (part.kind !== "stack" || all.length <= room || room < 2) return all;
    const kept = changed.slice(0, room - 1);
    return [...kept, this.#rest(part, "the rest", [...changed.slice(kept.length), ...beside])];
  }

  #rest({ stack, kind, label }: Part, what: string, parts: readonly Part[]): Part {
    const resources = parts.flatMap((part) => part.resources);
    return this.#part(stack, "rest", resources, kind === "stack" ? what : `${label}: ${what}`);
  }

  #part(stack: number, kind: Part["kind"], resources: readonly number[], label?: string): Part {
    const ways = resources.map((one) => this.#resource(stack, one).places);
    const [first = []] = ways;
    const forks = first.findIndex(({ key }, at) => ways.some((way) => way[at]?.key !== key));
    const depth = forks === -1 ? first.length : forks;
    const states = resources.map((one) => this.#resource(stack, one).state);
    const changed = states.filter((state) => !isBeside(state)).length;
    return {
      stack,
      kind,
      label: label ?? first[depth - 1]?.label ?? "",
      resources,
      depth,
      state: gravest(states),
      changed,
    };
  }

  #resource(stack: number, at: number): DrawnResource {
    const found = this.stacks[stack]?.[at];
    if (found === undefined) throw new Error("parts are made of the stack's own resources");
    return found;
  }
}

/** Whether something is drawn only because it stands next to what changes. */
function isBeside(state: State): boolean {
  return state === "minor" || state === "unchanged";
}

function gravest(states: readonly State[]): State {
  return STATES.find((state) => states.includes(state)) ?? "unchanged";
}

/** The gravest first; of these the one in which most changes. */
function byGravity(a: Part, b: Part): number {
  return (
    STATES.indexOf(a.state) - STATES.indexOf(b.state) ||
    b.changed - a.changed ||
    a.stack - b.stack ||
    (a.label < b.label ? -1 : a.label > b.label ? 1 : 0)
  );
}

function drawnStack(stack: string, drawing: Drawing, parts: readonly Part[], most: number): DrawnStack {
  const ordered = [...parts].sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
  const boxOf = new Map<number, number>();
  for (const [at, { resources }] of ordered.entries()) for (const one of resources) boxOf.set(one, at);
  const arrows = new Map<string, readonly [string, string]>();
  for (const [from, to] of drawing.references) {
    const [start, end] = [boxOf.get(from), boxOf.get(to)];
    if (start === undefined || end === undefined || start === end) continue;
    arrows.set(`${start} ${end}`, [`${start}`, `${end}`]);
  }
  const all = [...arrows.values()].sort(([a, b], [c, d]) => Number(a) - Number(c) || Number(b) - Number(d));
  return {
    stack,
    boxes: ordered.map((part, at) => box(part, String(at), drawing.resources)),
    arrows: all.slice(0, most),
    arrowsLeftOut: Math.max(0, all.length - most),
  };
}

function box({ label, state, resources }: Part, id: string, all: readonly DrawnResource[]): Box {
  const counts: Partial<Record<State, number>> = {};
  for (const at of resources) {
    const own = all[at]?.state ?? "unchanged";
    counts[own] = (counts[own] ?? 0) + 1;
  }
  const [only] = resources;
  const type = resources.length === 1 && only !== undefined ? all[only]?.type : undefined;
  return { id, label, state, counts, ...(type === undefined ? {} : { type }) };
}

function leftOut(drawings: readonly NamedDrawing[], stacks: readonly DrawnStack[]): readonly string[] {
  const minor = drawings.reduce((sum, { drawing }) => sum + drawing.minor, 0);
  const gone = stacks.filter(({ boxes }) => boxes.length === 0).map(({ stack }) => stack);
  const arrows = stacks.reduce((sum, { arrowsLeftOut }) => sum + arrowsLeftOut, 0);
  return [
    ...(minor > 0 ? [`${minor} with changed tags or values known after the apply only are not drawn`] : []),
    ...(gone.length > 0 ? [`stacks without room: ${gone.join(", ")}`] : []),
    ...(arrows > 0 ? [`${arrows} arrows are left out`] : []),
  ];
}
