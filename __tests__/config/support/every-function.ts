const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";
const FIXTURES = "__tests__/constructs/functions/fixtures";

/** Functions that together use every text that the section `functions` has, beside the queues, topics and buckets of their environment. */
export const EVERY_FUNCTION = {
  resize: {
    tags: { Team: "files" },
    functionName: "example-resize",
    description: "Makes pictures small",
    code: {
      path: `${FIXTURES}/hello`,
      external: ["sharp"],
      format: "esm",
      sourceMap: true,
      include: ["letter.txt"],
    },
    runtime: "nodejs22.x",
    handler: "index.handler",
    architecture: "x86_64",
    timeout: "4 s",
    network: true,
    tier: "app",
    securityGroupName: "example-resize",
    egress: "https",
    alias: { name: "production" },
    deployment: {
      calls: "linear-10-percent-every-1-minute",
      alarmNames: ["shop-errors"],
      applicationName: "example-functions",
      deploymentGroupName: "example-resize",
      roleName: "example-resize-deploy",
    },
    layers: ["arn:aws:lambda:ap-northeast-2:111111111111:layer:tools:3"],
    environment: { STAGE: "live" },
    environmentKeyArn: KEY,
    uses: [{ name: "buckets.archive", access: "write", prefix: "small/", as: "SMALL" }],
    on: [
      { name: "buckets.uploads", events: ["s3:ObjectCreated:Put"], prefix: "incoming/", suffix: ".jpg" },
      { name: "queues.mails", window: "5 s", partialFailures: true, filters: [{ body: { kind: ["order"] } }] },
      { name: "topics.orders", filter: { kind: ["order"] }, filterBody: true },
      "topics.taken",
    ],
    schedules: {
      nightly: {
        schedule: "cron(0 3 * * ? *)",
        timeZone: "Asia/Seoul",
        input: { report: "daily" },
        scheduleName: "example-nightly",
      },
    },
    rules: { images: { pattern: { source: ["aws.ecr"] }, bus: "shop", ruleName: "example-images" } },
    streams: {
      clicks: {
        streamArn: "arn:aws:kinesis:ap-northeast-2:111111111111:stream/clicks",
        kind: "kinesis",
        keyArn: KEY,
        start: "oldest",
        window: "5 s",
        partialFailures: true,
        filters: [{ data: { kind: ["order"] } }],
      },
    },
    deadLetters: "queues.letters",
    async: { maxAge: "1 h", onFailure: "queues.jobs", onSuccess: "topics.orders" },
    files: {
      accessPointArn: "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0",
      path: "/mnt/files",
      readOnly: true,
      mountTargetsGroupId: "sg-0123456789abcdef0",
    },
    logs: { logGroupName: "example-resize", keyArn: KEY, format: "json", level: "warn", systemLevel: "warn" },
    tracing: true,
    url: {
      cors: {
        origins: ["https://shop.example.com"],
        methods: ["GET"],
        headers: ["authorization"],
        exposedHeaders: ["x-request-id"],
        credentials: true,
        maxAge: "1 h",
      },
      stream: true,
    },
    codeSigningConfigArn: "arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0",
    roleName: "example-resize",
    policyFile: "__tests__/config/support/policy.json",
    permissions: {
      logs: {
        actions: ["logs:DescribeLogGroups"],
        resources: ["*"],
        wildcardReason: "it lists log groups",
      },
    },
    alarms: { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"] },
  },
  report: {
    code: { path: `${FIXTURES}/python`, exclude: ["tests"] },
    runtime: "python3.13",
    handler: "index.handler",
    alias: { name: "stable", stableVersion: "7", newestPercent: 20 },
    policyFile: {
      path: "__tests__/config/support/wide-policy.json",
      wildcardReasons: { Logs: "it lists log groups" },
    },
    alarms: false,
  },
  plain: { code: `${FIXTURES}/hello`, runtime: "nodejs22.x", url: true, uses: ["topics.taken"] },
  packed: {
    image: "111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/packed:1.4.2",
    imageCommand: { entryPoint: ["/run"], command: ["app.handler"], workingDirectory: "/app" },
  },
} as const;
