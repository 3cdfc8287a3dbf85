// How Route 53 chooses between records of one name and type.
export type {
  CidrRouting,
  FailoverRouting,
  GeolocationRouting,
  GeoproximityRouting,
  LatencyRouting,
  MultivalueRouting,
  RoutingPolicy,
  WeightedRouting,
} from "./routing.types";
