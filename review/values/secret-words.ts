import { isSecretName, withoutSecrets } from "../../constructs/core/texts/secret-forms";
import { isRandomText } from "./entropy";

/** Stands in the place of a part of a text that is not shown. */
const NOT_SHOWN = "(not shown)";

/** Last words of names that hold secrets, also where nothing parts them from the word before (`PGPASSWORD`). */
const ENDINGS =
  /(password|passwd|passphrase|(^|[_.-])pass|(^|[_.-])pwd|secret[_-]?(value|string|binary|key)|connection[_-]?string|private[_-]?key[_-]?pem)$/i;

/** Whether a name is one of a secret. A review is stricter than a configuration, since what it hides is not refused. */
export function namesSecret(name: string): boolean {
  return isSecretName(name) || ENDINGS.test(name);
}

/** `DB_PASSWORD=…`, `token: …`, `--password …`, in scripts, commands and headers. What only refers to a variable is none. */
const ASSIGNMENT =
  /(?<name>[A-Za-z_][\w.-]*)(?<between>["']?\s*[=:]\s*|(?<=(?:^|\s)--?[\w.-]+)\s+)(?<value>"[^"\n]*"|'[^'\n]*'|[^\s"'&;,|<>]+)/g;

/** Part of every name of a secret, and quick to look for: most texts have none of these. */
const HINT = /pass|pwd|secret|token|key|credential|connection/i;

/** `Authorization: Bearer …` */
const BEARER = /\b(bearer|basic)\s+[A-Za-z0-9+/._~=-]{6,}/gi;

/** Words in which a key or a token may stand. */
const WORD = /[A-Za-z0-9+/_=.:-]{20,}/g;

/** A text of any length without the secrets in it, by the names that stand before them, by form, and by randomness. */
export function withoutSecretWords(text: string): string {
  const shown = withoutSecrets(text).replace(BEARER, (_, kind: string) => `${kind} ${NOT_SHOWN}`);
  const named = HINT.test(shown) ? shown.replace(ASSIGNMENT, assigned) : shown;
  return named.replace(WORD, (word) => (/^arn:/.test(word) ? word : hidden(word)));
}

function assigned(whole: string, name: string, between: string, value: string): string {
  return namesSecret(name) && !isReference(value) ? `${name}${between}${NOT_SHOWN}` : whole;
}

/** Parts of a word between dots, colons and signs of equality, of which one may be drawn by a machine. */
function hidden(word: string): string {
  return word.replace(/[A-Za-z0-9+/_-]{20,}={0,2}/g, (part) => (isDrawn(part) ? NOT_SHOWN : part));
}

/** Inside of longer texts there are names in mixed case, such as those of policies: at least three figures make a token. */
function isDrawn(part: string): boolean {
  return (part.match(/\d/g)?.length ?? 0) >= 3 && isRandomText(part);
}

function isReference(value: string): boolean {
  return /^["']?(\$|\{\{|<|%|arn:|\(not$|\(sensitive\))/.test(value) || /^["']{2}$/.test(value);
}
