import type { FargateSize } from "../../constructs/compute/fargate-sizes";
import type {
  ConnectEndpoint,
  Ec2ServiceProps,
  FargateServiceProps,
  ServiceConnect,
} from "../../constructs/ecs/services/service.types";
import { APPLICATION } from "../../constructs/ecs/tasks/inline-task";
import type { FargateServiceSpec, ServiceSpec } from "./service-spec.types";
import { TaskFromSpec } from "./task-from-spec";

/** What a service is made from, without what the stack adds: its cluster and its place below the edge. */
type Made = Omit<FargateServiceProps, "cluster" | "expose"> | Omit<Ec2ServiceProps, "cluster" | "expose">;

/** Makes the properties of a service from its part of a configuration. Its problems may be `SHORT_FORM_TWICE` too. */
export class ServiceFromSpec extends TaskFromSpec {
  /** The properties; what could not be made is left out, and has a problem. */
  propsOf(spec: ServiceSpec): Made {
    const {
      launch: ______,
      expose: _,
      networkListeners: _____,
      calls: __,
      permissions: ___,
      policyFile: ____,
      healthCheckPath,
      spot: _______,
      ...rest
    } = { spot: undefined, ...spec };
    const { connect, targetGroup, ...options } = rest;
    this.#checkShortForms(spec);
    return {
      name: this.name,
      ...options,
      ...(spec.launch === "ec2" ? {} : fargateOf(spec)),
      ...this.partsOf(spec),
      ...(connect ? { connect: offerOf(spec.port, connect) } : {}),
      ...(targetGroup ? { targetGroup } : {}),
      ...(healthCheckPath
        ? { targetGroup: { ...targetGroup, healthCheck: { ...targetGroup?.healthCheck, path: healthCheckPath } } }
        : {}),
    };
  }

  #checkShortForms(spec: ServiceSpec): void {
    const { healthCheckPath, targetGroup } = spec;
    const { spot, capacity }: Pick<FargateServiceSpec, "spot" | "capacity"> = spec.launch === "ec2" ? {} : spec;
    const twice = [
      ["healthCheckPath", "targetGroup.healthCheck.path", healthCheckPath, targetGroup?.healthCheck?.path],
      ["spot", "capacity", spot, capacity],
    ] as const;
    for (const [short, long, one, other] of twice) {
      if (one === undefined || other === undefined) continue;
      this.found.add(short, {
        code: "SHORT_FORM_TWICE",
        message: "An option is there in its short form and in its long one.",
        found: `${short} and ${long}`,
        expected: "one of them",
        fix: `leave out ${short}`,
      });
    }
  }
}

/** The size, and the shares of Fargate and Fargate Spot. */
function fargateOf({ cpu, memory, spot }: FargateServiceSpec) {
  return {
    // The pair comes from a file; the service checks it and lists the pairs that there are.
    ...({ cpu, memory } as FargateSize),
    ...(spot ? { capacity: { FARGATE: { base: 1, weight: 0 }, FARGATE_SPOT: { weight: 1 } } } : {}),
  };
}

/** A service with a port offers it; one without only calls others. */
function offerOf(port: number | undefined, connect: ConnectEndpoint): ServiceConnect {
  return port === undefined ? {} : { offers: { [APPLICATION]: connect } };
}
