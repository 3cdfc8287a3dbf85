import type { RaisedQuotas } from "../../../constructs/aws/quotas";
import { Distribution } from "../../../constructs/cdn/distribution";
import type { DistributionProps, LoadBalancerOrigin } from "../../../constructs/cdn/distribution.types";
import { Certificate } from "../../../constructs/certificates/certificate";
import type { ICertificate } from "../../../constructs/certificates/certificate.types";
import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing/application/application-load-balancer";
import type { ExistingLoadBalancerProps } from "../../../constructs/load-balancing/existing-load-balancer";
import type {
  ILoadBalancer,
  LoadBalancerEntry,
  LoadBalancerScheme,
} from "../../../constructs/load-balancing/load-balancer.types";
import { Network } from "../../../constructs/network/network";
import { Bucket } from "../../../constructs/storage/bucket";
import type { Told, Way } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";

/** What a distribution is tried with. */
export interface Surroundings {
  readonly stack: EnvironmentStack;
  /** In us-east-1, for `example.com` and `*.example.com`. */
  readonly certificate: ICertificate;
  readonly files: Bucket;
  /** A balancer with a certificate for `*.example.com`, or with plain HTTP. */
  balancer(options?: {
    entry?: LoadBalancerEntry;
    plain?: boolean;
    scheme?: LoadBalancerScheme;
  }): ApplicationLoadBalancer;
}

const NAMES = ["example.com", "*.example.com"];

export function certificateIn(stack: EnvironmentStack, region: string, names: readonly string[] = NAMES): ICertificate {
  const certificateArn = `arn:aws:acm:${region}:111111111111:certificate/0f1e2d3c`;
  return Certificate.fromExisting(stack, `certificate-${region}-${names.length}`, { certificateArn, names });
}

function networkIn(stack: EnvironmentStack): Network {
  return new Network(stack, "network", {
    cidr: "10.10.0.0/16",
    zones: ["a", "c"],
    tiers: [
      { name: "public", kind: "public", prefixLength: 24 },
      { name: "app", kind: "private", prefixLength: 24 },
    ],
  });
}

export function surroundings(stack: EnvironmentStack): Surroundings {
  return {
    stack,
    certificate: certificateIn(stack, "us-east-1"),
    files: new Bucket(stack, "files", { bucketName: "groundplan-files" }),
    balancer: ({ entry = "cloudfront", plain = false, scheme = "internet-facing" } = {}) => {
      const network = networkIn(stack);
      const tls = plain
        ? { plainHttp: { reason: "the sandbox has no domain" } }
        : { certificate: certificateIn(stack, "ap-northeast-2") };
      return new ApplicationLoadBalancer(stack, "edge", { network, entry, scheme, ...tls });
    },
  };
}

type Build = (around: Surroundings) => unknown;

/** What is tried, and where. */
export interface Input {
  readonly build: Build;
  readonly protect?: boolean;
  readonly quotas?: RaisedQuotas;
}

/** Something that is wrong, and all that is said about it. */
export interface Case extends Input {
  readonly name: string;
  readonly problems: readonly Problem[];
  readonly ways?: readonly Way<Build>[];
}

/** The cases, for `testAdvice`. */
export function told(cases: readonly Case[]): readonly Told<Input>[] {
  return cases.map(({ name, problems, protect = false, ways }) => ({
    mistake: name,
    problems,
    ways: ways?.map((way) => ({ ...way, to: { build: way.to, protect } })),
  }));
}

/** The problems that building throws, or that the checks at synth find. */
export function found({ build, protect = false, quotas }: Input): readonly Problem[] {
  const environment = { protect, ...(quotas ? { quotas } : {}) };
  return problemsIfAny(() => synthStack((stack) => void build(surroundings(stack)), { environment }));
}

type SiteProps = Partial<DistributionProps>;

/** A distribution of files that never change, with these properties. */
export function site(props: SiteProps | ((around: Surroundings) => SiteProps)): Build {
  return (around) =>
    new Distribution(around.stack, "cdn", {
      origins: { files: { kind: "bucket", bucket: around.files } },
      defaultBehavior: { origin: "files", cache: "static" },
      ...(typeof props === "function" ? props(around) : props),
    });
}

/** A distribution in front of a balancer. */
export function app(
  loadBalancer: (around: Surroundings) => ILoadBalancer,
  origin: Partial<LoadBalancerOrigin> = {},
  props: Partial<DistributionProps> = {},
): Build {
  return (around) =>
    new Distribution(around.stack, "cdn", {
      certificate: around.certificate,
      origins: { app: { kind: "load-balancer", loadBalancer: loadBalancer(around), ...origin } },
      defaultBehavior: { origin: "app", cache: "none" },
      ...props,
    });
}

const ARN = "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111";

export const BY_HEADER = { by: "secret-header", header: "X-Origin-Verify", value: "known elsewhere" } as const;

export const BY_VPC_ORIGIN = { by: "vpc-origin", id: "vo_0123456789abcdef" } as const;

/** A balancer that exists. */
export function existingBalancer(
  stack: EnvironmentStack,
  cloudFront: ExistingLoadBalancerProps["cloudFront"],
  certificateNames: readonly string[] = NAMES,
): ILoadBalancer {
  return ApplicationLoadBalancer.fromExisting(stack, "edge", {
    loadBalancerArn: `${ARN}:loadbalancer/app/edge/0123456789abcdef`,
    arnSuffix: "app/edge/0123456789abcdef",
    dnsName: "edge-1.ap-northeast-2.elb.amazonaws.com",
    hostedZoneId: "ZWKZPGTI48KDX",
    securityGroupId: "sg-0123456789abcdef0",
    listenerArn: `${ARN}:listener/app/edge/0123456789abcdef/0123456789abcdef`,
    network: networkIn(stack),
    certificateNames: [...certificateNames],
    cloudFront,
    scheme: cloudFront?.by === "vpc-origin" ? "internal" : "internet-facing",
  });
}

/** A balancer with plain HTTP that exists; no protected environment makes one. */
export function plainBalancer(stack: EnvironmentStack): ILoadBalancer {
  return existingBalancer(stack, BY_HEADER, []);
}
