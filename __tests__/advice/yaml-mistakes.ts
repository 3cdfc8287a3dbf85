import type { Problem } from "../../constructs/core/errors";
import { clusterWith } from "../config/support/cluster";
import { problemsIn } from "../config/support/config-folder";
import { habitsWith } from "../config/support/habits";
import { buildShop, shopWith } from "../config/support/shop";
import { tablesOf } from "./captured-cases";

type Edits = Parameters<typeof shopWith>[0];

/** A mistake of one of the tables of the configuration's tests, with what is told. */
export interface Mistake {
  readonly mistake: string;
  readonly files: Readonly<Record<string, string>>;
  readonly told: readonly Problem[];
  /** The same with more edits; absent where the mistake is no edits of one environment. */
  readonly editedBy?: (more: Edits) => string;
  /** The edits that make the mistake; none where whole files do. */
  readonly edits: Edits;
}

/** The tables of mistakes, and the environment that their edits are made in. */
const TABLES: Readonly<Record<string, (edits: Edits) => string>> = {
  edge: shopWith,
  exemption: shopWith,
  file: shopWith,
  habits: habitsWith,
  "located-ecs": shopWith,
  "located-servers": shopWith,
  "located-uses": shopWith,
  "located-edge": shopWith,
  "located-listeners": shopWith,
  "located-network-listeners": shopWith,
  "located-eks-compute": clusterWith,
  "located-classes": clusterWith,
  "located-eks": clusterWith,
  value: shopWith,
};

/** Every mistake of the tables. */
export function mistakes(): readonly Mistake[] {
  return Object.entries(TABLES).flatMap(([name, environmentWith]) =>
    tablesOf(() => require(`../config/mistakes/${name}.test`))
      .flat()
      .map((row) => {
        const { mistake, files: given, edits = [] } = row as Partial<Mistake> & { readonly edits?: Edits };
        const editedBy = (more: Edits) => environmentWith([...edits, ...more]);
        const files = given ?? { dev: editedBy([]) };
        return {
          mistake: `${name}: ${mistake}`,
          ...{ files, edits },
          ...(given ? {} : { editedBy }),
          // Stacks are made for it: only where somebody asks.
          get told() {
            return toldOf(files);
          },
        };
      }),
  );
}

/** What has been told, by files. */
const known = new Map<string, readonly Problem[]>();

/** What is told of files. They are looked at once: one mistake stands beside many others, and ways out of several begin or end alike. */
export function toldOf(files: Mistake["files"]): readonly Problem[] {
  const key = JSON.stringify(files);
  const told = known.get(key) ?? problemsIn(() => buildShop(files));
  known.set(key, told);
  return told;
}
