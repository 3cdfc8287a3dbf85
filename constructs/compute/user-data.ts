/** Amazon EC2 User Guide, "Run commands when you launch an EC2 instance with user data input", as of 2026-11. */
export const MAX_USER_DATA_BYTES = 16 * 1024;

/** Separates the parts; any text that no script contains would do, as long as it is always the same. */
const BOUNDARY = "==groundplan-user-data==";

/**
 * Joins scripts that run at first boot, in order. More than one become a multipart archive, in which each script keeps its
 * own `#!` line (cloud-init documentation, "MIME multi-part archive", as of 2026-11).
 */
export function joinUserData(scripts: readonly string[]): string | undefined {
  const [first] = scripts;
  if (scripts.length < 2) return first;
  const parts = scripts.map(
    (script) => `--${BOUNDARY}\nContent-Type: text/x-shellscript; charset="utf-8"\n\n${script.trimEnd()}\n`,
  );
  return `Content-Type: multipart/mixed; boundary="${BOUNDARY}"\nMIME-Version: 1.0\n\n${parts.join("")}--${BOUNDARY}--\n`;
}
