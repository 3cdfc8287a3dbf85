import { Fn, type IResolvable, TerraformResource, type TerraformStack, Tokenization } from "cdktf";
import { hasTags, type TagValues, tagsAround } from "./tags";

/** AWS changes no tag of one that is in use (Amazon CloudFront Developer Guide, "Restrict access with VPC origins", as of 2026-11). */
const FIXED: ReadonlySet<string> = new Set(["aws_cloudfront_vpc_origin"]);

type GivenTags = TagValues | IResolvable | undefined;

interface TagSpecification {
  readonly resourceType?: string;
  readonly tags?: GivenTags;
}

interface GroupTag {
  readonly key: string;
  readonly value: string;
  readonly propagateAtLaunch: boolean | IResolvable;
}

/** A resource of the bindings, as far as it has tags. */
interface Taggable {
  readonly tagsInput?: GivenTags;
  tags?: GivenTags;
  readonly volumeTagsInput?: GivenTags;
  volumeTags?: GivenTags;
  readonly tagSpecificationsInput?: readonly TagSpecification[] | IResolvable;
  putTagSpecifications?(value: readonly TagSpecification[]): void;
  readonly tagInput?: readonly GroupTag[] | IResolvable;
  putTag?(value: readonly GroupTag[]): void;
}

/**
 * Writes the tags that constructs were given (`Tags.of`) into the resources of a stack. Twice is the same as once.
 *
 * @param defaults tags that the provider gives to every resource of the stack; where constructs write them by hand, a construct's tag of
 *   the same key takes their place
 */
export function writeTags(stack: TerraformStack, defaults: TagValues): void {
  if (!hasTags(stack.node.root)) return;
  for (const resource of stack.node.findAll()) {
    if (!TerraformResource.isTerraformResource(resource) || FIXED.has(resource.terraformResourceType)) continue;
    const around = tagsAround(resource);
    if (Object.keys(around).length > 0) writeInto(resource as unknown as Taggable, around, defaults);
  }
}

function writeInto(resource: Taggable, around: TagValues, defaults: TagValues): void {
  if ("tagsInput" in resource) resource.tags = merged(around, resource.tagsInput);
  if (resource.volumeTagsInput !== undefined) {
    resource.volumeTags = replacing(defaults, around, resource.volumeTagsInput);
  }
  const specifications = resource.tagSpecificationsInput;
  if (isList(specifications)) {
    const all = specifications.map((one) => ({ ...one, tags: replacing(defaults, around, one.tags) }));
    resource.putTagSpecifications?.(all);
  }
  const { tagInput } = resource;
  if (resource.putTag && (tagInput === undefined || isList(tagInput))) {
    resource.putTag(groupTags(defaults, around, tagInput ?? []));
  }
}

/** What a resource says itself stays. */
function merged(around: TagValues, own: GivenTags): GivenTags {
  if (own === undefined) return around;
  return isPlain(own) ? { ...around, ...own } : Fn.merge([around, own]);
}

/** As {@link merged}, but for default tags that were written by hand. */
function replacing(defaults: TagValues, around: TagValues, own: GivenTags): GivenTags {
  if (own === undefined || !isPlain(own)) return merged(around, own);
  const said = Object.entries(own).filter(([key, value]) => defaults[key] !== value);
  return { ...own, ...around, ...Object.fromEntries(said) };
}

/** Instances get them too, of which no launch template may say so. */
function groupTags(defaults: TagValues, around: TagValues, own: readonly GroupTag[]): readonly GroupTag[] {
  const said = own.filter(({ key, value }) => !(key in around && defaults[key] === value));
  const keys = new Set(said.map(({ key }) => key));
  const added = Object.entries(around).filter(([key]) => !keys.has(key));
  return [...said, ...added.map(([key, value]) => ({ key, value, propagateAtLaunch: true }))];
}

function isPlain(tags: TagValues | IResolvable): tags is TagValues {
  return !Tokenization.isResolvable(tags) && typeof tags === "object";
}

function isList<T>(value: readonly T[] | IResolvable | undefined): value is readonly T[] {
  return Array.isArray(value);
}
