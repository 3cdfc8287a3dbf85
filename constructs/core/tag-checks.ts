import { Token } from "cdktf";
import { OWN_TAG_KEYS } from "./default-tags";
import type { Environment } from "./environment";
import type { Problem, Problems } from "./errors";

/**
 * Characters that every service of AWS takes in the keys and values of tags. Some take more, but IAM, whose roles are tagged too, does
 * not (IAM User Guide, "Tags for AWS Identity and Access Management resources"; IAM API Reference, `Tag`, as of 2026-11).
 */
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** Checks the tags that an environment gives to everything, and the owner, which becomes one. */
export function checkEnvironmentTags({ owner, tags = {} }: Environment, problems: Problems): void {
  if (!isTaken(owner)) problems.add("owner", badCharacters("owner", owner));
  const keys = Object.keys(tags);
  for (const [key, value] of Object.entries(tags)) {
    const property = `tags.${key}`;
    for (const text of [key, value]) {
      if (!isTaken(text)) problems.add(property, badCharacters(text === key ? "key" : "value", text));
    }
    if (/^aws:/i.test(key)) problems.add(property, reserved(key));
    const taken = OWN_TAG_KEYS.find((own) => own.toLowerCase() === key.toLowerCase());
    if (taken) problems.add(property, takenKey(key, taken));
    const twin = keys.slice(0, keys.indexOf(key)).find((other) => other.toLowerCase() === key.toLowerCase());
    if (twin) problems.add(property, twice(key, twin));
  }
}

/** What is known after apply only is AWS's to judge. */
function isTaken(text: string): boolean {
  return Token.isUnresolved(text) || CHARACTERS.test(text);
}

function badCharacters(what: "owner" | "key" | "value", text: string): Omit<Problem, "path"> {
  const bad = [...new Set(text)].filter((character) => !CHARACTERS.test(character));
  return {
    code: "TAG_CHARACTERS",
    message: `The ${what === "owner" ? "owner becomes a tag, whose value" : `${what} of a tag`} has characters that AWS refuses.`,
    found: `${JSON.stringify(text)}, with ${bad.map((character) => JSON.stringify(character)).join(", ")}`,
    expected: "letters, digits, spaces and _ . : / = + - @",
    fix: `write it without ${bad.map((character) => JSON.stringify(character)).join(", ")}`,
  };
}

/** IAM User Guide, "Tags for AWS Identity and Access Management resources", as of 2026-11: in whichever case. */
function reserved(key: string): Omit<Problem, "path"> {
  return {
    code: "TAG_KEY_RESERVED",
    message: "Tags whose keys begin with `aws:` are AWS's own; nobody else can set them.",
    found: JSON.stringify(key),
    expected: "a key that begins otherwise",
    fix: `remove the tag, or name it ${JSON.stringify(key.replace(/^aws:/i, "") || "team")}`,
  };
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

function twice(key: string, other: string): Omit<Problem, "path"> {
  return {
    code: "TAG_KEY_TWICE",
    message: "Two tags differ by the case of their keys only; IAM takes both for one and refuses them.",
    found: `${JSON.stringify(other)} and ${JSON.stringify(key)}`,
    expected: "keys that differ in more than their case",
    fix: "remove one of them",
  };
}
