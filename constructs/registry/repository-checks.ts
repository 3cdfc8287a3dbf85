import type { Problems } from "../core/errors";

/** Amazon ECR API Reference, `CreateRepository`, as of 2026-11: the form of a name, 2 to 256 characters. */
const NAME = /^[a-z0-9]+([._-][a-z0-9]+)*(\/[a-z0-9]+([._-][a-z0-9]+)*)*$/;
const MAX_NAME = 256;

/**
 * The name of a repository from its parts: what ECR does not allow becomes `-`, and the name is cut at the greatest length.
 */
export function repositoryName(parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(Boolean)
        .join("-"),
    )
    .filter(Boolean)
    .join("/")
    .slice(0, MAX_NAME)
    .replace(/[^a-z0-9]+$/, "");
}

/** Checks the name of a repository. */
export function checkRepositoryName(name: string, property: string, problems: Problems): void {
  if (NAME.test(name) && name.length >= 2 && name.length <= MAX_NAME) return;
  const tidy = repositoryName(name.split("/"));
  problems.add(property, {
    code: "REPOSITORY_NAME_INVALID",
    message: "The name is not one that ECR allows.",
    found: `"${name}" (${name.length} characters)`,
    expected: `2 to ${MAX_NAME} characters: parts of a-z and 0-9, between them one of ., _, - or /`,
    fix:
      tidy.length >= 2 ? `use "${tidy}", or leave the name out and one is made` : "leave the name out and one is made",
  });
}

/** Checks the accounts that may pull. */
export function checkAccounts(accounts: readonly string[], own: string, problems: Problems): void {
  for (const [index, account] of accounts.entries()) {
    const at = `pullAccounts[${index}]`;
    if (!checkAccount(account, at, problems)) continue;
    if (account === own) {
      problems.add(at, {
        code: "ACCOUNT_OWN",
        message: "The account is the repository's own, whose roles are given the pull by grantPull.",
        found: account,
        expected: "other accounts",
        fix: "remove it, and call repository.grantPull(role)",
      });
    } else if (accounts.indexOf(account) !== index) {
      problems.add(at, {
        code: "ACCOUNT_DUPLICATE",
        message: "The account stands twice in the list.",
        found: account,
        expected: "each account once",
        fix: "remove one of the two",
      });
    }
  }
}

/** Checks one account id. Returns whether it is one. */
export function checkAccount(account: string, property: string, problems: Problems): boolean {
  if (/^\d{12}$/.test(account)) return true;
  const digits = account.replaceAll(/[-\s]/g, "");
  problems.add(property, {
    code: "ACCOUNT_ID_INVALID",
    message: "This is not the id of an AWS account.",
    found: `"${account}"`,
    expected: "12 digits",
    fix: /^\d{12}$/.test(digits)
      ? `write "${digits}"`
      : "write the 12 digits of the id as a text, with its leading zeros",
  });
  return false;
}
