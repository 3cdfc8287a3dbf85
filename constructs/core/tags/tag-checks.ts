import { Token } from "cdktf";
import { PLAIN_TAG, TAG_LENGTHS, tagLimits } from "../../aws/tag-limits";
import type { Environment } from "../environments/environment";
import type { Problem, Problems } from "../errors";
import { OWN_TAG_KEYS } from "./default-tags";
import { fixedTag, nameTag, reservedTag, type TagText, tagCharacters, tagTooLong, tagTwice } from "./tag-problems";

/**
 * Checks the tags that an environment gives to everything, and the owner, which becomes one: `TAG_*`. Only what every service takes is
 * taken, since IAM, whose roles are tagged too, takes the least.
 */
export function checkEnvironmentTags({ owner, tags = {} }: Environment, problems: Problems): void {
  checkText("owner", owner, "owner", problems);
  const keys = Object.keys(tags);
  for (const [key, value] of Object.entries(tags)) {
    const property = `tags.${key}`;
    checkText("key", key, property, problems);
    checkText("value", value, property, problems);
    if (/^aws:/i.test(key)) problems.add(property, reservedTag(key));
    const taken = OWN_TAG_KEYS.find((own) => own.toLowerCase() === key.toLowerCase());
    if (taken) problems.add(property, takenKey(key, taken));
    const twin = keys.slice(0, keys.indexOf(key)).find((other) => other.toLowerCase() === key.toLowerCase());
    if (twin) problems.add(property, tagTwice(key, twin));
  }
  checkCount(keys.length, problems);
}

/** Tags of the environment by which a stack's things are told from others; `Owner` may be another one for some of them. */
const FIXED_KEYS = OWN_TAG_KEYS.filter((key) => key !== "Owner");

/** Checks a tag that a construct gives to what it makes: as those of the environment, because roles may be among it. */
export function checkOwnTag(key: string, value: string, problems: Problems): void {
  const property = `tags.${key}`;
  checkText("key", key, property, problems);
  checkText("value", value, property, problems);
  if (/^aws:/i.test(key)) problems.add(property, reservedTag(key));
  if (key === "Name") problems.add(property, nameTag());
  if (FIXED_KEYS.includes(key)) problems.add(property, fixedTag(key));
  const taken = OWN_TAG_KEYS.find((own) => own !== key && own.toLowerCase() === key.toLowerCase());
  if (taken) problems.add(property, tagTwice(key, taken));
}

/** What is known after apply only is AWS's to judge. */
function checkText(what: TagText, text: string, property: string, problems: Problems): void {
  if (Token.isUnresolved(text)) return;
  if (text.length > TAG_LENGTHS[what === "key" ? "key" : "value"]) problems.add(property, tagTooLong(what, text));
  if (!PLAIN_TAG.test(text)) problems.add(property, tagCharacters(what, text));
}

/** Resources that have tags of their own take fewer of the environment's; those are counted one by one. */
function checkCount(count: number, problems: Problems): void {
  const { tags: most } = tagLimits("aws_iam_role");
  const room = most - OWN_TAG_KEYS.length;
  if (count <= room) return;
  problems.add("tags", {
    code: "TAGS_TOO_MANY",
    message: `A resource has ${most} tags at most, those of the environment among them.`,
    found: `${count} tags, beside ${OWN_TAG_KEYS.join(", ")}`,
    expected: `at most ${room}`,
    fix: `remove ${count - room} of the environment's tags`,
  });
}

const SET_BY: Readonly<Record<string, string>> = {
  Project: "`project` of the environment sets it",
  Environment: "the environment's name sets it",
  Owner: "`owner` of the environment sets it",
  ManagedBy: "it is always `groundplan`",
  Stack: "the stack's name sets it",
};

function takenKey(key: string, taken: string): Omit<Problem, "path"> {
  return {
    code: "TAG_KEY_TAKEN",
    message:
      key === taken
        ? `The tag ${taken} is one that every resource has already; this value would never be seen.`
        : `The tag differs from ${taken}, which every resource has, by its case only; IAM takes both for one and refuses them.`,
    found: JSON.stringify(key),
    expected: `another key than ${OWN_TAG_KEYS.join(", ")}, in whichever case`,
    fix: `remove the tag: ${SET_BY[taken]}`,
  };
}
