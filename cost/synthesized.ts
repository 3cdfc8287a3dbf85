import {
  type CostResource,
  joined,
  type LooseResource,
  ownRegion,
  regionName,
  textOf,
  textsIn,
  type Values,
} from "./resources";

/**
 * The resources of a stack's synthesized JSON (`cdk.tf.json`), with their regions, their constructs, and what they refer to. A resource
 * with `count` is there so many times, and one with `for_each` as often as it has keys; where they are not known, once.
 */
export function synthesizedResources(json: unknown): readonly CostResource[] {
  const { resource, provider } = record(json);
  const regions = providerRegions(provider);
  const loose = Object.entries(record(resource)).flatMap(([type, byName]) =>
    Object.entries(record(byName)).flatMap(([name, body]) => instancesOf(type, name, record(body), regions)),
  );
  return joined(loose, ({ values }, attribute) => textsIn(values[attribute]).flatMap(addressesIn));
}

function instancesOf(
  type: string,
  name: string,
  values: Values,
  regions: ReadonlyMap<string, string>,
): LooseResource[] {
  const { provider, count, for_each: each } = values;
  const region = ownRegion(values) ?? regions.get(typeof provider === "string" ? provider : "aws");
  const construct = constructOf(values);
  const one = (index: string): LooseResource => ({
    address: `${type}.${name}${index}`,
    type,
    values,
    ...(region === undefined ? {} : { region }),
    ...(construct === undefined ? {} : { construct }),
  });
  if (typeof count === "number") return Array.from({ length: count }, (_, at) => one(`[${at}]`));
  const keys = Array.isArray(each) ? each.map(String) : Object.keys(record(each));
  return typeof each === "object" && each !== null ? keys.map((key) => one(`[${JSON.stringify(key)}]`)) : [one("")];
}

/** Regions by provider: `aws`, and `aws.virginia` for an alias. */
function providerRegions(provider: unknown): ReadonlyMap<string, string> {
  const configurations = [record(provider).aws ?? []].flat().map(record);
  return new Map(
    configurations.flatMap((configuration) => {
      const region = regionName(configuration.region);
      const alias = textOf(configuration, "alias");
      return region === undefined ? [] : [[alias === undefined ? "aws" : `aws.${alias}`, region] as const];
    }),
  );
}

function constructOf(values: Values): string | undefined {
  const path = textOf(record(record(values["//"]).metadata), "path");
  return path?.split("/").slice(1).join("/");
}

/** Addresses in the expressions of a text: `${aws_launch_template.a.id}` has `aws_launch_template.a`. */
function addressesIn(text: string): string[] {
  return [...text.matchAll(/\b(?<!data\.)(aws_\w+\.[\w-]+)/g)].map(([, address = ""]) => address);
}

function record(value: unknown): Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Values) : {};
}
