import { constructPaths } from "../../review";
import { isRecord } from "../../review/values/values";
import type { StateFile } from "../../runner/terraform/state-file";

/** A stack as it is deployed. */
export interface DeployedStack {
  readonly name: string;
  /** What synth wrote. */
  readonly json: unknown;
  readonly state: StateFile;
}

/** A resource that a stack has made. */
export interface DeployedResource {
  /** Stack and construct, or stack and address for what has no construct. */
  readonly place: string;
  readonly stack: string;
  readonly address: string;
}

/** What stacks have made, to be found by the names that scanners use. */
export class DeployedResources {
  readonly #byAddress = new Map<string, DeployedResource>();
  /** By stack and label, the last part of an address; those of several are none's. */
  readonly #byLabel = new Map<string, DeployedResource | undefined>();
  readonly #byArn = new Map<string, DeployedResource>();
  /** By what AWS names it besides its ARN: an id, and ids of what is part of it. */
  readonly #byId = new Map<string, DeployedResource>();

  constructor(stacks: readonly DeployedStack[]) {
    for (const { name, json, state } of stacks) {
      const paths = constructPaths(json);
      for (const { type, name: label, instances } of state.resources.filter(({ mode }) => mode === "managed")) {
        const plain = `${type}.${label}`;
        const construct = paths.get(plain);
        for (const { index_key: key, attributes } of instances) {
          const address = key === undefined ? plain : `${plain}[${JSON.stringify(key)}]`;
          this.#add({ place: `${name}/${construct ?? address}`, stack: name, address }, attributes);
        }
        const [named, place] = [`${name}/${label}`, `${name}/${construct ?? plain}`];
        this.#byLabel.set(named, this.#byLabel.has(named) ? undefined : { place, stack: name, address: plain });
      }
    }
  }

  /** What synth wrote at an address of a stack; what is not deployed has its address as its place. */
  at(stack: string, address: string): DeployedResource {
    const key = `${stack}/${address}`;
    // Of some resources checkov (3.3.30) writes the word in place of their type.
    const [, label] = /^resource\.([^.]+)$/.exec(address) ?? [];
    const found =
      this.#byAddress.get(key) ?? (label === undefined ? undefined : this.#byLabel.get(`${stack}/${label}`));
    return found ?? { place: key, stack, address };
  }

  /**
   * The resource of an ARN or an id.
   *
   * @returns undefined if no stack has made it
   */
  find(name: string): DeployedResource | undefined {
    return this.#byArn.get(asKept(name)) ?? this.#byId.get(idIn(name));
  }

  #add(resource: DeployedResource, attributes: Attributes): void {
    this.#byAddress.set(`${resource.stack}/${resource.address}`, resource);
    const { arn, id } = attributes;
    const isNamed = typeof arn === "string";
    if (isNamed) setFirst(this.#byArn, asKept(arn), resource);
    for (const one of [id, ...partsOf(attributes)]) {
      if (typeof one !== "string" || !isUnique(one)) continue;
      // Settings of a resource, as the policy of an endpoint, have its id and no ARN.
      if (isNamed) this.#byId.set(one, resource);
      else setFirst(this.#byId, one, resource);
    }
  }
}

type Attributes = Readonly<Record<string, unknown>>;

/** Volumes and the network interface of an instance, which AWS makes with it. */
function partsOf(attributes: Attributes): readonly unknown[] {
  const devices = [attributes.root_block_device, attributes.ebs_block_device]
    .flatMap((list): unknown[] => (Array.isArray(list) ? list : []))
    .filter(isRecord);
  return [...devices.map((device) => device.volume_id), attributes.primary_network_interface_id];
}

/**
 * An ARN in one form: CloudWatch Logs writes that of a log group with `:*` behind it in some places, and prowler (5.46) that of an API without
 * the slash before `apis`.
 */
function asKept(arn: string): string {
  return arn.replace(/:\*$/, "").replace(/^(arn:[\w-]+:apigateway:[\w-]*::)(?=apis\/)/, "$1/");
}

/** The id at the end of an ARN: `arn:aws:ec2:…:security-group/sg-1` is `sg-1`. An id is itself. */
function idIn(name: string): string {
  return /[^/:]*$/.exec(name)?.[0] ?? name;
}

/** Whether an id is one that AWS draws, as `sg-0123456789abcdef0`: names are the same in different services. */
function isUnique(id: string): boolean {
  return /^[a-z]+-[0-9a-f]{8,}$/.test(id);
}

function setFirst<K, V>(map: Map<K, V>, key: K, value: V): void {
  if (!map.has(key)) map.set(key, value);
}
