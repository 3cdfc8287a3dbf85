import { TerraformOutput } from "cdktf";
import { Distribution } from "../../../constructs/cdn/distribution";
import type { DistributionProps } from "../../../constructs/cdn/distribution.types";
import { ViewerFunction } from "../../../constructs/cdn/viewer-function";
import { exemptionsOf } from "../../../constructs/core/environments/exemptions";
import { EncryptionKey } from "../../../constructs/encryption/encryption-key";
import { Bucket } from "../../../constructs/storage/bucket";
import { WebAcl } from "../../../constructs/waf/web-acl";
import { type Attributes, resourceOf, resourcesOf, synthStack } from "../../support/synth";
import { type Surroundings, surroundings } from "./support";

const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
const ALL_VIEWER = "216adef6-5c7f-47e4-b989-5492eafa07d3";
const ALL_VIEWER_EXCEPT_HOST = "b689b0a8-53d0-40ab-baf2-68738e2966ac";

type Props = (around: Surroundings) => DistributionProps;

function synthDistribution(props: Props, environment = {}) {
  let made: Distribution | undefined;
  const synthesized = synthStack(
    (stack) => {
      made = new Distribution(stack, "cdn", props(surroundings(stack)));
    },
    { environment },
  );
  return { ...synthesized, synthesized, made, distribution: resourceOf(synthesized, "aws_cloudfront_distribution") };
}

const site: Props = ({ files }) => ({
  origins: { files: { kind: "bucket", bucket: files } },
  defaultBehavior: { origin: "files", cache: "static" },
});

const app: Props = ({ balancer, certificate }) => ({
  certificate,
  origins: { app: { kind: "load-balancer", loadBalancer: balancer() } },
  defaultBehavior: { origin: "app", cache: "dynamic" },
});

function policyNamed(synthesized: Parameters<typeof resourcesOf>[0], end: string): Attributes | undefined {
  return resourcesOf(synthesized, "aws_cloudfront_cache_policy").find(({ name }) => String(name).endsWith(end));
}

describe("a distribution in front of a private bucket", () => {
  it("serves viewers by HTTPS, over HTTP/2, HTTP/3 and IPv6", () => {
    const { distribution } = synthDistribution(site);
    expect(distribution).toMatchObject({
      enabled: true,
      comment: "sandbox-test cdn",
      http_version: "http2and3",
      is_ipv6_enabled: true,
      price_class: "PriceClass_All",
      default_root_object: "index.html",
      restrictions: { geo_restriction: { restriction_type: "none" } },
      viewer_certificate: { cloudfront_default_certificate: true },
    });
    expect(distribution.default_cache_behavior).toMatchObject({
      allowed_methods: ["GET", "HEAD", "OPTIONS"],
      cache_policy_id: CACHING_OPTIMIZED,
      cached_methods: ["GET", "HEAD"],
      compress: true,
      target_origin_id: "files",
      viewer_protocol_policy: "redirect-to-https",
    });
    expect(distribution.default_cache_behavior).not.toHaveProperty("origin_request_policy_id");
  });

  it("signs what it asks of the bucket, whose policy admits this distribution only", () => {
    const { synthesized, distribution } = synthDistribution(site);
    const [control] = Object.keys(synthesized.resources.aws_cloudfront_origin_access_control ?? {});
    const [id] = Object.keys(synthesized.resources.aws_cloudfront_distribution ?? {});
    expect(resourceOf(synthesized, "aws_cloudfront_origin_access_control")).toMatchObject({
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
    expect(distribution.origin).toEqual([
      {
        domain_name: expect.stringContaining("bucket_regional_domain_name"),
        origin_access_control_id: `\${aws_cloudfront_origin_access_control.${control}.id}`,
        origin_id: "files",
      },
    ]);
    const policy = JSON.parse(String(resourceOf(synthesized, "aws_s3_bucket_policy").policy));
    expect(policy.Statement).toContainEqual({
      Sid: "ReadCdnFiles",
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::groundplan-files/*",
      Condition: { StringEquals: { "aws:SourceArn": `\${aws_cloudfront_distribution.${id}.arn}` } },
    });
  });

  it("reads a folder only, and decrypts with the bucket's key", () => {
    const { synthesized, distribution } = synthDistribution(({ stack }) => {
      const key = new EncryptionKey(stack, "key", { name: "files", description: "Encrypts files" });
      const bucket = new Bucket(stack, "secret", { bucketName: "groundplan-secret", key });
      return {
        origins: { files: { kind: "bucket", bucket, folder: "/site/v1" } },
        defaultBehavior: { origin: "files", cache: "none" },
      };
    });
    expect(distribution.origin).toMatchObject([{ origin_path: "/site/v1" }]);
    expect(JSON.stringify(resourcesOf(synthesized, "aws_s3_bucket_policy"))).toContain("groundplan-secret/site/v1/*");
    const keyPolicy = JSON.parse(String(resourceOf(synthesized, "aws_kms_key").policy));
    expect(keyPolicy.Statement).toContainEqual(
      expect.objectContaining({ Principal: { Service: "cloudfront.amazonaws.com" }, Action: "kms:Decrypt" }),
    );
    expect(distribution.default_cache_behavior).toMatchObject({ cache_policy_id: CACHING_DISABLED });
    expect(distribution.default_cache_behavior).not.toHaveProperty("origin_request_policy_id");
  });

  it("shows a page of its own for errors", () => {
    const { distribution } = synthDistribution((around) => ({
      ...site(around),
      errorResponses: { 404: { page: "/404.html" }, 403: { page: "/index.html", status: 200, ttlSeconds: 0 } },
    }));
    expect(distribution.custom_error_response).toEqual([
      { error_code: 403, response_code: 200, response_page_path: "/index.html", error_caching_min_ttl: 0 },
      { error_code: 404, response_code: 404, response_page_path: "/404.html", error_caching_min_ttl: 10 },
    ]);
  });
});

describe("a distribution in front of a load balancer", () => {
  it("asks by HTTPS only, for the host that the viewer asked for", () => {
    const { distribution, problems } = synthDistribution(app);
    expect(distribution.origin).toEqual([
      {
        origin_id: "app",
        domain_name: expect.stringContaining("aws_lb"),
        // Amazon CloudFront Developer Guide, "Restrict access to Application Load Balancers", as of 2026-11.
        custom_header: [
          {
            name: "X-Origin-Verify",
            value: expect.stringMatching(/^\$\{sensitive\(terraform_data\..*\["value"\]\)\}$/),
          },
        ],
        custom_origin_config: {
          http_port: 80,
          https_port: 443,
          origin_keepalive_timeout: 5,
          origin_protocol_policy: "https-only",
          origin_read_timeout: 30,
          origin_ssl_protocols: ["TLSv1.2"],
        },
      },
    ]);
    expect(problems).toEqual([]);
  });

  it("answers for the names of its certificate, with TLS 1.2 or later", () => {
    const { distribution, made } = synthDistribution(app);
    expect(made?.aliases).toEqual(["*.example.com", "example.com"]);
    expect(distribution).toMatchObject({
      aliases: ["*.example.com", "example.com"],
      viewer_certificate: {
        acm_certificate_arn: "arn:aws:acm:us-east-1:111111111111:certificate/0f1e2d3c",
        minimum_protocol_version: "TLSv1.2_2021",
        ssl_support_method: "sni-only",
      },
    });
    expect(distribution).not.toHaveProperty("default_root_object");
  });

  it("can ask for a name that the balancer's certificate covers instead", () => {
    const { distribution } = synthDistribution(({ balancer }) => ({
      origins: { app: { kind: "load-balancer", loadBalancer: balancer(), hostName: "origin.example.com" } },
      defaultBehavior: { origin: "app", cache: "none" },
      behaviors: { "/assets/*": { origin: "app", cache: "static" } },
    }));
    expect(distribution.origin).toMatchObject([{ domain_name: "origin.example.com" }]);
    expect(distribution.default_cache_behavior).toMatchObject({
      origin_request_policy_id: ALL_VIEWER_EXCEPT_HOST,
    });
    expect(distribution.ordered_cache_behavior).toMatchObject([{ cache_policy_id: CACHING_OPTIMIZED }]);
  });

  it("speaks plain HTTP only where the balancer does, for a reason that is listed", () => {
    const { distribution, stack } = synthDistribution(({ balancer }) => ({
      origins: {
        app: {
          kind: "load-balancer",
          loadBalancer: balancer({ plain: true }),
          plainHttp: { reason: "the sandbox has no domain" },
        },
      },
      defaultBehavior: { origin: "app", cache: "none" },
    }));
    expect(distribution.origin).toMatchObject([{ custom_origin_config: { origin_protocol_policy: "http-only" } }]);
    expect(exemptionsOf(stack)).toContainEqual({
      path: "sandbox-test/cdn",
      rule: "CDN-04",
      option: "plainHttp of the origin app",
      reason: "the sandbox has no domain",
    });
  });
});

describe("the cache of a distribution", () => {
  const caches: Props = (around) => ({
    ...app(around),
    behaviors: {
      "/static/*": { origin: "app", cache: "static" },
      "/account/*": { origin: "app", cache: "none" },
      "/news/*": { origin: "app", cache: "dynamic" },
      "/search": {
        origin: "app",
        cache: {
          intent: "dynamic",
          ttlSeconds: 5,
          headers: ["Accept-Language"],
          cookies: ["lang"],
          queryParameters: ["q", "page"],
        },
      },
    },
  });

  it("keeps dynamic answers for seconds, by host and query, and passes no cookies on", () => {
    const { synthesized } = synthDistribution(caches);
    expect(policyNamed(synthesized, "-dynamic-host")).toMatchObject({
      min_ttl: 0,
      default_ttl: 10,
      max_ttl: 60,
      parameters_in_cache_key_and_forwarded_to_origin: {
        cookies_config: { cookie_behavior: "none" },
        enable_accept_encoding_brotli: true,
        enable_accept_encoding_gzip: true,
        headers_config: { header_behavior: "whitelist", headers: { items: ["Host"] } },
        query_strings_config: { query_string_behavior: "all" },
      },
    });
  });

  it("tells answers apart by what a behaviour names", () => {
    const { synthesized } = synthDistribution(caches);
    const [policy] = resourcesOf(synthesized, "aws_cloudfront_cache_policy").filter(
      ({ default_ttl: ttl }) => ttl === 5,
    );
    expect(policy).toMatchObject({
      max_ttl: 60,
      parameters_in_cache_key_and_forwarded_to_origin: {
        cookies_config: { cookie_behavior: "whitelist", cookies: { items: ["lang"] } },
        headers_config: { header_behavior: "whitelist", headers: { items: ["Accept-Language", "Host"] } },
        query_strings_config: { query_string_behavior: "whitelist", query_strings: { items: ["page", "q"] } },
      },
    });
  });

  it("is shared by behaviours that keep alike", () => {
    const { synthesized } = synthDistribution(caches);
    // One for dynamic answers, one for /search, one for files.
    expect(resourcesOf(synthesized, "aws_cloudfront_cache_policy")).toHaveLength(3);
  });

  it("keeps nothing that is for one visitor; everything reaches the origin, by every method", () => {
    const { distribution } = synthDistribution(caches);
    const behaviors = distribution.ordered_cache_behavior as Attributes[];
    expect(behaviors.find(({ path_pattern: pattern }) => pattern === "/account/*")).toMatchObject({
      allowed_methods: ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"],
      cache_policy_id: CACHING_DISABLED,
      origin_request_policy_id: ALL_VIEWER,
    });
  });

  it("knows the host only where the origin sees it", () => {
    const { synthesized } = synthDistribution(({ files }) => ({
      origins: { files: { kind: "bucket", bucket: files } },
      defaultBehavior: { origin: "files", cache: "dynamic" },
    }));
    expect(resourceOf(synthesized, "aws_cloudfront_cache_policy")).toMatchObject({
      parameters_in_cache_key_and_forwarded_to_origin: { headers_config: { header_behavior: "none" } },
    });
  });
});

describe("behaviours", () => {
  const ordered = (patterns: readonly string[]) =>
    synthDistribution(({ files }) => ({
      origins: { files: { kind: "bucket", bucket: files } },
      defaultBehavior: { origin: "files", cache: "static" },
      behaviors: Object.fromEntries(patterns.map((pattern) => [pattern, { origin: "files", cache: "none" }])),
    }));

  it("are tried from the most specific pattern, in whatever order they are written", () => {
    const patterns = ["*.jpg", "/a/*", "/a/b", "/a/b/*", "/a/b?", "/a/b*.png"];
    const { distribution, json } = ordered(patterns);
    const tried = (distribution.ordered_cache_behavior as Attributes[]).map(({ path_pattern: pattern }) => pattern);
    expect(tried).toEqual(["/a/b/*", "/a/b", "/a/b*.png", "/a/b?", "/a/*", "*.jpg"]);
    expect(ordered([...patterns].reverse()).json).toBe(json);
  });

  it("can run a function at the edge", () => {
    const { distribution } = synthDistribution((around) => ({
      ...site(around),
      defaultBehavior: {
        origin: "files",
        cache: "static",
        compress: false,
        viewerRequest: ViewerFunction.indexDocuments(around.stack, "pretty"),
      },
    }));
    expect(distribution.default_cache_behavior).toMatchObject({
      compress: false,
      function_association: [
        { event_type: "viewer-request", function_arn: expect.stringContaining("aws_cloudfront_function") },
      ],
    });
  });
});

describe("the security headers", () => {
  it("are sent with every answer", () => {
    const { synthesized, distribution } = synthDistribution(site);
    expect(resourceOf(synthesized, "aws_cloudfront_response_headers_policy").security_headers_config).toEqual({
      content_type_options: { override: true },
      frame_options: { frame_option: "DENY", override: true },
      referrer_policy: { override: true, referrer_policy: "strict-origin-when-cross-origin" },
      strict_transport_security: {
        access_control_max_age_sec: 31_536_000,
        // RFC 6797, 14.4: with subdomains it would hold for names that others serve.
        include_subdomains: false,
        override: true,
        preload: false,
      },
    });
    expect(distribution.default_cache_behavior).toMatchObject({
      response_headers_policy_id: expect.stringContaining("aws_cloudfront_response_headers_policy"),
    });
  });

  it("can be chosen, or left to the origin", () => {
    const chosen = synthDistribution((around) => ({
      ...site(around),
      securityHeaders: {
        hsts: { days: 730, subdomains: true, preload: true },
        frames: "SAMEORIGIN",
        referrerPolicy: "no-referrer",
        contentSecurityPolicy: "default-src 'self'",
      },
    }));
    expect(resourceOf(chosen.synthesized, "aws_cloudfront_response_headers_policy")).toMatchObject({
      security_headers_config: {
        content_security_policy: { content_security_policy: "default-src 'self'", override: true },
        frame_options: { frame_option: "SAMEORIGIN" },
        referrer_policy: { referrer_policy: "no-referrer" },
        strict_transport_security: { access_control_max_age_sec: 63_072_000, preload: true },
      },
    });
    const none = synthDistribution((around) => ({ ...site(around), securityHeaders: false }));
    expect(resourcesOf(none.synthesized, "aws_cloudfront_response_headers_policy")).toEqual([]);
    expect(none.distribution.default_cache_behavior).not.toHaveProperty("response_headers_policy_id");
  });
});

describe("a distribution", () => {
  it("is protected by a web ACL for CloudFront", () => {
    const { distribution } = synthDistribution(
      (around) => ({ ...site(around), webAcl: new WebAcl(around.stack, "acl", { scope: "CLOUDFRONT" }) }),
      { protect: true },
    );
    expect(distribution.web_acl_id).toContain("aws_wafv2_web_acl");
  });

  it("of a protected environment can go without, for a reason that is listed", () => {
    const { stack } = synthDistribution(
      (around) => ({ ...site(around), withoutWebAcl: { reason: "static pages, nothing to attack" } }),
      { protect: true },
    );
    expect(exemptionsOf(stack)).toEqual([
      {
        path: "sandbox-test/cdn",
        rule: "CDN-03",
        option: "withoutWebAcl",
        reason: "static pages, nothing to attack",
      },
    ]);
  });

  it("admits or refuses countries, and can use the cheaper locations", () => {
    const of = (geoRestriction: DistributionProps["geoRestriction"]) =>
      synthDistribution((around) => ({ ...site(around), geoRestriction, priceClass: "200" })).distribution;
    expect(of({ allow: ["KR", "JP", "KR"] })).toMatchObject({
      price_class: "PriceClass_200",
      restrictions: { geo_restriction: { restriction_type: "whitelist", locations: ["JP", "KR"] } },
    });
    expect(of({ deny: ["KP"] })).toMatchObject({
      restrictions: { geo_restriction: { restriction_type: "blacklist", locations: ["KP"] } },
    });
  });

  it("is what alias records point to", () => {
    const { outputs, resources } = synthStack((stack) => {
      const { aliasTarget, distributionId } = new Distribution(stack, "cdn", site(surroundings(stack)));
      new TerraformOutput(stack, "target", { value: aliasTarget, staticId: true });
      new TerraformOutput(stack, "id", { value: distributionId, staticId: true });
    });
    const [id] = Object.keys(resources.aws_cloudfront_distribution ?? {});
    expect(outputs.target?.value).toEqual({
      dnsName: `\${aws_cloudfront_distribution.${id}.domain_name}`,
      hostedZoneId: "Z2FDTNDATAQYW2",
      ipv6: true,
      reportsHealth: false,
    });
    expect(outputs.id?.value).toBe(`\${aws_cloudfront_distribution.${id}.id}`);
  });

  it("logs its requests into a bucket that admits the delivery, by way of us-east-1", () => {
    const { synthesized } = synthDistribution((around) => ({
      ...site(around),
      accessLogs: {
        bucket: new Bucket(around.stack, "logs", { bucketName: "groundplan-logs", versioned: false, expireDays: 30 }),
        prefix: "cdn",
      },
    }));
    const [id] = Object.keys(synthesized.resources.aws_cloudfront_distribution ?? {});
    expect(resourceOf(synthesized, "aws_cloudwatch_log_delivery_source")).toMatchObject({
      provider: "aws.us-east-1",
      log_type: "ACCESS_LOGS",
      resource_arn: `\${aws_cloudfront_distribution.${id}.arn}`,
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_delivery_destination")).toMatchObject({
      provider: "aws.us-east-1",
      // Amazon CloudWatch pricing, "Vended logs", as of 2026-11: the conversion to Parquet is billed.
      output_format: "json",
      delivery_destination_configuration: [{ destination_resource_arn: "arn:aws:s3:::groundplan-logs/cdn" }],
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_delivery")).toMatchObject({
      provider: "aws.us-east-1",
      depends_on: [expect.stringContaining("aws_s3_bucket_policy.logs")],
    });
    expect(JSON.stringify(resourcesOf(synthesized, "aws_s3_bucket_policy"))).toContain("delivery.logs.amazonaws.com");
  });

  it("logs into a bucket that was made elsewhere, whose policy is another's", () => {
    const { synthesized } = synthDistribution((around) => ({
      ...site(around),
      accessLogs: {
        bucket: Bucket.fromExisting(around.stack, "logs", { bucketName: "central-logs" }),
        format: "parquet",
      },
    }));
    expect(resourceOf(synthesized, "aws_cloudwatch_log_delivery_destination")).toMatchObject({
      output_format: "parquet",
      delivery_destination_configuration: [{ destination_resource_arn: "arn:aws:s3:::central-logs" }],
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_delivery")).not.toHaveProperty("depends_on");
  });
});
