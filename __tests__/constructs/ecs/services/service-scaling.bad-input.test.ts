import { testAdvice } from "../../../support/followed-advice";
import { problemsIfAny } from "../../../support/synth";
import {
  expectServiceProblems,
  exposedService,
  outOfRange,
  type ServiceCase,
  smallService,
  toldServices,
} from "../support";

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
    ways: [
      {
        says: ["set min to 2 or less", "write 60 for 0.6", "use 60"],
        to: { props: smallService({ scale: { min: 2, max: 2, targetCpu: 60, targetMemory: 60 } }) },
      },
      {
        says: ["or max to 5 or more", "write 60 for 0.6", "use 60"],
        to: { props: smallService({ scale: { min: 5, max: 5, targetCpu: 60, targetMemory: 60 } }) },
      },
    ],
  },
  {
    name: "a target far below one percent",
    props: smallService({ scale: { min: 1, max: 2, targetCpu: 0.001 } }),
    problems: [
      {
        property: "scale.targetCpu",
        code: "SCALE_TARGET",
        message: "Tasks are kept at a percentage of what they have.",
        found: "0.001 percent",
        expected: "1 to 100 percent; 50 to 70 leave room until new tasks run",
        fix: "use 60",
      },
    ],
    ways: [{ says: "use 60", to: { props: smallService({ scale: { min: 1, max: 2, targetCpu: 60 } }) } }],
  },
  {
    name: "no requests for a task",
    props: exposedService({ scale: { min: 1, max: 2, targetRequests: 0 } }),
    problems: [
      {
        property: "scale.targetRequests",
        code: "SCALE_TARGET",
        message: "A task is kept at a number of requests per minute.",
        found: "0",
        expected: "a number above 0",
        fix: "measure what one task answers well in a minute, and write two thirds of it",
      },
    ],
    ways: [
      {
        says: "measure what one task answers well in a minute",
        to: { props: exposedService({ scale: { min: 1, max: 2, targetRequests: 400 } }) },
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
    ways: [
      { says: "add targetCpu: 60", to: { props: smallService({ scale: { min: 1, max: 4, targetCpu: 60 } }) } },
      { says: "or write scale: 1", to: { props: smallService({ scale: 1 }) } },
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
    ways: [
      { says: "expose the service", to: { props: exposedService({ scale: { min: 1, max: 4, targetRequests: 500 } }) } },
      { says: "or scale by targetCpu", to: { props: smallService({ scale: { min: 1, max: 4, targetCpu: 60 } }) } },
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
    ways: [
      {
        says: ["use 2880", 'set imageOwner: "deployment" for the task', "scale by targetCpu"],
        to: {
          props: exposedService({
            imageOwner: "deployment",
            deployment: { by: "codedeploy", bakeMinutes: 2880 },
            scale: { min: 1, max: 4, targetCpu: 60 },
          }),
        },
      },
      {
        says: ["use 2880", "or deploy by rolling", "scale by targetCpu"],
        to: {
          props: exposedService({
            deployment: { by: "blue-green", provider: "6.4 or later" },
            scale: { min: 1, max: 4, targetCpu: 60 },
          }),
        },
      },
      {
        says: ["use 2880", "or deploy by rolling"],
        to: {
          props: exposedService({ deployment: { by: "rolling" }, scale: { min: 1, max: 4, targetRequests: 500 } }),
        },
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
    ways: [
      {
        says: [
          'use "cron(0 8 ? * MON-FRI *)"',
          'for example "Asia/Seoul"',
          "write the number of tasks that it is about",
        ],
        to: {
          props: smallService({
            scale: {
              min: 1,
              max: 4,
              schedules: { morning: { at: "cron(0 8 ? * MON-FRI *)", timeZone: "Asia/Seoul", min: 2 } },
            },
          }),
        },
      },
    ],
  },
  {
    name: "a forecast that AWS refuses",
    props: smallService({
      scale: {
        min: 1,
        max: 4,
        targetCpu: 60,
        predictive: { provider: "6.13 or later", metric: "cpu", target: 0.6, aheadSeconds: 3600, aboveMaxPercent: 101 },
      },
    }),
    problems: [
      outOfRange("scale.predictive.aheadSeconds", "3600 seconds", "0 to 3599", "use 3599"),
      outOfRange("scale.predictive.aboveMaxPercent", "101 percent", "0 to 100", "use 100"),
      {
        property: "scale.predictive.target",
        code: "SCALE_TARGET",
        message: "Tasks are kept at a percentage of what they have.",
        found: "0.6 percent",
        expected: "1 to 100 percent; 50 to 70 leave room until new tasks run",
        fix: "write 60 for 0.6",
      },
    ],
    ways: [
      {
        says: ["write 60 for 0.6", "use 3599", "use 100"],
        to: {
          props: smallService({
            scale: {
              min: 1,
              max: 4,
              targetCpu: 60,
              predictive: {
                provider: "6.13 or later",
                metric: "cpu",
                target: 60,
                aheadSeconds: 3599,
                aboveMaxPercent: 100,
              },
            },
          }),
        },
      },
    ],
  },
];

describe("the scaling of a service is refused for", () => {
  test.each(CASES.map((entry) => [entry.name, entry] as const))("%s", (_, entry) => expectServiceProblems(entry));
});

testAdvice(toldServices(CASES), problemsIfAny);
