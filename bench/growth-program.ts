import { loadEnvironments } from "../config/load";
import { createApplication } from "../stacks/application";
import { synthesize } from "../stacks/synthesize";

/**
 * Synthesizes the stacks of every environment several times over, under names of their own: an application that many times as
 * large. Argument: how many times.
 */
function main(): void {
  const times = Number(process.argv[2]);
  const outdir = process.env.CDKTF_OUTDIR ?? "cdktf.out";
  const environments = loadEnvironments("config");
  const copies = Array.from({ length: times }, (_, copy) =>
    environments.map((spec, index) => ({
      ...spec,
      environment: { ...spec.environment, name: `e${copy}-${index}` },
    })),
  );
  synthesize(outdir, (staging) => createApplication(copies.flat(), { outdir: staging }));
}

main();
