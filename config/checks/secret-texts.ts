import { secretForm } from "../../constructs/core/texts/secret-forms";
import type { ConfigProblems } from "../config-problems";
import type { ConfigNode, Path, Position } from "../reading/tree";

/** Adds `CONFIG_SECRET` for every text and key that has the form of a secret. Files are for many eyes. */
export function refuseSecrets(node: ConfigNode, problems: ConfigProblems, path: Path = []): void {
  if (node.kind === "list") {
    for (const [index, item] of node.items.entries()) refuseSecrets(item, problems, [...path, index]);
  }
  if (node.kind === "map") {
    for (const [key, { keyAt, value }] of node.entries) {
      const kind = secretForm(key);
      if (kind !== undefined) add(keyAt, path, `${kind}, as a key`, problems);
      refuseSecrets(value, problems, [...path, key]);
    }
  }
  if (node.kind !== "scalar" || typeof node.value !== "string") return;
  const kind = secretForm(node.value);
  if (kind !== undefined) add(node.at, path, kind, problems);
}

function add(at: Position, path: Path, found: string, problems: ConfigProblems): void {
  problems.add(at, path, {
    code: "CONFIG_SECRET",
    message:
      "The value looks like a secret, and everybody who may see the repository, a plan or the state would read it.",
    found,
    expected: "a text without secrets: options that need one take the name or the ARN of a secret in Secrets Manager",
    fix: "take it out, and make it invalid where it came from, for the file may have been seen; keep a new one in Secrets Manager",
  });
}
