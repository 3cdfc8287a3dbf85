import { Distribution } from "../../../../constructs/cdn/distribution";
import type { DistributionProps } from "../../../../constructs/cdn/distribution.types";
import { ViewerFunction } from "../../../../constructs/cdn/viewer-function";
import { Certificate } from "../../../../constructs/certificates/certificate";
import { AliasRecord, CLOUDFRONT_ZONE_ID, DnsRecord, HostedZone } from "../../../../constructs/dns";
import { ApplicationLoadBalancer } from "../../../../constructs/load-balancing/application/application-load-balancer";
import type { LoadBalancerScheme } from "../../../../constructs/load-balancing/load-balancer.types";
import { ListenerRule } from "../../../../constructs/load-balancing/rules/listener-rule";
import { Bucket } from "../../../../constructs/storage/bucket";
import type { Calls } from "../calls";
import type { Site } from "../site";
import type { Program, Transition } from "../transition";

/** A distribution in front of a bucket. */
function files(props: Partial<DistributionProps> = {}, { pretty = false, second = false } = {}): Program {
  return (stack) => {
    const bucket = new Bucket(stack, "files", { bucketName: `groundplan-files-${stack.node.id}` });
    const others = second
      ? new Bucket(stack, "others", { bucketName: `groundplan-others-${stack.node.id}` })
      : undefined;
    const viewerRequest = pretty ? ViewerFunction.indexDocuments(stack, "pretty") : undefined;
    new Distribution(stack, "cdn", {
      origins: {
        files: { kind: "bucket", bucket },
        ...(others ? { others: { kind: "bucket", bucket: others } } : {}),
      },
      defaultBehavior: { origin: "files", cache: "static", ...(viewerRequest ? { viewerRequest } : {}) },
      ...(others ? { behaviors: { "/others/*": { origin: "others", cache: "static" } } } : {}),
      ...props,
    });
  };
}

/** A distribution in front of a load balancer with one rule. */
function services(scheme: LoadBalancerScheme): Program {
  return (stack, site) => {
    const names = ["example.com", "*.example.com"];
    const certificate = Certificate.fromExisting(stack, "certificate", { certificateArn: site.certificateArn, names });
    const network = site.network(stack);
    const loadBalancer = new ApplicationLoadBalancer(stack, "edge", {
      network,
      certificate,
      scheme,
      entry: "cloudfront",
    });
    const conditions = { paths: ["/hello"] };
    new ListenerRule(stack, "hello", {
      listener: loadBalancer.listener,
      conditions,
      action: { respond: { status: 204 } },
    });
    new Distribution(stack, "cdn", {
      origins: { services: { kind: "load-balancer", loadBalancer, hostName: "origin.example.com" } },
      defaultBehavior: { origin: "services", cache: "none" },
    });
  };
}

/** A zone of others with a record of ours, and the names of the zone that lead to a distribution. */
function names(...adopted: readonly string[]): Program {
  return (stack, site) => {
    const zone = HostedZone.fromExisting(stack, "zone", { zoneId: site.zoneId, zoneName: "example.net" });
    new DnsRecord(stack, "owner", { zone, name: "owner.example.net", type: "TXT", values: ["groundplan"] });
    for (const name of adopted) {
      const target = { dnsName: "d111111abcdef8.cloudfront.net", hostedZoneId: CLOUDFRONT_ZONE_ID };
      new AliasRecord(stack, `record-${name}`, { zone, name, target, adopt: ["A"] });
    }
  };
}

/** Somebody makes records of addresses, which Route 53 has one of for each name. */
async function makeRecords(calls: Calls, { zoneId }: Site) {
  const changes = ["example.net", "*.example.net"].map(
    (name) =>
      `<Change><Action>CREATE</Action><ResourceRecordSet><Name>${name}</Name><Type>A</Type><TTL>60</TTL><ResourceRecords>` +
      "<ResourceRecord><Value>192.0.2.1</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change>",
  );
  const body = `<ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeBatch><Changes>${changes.join("")}</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>`;
  await calls.route53(`hostedzone/${zoneId}/rrset`, body);
  return async () => {
    const records = await calls.route53(`hostedzone/${zoneId}/rrset`);
    if (records.includes("192.0.2.1")) throw new Error(`A record still leads to where it did: ${records}`);
  };
}

const dynamic = {
  origin: "files",
  cache: { intent: "dynamic", ttlSeconds: 10, headers: ["Accept-Language"] },
} as const;

/** Changes of distributions. */
export const CLOUDFRONT: readonly Transition[] = [
  {
    area: "CloudFront",
    name: "a load balancer gives up its public addresses for a VPC origin",
    from: services("internet-facing"),
    to: services("internal"),
    replaced: { aws_lb: 1, aws_lb_listener: 1, aws_lb_listener_rule: 1 },
    removed: { terraform_data: 1 },
  },
  {
    area: "CloudFront",
    name: "the owner changes, a tag that AWS does not change on a VPC origin in use",
    from: services("internal"),
    to: services("internal"),
    environment: { to: { owner: "payments" } },
    replaced: { aws_cloudfront_vpc_origin: 1 },
  },
  {
    area: "CloudFront",
    name: "records that others have made of a domain and its wildcard are taken over",
    from: names(),
    to: names("example.net", "*.example.net"),
    meanwhile: makeRecords,
    oneWay: "what was taken over goes with the stack, and the record of before is nowhere",
  },
  {
    area: "CloudFront",
    name: "a function of viewers' requests is taken away",
    from: files({}, { pretty: true }),
    to: files(),
    removed: { aws_cloudfront_function: 1 },
  },
  {
    area: "CloudFront",
    name: "a cache policy is taken away with the behavior that used it",
    from: files({ behaviors: { "/api/*": dynamic } }),
    to: files(),
    removed: { aws_cloudfront_cache_policy: 1 },
  },
  {
    area: "CloudFront",
    name: "the policy of security headers is taken away",
    from: files(),
    to: files({ securityHeaders: false }),
    removed: { aws_cloudfront_response_headers_policy: 1 },
  },
  {
    area: "CloudFront",
    name: "a bucket is taken away with its origin and its origin access control",
    from: files({}, { second: true }),
    to: files(),
    removed: {
      aws_cloudfront_origin_access_control: 1,
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    },
  },
];
