import type { Problems } from "../core/errors";

/** The kinds of key that EC2 imports (Amazon EC2 User Guide, "Amazon EC2 key pairs and Amazon EC2 instances", as of 2026-11). */
export type PublicKeyKind = "ssh-ed25519" | "ssh-rsa";

/** RSA lengths that EC2 imports, without 1024, which is too short by any standard (NIST SP 800-131A, 2019). */
const RSA_BITS = [2048, 4096] as const;
const ED25519_BYTES = 32;

/**
 * Checks a public key in OpenSSH form (RFC 4253, section 6.6; RFC 8709): kind, base64, optional comment.
 *
 * @returns the kind; `undefined` when a problem was added
 */
export function checkPublicKey(text: string, problems: Problems, property: string): PublicKeyKind | undefined {
  if (text.includes("PRIVATE KEY")) {
    problems.add(property, {
      code: "PRIVATE_KEY_GIVEN",
      message: "This is a private key; it must never be in the configuration or in Terraform's state.",
      found: "a private key (not shown)",
      expected: "the public key, one line that starts with ssh-ed25519 or ssh-rsa",
      fix: "take it out and treat it as lost; make a new pair (ssh-keygen -t ed25519) and give the .pub file's line",
    });
    return undefined;
  }
  const [kind = "", encoded = ""] = text.trim().split(/\s+/);
  if (kind !== "ssh-ed25519" && kind !== "ssh-rsa") {
    problems.add(property, {
      code: "PUBLIC_KEY_KIND",
      message: "EC2 does not take this kind of public key.",
      found: kind === "" ? "an empty text" : kind.slice(0, 40),
      expected: "ssh-ed25519 or ssh-rsa",
      fix: "make a key with ssh-keygen -t ed25519 and give the line of its .pub file",
    });
    return undefined;
  }
  const fields = readFields(Buffer.from(encoded, "base64"));
  if (text.trim().includes("\n") || fields?.[0]?.toString("latin1") !== kind || !isComplete(kind, fields)) {
    problems.add(property, {
      code: "PUBLIC_KEY_MALFORMED",
      message: "The public key is damaged or cut off.",
      found: `${kind} and ${encoded.length} characters of key`,
      expected: `one line: ${kind}, the whole key in base64, and a comment if you like`,
      fix: "copy the whole line of the .pub file",
    });
    return undefined;
  }
  if (kind === "ssh-rsa") {
    const bits = bitLength(fields[2]);
    if (!RSA_BITS.some((allowed) => allowed === bits)) {
      problems.add(property, {
        code: "PUBLIC_KEY_LENGTH",
        message: "EC2 does not take an RSA key of this length, or it is too short to be safe.",
        found: `${bits} bits`,
        expected: `${RSA_BITS.join(" or ")} bits`,
        fix: "make a key with ssh-keygen -t ed25519, which is shorter and stronger",
      });
      return undefined;
    }
  }
  return kind;
}

/** The fields of a key: each is its length as 32 bits, then so many bytes. */
function readFields(bytes: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const length = bytes.readUInt32BE(at);
    if (at + 4 + length > bytes.length) return undefined;
    fields.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return at === bytes.length ? fields : undefined;
}

/** Ed25519: kind and 32 bytes. RSA: kind, exponent, modulus. */
function isComplete(kind: PublicKeyKind, fields: readonly Buffer[]): boolean {
  return kind === "ssh-ed25519" ? fields.length === 2 && fields[1]?.length === ED25519_BYTES : fields.length === 3;
}

/** Length of a positive number that is written with its highest byte first. */
function bitLength(number: Buffer | undefined): number {
  const hex = (number?.toString("hex") ?? "").replace(/^0+/, "");
  return hex === "" ? 0 : BigInt(`0x${hex}`).toString(2).length;
}
