import { loadEnvironments } from "../config/load";
import { createApplication } from "../stacks/application/application";
import type { EnvironmentSpec } from "../stacks/application/environment-spec";
import { synthesize } from "../stacks/application/synthesize";

const FIRST_ACCOUNT = 100_000_000_000;

/**
 * Synthesizes the stacks of every environment several times over, under names of their own: an application that many times as
 * large. Argument: how many times.
 */
function main(): void {
  const times = Number(process.argv[2]);
  const outdir = process.env.CDKTF_OUTDIR ?? "cdktf.out";
  const environments = loadEnvironments("config");
  const copies = Array.from({ length: times }, (_, copy) =>
    environments.map((spec, index) =>
      renamed(spec, `e${copy}-${index}`, String(FIRST_ACCOUNT + copy * environments.length + index)),
    ),
  );
  synthesize(outdir, (staging) => createApplication(copies.flat(), { outdir: staging }));
}

/** The environment under another name, in an account and under a domain of its own: two cannot have the same names and records. */
function renamed(spec: EnvironmentSpec, name: string, account: string): EnvironmentSpec {
  const domain = spec.edge?.domain?.name;
  const copy = { ...spec, environment: { ...spec.environment, name, account } };
  if (domain === undefined) return copy;
  const moved = JSON.parse(JSON.stringify({ edge: spec.edge, ecs: spec.ecs }).replaceAll(domain, `${name}.${domain}`));
  return { ...copy, ...moved };
}

main();
