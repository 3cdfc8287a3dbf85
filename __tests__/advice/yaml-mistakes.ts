import type { Problem } from "../../constructs/core/errors";
import { clusterWith } from "../config/cluster";
import { problemsIn } from "../config/config-folder";
import { buildShop, shopWith } from "../config/shop";
import { tablesOf } from "./captured-cases";

type Edits = Parameters<typeof shopWith>[0];

/** A mistake of one of the tables of the configuration's tests, with what is told. */
export interface Mistake {
  readonly mistake: string;
  readonly files: Readonly<Record<string, string>>;
  readonly told: readonly Problem[];
}

/** The tables of mistakes, and the environment that their edits are made in. */
const TABLES: Readonly<Record<string, (edits: Edits) => string>> = {
  "edge-mistakes": shopWith,
  "exemption-mistakes": shopWith,
  "file-mistakes": shopWith,
  "located-ecs-mistakes": shopWith,
  "located-edge-mistakes": shopWith,
  "located-eks-compute-mistakes": clusterWith,
  "located-eks-mistakes": clusterWith,
  "value-mistakes": shopWith,
};

/** Every mistake of the tables. */
export function mistakes(): readonly Mistake[] {
  return Object.entries(TABLES).flatMap(([name, environmentWith]) =>
    tablesOf(() => require(`../config/${name}.test`))
      .flat()
      .map((row) => {
        const { mistake, files: given, edits = [] } = row as Partial<Mistake> & { readonly edits?: Edits };
        const files = given ?? { dev: environmentWith(edits) };
        return { mistake: `${name}: ${mistake}`, files, told: problemsIn(() => buildShop(files)) };
      }),
  );
}
