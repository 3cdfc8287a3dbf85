/** A resource whose cost is asked for, whether it comes from a plan or from synthesized JSON. */
export interface CostResource {
  /** `module.a.aws_nat_gateway.b[0]` */
  readonly address: string;
  /** `aws_nat_gateway` */
  readonly type: string;
  /** Attributes. Blocks are records or lists of records; what is known after the apply only is a symbol or holds `${`. */
  readonly values: Values;
  /**
   * Region that it lies in.
   *
   * @default - not known
   */
  readonly region?: string;
  /**
   * Path of the construct that makes it, without the stack.
   *
   * @default - none
   */
  readonly construct?: string;
  /** The resource that an attribute of this one refers to, if it is there. */
  readonly referred: (attribute: string) => CostResource | undefined;
}

/** Attributes of a resource. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether a value is there and not known before the apply. */
export function isUnknown(value: unknown): boolean {
  return typeof value === "symbol" || (typeof value === "string" && value.includes("${"));
}

/** A text; undefined where it is missing, empty or not known. */
export function textOf(values: Values, attribute: string): string | undefined {
  const value = values[attribute];
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

/** A number that is not negative, also one that is written as a text; undefined where it is missing or not known. */
export function numberOf(values: Values, attribute: string): number | undefined {
  const value = values[attribute];
  const number = typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** Blocks of a name; a single one may stand alone. What is null or not known is none. */
export function blocksOf(values: Values, name: string): readonly Values[] {
  return [values[name]].flat().filter((one): one is Values => typeof one === "object" && one !== null);
}

/** Length of a list; undefined where the list is missing or not known. */
export function lengthOf(values: Values, attribute: string): number | undefined {
  const value = values[attribute];
  return Array.isArray(value) ? value.length : undefined;
}

/** A value that can be the name of a region, or undefined. */
export function regionName(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z]{2,8}(?:-[a-z]{2,12}){1,3}-\d{1,2}$/.test(value) ? value : undefined;
}

/** The region in which a resource lies by its own attributes: `region` of provider 6, its ARN, or its zone. */
export function ownRegion(values: Values): string | undefined {
  const [, , , inArn] = (textOf(values, "arn") ?? "").split(":");
  const zone = textOf(values, "availability_zone") ?? "";
  return regionName(values.region) ?? regionName(inArn) ?? regionName(zone.replace(/[a-z]$/, ""));
}

/** Addresses of one configured resource and an index: `aws_x.y` and `["a"]`. */
function isInstanceOf(address: string, configured: string): boolean {
  return address === configured || (address.startsWith(configured) && address[configured.length] === "[");
}

/** A resource before it is joined with the others. */
export type LooseResource = Omit<CostResource, "referred">;

/**
 * Joins resources with those that they refer to.
 *
 * @param configured addresses that an attribute refers to by its expression, without indexes
 */
export function joined(
  loose: readonly LooseResource[],
  configured: (resource: LooseResource, attribute: string) => readonly string[],
): readonly CostResource[] {
  const byIdentity = new Map<string, CostResource>();
  const all: CostResource[] = loose.map((resource) => ({
    ...resource,
    referred: (attribute) => {
      const addresses = configured(resource, attribute);
      const index = /\[[^[\]]*\]$/.exec(resource.address)?.[0] ?? "";
      const candidates = all.filter(({ address }) => addresses.some((one) => isInstanceOf(address, one)));
      return (
        candidates.find(({ address }) => index !== "" && address.endsWith(index)) ??
        candidates[0] ??
        textsIn(resource.values[attribute]).flatMap((text) => byIdentity.get(text) ?? [])[0]
      );
    },
  }));
  for (const resource of all) {
    for (const key of ["arn", "id"]) {
      const text = textOf(resource.values, key);
      if (text !== undefined && !byIdentity.has(text)) byIdentity.set(text, resource);
    }
  }
  return all;
}

/** Texts anywhere in a value. */
export function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
