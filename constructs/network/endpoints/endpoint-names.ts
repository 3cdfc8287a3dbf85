/** Services that have a gateway endpoint (AWS PrivateLink Guide, "Gateway endpoints"; Amazon S3 User Guide, "Networking for directory buckets", as of 2026-11). */
export const GATEWAY_SERVICES = ["s3", "dynamodb", "s3express"] as const;

/** Those that every network has unless it says otherwise. */
export const DEFAULT_GATEWAYS = ["s3", "dynamodb"] as const;

/** Services whose names begin with the partition's own prefix, in the regions of one partition; all others begin with `com.amazonaws`. */
interface OwnNames {
  readonly prefix: string;
  readonly regions: readonly string[];
  readonly services: ReadonlySet<string>;
}

/** What `aws ec2 describe-vpc-endpoint-services` lists there, as aws-cdk keeps it (aws-ec2, `vpc-endpoint.ts`, as of 2026-11). */
const OWN_NAMES: readonly OwnNames[] = [
  {
    prefix: "cn.com.amazonaws",
    regions: ["cn-north-1", "cn-northwest-1"],
    services: words(`
      application-autoscaling appmesh-envoy-management athena autoscaling awsconnector backup batch cassandra cloudcontrolapi
      cloudformation codedeploy-commands-secure databrew dms ebs ec2 ecr.api ecr.dkr eks elasticache elasticbeanstalk elasticfilesystem
      elasticfilesystem-fips emr-containers execute-api fsx imagebuilder iot.data iotsitewise.api iotsitewise.data kinesis-streams lambda
      license-manager monitoring polly rds redshift redshift-data s3 sagemaker.api sagemaker.featurestore-runtime sagemaker.runtime
      securityhub servicecatalog sms sqs states sts sync-states synthetics transcribe transcribestreaming transfer workspaces xray`),
  },
  {
    prefix: "eu.amazonaws",
    regions: ["eusc-de-east-1"],
    services: words("ecr.dkr ecr.api execute-api securityhub"),
  },
];

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

/** A name in full, with the region in it: `com.amazonaws.vpce.ap-northeast-2.vpce-svc-0123456789abcdef0`, `aws.sagemaker.us-east-1.studio`. */
const FULL_NAME = /^(.+?)\.([a-z]{2,4}(?:-[a-z]+)+-\d+)\.(.+)$/;

/** The two kinds of endpoint. */
export type EndpointKind = "Gateway" | "Interface";

/**
 * The whole name of a service in a region; a name that is whole already stays. Gateway endpoints have AWS's usual names everywhere.
 *
 * @param service `ecr.api`, or a name in full
 */
export function serviceNameOf(service: string, region: string, kind: EndpointKind): string {
  if (FULL_NAME.test(service)) return service;
  const own = kind === "Interface" ? OWN_NAMES.find(({ regions }) => regions.includes(region)) : undefined;
  const prefix = own?.services.has(service) ? own.prefix : "com.amazonaws";
  // The one service whose name has the country's ending too.
  const suffix = prefix === "cn.com.amazonaws" && service === "transcribe" ? ".cn" : "";
  return `${prefix}.${region}.${service}${suffix}`;
}

/** The part of a whole name by which AWS's service is named here; `undefined` where the name has to be written as a whole. */
export function shortNameOf(name: string): string | undefined {
  const [, , region = "", short = ""] = FULL_NAME.exec(name) ?? [];
  const kinds: readonly EndpointKind[] = ["Gateway", "Interface"];
  return kinds.some((kind) => serviceNameOf(short, region, kind) === name) ? short : undefined;
}

/** Whether a name is whole, with a region in it. */
export function isWholeName(name: string): boolean {
  return FULL_NAME.test(name);
}

/** Whether a service is another account's: a partner's, or one of one's own. */
export function isOfOthers(service: string): boolean {
  return /^(cn\.)?com\.amazonaws\.vpce\./.test(service);
}
