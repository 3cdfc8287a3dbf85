import { Token } from "cdktf";
import type { AlsoKnown } from "../../aws/also-known";
import { unknownAction } from "../../aws/known-actions";
import { holdsReference, knownAfterApply } from "../../core/checks/known-at-synth";
import type { Problems } from "../../core/errors";
import type { GrantStatement } from "../grantable";
import { wildcardsIn } from "./wildcards";

/** Checks one statement; problems are told by its sid. */
export function checkStatement(statement: GrantStatement, problems: Problems, alsoKnown?: AlsoKnown): void {
  checkSid(statement, problems);
  checkFilled(statement, problems);
  for (const action of statement.actions) {
    if (action === "*" && statement.effect === "Deny") continue;
    checkAction(statement.sid, action, problems, alsoKnown);
  }
  for (const resource of statement.resources) checkResource(statement.sid, resource, problems);
  checkWildcards(statement, problems);
}

/** IAM User Guide, "IAM JSON policy elements: Sid", as of 2026-11. */
function checkSid({ sid }: GrantStatement, problems: Problems): void {
  if (/^[A-Za-z0-9]+$/.test(sid)) return;
  problems.add(sid, {
    code: "STATEMENT_SID_INVALID",
    message: "The sid of a statement may hold letters and digits only.",
    found: `"${sid}"`,
    expected: "one or more of A-Z, a-z and 0-9",
    fix: `use "${sid.replace(/[^A-Za-z0-9]+/g, "") || "Read"}"`,
  });
}

function checkFilled({ sid, actions, resources }: GrantStatement, problems: Problems): void {
  if (actions.length > 0 && resources.length > 0) return;
  problems.add(sid, {
    code: "STATEMENT_EMPTY",
    message: "The statement allows nothing: it lacks actions or resources.",
    found: `actions: ${actions.length}, resources: ${resources.length}`,
    expected: "at least one action and one resource",
    fix: "name them, or leave the statement out",
  });
}

function checkAction(sid: string, action: string, problems: Problems, alsoKnown?: AlsoKnown): void {
  if (action === "*" || action === "*:*") {
    problems.add(`${sid} › actions`, {
      code: "ACTION_ALL",
      message: "The statement allows every action of every service, which no reason can justify.",
      found: `"${action}"`,
      expected: 'actions of a service, such as "s3:GetObject"',
      fix: "name the actions; for a whole service use `<service>:*` with a wildcardReason",
    });
    return;
  }
  if (/^[a-z0-9-]+:[A-Za-z0-9*?-]+$/.test(action)) {
    const unknown = unknownAction(action, alsoKnown);
    if (unknown) problems.add(`${sid} › actions`, unknown);
    return;
  }
  problems.add(`${sid} › actions`, {
    code: "ACTION_INVALID",
    message: "This is not the name of an IAM action.",
    found: `"${action}"`,
    expected: 'a service, a colon and an action, such as "s3:GetObject"',
    fix: "look the action up in the Service Authorization Reference",
  });
}

function checkResource(sid: string, resource: string, problems: Problems): void {
  if (resource === "*" || Token.isUnresolved(resource) || /^arn(:[^:]*){4}:.+/.test(resource)) return;
  problems.add(`${sid} › resources`, {
    code: "RESOURCE_INVALID",
    message: "The resource of a statement is not an ARN.",
    found: `"${resource}"`,
    expected: 'an ARN, such as "arn:aws:s3:::orders/*", or a reference to one',
    fix: "use the ARN of the resource and not its name or id",
  });
}

function checkWildcards(statement: GrantStatement, problems: Problems): void {
  const wildcards = wildcardsIn(statement).filter((wildcard) => wildcard !== "*:*");
  const reason = statement.wildcardReason?.trim() ?? "";
  if (holdsReference(reason)) {
    problems.addAll([knownAfterApply(`${problems.path} › ${statement.sid} › wildcardReason`)]);
    return;
  }
  if (wildcards.length === 0 || reason !== "") return;
  problems.add(statement.sid, {
    code: "WILDCARD_WITHOUT_REASON",
    message: "The statement is wider than named actions on named resources, and nothing says why.",
    found: wildcards.map((wildcard) => `"${wildcard}"`).join(", "),
    expected: "named actions and ARNs, or a wildcardReason",
    fix: "name what the role needs; where AWS knows nothing narrower, say so in wildcardReason",
  });
}
