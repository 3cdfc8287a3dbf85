/** Shortest text that can be a secret without any name or form that says so. */
const SHORTEST = 20;

/** Bits per character above which a text is taken for a random one: random base64 has about 4.5 at 40 characters, words have below 3.5. */
const RANDOM = 4;

/** Texts that look random and are none of a secret: ARNs, addresses, ids, hashes of content and the names of AWS's own policies. */
const KNOWN = [
  /^arn:aws/,
  /^(Amazon|AWS)[A-Z][A-Za-z0-9]*$/,
  /^[a-z][a-z0-9-]*-[0-9a-f]{8,40}$/,
  /^(sha256:)?[0-9a-f]{40,128}$/i,
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
];

/** Whether a text looks as if a machine had drawn it: a key or a token. */
export function isRandomText(text: string): boolean {
  if (text.length < SHORTEST || !/^[A-Za-z0-9+/_=-]+$/.test(text)) return false;
  if (KNOWN.some((form) => form.test(text))) return false;
  const isMixed = /[a-z]/.test(text) && /[A-Z]/.test(text) && /[0-9]/.test(text);
  return isMixed && entropy(text) >= RANDOM;
}

/** Shannon's entropy, in bits per character. */
function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => {
    const share = count / text.length;
    return sum - share * Math.log2(share);
  }, 0);
}
