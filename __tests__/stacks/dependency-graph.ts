import type { StackJson } from "./stack-json";

/** The addresses that each resource of a stack needs: those it waits for and those whose attributes it takes. */
export type DependencyGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** Reads what Terraform would see as the graph of a stack's resources. */
export function dependencyGraph({ resource }: StackJson): DependencyGraph {
  const blocks = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, attributes]) => [`${type}.${name}`, attributes] as const),
  );
  const known = new Set<string>(blocks.map(([address]) => address));
  return new Map(
    blocks.map(([address, { "//": _, ...attributes }]) => {
      const mentioned = JSON.stringify(attributes).matchAll(/(?<![\w.])(?:aws|helm)_\w+\.[\w-]+/g);
      const needed = [...mentioned].map(([needs]) => needs).filter((needs) => known.has(needs) && needs !== address);
      return [address, new Set(needed)];
    }),
  );
}

/** The addresses of a circle in the graph, from one of them back to it; nothing when there is none. */
export function circleIn(graph: DependencyGraph): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (address: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(address)) return [...path.slice(path.indexOf(address)), address];
    if (done.has(address)) return undefined;
    for (const needed of graph.get(address) ?? []) {
      const circle = visit(needed, [...path, address]);
      if (circle) return circle;
    }
    done.add(address);
    return undefined;
  };
  for (const address of graph.keys()) {
    const circle = visit(address, []);
    if (circle) return circle;
  }
  return undefined;
}
