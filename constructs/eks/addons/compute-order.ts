import { Lazy, type TerraformResource } from "cdktf";
import { addressOf } from "../../core/names/address";

/** When something of a cluster is made: before its compute, as compute, or after it. */
type Phase = "before" | "compute" | "after";

/** The phase that a phase waits for. */
const WAITS_FOR = { compute: "before", after: "compute" } as const;

/**
 * The order in which a cluster comes up: add-ons that nodes need to join, then compute (node groups, Auto Scaling groups, Fargate
 * profiles), then add-ons whose pods need something to run on. Terraform destroys in the opposite order, so that the CNI is there
 * until the last node has gone and has given back its network interfaces.
 *
 * The edges are `depends_on` in the JSON, whatever the order in which resources are registered.
 */
export class ComputeOrder {
  readonly #members: Readonly<Record<Phase, Set<TerraformResource>>> = {
    before: new Set(),
    compute: new Set(),
    after: new Set(),
  };

  /** What compute waits for: vpc-cni, kube-proxy, the Pod Identity agent. */
  get before(): readonly TerraformResource[] {
    return sorted(this.#members.before);
  }

  /** What pods run on: node groups, Auto Scaling groups, Fargate profiles. */
  get compute(): readonly TerraformResource[] {
    return sorted(this.#members.compute);
  }

  /** What waits for compute: CoreDNS, CSI drivers and all other add-ons. */
  get after(): readonly TerraformResource[] {
    return sorted(this.#members.after);
  }

  /** Makes every compute resource wait for this one. */
  registerBefore(resource: TerraformResource): void {
    this.#members.before.add(resource);
  }

  /** Makes this resource wait for everything before compute. Set its own `dependsOn` first: it is kept. */
  registerCompute(resource: TerraformResource): void {
    this.#register("compute", resource);
  }

  /** Makes this resource wait for every compute resource. Set its own `dependsOn` first: it is kept. */
  registerAfter(resource: TerraformResource): void {
    this.#register("after", resource);
  }

  #register(phase: "compute" | "after", resource: TerraformResource): void {
    if (this.#members[phase].has(resource)) return;
    this.#members[phase].add(resource);
    const own = resource.dependsOn ?? [];
    // What is registered later counts as well.
    resource.dependsOn = Lazy.listValue({
      produce: (context) => {
        const declared: string[] = context.resolve(own) ?? [];
        const addresses = new Set([...declared, ...sorted(this.#members[WAITS_FOR[phase]]).map(addressOf)]);
        return addresses.size > 0 ? [...addresses].sort() : undefined;
      },
    });
  }
}

function sorted(resources: ReadonlySet<TerraformResource>): TerraformResource[] {
  return [...resources].sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));
}
