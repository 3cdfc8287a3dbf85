import { Certificate } from "../../../constructs/certificates/certificate";
import type { ICertificate } from "../../../constructs/certificates/certificate.types";
import type { EnvironmentStack } from "../../../constructs/core/environment-stack";
import { GroundplanError, type Problem } from "../../../constructs/core/errors";
import { ApplicationLoadBalancer } from "../../../constructs/load-balancing/application-load-balancer";
import type {
  ILoadBalancer,
  LoadBalancerEntry,
  LoadBalancerScheme,
} from "../../../constructs/load-balancing/load-balancer.types";
import { Network } from "../../../constructs/network/network";
import { Bucket } from "../../../constructs/storage/bucket";
import { synthStack } from "../../support/synth";

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

/** Something that is wrong, and all that is said about it. */
export interface Case {
  readonly name: string;
  readonly build: (around: Surroundings) => unknown;
  readonly problems: readonly Problem[];
  readonly protect?: boolean;
}

/** The problems that building throws, or that the checks at synth find. */
export function found({ build, protect = false }: Pick<Case, "build" | "protect">): readonly Problem[] {
  try {
    return synthStack(
      (stack) => {
        build(surroundings(stack));
      },
      { environment: { protect } },
    ).problems;
  } catch (error) {
    if (error instanceof GroundplanError) return error.problems;
    throw error;
  }
}

/** A balancer with plain HTTP that exists; no protected environment makes one. */
export function plainBalancer(stack: EnvironmentStack): ILoadBalancer {
  const arn = "arn:aws:elasticloadbalancing:ap-northeast-2:111111111111";
  return ApplicationLoadBalancer.fromExisting(stack, "edge", {
    loadBalancerArn: `${arn}:loadbalancer/app/edge/0123456789abcdef`,
    arnSuffix: "app/edge/0123456789abcdef",
    dnsName: "edge-1.ap-northeast-2.elb.amazonaws.com",
    hostedZoneId: "ZWKZPGTI48KDX",
    securityGroupId: "sg-0123456789abcdef0",
    listenerArn: `${arn}:listener/app/edge/0123456789abcdef/0123456789abcdef`,
    network: networkIn(stack),
    certificateNames: [],
    cloudFront: { by: "secret-header", header: "X-Origin-Verify", value: "known elsewhere" },
  });
}
