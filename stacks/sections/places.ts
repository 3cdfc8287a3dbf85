/**
 * How a property of a construct is called in the configuration: what fits `<construct path below the stack> › <property>`, and in its place
 * the path below the stack's section, with the groups of the expression: `[/^database › engineVersion$/, "version"]`.
 */
export type Place = readonly [construct: RegExp, configured: string];

/**
 * The places of constructs of which the section has several by name: `named("tables/", "tables")` tells `tables/visits › billing` as
 * `tables.visits.billing`. A name that is refused is told at its key.
 *
 * @param construct how the paths of their constructs begin; the name follows
 * @param configured the path below the section that holds them by name
 */
export function named(construct: string, configured: string): readonly Place[] {
  const begin = literal(construct);
  return [
    [new RegExp(`^${begin}([^/ ]+)[^›]* › name$`), `${configured}.$1`],
    [new RegExp(`^${begin}([^/ ]+)[^›]* › (.*)$`), `${configured}.$1.$2`],
    [new RegExp(`^${begin}([^/ ]+)[^›]*$`), `${configured}.$1`],
  ];
}

/**
 * The places of a construct that there is one of, and of everything inside it: `single("database", "primary")` tells
 * `database › storageGiB` as `primary.storageGiB`.
 *
 * @param construct how the paths begin
 * @param configured the path below the section that it is made from
 */
export function single(construct: string, configured: string): readonly Place[] {
  const begin = literal(construct);
  return [
    [new RegExp(`^${begin}[^›]* › (.*)$`), `${configured}.$1`],
    [new RegExp(`^${begin}[^›]*$`), configured],
  ];
}

/**
 * What the configuration calls a property of a construct. The first place that fits counts.
 *
 * @param construct path of the construct below the stack; empty for the stack
 * @param property the property that a problem names; may be empty
 * @returns the property below the stack's section: `services.web.cpu`; nothing where no place fits a construct of the stack, whose properties
 *   may have other names there or none
 */
export function configuredAt(places: readonly Place[], construct: string, property: string): string | undefined {
  const told = [construct, property].filter(Boolean).join(" › ");
  for (const [pattern, configured] of places) {
    if (pattern.test(told)) return told.replace(pattern, configured);
  }
  return construct === "" ? property : undefined;
}

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
