/** Parts of a plan's JSON that a review reads; the rest has versions, times and settings of the provider. */
const KEPT = ["format_version", "terraform_version", "resource_changes", "resource_drift", "output_changes", "errored"];

/** A plan without what no review reads. */
export function keptOf(
  plan: Readonly<Record<string, unknown>> & { readonly configuration?: { readonly root_module?: unknown } },
): Readonly<Record<string, unknown>> {
  const kept = Object.fromEntries(KEPT.filter((key) => key in plan).map((key) => [key, plan[key]]));
  return { ...kept, configuration: { root_module: plan.configuration?.root_module } };
}
