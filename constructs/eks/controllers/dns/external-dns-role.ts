import type { Construct } from "constructs";
import { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { Problems } from "../../../core/errors";
import type { IHostedZone } from "../../../dns/hosted-zone.types";
import type { ServiceAccountRole } from "../../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "../controller-role";
import { checkZones, zoneArns } from "./zone-scope";

/** Record types that external-dns may write. */
export type ExternalDnsRecordType = "A" | "AAAA" | "CNAME" | "DNAME" | "MX" | "NAPTR" | "NS" | "SRV" | "TXT";

/** Properties of {@link externalDnsRole}. */
export interface ExternalDnsRoleProps extends ControllerRoleProps {
  /** Zones that records may be written to: at least one. */
  readonly zones: readonly Pick<IHostedZone, "zoneId">[];
  /**
   * Types of records that may be written. The types that the chart manages must be among them (`managedRecordTypes`), and TXT, in
   * which external-dns notes what is its own.
   *
   * @default - A, AAAA, CNAME and TXT, as the chart has it
   */
  readonly recordTypes?: readonly ExternalDnsRecordType[];
}

/**
 * The role of external-dns, which writes records for services and ingresses: to the zones that are named, and there only records of
 * the types that it manages. Zones and their names are listed by every account-wide call; keep the chart to the same zones
 * (`--zone-id-filter`), or it fails at those that it may not read.
 *
 * After the project's tutorial (kubernetes-sigs/external-dns, "AWS", as of 2026-08), with zones and types where that has
 * everything.
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function externalDnsRole(scope: Construct, id: string, props: ExternalDnsRoleProps): ServiceAccountRole {
  const zones = zoneArns(EnvironmentStack.of(scope), props.zones);
  const controller = {
    description: "external-dns: records for services and ingresses",
    namespace: "external-dns",
    serviceAccount: "external-dns",
    statements: [
      {
        sid: "FindZones",
        actions: ["route53:ListHostedZones"],
        resources: ["*"],
        wildcardReason: "Route 53 cannot limit the list of zones to single zones.",
      },
      {
        sid: "ReadZones",
        actions: ["route53:ListResourceRecordSets", "route53:ListTagsForResources"],
        resources: zones,
      },
      {
        sid: "WriteRecords",
        actions: ["route53:ChangeResourceRecordSets"],
        resources: zones,
        conditions: {
          "ForAllValues:StringEquals": {
            "route53:ChangeResourceRecordSetsRecordTypes": props.recordTypes ?? ["A", "AAAA", "CNAME", "TXT"],
          },
        },
      },
    ],
  };
  return controllerRole(scope, id, props, controller, (problems) => {
    checkZones(props.zones, problems);
    checkRecordTypes(props.recordTypes, problems);
  });
}

function checkRecordTypes(types: readonly string[] | undefined, problems: Problems): void {
  if (types === undefined || types.length > 0) return;
  problems.add("recordTypes", {
    code: "EKS_RECORD_TYPES_MISSING",
    message: "external-dns could write no record of any type.",
    found: "an empty list",
    expected: "the types that the chart manages, and TXT",
    fix: "leave recordTypes out for A, AAAA, CNAME and TXT",
  });
}
