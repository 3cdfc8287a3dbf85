/** What servers and groups are told alike, under names that begin with `kind`. Every text of the schema is there. */
function servers(kind: "one" | "many", more: object): Readonly<Record<string, unknown>> {
  const host = (name: string) => `${kind}-${name}.dev.example.com`;
  const small = { instanceType: "t4g.small", port: 8080, ...more };
  return {
    [`${kind}-full`]: {
      ...small,
      image: { imageId: "ami-0123456789abcdef0", rootDevice: "/dev/sda1" },
      tier: "app",
      tags: { Team: "reports" },
      morePolicies: { arns: ["arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"], reason: "the agent reports" },
      roleName: `${kind}-reports`,
      instanceProfileName: `${kind}-reports`,
      securityGroupName: `${kind}-reports`,
      networkListeners: {
        [kind]: { host: host("connections"), healthCheck: { path: "/health", matcher: "200", protocol: "HTTP" } },
      },
      userDataFile: "__tests__/config/support/script.sh",
      environmentFile: "/etc/reports/environment",
      environment: { MODE: "fast" },
      keyName: "admin",
      egress: "none",
      admits: { metrics: { from: "10.98.0.0/16", port: 9100 } },
      uses: ["buckets.archive", { name: "buckets.uploads", access: "read", prefix: "reports/", as: "FILES" }],
      permissions: {
        describe: {
          actions: ["ec2:DescribeInstances"],
          resources: ["*"],
          wildcardReason: "AWS knows nothing narrower",
        },
      },
      policyFile: {
        path: "__tests__/config/support/wide-policy.json",
        wildcardReasons: { Logs: "it lists log groups" },
      },
    },
    [`${kind}-oidc`]: {
      ...small,
      image: { parameter: "/aws/service/ami-amazon-linux-latest/al2023-ami-minimal-kernel-default-arm64" },
      userData: "#!/bin/bash\nsystemctl enable --now nginx\n",
      calls: [`${kind}-full`],
      policyFile: "__tests__/config/support/policy.json",
      healthCheck: { path: "/health", matcher: "200" },
      targetGroupName: `${kind}-oidc`,
      expose: {
        host: host("oidc"),
        otherHosts: [host("other")],
        conditions: { sourceIps: ["203.0.113.0/24"], methods: ["GET"] },
        authenticate: {
          oidc: {
            issuer: "https://login.example.com",
            authorizationEndpoint: "https://login.example.com/authorize",
            tokenEndpoint: "https://login.example.com/token",
            userInfoEndpoint: "https://login.example.com/user",
            clientId: "shop",
            clientSecret: { secret: "shop/login", field: "secret" },
            clientSecretInState: { reason: "nobody but the pipeline reads the state" },
            scope: "openid",
            sessionCookieName: "Login",
          },
        },
      },
    },
    [`${kind}-like`]: {
      ...small,
      expose: {
        conditions: {
          regex: {
            provider: "6.19 or later",
            hosts: [`^${kind}-[a-z]+[.]dev[.]example[.]com$`],
            headers: { "X-Like": [`^${kind}-[a-z]+$`] },
          },
        },
      },
    },
    [`${kind}-below`]: {
      ...small,
      expose: {
        host: host("below"),
        conditions: { regex: { provider: "6.19 or later", paths: ["^/v[0-9]+/"] } },
      },
    },
    [`${kind}-cognito`]: {
      ...small,
      expose: {
        listener: "partners",
        host: host("cognito"),
        paths: ["/v1/*"],
        rewrite: {
          provider: "6.19 or later",
          url: { regex: "^/v1/(.*)$", replace: "/$1" },
          host: { regex: "^www[.](.*)$", replace: "$1" },
        },
        authenticate: {
          cognito: {
            userPoolArn: "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/shop",
            userPoolClientId: "shop",
            userPoolDomain: "shop",
            scope: "openid",
            sessionCookieName: "Login",
          },
        },
      },
    },
    [`${kind}-jwt`]: {
      ...small,
      expose: {
        host: host("jwt"),
        conditions: { query: [{ key: "kind", value: kind }], headers: { "X-Kind": [kind] } },
        authenticate: {
          jwt: {
            provider: "6.22 or later",
            issuer: "https://login.example.com",
            jwksEndpoint: "https://login.example.com/keys",
            claims: { scope: { values: ["orders"] } },
          },
        },
      },
    },
  };
}

const VOLUME = {
  device: "/dev/sdf",
  sizeGiB: 100,
  iops: 4000,
  throughputMiBps: 250,
  keyArn: "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111",
  snapshotId: "snap-0123456789abcdef0",
};

/** A section of servers with every text of its schema. */
export const EVERY_SERVER = {
  instances: {
    ...servers("one", { zone: "a" }),
    files: { instanceType: "t4g.small", volumes: { data: { ...VOLUME, finalSnapshot: true } } },
  },
  groups: {
    ...servers("many", { min: 1, max: 4 }),
    web: {
      instanceType: "t4g.small",
      min: 1,
      max: 4,
      zones: ["a", "c"],
      autoScalingGroupName: "web",
      volumes: {
        data: { ...VOLUME, keep: true },
      },
      lifecycleHooks: {
        drain: {
          transition: "terminate",
          timeoutSeconds: 300,
          defaultResult: "continue",
          notificationTargetArn: "arn:aws:sqs:ap-northeast-2:111111111111:web-drain",
          notificationMetadata: "web",
        },
      },
      capacity: { moreInstanceTypes: ["t4g.medium"], spotPercentage: 50 },
      schedules: { night: { at: "cron(0 20 * * ? *)", timeZone: "Asia/Seoul", max: 1 } },
    },
  },
};
