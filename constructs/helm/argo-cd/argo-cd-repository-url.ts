import type { Problems } from "../../core/errors";

/** Adds `ARGOCD_REPOSITORY` for an address that is not one of a repository that is reached encrypted, without credentials in it. */
export function checkRepositoryUrl(url: string, property: string, problems: Problems): void {
  if (isEncrypted(url)) return;
  problems.add(property, {
    code: "ARGOCD_REPOSITORY",
    message: "The address is not one of a repository that is reached encrypted, without credentials in it.",
    found: `"${url.replace(/\/\/[^/]*@/, "//…@")}"`,
    expected: "https://…, ssh://… or git@…",
    fix: repositoryFix(url),
  });
}

function repositoryFix(url: string): string {
  const [, scheme = "", user, place = ""] = /^(https?|ssh):\/\/([^/]*@)?(\S+)$/.exec(url) ?? [];
  const plain = `${scheme === "ssh" ? "ssh://git@" : "https://"}${place}`;
  if (place === "" || !isEncrypted(plain)) return "use the address that the repository shows for a clone";
  return `write "${plain}"${user === undefined ? "" : "; credentials come from Secrets Manager"}`;
}

function isEncrypted(url: string): boolean {
  return /^(https:\/\/[^\s@]+|ssh:\/\/[^\s:]+@\S+|git@[^\s:]+:\S+)$/.test(url);
}
