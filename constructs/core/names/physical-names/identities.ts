import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type TerraformResource, type TerraformStack, Token } from "cdktf";
import { partitionOf } from "../../../aws/regions";
import type { AttributeReader } from "./attribute-reader";
import { NAMED_RESOURCES, type NamedResource } from "./named-resources";

/** A name of a resource, with the account and region that it is for. */
export interface Identity {
  /** Type, place and name, as AWS compares them. The parent is not part of it. */
  readonly key: string;
  /** The name, for people. */
  readonly name: string;
  readonly kind: NamedResource;
}

/** Finds out under which names, and for which parents, AWS knows resources. */
export class Identities {
  readonly #providers = new Map<TerraformStack, AwsProvider | undefined>();

  constructor(private readonly reader: AttributeReader) {}

  /** The names of a resource: none when AWS or the provider makes it, several for a list of host names. */
  namesOf(resource: TerraformResource): readonly Identity[] {
    const kind = NAMED_RESOURCES[resource.terraformResourceType];
    // A resource that stands for several has its names from Terraform's own expressions.
    if (!kind || resource.count !== undefined || resource.forEach !== undefined) return [];
    const names = this.reader.read(resource, kind.name);
    if (names.length === 0) return [];
    const place = this.#placeOf(resource, kind.within ?? "region");
    return names.map((name) => {
      const compared = kind.ignoresCase ? name.toLowerCase() : name;
      return { key: [resource.terraformResourceType, ...place, compared].join("\0"), name, kind };
    });
  }

  /** The parents that the name of a resource is for; one empty text where its kind has none. */
  parentsOf(resource: TerraformResource, kind: NamedResource): readonly string[] {
    const byAttribute = (kind.of ?? []).map((attribute) => this.reader.read(resource, attribute).map(lastOfArn));
    if (kind.onlyWithParent) return byAttribute.flat();
    return [byAttribute.map((texts) => texts.join(",")).join(" ")];
  }

  /** Partition, account and region, as far as names of the kind are told apart by them. */
  #placeOf(resource: TerraformResource, within: NamedResource["within"]): readonly string[] {
    if (within === "stack") return [resource.cdktfStack.node.path];
    const provider = this.#providerOf(resource);
    const { regionInput } = resource as unknown as { readonly regionInput?: string };
    const region = literal(regionInput) ?? literal(provider?.regionInput) ?? "";
    const partition = partitionOf(region);
    if (within === "world") return [partition];
    // What is not known to be the same account is compared within its stack only.
    const account = literal(provider?.allowedAccountIdsInput?.[0]) ?? resource.cdktfStack.node.path;
    return within === "account" ? [partition, account] : [partition, account, region];
  }

  /** The provider that a resource is made with: its own, or the stack's. */
  #providerOf(resource: TerraformResource): AwsProvider | undefined {
    if (resource.provider instanceof AwsProvider) return resource.provider;
    const stack = resource.cdktfStack;
    if (!this.#providers.has(stack)) this.#providers.set(stack, defaultProviderOf(stack));
    return this.#providers.get(stack);
  }
}

function defaultProviderOf(stack: TerraformStack): AwsProvider | undefined {
  const providers = stack.node.children.filter((child) => child instanceof AwsProvider);
  return providers.find(({ alias }) => alias === undefined);
}

/** Clusters and the like are given by name or by ARN. */
function lastOfArn(text: string): string {
  return text.startsWith("arn:") ? (text.split("/").at(-1) ?? text) : text;
}

function literal(text: string | undefined): string | undefined {
  return text === undefined || Token.isUnresolved(text) ? undefined : text;
}
