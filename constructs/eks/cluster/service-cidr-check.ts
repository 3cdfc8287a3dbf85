import { Token } from "cdktf";
import type { Problems } from "../../core/errors";
import { checkCidr, contains, overlaps, parseCidr } from "../../network/address-plan/cidr";

/**
 * Where the services of a cluster may lie, and how large their range may be (Amazon EKS API Reference,
 * `KubernetesNetworkConfigRequest`, as of 2026-11).
 */
const ALLOWED = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"];
const PREFIXES = { widest: 12, narrowest: 24 };

/** What AWS chooses itself, and others that are seldom in use. */
const COMMON = ["172.20.0.0/16", "10.100.0.0/16", "192.168.0.0/16", "172.31.0.0/16"];

/** Checks the range of Kubernetes services against the ranges of the VPC. */
export function checkServiceCidr(text: string, vpcCidrs: readonly string[], problems: Problems): void {
  const at = "serviceCidr";
  const cidr = checkCidr(text, at, problems);
  if (!cidr) return;
  if (cidr.prefix < PREFIXES.widest || cidr.prefix > PREFIXES.narrowest) {
    problems.add(at, {
      code: "EKS_SERVICE_CIDR_SIZE",
      message: "EKS does not take a service range of this size.",
      found: text,
      expected: `/${PREFIXES.widest} to /${PREFIXES.narrowest}`,
      fix: "write a /16 for 65,536 services, or a /20 for 4,096",
    });
  }
  const ofVpc = vpcCidrs.filter((range) => !Token.isUnresolved(range)).map(parseCidr);
  const free = COMMON.find((range) => !ofVpc.some((other) => overlaps(other, parseCidr(range))));
  if (!ALLOWED.some((range) => contains(parseCidr(range), cidr))) {
    problems.add(at, {
      code: "EKS_SERVICE_CIDR_PUBLIC",
      message: "Services of Kubernetes have private addresses.",
      found: text,
      expected: `a part of ${ALLOWED.join(", ")}`,
      fix: `for example ${free ?? "a /16 of these"}, when nothing that pods talk to lies there`,
    });
  }
  const hit = vpcCidrs.filter((range) => !Token.isUnresolved(range)).find((range) => overlaps(parseCidr(range), cidr));
  if (hit === undefined) return;
  problems.add(at, {
    code: "EKS_SERVICE_CIDR_OVERLAPS",
    message: "The range of services overlaps with the VPC: pods could not tell services and machines apart.",
    found: `${text} and ${hit} of the VPC`,
    expected: "a range outside the VPC, and outside of all networks that pods talk to",
    fix: "leave serviceCidr out and AWS chooses 10.100.0.0/16 or 172.20.0.0/16, or name a range outside",
  });
}
