import { unknownValue } from "../../aws/known-values";
import { checkKeyArn } from "../../encryption/key-arn";
import { checkAlarmActions } from "../../monitoring/alarm-actions";
import { holdsReference, knownAfterApply } from "../checks/known-at-synth";
import { checkQuotas } from "../checks/quota-checks";
import type { Problems } from "../errors";
import { checkNaming } from "../names/naming-scheme";
import { checkEnvironmentTags } from "../tags/tag-checks";
import type { Environment } from "./environment";

/**
 * Checks what the texts of an environment say, beyond their forms: that its regions exist, that the key of its logs is one in its
 * region and the boundary of its roles one in its account, and that its tags are ones that AWS takes.
 *
 * Adds `REGION_UNKNOWN`, `KEY_ARN_INVALID`, `LOGS_KEY_REGION`, `BOUNDARY_ACCOUNT`, `ALARM_ACTIONS_TOO_MANY`, `ARN_INVALID`, `TAG_CHARACTERS`, `TAG_KEY_RESERVED`, `TAG_KEY_TAKEN`, `TAG_KEY_TWICE`, `NAMING_TEMPLATE`,
 * `NAMING_KIND`, and `KNOWN_AFTER_APPLY` for a reference in `alsoKnown`.
 */
export function checkEnvironmentValues(environment: Environment, problems: Problems): void {
  const { region, backend, alsoKnown } = environment;
  const regions = [
    ["region", region],
    ["backend.region", backend.type === "s3" ? backend.region : undefined],
  ] as const;
  for (const [property, name] of regions) {
    const unknown = name === undefined ? undefined : unknownValue("regions", name, alsoKnown);
    if (unknown) problems.add(property, unknown);
  }
  for (const [kind, names] of Object.entries(alsoKnown ?? {})) {
    names.forEach((name: string, index: number) => {
      if (holdsReference(name)) problems.addAll([knownAfterApply(`${problems.path} › alsoKnown.${kind}[${index}]`)]);
    });
  }
  checkLogKey(environment, problems);
  checkBoundaryAccount(environment, problems);
  checkAlarmActions(environment.alarms?.actions ?? [], "alarms.actions", problems);
  checkEnvironmentTags(environment, problems);
  checkNaming(environment, problems);
  checkQuotas(environment, problems);
}

/** CloudWatch Logs takes keys of its own region alone (CloudWatch Logs User Guide, "Encrypt log data using AWS KMS", read 2026-11). */
function checkLogKey({ region, logs }: Environment, problems: Problems): void {
  const { keyArn } = logs ?? {};
  if (keyArn === undefined) return;
  checkKeyArn(keyArn, "logs.keyArn", problems);
  const own = /^arn:[a-z-]+:kms:([a-z0-9-]+):[0-9]{12}:key/.exec(keyArn)?.[1];
  if (own === undefined || own === region) return;
  problems.add("logs.keyArn", {
    code: "LOGS_KEY_REGION",
    message: "The key of the logs lies in another region than the environment.",
    found: own,
    expected: `a key in ${region}`,
    fix: `give a key of ${region}, or leave logs.keyArn out`,
  });
}

/**
 * A boundary is a policy of AWS or of the role's own account (IAM API Reference, "PutRolePermissionsBoundary", and IAM User Guide, "Permissions
 * boundaries for IAM entities", read 2026-11: an AWS managed policy or a customer managed policy, which exists in one account alone).
 */
function checkBoundaryAccount({ account, rolesBoundaryArn = "" }: Environment, problems: Problems): void {
  const own = /^arn:[a-z-]+:iam::([0-9]{12}):policy/.exec(rolesBoundaryArn)?.[1];
  if (own === undefined || own === account) return;
  problems.add("rolesBoundaryArn", {
    code: "BOUNDARY_ACCOUNT",
    message: "The boundary of the roles lies in another account than the environment.",
    found: own,
    expected: `a policy of AWS, or of ${account}`,
    fix: `give a policy of ${account}, or leave rolesBoundaryArn out`,
  });
}
