import type { IConstruct } from "constructs";
import { Problems } from "../errors";
import { addCheck } from "../validation";
import { checkOwnTag } from "./tag-checks";

/** Tags, by their keys. */
export type TagValues = Readonly<Record<string, string>>;

/** What every construct takes that makes resources with tags. */
export interface Tagged {
  /**
   * Tags of everything that is made: resources, and the instances, volumes, interfaces and tasks that come of them. They win over tags of
   * the environment with the same key. Letters, digits, spaces and `_.:/=+-@`.
   *
   * @default - none but those of the environment
   */
  readonly tags?: TagValues;
}

const given = new WeakMap<IConstruct, Map<string, string>>();
const rootsWithTags = new WeakSet<IConstruct>();

/**
 * Tags of a construct and of everything below it, whoever makes it:
 *
 * ```ts
 * Tags.of(service).add("CostCenter", "4711");
 * ```
 *
 * They are written at synth into every resource that takes tags, and where the provider's default tags do not reach: the instances, volumes
 * and interfaces of launch templates, volumes of instances, Auto Scaling groups. Of several constructs around a resource the nearest
 * counts; what a resource says itself stays. VPC origins of CloudFront are left out: AWS changes no tag of one that is in use.
 */
export class Tags {
  readonly #construct: IConstruct;

  private constructor(construct: IConstruct) {
    this.#construct = construct;
  }

  static of(construct: IConstruct): Tags {
    return new Tags(construct);
  }

  /** Sets a tag. At synth: `TAG_CHARACTERS`, `TAG_TOO_LONG`, `TAG_KEY_RESERVED`, `TAG_KEY_FIXED`, `TAG_KEY_TWICE`. */
  add(key: string, value: string): this {
    const construct = this.#construct;
    if (!given.has(construct)) {
      given.set(construct, new Map());
      rootsWithTags.add(construct.node.root);
      addCheck(construct, () => {
        const problems = new Problems(construct.node.path);
        for (const [one, text] of given.get(construct) ?? []) checkOwnTag(one, text, problems);
        return problems.list;
      });
    }
    given.get(construct)?.set(key, value);
    return this;
  }
}

/** Gives a construct the tags of its properties. */
export function tag(construct: IConstruct, { tags = {} }: Tagged): void {
  for (const [key, value] of Object.entries(tags)) Tags.of(construct).add(key, value);
}

/** Whether anything in the tree was given tags. */
export function hasTags(root: IConstruct): boolean {
  return rootsWithTags.has(root);
}

/** The tags that the constructs around a resource, and itself, were given, by their keys; wrong ones are told and not counted. */
export function tagsAround(construct: IConstruct): TagValues {
  const all = construct.node.scopes.flatMap((scope) => [...(given.get(scope) ?? [])]);
  const right = all.filter(([key, value]) => {
    const problems = new Problems("");
    checkOwnTag(key, value, problems);
    return problems.list.length === 0;
  });
  return Object.fromEntries([...new Map(right)].sort(([a], [b]) => (a < b ? -1 : 1)));
}
