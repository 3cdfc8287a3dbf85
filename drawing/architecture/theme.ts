import { stackOfSection } from "../../config/sections";
import { STACKS } from "../../stacks/registry";

/** Colours of the pictures: strong ones for lines and labels, pale ones for areas. */
export const COLORS = {
  text: "#1f2937",
  muted: "#57606a",
  actor: "#374151",
  region: "#8c959f",
  network: "#1d4ed8",
  access: "#c2410c",
  buckets: "#a16207",
  dns: "#0e7490",
  servers: "#4d7c0f",
  state: "#6d28d9",
  edge: "#be185d",
  ecs: "#0f766e",
  eks: "#4d7c0f",
  eksAddons: "#854d0e",
  delivery: "#9f1239",
  other: "#475569",
} as const;

/** Areas of the tiers by kind. */
export const TIER_FILLS = {
  public: { fill: "#e9f7ec", stroke: "#7cc391" },
  private: { fill: "#e8f0fd", stroke: "#8fb2ef" },
  isolated: { fill: "#f1f2f4", stroke: "#b3bac3" },
} as const;

const STACK_COLORS: Readonly<Record<string, string>> = {
  network: COLORS.network,
  access: COLORS.access,
  buckets: COLORS.buckets,
  dns: COLORS.dns,
  servers: COLORS.servers,
  state: COLORS.state,
  edge: COLORS.edge,
  ecs: COLORS.ecs,
  eks: COLORS.eks,
  "eks-addons": COLORS.eksAddons,
  delivery: COLORS.delivery,
};

/** Colours of stacks that have none in the table: a stack of one's own gets one by itself. */
const MORE_COLORS = ["#0369a1", "#a21caf", "#047857", "#b45309", "#4338ca", "#b91c1c", "#365314", "#86198f"] as const;

/**
 * The colour of a stack, by its name without the environment.
 *
 * @param registered sections in the order of the registry, which new ones join at its end, so that no other changes its colour
 */
export function stackColor(
  stack: string,
  registered: readonly string[] = STACKS.map(({ section }) => section),
): string {
  const known = STACK_COLORS[stack];
  if (known) return known;
  const others = registered.map(stackOfSection).filter((name) => !STACK_COLORS[name]);
  return MORE_COLORS[others.indexOf(stack) % MORE_COLORS.length] ?? COLORS.other;
}
