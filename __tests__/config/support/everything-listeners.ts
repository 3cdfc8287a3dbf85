/** Logs in by OpenID Connect, with every text that is there to write. */
const OIDC = {
  scope: "openid email",
  sessionCookieName: "ShopLogin",
  issuer: "https://login.example.com",
  authorizationEndpoint: "https://login.example.com/authorize",
  tokenEndpoint: "https://login.example.com/token",
  userInfoEndpoint: "https://login.example.com/userinfo",
  clientId: "shop",
  clientSecret: { secret: "shop/login", field: "clientSecret" },
  clientSecretInState: { reason: "the state is encrypted, and only the platform team reads it" },
};

const COGNITO = {
  scope: "openid email",
  sessionCookieName: "ShopLogin",
  userPoolArn: "arn:aws:cognito-idp:ap-northeast-2:111111111111:userpool/ap-northeast-2_Shop",
  userPoolClientId: "client",
  userPoolDomain: "shop",
};

const JWT = {
  provider: "6.22 or later",
  issuer: "https://login.example.com",
  jwksEndpoint: "https://login.example.com/.well-known/jwks.json",
  claims: { scope: { values: ["shop"] } },
};

const RESPONSE_HEADERS = {
  contentSecurityPolicy: "default-src 'self'",
  cors: { origin: "https://dev.example.com", methods: "GET", headers: "X-A", exposed: "X-B" },
};

const REDIRECT = { host: "www.example.com", path: "/start", query: "from=edge" };

function certificate(name: string) {
  return {
    certificateArn: `arn:aws:acm:ap-northeast-2:111111111111:certificate/${name}`,
    names: [`${name}.example.net`],
    region: "ap-northeast-2",
  };
}

/** A balancer for connections with listeners that use every text of theirs. */
export const CONNECTIONS = {
  scheme: "internet-facing",
  tier: "public",
  loadBalancerName: "shop-connections",
  publicEntry: "meters connect from everywhere",
  tags: { Team: "meters" },
  clientRouting: "availability_zone_affinity",
  listeners: {
    mqtts: {
      ...{ port: 8883, protocol: "TLS", entry: "internet", alpn: "None" },
      ...{ certificate: certificate("meters"), sslPolicy: "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09" },
    },
    amqp: { port: 5672, protocol: "TCP", entry: ["203.0.113.0/24"], idleTimeoutSeconds: 900 },
    syslog: { port: 5140, protocol: "UDP", entry: ["203.0.113.0/24"] },
  },
};

/** Further listeners of an edge that use every text of theirs. */
export const LISTENERS = {
  partners: {
    port: 8443,
    entry: ["203.0.113.0/24"],
    publicEntry: "partners connect from everywhere, and show a certificate",
    certificate: certificate("partners"),
    moreCertificates: { other: certificate("other") },
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
    responseHeaders: RESPONSE_HEADERS,
    requestHeaderNames: {
      tlsVersion: "X-A",
      tlsCipherSuite: "X-B",
      clientCertificate: "X-C",
      clientCertificateSerialNumber: "X-D",
      clientCertificateIssuer: "X-E",
      clientCertificateSubject: "X-F",
      clientCertificateValidity: "X-G",
      clientCertificateLeaf: "X-H",
    },
    mutualTls: {
      mode: "verify",
      trustStoreArn: "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111:truststore/shop/0123456789abcdef",
      expiredCertificates: { reason: "meters are renewed in March" },
    },
    defaultAction: { authenticate: { oidc: OIDC }, redirect: REDIRECT },
  },
  members: { port: 8444, defaultAction: { authenticate: { cognito: COGNITO }, respond: { status: 200, body: "In" } } },
  services: { port: 8445, defaultAction: { authenticate: { jwt: JWT }, respond: { status: 200 } } },
  meters: { port: 8081, plainHttp: { reason: "meters know no TLS until March" } },
};

function environment(cidr: string, edge: unknown) {
  return {
    project: "groundplan",
    owner: "platform",
    account: "111111111111",
    region: "ap-northeast-2",
    protect: false,
    backend: { type: "local" },
    network: {
      cidr,
      zones: ["a", "c"],
      tiers: { public: { kind: "public", prefixLength: 24 }, app: { kind: "private", prefixLength: 20 } },
      nat: { mode: "single" },
    },
    edge,
  };
}

/** Environments of edges that viewers connect to, each with another login before what no service takes. */
export const EDGES: Readonly<Record<string, unknown>> = {
  login: environment("10.2.0.0/16", {
    domain: { name: "login.example.com" },
    webAcl: {
      managed: { core: true, "known-bad-inputs": true, "sql-database": true, linux: true, windows: true, php: true },
      capacity: { max: 1602, reason: "what stands behind it is old, and of many kinds" },
      logging: { to: "s3", bucketArn: "arn:aws:s3:::aws-waf-logs-shop", redact: [{ header: "x-api-key" }] },
    },
    loadBalancer: {
      entry: ["203.0.113.0/24"],
      wafFailOpen: { reason: "services judge what AWS WAF did not" },
      defaultAction: { authenticate: { cognito: COGNITO }, redirect: REDIRECT },
      httpListener: {
        reason: "scanners know no TLS until March",
        defaultAction: { redirect: REDIRECT },
        responseHeaders: RESPONSE_HEADERS,
      },
    },
  }),
  signed: environment("10.3.0.0/16", {
    domain: { name: "signed.example.com" },
    webAcl: {
      logging: {
        to: "firehose",
        streamArn: "arn:aws:firehose:ap-northeast-2:111111111111:deliverystream/aws-waf-logs-shop",
        redact: [{ header: "x-api-key" }],
      },
    },
    loadBalancer: {
      defaultAction: { authenticate: { jwt: JWT }, respond: { status: 200, body: "Known" } },
      httpListener: {
        reason: "scanners know no TLS until March",
        defaultAction: { respond: { status: 200, body: "Scanned" } },
      },
    },
  }),
};

/** The login of the edge that every other text is in too. */
export const OIDC_LOGIN = { oidc: OIDC };

function tested(name: string, deployment: Record<string, unknown>) {
  return {
    image: "web:1.0.0",
    cpu: "0.25 vCPU",
    memory: "0.5 GB",
    port: 8080,
    expose: { host: `${name}.dev.example.com` },
    deployment,
  };
}

/** Services whose deployments are tested in ways that others are not. */
export const TESTED = {
  stock: tested("stock", { by: "blue-green", provider: "6.4 or later", testTraffic: { listener: "members" } }),
  prices: tested("prices", { by: "linear", provider: "6.21 or later", testTraffic: { listener: "members" } }),
  news: tested("news", {
    by: "canary",
    provider: "6.21 or later",
    testTraffic: { header: "X-Test", values: ["next"] },
  }),
  deals: {
    ...tested("deals", { by: "codedeploy", testTraffic: { listener: "members" } }),
    imageOwner: "deployment",
  },
};
