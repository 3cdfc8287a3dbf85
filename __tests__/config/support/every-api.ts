const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/11111111-1111-1111-1111-111111111111";

/** APIs that together use every text that the section `apis` has, beside the functions and the names of their environment. */
export const EVERY_API = {
  shop: {
    tags: { Team: "shop" },
    apiName: "example-shop",
    description: "What the shop asks",
    authorization: "users",
    cors: {
      origins: ["https://shop.example.com"],
      methods: ["GET", "POST"],
      headers: ["authorization"],
      exposedHeaders: ["x-request-id"],
      credentials: true,
      maxAge: "1 h",
    },
    stages: {
      $default: { description: "Everybody's", variables: { color: "blue" }, throttling: { rate: 200, burst: 100 } },
      beta: {},
    },
    throttling: { rate: 400, burst: 200 },
    executeApiEndpoint: false,
    addressType: "dualstack",
    routeMetrics: true,
    tier: "app",
    vpcLinkName: "example-shop",
    securityGroupName: "example-shop-link",
    authorizers: {
      users: {
        kind: "jwt",
        issuer: "https://login.example.com",
        audiences: ["shop"],
        identitySource: "$request.header.X-Token",
      },
      keys: {
        kind: "lambda",
        function: "functions.plain",
        identitySources: ["$request.header.X-Api-Token"],
        cache: "5 min",
      },
    },
    routes: {
      "GET /orders": "functions.plain",
      "POST /orders": {
        function: "functions.plain",
        authorization: "users",
        scopes: ["orders.write"],
        throttling: { rate: 20, burst: 10 },
        timeout: "5 s",
      },
      "GET /prices/{proxy+}": {
        url: "https://prices.example.com/{proxy}",
        public: { reason: "everybody may know the prices" },
      },
      "ANY /inside": {
        authorization: "keys",
        host: "web.example.com",
        listener: {
          listenerArn:
            "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:listener/net/in/1234567890abcdef/1234567890abcdef",
          port: 8443,
          securityGroupId: "sg-0123456789abcdef0",
          serverName: "in.example.com",
        },
      },
      $default: {
        service: {
          serviceArn: "arn:aws:servicediscovery:ap-northeast-2:111111111111:service/srv-0123456789abcdef",
          port: 8080,
          securityGroupId: "sg-0123456789abcdef0",
          serverName: "tasks.example.com",
        },
      },
    },
    domain: {
      name: "api.example.org",
      certificate: {
        certificateArn: "arn:aws:acm:ap-northeast-2:111111111111:certificate/1234abcd-12ab-34cd-56ef-1234567890ab",
        names: ["api.example.org"],
        region: "ap-northeast-2",
      },
      record: false,
      mutualTls: { truststoreUri: "s3://example-trust/clients.pem", truststoreVersion: "1" },
    },
    logs: {
      logGroupName: "example-shop",
      retentionDays: 30,
      keyArn: KEY,
      fields: { user: "$context.authorizer.claims.sub" },
    },
    alarms: { actions: ["arn:aws:sns:ap-northeast-2:111111111111:alarms"], slowMilliseconds: 1000 },
  },
  plain: { routes: { "GET /orders": "functions.plain" }, alarms: false },
} as const;
