import type { Route53RecordConfig } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import type { GeolocationRouting, RoutingPolicy } from "./routing.types";

/** The arguments of a record that say how it is chosen. */
type RoutingArguments = Pick<
  Route53RecordConfig,
  | "setIdentifier"
  | "weightedRoutingPolicy"
  | "failoverRoutingPolicy"
  | "latencyRoutingPolicy"
  | "geolocationRoutingPolicy"
  | "geoproximityRoutingPolicy"
  | "multivalueAnswerRoutingPolicy"
  | "cidrRoutingPolicy"
>;

/** How a record is told from the others of its name and type. */
export interface RoutedRecord {
  readonly routing: RoutingPolicy;
  /**
   * What no two records of a name and type may share: the role, region, place or network; where the policy asks for none of these, the set
   * identifier.
   */
  readonly distinction: string;
  /** The set identifier. */
  readonly identifier: string;
}

/** How a record is told from the others; nothing of a plain record. */
export function routedRecord(record: Construct, routing: RoutingPolicy | undefined): RoutedRecord | undefined {
  if (!routing) return undefined;
  const distinction = distinctionOf(record, routing);
  return { routing, distinction, identifier: routing.identifier ?? distinction };
}

function distinctionOf(record: Construct, routing: RoutingPolicy): string {
  switch (routing.policy) {
    case "failover":
      return routing.role;
    case "latency":
      return regionOf(record, routing);
    case "geolocation":
      return placeOf(routing);
    case "cidr":
      return isDefault(routing.location) ? "default" : `location-${routing.location}`;
    default:
      return routing.identifier ?? record.node.id;
  }
}

function placeOf({ continent, country = "", subdivision }: GeolocationRouting): string {
  if (continent) return `continent-${continent}`;
  if (isDefault(country)) return "default";
  return subdivision ? `country-${country}-${subdivision}` : `country-${country}`;
}

/** Whether a location stands for all that have no record of their own. */
export function isDefault(location: string | undefined): boolean {
  return location === "*";
}

function regionOf(record: Construct, { region }: { readonly region?: string }): string {
  return region ?? EnvironmentStack.of(record).environment.region;
}

/** The arguments of the provider for a policy. */
export function routingArguments(record: Construct, routed: RoutedRecord | undefined): RoutingArguments {
  if (!routed) return {};
  return { setIdentifier: routed.identifier, ...policyArguments(record, routed.routing) };
}

function policyArguments(record: Construct, routing: RoutingPolicy): RoutingArguments {
  switch (routing.policy) {
    case "weighted":
      return { weightedRoutingPolicy: { weight: routing.weight } };
    case "failover":
      return { failoverRoutingPolicy: { type: routing.role.toUpperCase() } };
    case "latency":
      return { latencyRoutingPolicy: { region: regionOf(record, routing) } };
    case "geolocation": {
      const { continent, country, subdivision } = routing;
      return { geolocationRoutingPolicy: { continent, country, subdivision } };
    }
    case "geoproximity": {
      const { region: awsRegion, localZoneGroup, bias, latitude, longitude } = routing;
      const coordinates =
        latitude === undefined || longitude === undefined
          ? undefined
          : [{ latitude: String(latitude), longitude: String(longitude) }];
      return { geoproximityRoutingPolicy: { awsRegion, localZoneGroup, bias: bias ?? 0, coordinates } };
    }
    case "multivalue":
      return { multivalueAnswerRoutingPolicy: true };
    case "cidr":
      return { cidrRoutingPolicy: { collectionId: routing.collectionId, locationName: routing.location } };
  }
}
