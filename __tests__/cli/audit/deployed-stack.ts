import type { DeployedStack } from "../../../cli/audit/deployed-resources";

/** A resource by its address: its construct, and the attributes of its instances with their keys. */
interface Made {
  readonly path?: string;
  readonly instances: readonly { readonly key?: string; readonly id: string; readonly [name: string]: unknown }[];
}

/** A stack with what synth wrote of it and what its state holds. */
export function deployedStack(name: string, made: Readonly<Record<string, Made>>): DeployedStack {
  const resource: Record<string, Record<string, unknown>> = {};
  const resources = Object.entries(made).map(([address, { path, instances }]) => {
    const [type = "", label = ""] = address.split(".");
    resource[type] = {
      ...resource[type],
      [label]: path === undefined ? {} : { "//": { metadata: { path: `${name}/${path}` } } },
    };
    return {
      mode: "managed",
      type,
      name: label,
      instances: instances.map(({ key, ...attributes }) => ({ ...(key ? { index_key: key } : {}), attributes })),
    };
  });
  return { name, json: { resource }, state: { lineage: "audit", serial: 1, resources } };
}
