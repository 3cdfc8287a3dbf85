import type { Route53HealthCheckConfig } from "@cdktf/provider-aws/lib/route53-health-check";
import type { Construct } from "constructs";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { referenceText } from "../../core/texts/reference-text";
import type {
  AlarmHealthCheckProps,
  CalculatedHealthCheckProps,
  EndpointHealthCheckProps,
  HealthCheckProps,
  IHealthCheck,
} from "./health-check.types";

type Arguments = Omit<Route53HealthCheckConfig, "tags">;

/** The arguments of the provider for a health check. */
export function healthCheckArguments(check: Construct, props: HealthCheckProps): Arguments {
  const { inverted, disabled } = props;
  return { ...watched(check, props), invertHealthcheck: inverted, disabled };
}

function watched(check: Construct, props: HealthCheckProps): Arguments {
  switch (props.kind) {
    case "endpoint":
      return endpoint(props);
    case "calculated":
      return calculated(check, props);
    case "alarm":
      return alarm(check, props);
  }
}

function endpoint(props: EndpointHealthCheckProps): Arguments {
  const { protocol, host, ipAddress, path, searchString, requestInterval = 30, failureThreshold = 3 } = props;
  const { measureLatency = false, regions, enableSni = true } = props;
  return {
    type: searchString === undefined ? protocol : `${protocol}_STR_MATCH`,
    fqdn: host,
    ipAddress,
    port: props.port ?? (protocol === "HTTPS" ? 443 : 80),
    resourcePath: protocol === "TCP" ? undefined : (path ?? "/"),
    searchString,
    enableSni: protocol === "HTTPS" ? enableSni : undefined,
    requestInterval,
    failureThreshold,
    measureLatency,
    regions: regions && [...regions].sort(),
  };
}

/** The order of the others means nothing, so it is not the list's. */
function calculated(check: Construct, props: CalculatedHealthCheckProps<IHealthCheck>): Arguments {
  const { children, healthThreshold } = props;
  const ids = children.map(({ healthCheckId }) => ({ healthCheckId, text: referenceText(healthCheckId, check) }));
  return {
    type: "CALCULATED",
    childHealthchecks: ids.sort((a, b) => (a.text < b.text ? -1 : 1)).map(({ healthCheckId }) => healthCheckId),
    childHealthThreshold: healthThreshold ?? children.length,
  };
}

function alarm(check: Construct, props: AlarmHealthCheckProps): Arguments {
  const { alarmName, region, insufficientDataHealthStatus = "LastKnownStatus" } = props;
  return {
    type: "CLOUDWATCH_METRIC",
    cloudwatchAlarmName: alarmName,
    cloudwatchAlarmRegion: region ?? EnvironmentStack.of(check).environment.region,
    insufficientDataHealthStatus,
  };
}
