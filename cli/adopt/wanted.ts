import * as fs from "node:fs";
import * as path from "node:path";
import type { SynthesizedStack } from "../../runner/stacks/stacks";
import type { Wanted } from "./found.types";

type Resources = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

/** The resources of synthesized stacks of one environment, in the order in which they were made. */
export function wantedIn(stacks: readonly SynthesizedStack[]): readonly Wanted[] {
  return stacks.flatMap(({ name, environment, folder }) => {
    const json = JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8")) as { resource?: Resources };
    return Object.entries(json.resource ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).map(([id, { "//": comment, ...attributes }]) => {
        const { path: full = "" } = (comment as { metadata?: { path?: string } } | undefined)?.metadata ?? {};
        return {
          path: `${name.slice(environment.length + 1)}${full.slice(name.length)}`,
          type,
          address: `${type}.${id}`,
          stack: name,
          attributes,
        };
      }),
    );
  });
}
