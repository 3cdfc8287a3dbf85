import { about, byName, flag, NAME, NAME_FORM, pattern, tagsOf, text, textMap, whole } from "./schema-parts";
import * as z from "./zod";

const { optional } = z;

function managedGroup() {
  return z.union([
    flag(),
    z.strictObject({
      countOnly: optional(about("Whether the group only counts what it matches. Default: false.", flag())),
      overrides: optional(
        about(
          "Other actions for single rules of the group.",
          z.record(text(), z.enum(["allow", "block", "captcha", "challenge", "count"])),
        ),
      ),
    }),
  ]);
}

function webAcl() {
  return z.union([
    z.literal(false),
    z.strictObject({
      managed: optional(
        about(
          "AWS's rule groups by name; core blocks bodies above 8 KB. Default: ip-reputation, core and known-bad-inputs.",
          z.record(text(), managedGroup()),
        ),
      ),
      rateLimit: optional(
        about("Requests of one address in five minutes before it is blocked. Default: 2000.", whole(10, 2_000_000_000)),
      ),
    }),
  ]);
}

/** A record that others may have made in the zone. */
function nameRecord(which: string) {
  return about(
    `${which}: taken over where it exists, or left to others. Default: it is made.`,
    z.union([
      z.literal("leave"),
      z.strictObject({
        adopt: about("Types of the record that the zone has; the other one is made.", z.array(z.enum(["A", "AAAA"]))),
      }),
    ]),
  );
}

/** How an environment is reached from the internet. */
export function edge() {
  return z.strictObject({
    domain: optional(
      about(
        "The domain that names of services lie below. Default: none, and plain HTTP with a reason.",
        z.strictObject({
          name: about("Name of the zone.", text(), ["sandbox.example.com"]),
          zoneId: optional(about("Id of a public zone that exists. Default: the zone is made.", text())),
          delegated: optional(
            about(
              "Whether the domain is delegated to the zone; while false only the zone is made. Default: true.",
              flag(),
            ),
          ),
          delegations: optional(
            about(
              "Zones of others below the domain, by whole name, with their name servers. Default: none.",
              z.record(text(), z.array(text())),
            ),
          ),
        }),
      ),
    ),
    plainHttp: optional(
      about(
        "Speaks plain HTTP; only without a domain and without protection.",
        z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
      ),
    ),
    webAcl: optional(about("Web ACL, or false for none. Default: AWS's groups and a rate limit.", webAcl())),
    distribution: optional(
      about(
        "CloudFront in front of the balancer, with a bucket for static files. Default: none.",
        z.strictObject({
          staticPath: optional(about("Path of the files in the bucket. Default: /static/*.", text())),
          apexRecord: optional(nameRecord("The record of the domain itself")),
          wildcardRecord: optional(nameRecord("The record of every name one label below the domain")),
          publicOrigin: optional(
            about(
              "Makes the balancer internet-facing; its rules ask for a secret. Default: internal, behind a VPC origin.",
              z.strictObject({ reason: about("Why; listed after each synth.", text()) }),
            ),
          ),
        }),
      ),
    ),
    accessLogDays: optional(
      about(
        "Days that access logs are kept, or false for none. Default: 90.",
        z.union([z.literal(false), whole(1, 3653)]),
      ),
    ),
  });
}

function scale() {
  return z.union([
    whole(0, 5000),
    z.strictObject({
      min: about("Least number of tasks.", whole(0, 5000)),
      max: about("Greatest number of tasks.", whole(0, 5000)),
      targetCpu: optional(about("Average CPU in percent that tasks are kept at.", whole(1, 100))),
      targetMemory: optional(about("Average memory in percent that tasks are kept at.", whole(1, 100))),
      targetRequests: optional(about("Requests per minute that each task is kept at.", whole(1))),
    }),
  ]);
}

function alarms() {
  return z.strictObject({ names: about("Names of CloudWatch alarms.", z.array(text())) });
}

/** How a service gets from one revision to the next. */
function deployment() {
  const bakeMinutes = (most: number) =>
    optional(about("Minutes that the old tasks are kept after the traffic has moved. Default: 5.", whole(0, most)));
  return z.discriminatedUnion("by", [
    z.strictObject({
      by: about("ECS replaces tasks a few at a time.", z.literal("rolling")),
      minHealthyPercent: optional(
        about("Tasks that stay healthy, in percent of the desired number; rounded up. Default: 100.", whole(0, 100)),
      ),
      maxPercent: optional(
        about(
          "Tasks that run, old and new, in percent of the desired number; rounded down. Default: 200.",
          whole(100, 200),
        ),
      ),
      circuitBreaker: optional(
        about("What happens when new tasks do not come up. Default: rollback.", z.enum(["rollback", "stop", "off"])),
      ),
      alarms: optional(about("Alarms that roll a deployment back. Default: none.", alarms())),
    }),
    z.strictObject({
      by: about("ECS brings up all new tasks beside the old ones and moves the traffic.", z.literal("blue-green")),
      provider: about("Says that the stack gives up on 5.x of the AWS provider.", z.literal("6.4 or later")),
      bakeMinutes: bakeMinutes(1440),
      alarms: optional(about("Alarms that roll a deployment back. Default: none.", alarms())),
    }),
    z.strictObject({
      by: about("CodeDeploy does so; it deploys by itself, with `imageOwner: deployment`.", z.literal("codedeploy")),
      traffic: optional(
        about(
          "How the traffic moves. Default: all-at-once.",
          z.enum([
            "all-at-once",
            "canary-10-percent-5-minutes",
            "canary-10-percent-15-minutes",
            "linear-10-percent-every-1-minute",
            "linear-10-percent-every-3-minutes",
          ]),
        ),
      ),
      bakeMinutes: bakeMinutes(2880),
      alarms: optional(about("Alarms that stop a deployment and roll it back. Default: none.", alarms())),
    }),
  ]);
}

function service() {
  return z.strictObject({
    image: about("Image with a tag: of a registry, or of one of `repositories` (`api:1.4.2`).", text(), [
      "public.ecr.aws/nginx/nginx:1.29",
    ]),
    cpu: about("CPU of a task.", text(), ["0.25 vCPU"]),
    memory: about("Memory of a task; what is possible depends on the CPU.", text(), ["0.5 GB"]),
    port: optional(about("Port that the application listens on. Default: none.", whole(1, 65535))),
    tags: tagsOf("service"),
    expose: optional(
      about(
        "How the service is reached through the edge. Default: not at all.",
        z.strictObject({
          host: optional(about("Host name below the edge's domain. Default: every host.", text())),
          paths: optional(about("Paths. Default: every path.", z.array(text()))),
        }),
      ),
    ),
    connect: optional(
      about(
        "Joins Service Connect: calls others that have joined and, with `port`, is called by its name. Default: does not.",
        z.strictObject({
          alias: optional(about("Name that others call. Default: the service's name.", text())),
          port: optional(about("Port that others call. Default: the service's port.", whole(1, 65535))),
          discoveryName: optional(about("Name in Cloud Map. Default: the alias, with - for its dots.", text())),
        }),
      ),
    ),
    discovery: optional(
      about(
        "Name in the private DNS domain of `ecs.discovery`. Default: none.",
        z.strictObject({
          name: optional(about("First part of the name. Default: the service's name.", text())),
          ttlSeconds: optional(about("Seconds that resolvers keep an answer. Default: 10.", whole(0, 86_400))),
        }),
      ),
    ),
    calls: optional(
      about(
        "Services of the environment that it connects to; opens their ports to it. Default: none.",
        z.array(text()),
        [["orders"]],
      ),
    ),
    healthCheckPath: optional(about("Path that the balancer asks. Default: /.", text())),
    healthCheckGraceSeconds: optional(
      about(
        "Seconds from a task's start in which failed checks of the balancer do not stop it. Default: 60 with `expose`.",
        whole(0, 2_147_483_647),
      ),
    ),
    scale: optional(about("Number of tasks, or how it follows the load. Default: 2 if protected, else 1.", scale())),
    deployment: optional(
      about("How it gets from one revision to the next. Default: rolling, with a rollback.", deployment()),
    ),
    waitForSteadyState: optional(
      about(
        "Whether an apply waits until the new tasks run; not with CodeDeploy. Default: true if Terraform owns the image.",
        flag(),
      ),
    ),
    imageOwner: optional(
      about(
        "Who changes the image: Terraform, or a deployment outside of it. Default: terraform.",
        z.enum(["terraform", "deployment"]),
      ),
    ),
    environment: optional(about("Variables of the application. Default: none.", textMap())),
    readonlyRootFilesystem: optional(
      about("Whether the application cannot write to its file system. Default: true.", flag()),
    ),
    writable: optional(
      about("Folders that it writes to all the same, in memory. Default: none.", z.array(text()), [["/tmp"]]),
    ),
    writableMiB: optional(about("Most that each of them holds, in MiB. Default: 64.", whole(1, 1_048_576))),
    spot: optional(about("Whether tasks beyond the first run on Fargate Spot. Default: false.", flag())),
    exec: optional(about("Whether people may open a shell in its containers. Default: false.", flag())),
    zones: optional(about("Zones of the tier that tasks lie in. Default: all.", z.array(text()), [["a", "c"]])),
  });
}

/** Containers behind the edge. */
export function ecs() {
  return z.strictObject({
    containerInsights: optional(
      about("Metrics of containers. Default: enhanced if protected.", z.enum(["enhanced", "enabled", "disabled"])),
    ),
    exec: optional(
      about(
        "Lets services ask for a shell in their containers; sessions are logged. Default: none can have it.",
        z.strictObject({
          logRetentionDays: optional(
            about("Days that logs are kept. Default: that of `logs`, else 90.", whole(1, 3653)),
          ),
        }),
      ),
    ),
    serviceConnect: optional(
      about(
        "Namespace for Service Connect. Default: none.",
        z.strictObject({
          namespace: optional(about("Its name, unique in account and region. Default: the cluster's.", text())),
        }),
      ),
    ),
    discovery: optional(
      about("Private DNS domain for services. Default: none.", z.strictObject({ domain: about("Its name.", text()) })),
    ),
    repositories: optional(
      about(
        "Image repositories by name. Default: none.",
        z.array(
          pattern(NAME, {
            code: "CONFIG_NAME_FORM",
            message: "The name of the repository has a wrong form.",
            expected: NAME_FORM,
            fix: "rename the repository",
          }),
        ),
      ),
    ),
    services: about("Services by name.", byName("service", service())),
  });
}
