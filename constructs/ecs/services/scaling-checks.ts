import { checkLimits, checkScalingSchedule } from "../../compute/scaling-schedule-checks";
import type { Problems } from "../../core/errors";
import type { PredictiveScaling, Scale } from "./scaling.types";

/** What the scaling of a service depends on besides. */
export interface ScalingContext {
  /** Whether a load balancer counts the service's requests. */
  readonly exposed: boolean;
  /** Whether deployments move the traffic between two target groups. */
  readonly blueGreen: boolean;
}

/** Checks how a service scales. */
export function checkScale(scale: number | Scale, context: ScalingContext, problems: Problems): void {
  if (typeof scale === "number") return;
  checkLimits(scale, "tasks", "scale", problems);
  checkPercent(scale.targetCpu, "targetCpu", problems);
  checkPercent(scale.targetMemory, "targetMemory", problems);
  checkRequests(scale, context, problems);
  if (scale.predictive) checkPredictive(scale.predictive, problems);
  for (const [name, schedule] of Object.entries(scale.schedules ?? {})) {
    checkScalingSchedule(schedule, "tasks", `scale.schedules.${name}`, problems);
  }
  checkReason(scale, problems);
}

function checkPercent(value: number | undefined, name: string, problems: Problems): void {
  if (value === undefined || (value >= 1 && value <= 100)) return;
  problems.add(`scale.${name}`, {
    code: "SCALE_TARGET",
    message: "Tasks are kept at a percentage of what they have.",
    found: `${value} percent`,
    expected: "1 to 100 percent; 50 to 70 leave room until new tasks run",
    fix: value >= 0.01 && value < 1 ? `write ${Math.round(value * 100)} for ${value}` : "use 60",
  });
}

function checkPredictive(predictive: PredictiveScaling, problems: Problems): void {
  checkPercent(predictive.target, "predictive.target", problems);
}

function checkRequests({ targetRequests }: Scale, context: ScalingContext, problems: Problems): void {
  if (targetRequests === undefined) return;
  if (!context.exposed) {
    problems.add("scale.targetRequests", {
      code: "SCALE_REQUESTS_UNEXPOSED",
      message: "Nobody counts the requests: the service is not behind a load balancer.",
      found: `targetRequests ${targetRequests} without expose`,
      expected: "targetRequests together with expose",
      fix: "expose the service, or scale by targetCpu",
    });
  } else if (context.blueGreen) {
    problems.add("scale.targetRequests", {
      code: "SCALE_REQUESTS_BLUE_GREEN",
      message: "Requests are counted for one target group, and each deployment of this kind moves to the other.",
      found: `targetRequests ${targetRequests} with two target groups`,
      expected: "targetRequests with a rolling deployment only",
      fix: "scale by targetCpu, or deploy by rolling",
    });
  } else if (!(targetRequests > 0)) {
    problems.add("scale.targetRequests", {
      code: "SCALE_TARGET",
      message: "A task is kept at a number of requests per minute.",
      found: String(targetRequests),
      expected: "a number above 0",
      fix: "measure what one task answers well in a minute, and write two thirds of it",
    });
  }
}

function checkReason(scale: Scale, problems: Problems): void {
  const { targetCpu, targetMemory, targetRequests, schedules } = scale;
  if (targetCpu !== undefined || targetMemory !== undefined || targetRequests !== undefined) return;
  if (Object.keys(schedules ?? {}).length > 0 || scale.min === scale.max) return;
  problems.add("scale", {
    code: "SCALE_WITHOUT_REASON",
    message: "Nothing says when the service is to have more tasks or fewer.",
    found: `min ${scale.min}, max ${scale.max} and no target`,
    expected: "targetCpu, targetMemory, targetRequests or schedules",
    fix: `add targetCpu: 60, or write scale: ${scale.min} for a fixed number`,
  });
}
