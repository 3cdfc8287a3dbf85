import { locateProblems } from "../../../config/load";
import type { ResolvedEnvironment } from "../../../config/resolved-environment";
import { GroundplanError } from "../../../constructs/core/errors";
import { createApplication } from "../../../stacks/application/application";
import { originsIn } from "../../../stacks/application/configuration/origins";
import { DEV, load } from "./config-folder";

/** An environment with an edge and a service, without mistakes. */
export const SHOP = `${DEV}  nat: { mode: single }
edge:
  domain:
    name: example.com
  distribution: {}
ecs:
  repositories: [api]
  services:
    web:
      image: api:1.4.2
      cpu: 0.25 vCPU
      memory: 0.5 GB
      port: 8080
      expose:
        host: www.example.com
      scale: { min: 2, max: 4, targetCpu: 60 }
`;

/** A mistake as edits of {@link SHOP}, and what is told: code, path, message, found, expected, fix of every problem. */
export interface ShopCase {
  readonly mistake: string;
  readonly edits: readonly (readonly [piece: string, replacement: string])[];
  readonly problems: readonly (readonly string[])[];
}

/** {@link SHOP} with pieces of text replaced; the pieces must be there. */
export function shopWith(edits: ShopCase["edits"]): string {
  return edits.reduce((text, [piece, replacement]) => {
    if (!text.includes(piece)) throw new Error(`the environment has no ${piece}`);
    return text.replace(piece, replacement);
  }, SHOP);
}

/** Makes the stacks of the files' environments; problems are told at their places in the files. */
export function buildShop(files: Readonly<Record<string, string>>): void {
  const build = (environments: readonly ResolvedEnvironment[]) => {
    createApplication(environments, { outdir: "cdktf.out" });
  };
  const environments = load(files, {}, { stacks: build, originOf: originsIn() });
  try {
    build(environments);
  } catch (error) {
    throw error instanceof GroundplanError ? locateProblems(error, environments, originsIn()) : error;
  }
}
