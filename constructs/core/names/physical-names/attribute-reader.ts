import { TerraformResource, type TerraformStack } from "cdktf";
import type { Environment } from "../../environments/environment";
import { referenceText } from "../../texts/reference-text";
import { NAMED_RESOURCES } from "./named-resources";

/** How often a reference may lead to another one before it is left as it is. */
const MOST_STEPS = 5;

/**
 * Reads attributes of resources as texts that can be compared: literals as they stand; references followed to the literal that
 * they stand for, or else to the resource. The text of a token says nothing, it is another one at each read.
 */
export class AttributeReader {
  readonly #referable = new Map<TerraformStack, ReadonlyMap<string, TerraformResource>>();

  /** @param environmentOf the environment that a stack belongs to */
  constructor(private readonly environmentOf: (stack: TerraformStack) => Environment | undefined) {}

  /**
   * The texts of an attribute: none when it is left out, several for a list.
   *
   * @param path attribute as Terraform writes it, with `.` into a block: `vpc.vpc_id`
   */
  read(resource: TerraformResource, path: string): readonly string[] {
    const [attribute = "", ...below] = path.split(".");
    return this.#texts(below.reduce(pick, rawAttribute(resource, attribute)), resource, 0);
  }

  /**
   * As {@link read}, for each block that the path begins with by itself.
   *
   * @returns one list, where the path names an attribute and no block
   */
  readByBlock(resource: TerraformResource, path: string): readonly (readonly string[])[] {
    const [block = "", ...below] = path.split(".");
    if (below.length === 0) return [this.read(resource, path)];
    return [rawAttribute(resource, block)].flat().map((item) => this.#texts(below.reduce(pick, item), resource, 0));
  }

  #texts(value: unknown, from: TerraformResource, steps: number): readonly string[] {
    if (Array.isArray(value)) return value.flatMap((item) => this.#texts(item, from, steps));
    if (typeof value !== "string" || value === "") return [];
    const text = referenceText(value, from);
    return [text === value ? text : this.#follow(text, from, steps)];
  }

  /** Texts of references differ by their attribute (`.arn`, `.name`) and repeat in other stacks. */
  #follow(text: string, from: TerraformResource, steps: number): string {
    const stack = from.cdktfStack;
    const [, address = "", attribute = ""] = /^([a-z]\w*\.[\w-]+)\.(\w+)$/.exec(text) ?? [];
    const target = address && steps < MOST_STEPS ? this.#referableIn(stack).get(address) : undefined;
    if (target) return this.#meaning(target, attribute, steps + 1) ?? `${stack.node.path} ${address}`;
    // What is read from another stack's state is the same thing in every stack of the environment that reads it.
    const environment = text.startsWith("data.terraform_remote_state.") ? this.environmentOf(stack) : undefined;
    return `${environment ? `${environment.project}/${environment.name}` : stack.node.path} ${text}`;
  }

  /** The literal that an attribute of a resource stands for; its name for its ARN and id. */
  #meaning(target: TerraformResource, attribute: string, steps: number): string | undefined {
    const [literal] = this.#texts(rawAttribute(target, attribute), target, steps);
    if (literal !== undefined || !["arn", "id"].includes(attribute)) return literal;
    const named = NAMED_RESOURCES[target.terraformResourceType];
    return named && !named.of ? this.#texts(rawAttribute(target, named.name), target, steps)[0] : undefined;
  }

  #referableIn(stack: TerraformStack): ReadonlyMap<string, TerraformResource> {
    const known = this.#referable.get(stack) ?? referableIn(stack);
    this.#referable.set(stack, known);
    return known;
  }
}

/** What an attribute was set to, by the override where there is one. */
function rawAttribute(resource: TerraformResource, attribute: string): unknown {
  const { rawOverrides = {} } = resource as unknown as { readonly rawOverrides?: Readonly<Record<string, unknown>> };
  if (attribute in rawOverrides) return rawOverrides[attribute];
  return (resource as unknown as Readonly<Record<string, unknown>>)[`${camelCase(attribute)}Input`];
}

function pick(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => pick(item, key));
  if (typeof value !== "object" || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[camelCase(key)];
}

/** Resources by address. Whoever is referred to has been asked for its address; asking the others would fix it too early. */
function referableIn(stack: TerraformStack): ReadonlyMap<string, TerraformResource> {
  const resources = stack.node.findAll().filter((element) => TerraformResource.isTerraformResource(element));
  return new Map(
    resources
      .filter(
        (resource) => (resource as unknown as { readonly _friendlyUniqueId?: string })._friendlyUniqueId !== undefined,
      )
      .map((resource) => [`${resource.terraformResourceType}.${resource.friendlyUniqueId}`, resource]),
  );
}

/** An attribute as the bindings call it. */
export function camelCase(attribute: string): string {
  return attribute.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
