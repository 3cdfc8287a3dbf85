import { Route53HealthCheck } from "@cdktf/provider-aws/lib/route53-health-check";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { pathInStack } from "../../core/names/path-in-stack";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import type { HealthCheckProps, IHealthCheck } from "./health-check.types";
import { healthCheckArguments } from "./health-check-arguments";
import { checkHealthCheck } from "./health-check-checks";

/**
 * A health check of Route 53, by which records with a routing policy are left out of the answer: of an endpoint, of other health
 * checks, or of a CloudWatch alarm. It is billed by the month.
 *
 * Health checkers ask an endpoint over the internet, from addresses that its security group must let in: those of the prefix list
 * `com.amazonaws.<region>.route53-healthchecks`. HTTPS is spoken without a look at the certificate (Amazon Route 53 Developer Guide, "Values that
 * you specify when you create or update health checks", as of 2026-11).
 *
 * ```ts
 * const tokyo = new HealthCheck(this, "tokyo", { kind: "endpoint", protocol: "HTTPS", host: "tokyo.example.com" });
 * ```
 */
export class HealthCheck extends BaseConstruct implements IHealthCheck {
  /** A health check that exists already, by its id. Nothing is looked up. */
  static fromExisting(scope: Construct, id: string, healthCheckId: string): IHealthCheck {
    return new ExistingHealthCheck(scope, id, healthCheckId);
  }

  /** The Terraform resource. */
  readonly resource: Route53HealthCheck;

  /** @throws GroundplanError with the codes of `checkHealthCheck` */
  constructor(scope: Construct, id: string, props: HealthCheckProps) {
    super(scope, id);
    props = layDefaults(this, "HealthCheck", props);
    const problems = checkShape(this, "HealthCheck", props);
    tag(this, props);
    checkHealthCheck(this, props, problems);
    problems.throwIfAny();
    const stack = EnvironmentStack.of(this);
    this.resource = new Route53HealthCheck(this, "health-check", {
      ...healthCheckArguments(this, props),
      // What the console lists it by.
      tags: { Name: stack.physicalName("tag", stack.stackName, pathInStack(this)) },
      // Records and calculated checks are led to the new one before the old one goes.
      lifecycle: { createBeforeDestroy: true },
    });
  }

  get healthCheckId(): string {
    return this.resource.id;
  }
}

class ExistingHealthCheck extends BaseConstruct implements IHealthCheck {
  constructor(
    scope: Construct,
    id: string,
    readonly healthCheckId: string,
  ) {
    super(scope, id);
  }
}
