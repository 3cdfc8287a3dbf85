import { TerraformResource, type TerraformStack } from "cdktf";
import { attributesOfImportId, type ImportId, importFormOf, importIdOf } from "../import-ids";
import { camelCase } from "../names/physical-names/attribute-reader";
import { referenceText } from "../texts/reference-text";
import type { AdoptedId } from "./adoption.types";

/** How often a reference may lead on to another one. */
const MOST_STEPS = 8;

/** An attribute of another resource: its address, and the attribute. */
const REFERENCE = /^([a-z]\w*\.[\w-]+)\.(\w+)$/;

/** What is known of a stack's resources before anything is read from AWS: what is configured, and what the ids of adopted ones say. */
export class KnownAttributes {
  readonly #byAddress: ReadonlyMap<string, TerraformResource>;

  /** @param ids ids of the resources that are adopted */
  constructor(
    stack: TerraformStack,
    private readonly ids: ReadonlyMap<TerraformResource, AdoptedId>,
  ) {
    this.#byAddress = new Map(resourcesIn(stack).map((resource) => [addressOf(resource), resource]));
  }

  /** The id by which a resource is taken over, composed of what is known. */
  composed(resource: TerraformResource): ImportId {
    return this.#composed(resource, 0);
  }

  #composed(resource: TerraformResource, steps: number): ImportId {
    const type = resource.terraformResourceType;
    const form = importFormOf(type);
    const parts = form && "parts" in form ? form.parts : [];
    const attributes = parts.flatMap(({ anyOf, owner }) =>
      anyOf.map((name) => [name, this.#value(resource, name, steps) ?? this.#ownerId(resource, owner, steps)] as const),
    );
    return importIdOf(type, Object.fromEntries(attributes));
  }

  #value(resource: TerraformResource, attribute: string, steps: number): unknown {
    if (steps > MOST_STEPS) return undefined;
    const raw = rawAttribute(resource, attribute);
    if (typeof raw === "number" || typeof raw === "boolean") return raw;
    if (typeof raw !== "string" || raw === "") return undefined;
    const text = referenceText(raw, resource);
    if (text === raw) return text;
    const [, address = "", named = ""] = REFERENCE.exec(text) ?? [];
    const target = this.#byAddress.get(address);
    if (target) return this.#ofTarget(target, named, steps + 1);
    // A text without references in it, such as one that is made when all is declared.
    return /^[a-z]\w*\.[\w-]+\./.test(text) || text.includes("${") ? undefined : text;
  }

  /** The id of the resource that an attribute refers to, whatever it takes of that. */
  #ownerId(resource: TerraformResource, attribute: string | undefined, steps: number): unknown {
    const raw = attribute === undefined ? undefined : rawAttribute(resource, attribute);
    const [, address = ""] = typeof raw === "string" ? (REFERENCE.exec(referenceText(raw, resource)) ?? []) : [];
    const owner = this.#byAddress.get(address);
    return owner && this.#ofTarget(owner, "id", steps + 1);
  }

  #ofTarget(target: TerraformResource, attribute: string, steps: number): unknown {
    const id = this.ids.get(target);
    const known = id === undefined ? undefined : this.#importIdOf(target, id, steps);
    if (known !== undefined) {
      const said = attributesOfImportId(target.terraformResourceType, known)[attribute];
      if (said !== undefined) return said;
    }
    return this.#value(target, attribute, steps);
  }

  #importIdOf(target: TerraformResource, id: AdoptedId, steps: number): string | undefined {
    if (id !== true) return id;
    const composed = this.#composed(target, steps);
    return composed.kind === "id" ? composed.id : undefined;
  }
}

/** The resources of a stack, in the order in which they were made. */
export function resourcesIn(stack: TerraformStack): readonly TerraformResource[] {
  return stack.node.findAll().filter((one): one is TerraformResource => TerraformResource.isTerraformResource(one));
}

/** Address of a resource in the state of its stack. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** An attribute as it is configured, by Terraform's name. */
export function rawAttribute(resource: TerraformResource, attribute: string): unknown {
  const { rawOverrides = {} } = resource as unknown as { readonly rawOverrides?: Readonly<Record<string, unknown>> };
  if (attribute in rawOverrides) return rawOverrides[attribute];
  const name = attribute === "id" ? "idInput" : `${camelCase(attribute)}Input`;
  return (resource as unknown as Readonly<Record<string, unknown>>)[name];
}
