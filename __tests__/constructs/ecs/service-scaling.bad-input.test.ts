import { expectServiceProblems, exposedService, outOfRange, type ServiceCase, smallService } from "./support";

const CASES: readonly ServiceCase[] = [
  {
    name: "a minimum above the maximum, and targets that are no percentages",
    props: smallService({ scale: { min: 5, max: 2, targetCpu: 0.6, targetMemory: 120 } }),
    problems: [
      {
        property: "scale.min",
        code: "SCALE_MIN_ABOVE_MAX",
        message: "The least number of tasks is above the greatest.",
        found: "min 5, max 2",
        expected: "min that is at most max",
        fix: "set min to 2 or less, or max to 5 or more",
      },
      {
        property: "scale.targetCpu",
        code: "SCALE_TARGET",
        message: "Tasks are kept at a percentage of what they have.",
        found: "0.6 percent",
        expected: "1 to 100 percent; 50 to 70 leave room until new tasks run",
        fix: "write 60 for 0.6",
      },
      {
        property: "scale.targetMemory",
        code: "SCALE_TARGET",
        message: "Tasks are kept at a percentage of what they have.",
        found: "120 percent",
        expected: "1 to 100 percent; 50 to 70 leave room until new tasks run",
        fix: "use 60",
      },
    ],
  },
  {
    name: "scaling that nothing moves",
    props: smallService({ scale: { min: 1, max: 4 } }),
    problems: [
      {
        property: "scale",
        code: "SCALE_WITHOUT_REASON",
        message: "Nothing says when the service is to have more tasks or fewer.",
        found: "min 1, max 4 and no target",
        expected: "targetCpu, targetMemory, targetRequests or schedules",
        fix: "add targetCpu: 60, or write scale: 1 for a fixed number",
      },
    ],
  },
  {
    name: "scaling by requests that nobody counts",
    props: smallService({ scale: { min: 1, max: 4, targetRequests: 500 } }),
    problems: [
      {
        property: "scale.targetRequests",
        code: "SCALE_REQUESTS_UNEXPOSED",
        message: "Nobody counts the requests: the service is not behind a load balancer.",
        found: "targetRequests 500 without expose",
        expected: "targetRequests together with expose",
        fix: "expose the service, or scale by targetCpu",
      },
    ],
  },
  {
    name: "scaling by requests that move between target groups, and CodeDeploy with an image of Terraform",
    props: exposedService({
      deployment: { by: "codedeploy", bakeMinutes: 3000 },
      scale: { min: 1, max: 4, targetRequests: 500 },
    }),
    problems: [
      outOfRange("deployment.bakeMinutes", "3000 minutes", "0 to 2880", "use 2880"),
      {
        property: "deployment.by",
        code: "CODEDEPLOY_OWNS_IMAGE",
        message: "CodeDeploy brings task definitions out by itself; ECS refuses another revision from Terraform.",
        found: 'imageOwner: "terraform" with deployment by codedeploy',
        expected: 'imageOwner: "deployment"',
        fix: 'set imageOwner: "deployment" for the task, or deploy by rolling or blue-green',
      },
      {
        property: "scale.targetRequests",
        code: "SCALE_REQUESTS_BLUE_GREEN",
        message: "Requests are counted for one target group, and each deployment of this kind moves to the other.",
        found: "targetRequests 500 with two target groups",
        expected: "targetRequests with a rolling deployment only",
        fix: "scale by targetCpu, or deploy by rolling",
      },
    ],
  },
  {
    name: "schedules that are none, of time zones that are none, without an effect",
    props: smallService({
      scale: { min: 1, max: 4, schedules: { morning: { at: "0 8 * * 1-5", timeZone: "KST-9" } } },
    }),
    problems: [
      {
        property: "scale.schedules.morning.at",
        code: "SCHEDULE_INVALID",
        message: "This is not a schedule.",
        found: '"0 8 * * 1-5"',
        expected: "cron(minute hour day-of-month month day-of-week year), rate(value unit) or at(yyyy-mm-ddThh:mm:ss)",
        fix: 'use "cron(0 8 ? * MON-FRI *)"',
      },
      {
        property: "scale.schedules.morning.timeZone",
        code: "TIME_ZONE_UNKNOWN",
        message: "This is not a time zone.",
        found: '"KST-9"',
        expected: "a name of the IANA time zone database",
        fix: 'for example "Asia/Seoul", "Europe/Berlin" or "UTC"',
      },
      {
        property: "scale.schedules.morning",
        code: "SCALE_SCHEDULE_EMPTY",
        message: "The schedule changes nothing.",
        found: "neither min nor max",
        expected: "min, max or both",
        fix: "write the number of tasks that it is about",
      },
    ],
  },
];

describe("the scaling of a service is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));
});
