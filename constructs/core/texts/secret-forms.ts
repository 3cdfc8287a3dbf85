/** Last words of names that hold secrets. `SECRET_ARN` or `TOKEN_TTL` do not end in one. */
const SECRET_NAME =
  /(^|[_-])(password|passwd|passphrase|secret|secrets|token|api_?key|access_?key|private_?key|credentials?)$/;

/** A form of values that are secrets, whatever their name. */
interface SecretForm {
  readonly what: string;
  readonly form: RegExp;
}

const FORMS: readonly SecretForm[] = [
  { what: "the id of an AWS access key", form: /\b(AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { what: "a secret access key of AWS", form: /(?<=secret_?access_?key["']?\s*[=:]\s*["']?)[A-Za-z0-9/+]{40}/gi },
  {
    what: "a private key",
    form: /-----BEGIN [A-Z ]*PRIVATE KEY-----([\sA-Za-z0-9/+=:,-]*?-----END [A-Z ]*PRIVATE KEY-----)?/g,
  },
  { what: "a token of GitHub", form: /\b(gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/g },
  { what: "a token of Slack", form: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g },
  { what: "a JSON web token", form: /\beyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+/g },
  // A variable of a script (`$TOKEN`) or a reference is none.
  {
    what: "an address with a password in it",
    form: /(?<=\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^/\s:@"']*:[^/\s@"'$<{][^/\s@"']*(?=@)/gi,
  },
];

/** Part of every form, and quick to look for: most texts have none of these. */
const HINT = /AKIA|ASIA|access_?key|PRIVATE KEY|gh[pousr]_|github_pat_|xox|eyJ|:\/\//i;

/** Whether a text may hold a secret that is known by its form: quick, and wrong at times. */
export function mayHoldSecret(text: string): boolean {
  return HINT.test(text);
}

/** What kind of secret a text holds, by its form; `undefined` for none that is known. */
export function secretForm(text: string): string | undefined {
  if (!mayHoldSecret(text)) return undefined;
  return FORMS.find(({ form }) => text.search(form) >= 0)?.what;
}

/** Whether a name is one that secrets have: `DB_PASSWORD`, `clientSecret`. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase());
}

/** A text in which the secrets that are known by their form are not shown. */
export function withoutSecrets(text: string): string {
  if (!mayHoldSecret(text)) return text;
  return FORMS.reduce((rest, { form }) => rest.replace(form, "(not shown)"), text);
}
