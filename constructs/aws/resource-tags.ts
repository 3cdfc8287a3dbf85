import { DefaultTokenResolver, StringConcat, type TerraformResource, Token, Tokenization } from "cdktf";
import { type Problem, Problems } from "../core/errors";
import { reservedTag, tagCharacters, tagTooLong, tagTwice } from "../core/tags/tag-problems";
import { PLAIN_TAG, TAG_LENGTHS, tagLimits } from "./tag-limits";

type Tags = Readonly<Record<string, string>>;

/** Tags that a resource gives to itself, or to what it makes. */
interface TagSet {
  /** The property that they stand in. */
  readonly property: string;
  readonly tags: Tags;
  /** Whether the provider adds those of the stack. */
  readonly defaults: boolean;
}

/** Too many tags on one resource. */
interface Overfull {
  readonly path: string;
  readonly own: readonly string[];
  readonly count: number;
  readonly most: number;
}

/** What is wrong with the tags of a stack's resources, whoever made them: `TAG_*`. */
export class ResourceTags {
  readonly #overfull: Overfull[] = [];

  /** @param defaults tags that the provider gives to every resource of the stack; they have been checked */
  constructor(private readonly defaults: Tags) {}

  /** What is wrong with single tags of a resource. Its number of tags is told by {@link tooMany}. */
  problemsOf(resource: TerraformResource): readonly Problem[] {
    const problems = new Problems(resource.node.path);
    const limits = tagLimits(resource.terraformResourceType);
    for (const { property, tags, defaults } of tagSets(resource)) {
      const own = Object.keys(tags);
      const given = defaults ? Object.keys(this.defaults) : [];
      const added = own.filter((key) => !given.includes(key));
      if (given.length + added.length > limits.tags) {
        const count = given.length + added.length;
        this.#overfull.push({ path: `${resource.node.path} › ${property}`, own: added, count, most: limits.tags });
      }
      for (const [key, value] of Object.entries(tags))
        this.#check(`${property}.${key}`, key, value, limits.plain, problems);
      if (!limits.oneCase) continue;
      for (const key of added) {
        const twin = [...given, ...own].find((other) => other !== key && other.toLowerCase() === key.toLowerCase());
        if (twin !== undefined) problems.add(`${property}.${key}`, tagTwice(key, twin));
      }
    }
    return problems.list;
  }

  /** The resource that has more tags than any other, if that are too many; the others are counted. */
  tooMany(): readonly Problem[] {
    const [worst, ...others] = [...this.#overfull].sort((a, b) => b.count - b.most - (a.count - a.most));
    if (!worst) return [];
    const { path, own, count, most } = worst;
    const beside = own.length > 0 ? `, of which ${own.join(", ")} ${own.length === 1 ? "is" : "are"} its own` : "";
    const more = others.length === 0 ? "" : `; ${others.length} more of the stack have too many`;
    return [
      {
        code: "TAGS_TOO_MANY",
        path,
        message: `A resource has ${most} tags at most, those of the environment among them.`,
        found: `${count} tags${beside}${more}`,
        expected: `at most ${most}`,
        fix: `remove ${count - most} of the environment's tags${own.length > 0 ? " or of the resource's" : ""}`,
      },
    ];
  }

  #check(at: string, key: string, value: string, plain: boolean, problems: Problems): void {
    for (const [what, text] of [
      ["key", key],
      ["value", value],
    ] as const) {
      if (Token.isUnresolved(text) || typeof text !== "string") continue;
      if (text.length > TAG_LENGTHS[what]) problems.add(at, tagTooLong(what, text));
      else if (plain && !PLAIN_TAG.test(text)) problems.add(at, tagCharacters(what, text));
    }
    if (/^aws:/i.test(key)) problems.add(at, reservedTag(key));
  }
}

/** Every set of tags that stands in a resource, as far as it is known. */
function tagSets(resource: TerraformResource): readonly TagSet[] {
  const read = (attribute: string) => inputOf(resource, attribute);
  const group = resource.terraformResourceType === "aws_autoscaling_group";
  const few = tagLimits(resource.terraformResourceType).tags < 50;
  const tags = tagsOf(read("tags"));
  return [
    ...(tags || (few && "tagsInput" in resource) ? [{ property: "tags", tags: tags ?? {}, defaults: !group }] : []),
    ...setsOf("tag", group ? [pairs(read("tag"))] : []),
    ...setsOf(
      "tagSpecifications",
      list(read("tagSpecifications")).map((one) => tagsOf((one as { tags?: unknown }).tags)),
    ),
    ...setsOf("volumeTags", [tagsOf(read("volumeTags"))]),
  ];
}

function setsOf(property: string, sets: readonly (Tags | undefined)[]): TagSet[] {
  return sets.flatMap((tags) => (tags && Object.keys(tags).length > 0 ? [{ property, tags, defaults: false }] : []));
}

/** What was set, with what was overridden. */
function inputOf(resource: TerraformResource, attribute: string): unknown {
  const { rawOverrides = {} } = resource as unknown as { readonly rawOverrides?: Readonly<Record<string, unknown>> };
  const given = plainValue(resource, (resource as unknown as Readonly<Record<string, unknown>>)[`${attribute}Input`]);
  const override = rawOverrides[attribute];
  if (override === undefined) return given;
  const both = [given, override].every((one) => typeof one === "object" && one !== null && !Array.isArray(one));
  return both ? { ...(given as object), ...(override as object) } : override;
}

function plainValue(resource: TerraformResource, value: unknown): unknown {
  if (!Tokenization.isResolvable(value)) return value;
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope: resource, resolver, preparing: false });
}

function tagsOf(value: unknown): Tags | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || Tokenization.isResolvable(value))
    return undefined;
  const known = Object.entries(value).filter(([, text]) => text !== undefined && text !== null);
  return known.length > 0 ? (Object.fromEntries(known) as Tags) : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "object" && one !== null) : [];
}

function pairs(value: unknown): Tags {
  const known = list(value) as readonly { readonly key: string; readonly value: string }[];
  return Object.fromEntries(known.map(({ key, value: text }) => [key, text]));
}
