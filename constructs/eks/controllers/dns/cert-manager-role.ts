import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { Problems } from "../../../core/errors";
import type { IHostedZone } from "../../../dns/hosted-zone.types";
import type { GrantStatement } from "../../../iam/grantable";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "../controller-role";
import { checkZones, zoneArns } from "./zone-scope";

/** Properties of {@link certManagerRole}. */
export interface CertManagerRoleProps extends ControllerRoleProps {
  /** Zones that challenges may be written to: at least one. */
  readonly zones: readonly Pick<IHostedZone, "zoneId">[];
  /**
   * Names of the TXT records that may be written, in lower case and without the dot at their ends; `*` and `?` are wildcards. Other
   * names than the default's are needed where challenges are delegated to another name by CNAME.
   *
   * @default - `_acme-challenge.*`
   */
  readonly recordNames?: readonly string[];
  /**
   * Whether zones may be looked for by name. Not needed when every issuer names its zone (`hostedZoneID`).
   *
   * @default true
   */
  readonly findZones?: boolean;
}

/**
 * The role of cert-manager for issuers that prove domains by DNS (ACME DNS-01 with Route 53): it writes the challenges, which are TXT
 * records of one name, and nothing else, to the zones that are named. Issuers that prove domains by HTTP need no role.
 *
 * After "Route53" in the configuration guide of cert-manager (as of 2026-08), with zones and names where that has everything.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function certManagerRole(scope: Construct, id: string, props: CertManagerRoleProps): ServiceAccountRole {
  const controller = {
    description: "cert-manager: challenges that prove domains",
    namespace: "cert-manager",
    serviceAccount: "cert-manager",
    statements: statements(EnvironmentStack.of(scope), props),
  };
  return controllerRole(scope, id, props, controller, (problems) => {
    checkZones(props.zones, problems);
    checkRecordNames(props.recordNames, problems);
  });
}

function statements(stack: EnvironmentStack, props: CertManagerRoleProps): GrantStatement[] {
  const zones = zoneArns(stack, props.zones);
  return [
    ...(props.findZones === false
      ? []
      : [
          {
            sid: "FindZones",
            actions: ["route53:ListHostedZonesByName"],
            resources: ["*"],
            wildcardReason: "Route 53 cannot limit the list of zones to single zones.",
          },
        ]),
    { sid: "ReadRecords", actions: ["route53:ListResourceRecordSets"], resources: zones },
    {
      sid: "WaitForChanges",
      actions: ["route53:GetChange"],
      resources: [stack.arn("route53", "change/*", { region: "", account: "" })],
    },
    {
      sid: "WriteChallenges",
      actions: ["route53:ChangeResourceRecordSets"],
      resources: zones,
      conditions: {
        "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] },
        "ForAllValues:StringLike": {
          "route53:ChangeResourceRecordSetsNormalizedRecordNames": props.recordNames ?? ["_acme-challenge.*"],
        },
      },
    },
  ];
}

/** Amazon Route 53 Developer Guide, "Using IAM policy conditions for fine-grained access control", as of 2026-11: names are normalized. */
function checkRecordNames(names: readonly string[] | undefined, problems: Problems): void {
  if (names?.length === 0) {
    problems.add("recordNames", {
      code: "EKS_RECORD_NAMES_MISSING",
      message: "cert-manager could write no challenge of any name.",
      found: "an empty list",
      expected: "the names of the challenges",
      fix: "leave recordNames out for _acme-challenge.*",
    });
  }
  names?.forEach((name, index) => {
    if (/^[a-z0-9_?*-]+(\.[a-z0-9_?*-]+)*$/.test(name) && !/^[*?.]+$/.test(name)) return;
    problems.add(`recordNames[${index}]`, {
      code: "EKS_RECORD_NAME_INVALID",
      message:
        "Route 53 compares names in lower case and without the dot at their ends, and this name would match none or all.",
      found: `"${name}"`,
      expected: "labels of a-z, 0-9, -, _, * and ?, with dots between them, and more than wildcards",
      fix: 'for example "_acme-challenge.*" or "*.acme.example.com"',
    });
  });
}
