import { PLAIN_TAG, TAG_LENGTHS } from "../../aws/tag-limits";
import type { Problem } from "../errors";

/** Which text of a tag is meant; the owner of an environment becomes the value of one. */
export type TagText = "owner" | "key" | "value";

type Told = Omit<Problem, "path">;

/** A text with characters that the service of the resource refuses. */
export function tagCharacters(what: TagText, text: string): Told {
  const bad = [...new Set(text)].filter((character) => !PLAIN_TAG.test(character));
  return {
    code: "TAG_CHARACTERS",
    message: `The ${what === "owner" ? "owner becomes a tag, whose value" : `${what} of a tag`} has characters that AWS refuses.`,
    found: `${JSON.stringify(text)}, with ${bad.map((character) => JSON.stringify(character)).join(", ")}`,
    expected: "letters, digits, spaces and _ . : / = + - @",
    fix: `write it without ${bad.map((character) => JSON.stringify(character)).join(", ")}`,
  };
}

/** A text that no service takes, because it is too long. */
export function tagTooLong(what: TagText, text: string): Told {
  const most = TAG_LENGTHS[what === "key" ? "key" : "value"];
  return {
    code: "TAG_TOO_LONG",
    message: `The ${what === "owner" ? "owner becomes a tag, whose value" : `${what} of a tag`} is longer than AWS takes.`,
    found: `${text.length} characters: "${text.slice(0, 20)}…"`,
    expected: `at most ${most} characters`,
    fix: `shorten it to ${most}`,
  };
}

/** IAM User Guide, "Tags for AWS Identity and Access Management resources", as of 2026-11: in whichever case. */
export function reservedTag(key: string): Told {
  return {
    code: "TAG_KEY_RESERVED",
    message: "Tags whose keys begin with `aws:` are AWS's own; nobody else can set them.",
    found: JSON.stringify(key),
    expected: "a key that begins otherwise",
    fix: `remove the tag, or name it ${JSON.stringify(key.replace(/^aws:/i, "") || "team")}`,
  };
}

/** A tag of the environment that is the same on everything of a stack. */
export function fixedTag(key: string): Told {
  return {
    code: "TAG_KEY_FIXED",
    message: "By this tag the things of a stack are told from others, so it is the same on all of them.",
    found: JSON.stringify(key),
    expected: "a key of your own, or Owner",
    fix: "use another key",
  };
}

/** The same `Name` on everything that a construct makes. */
export function nameTag(): Told {
  return {
    code: "TAG_KEY_FIXED",
    message: "The tag Name tells things from each other, and this would be the same one on everything that is made.",
    found: '"Name"',
    expected: "a key of your own, or Owner",
    fix: "use another key; Name tags follow `naming` of the environment, with the kind `tag`",
  };
}

/** Two keys that IAM takes for one. */
export function tagTwice(key: string, other: string): Told {
  return {
    code: "TAG_KEY_TWICE",
    message: "Two tags differ by the case of their keys only; IAM takes both for one and refuses them.",
    found: `${JSON.stringify(other)} and ${JSON.stringify(key)}`,
    expected: "keys that differ in more than their case",
    fix: "remove one of them",
  };
}
