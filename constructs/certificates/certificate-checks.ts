import { QUOTAS } from "../aws/quotas";
import { Problems } from "../core/errors";
import { checkDomainName, isWithin } from "../dns/domain-name";
import type { IHostedZone } from "../dns/hosted-zone.types";
import type { CertificateProps } from "./certificate.types";
import { proofDomain } from "./covers";

/** Longest main name (ACM API Reference, `RequestCertificate`, as of 2026-11). */
const MAX_MAIN_NAME = 64;

/** Longest time that ACM waits for the records (ACM User Guide, "DNS validation", as of 2026-11: 72 hours; we wait less). */
const MAX_MINUTES = 720;

const REGION = /^[a-z]{2}(-[a-z]+)+-\d+$/;

/** A name of the certificate with the zone that proves it. */
export interface ProvedName {
  readonly name: string;
  readonly zone: IHostedZone;
}

/**
 * Checks the properties, and finds the zone of each name: the public one with the longest name that the name ends in.
 *
 * @throws GroundplanError with everything that is wrong
 */
export function proveNames(path: string, props: CertificateProps): ProvedName[] {
  const problems = new Problems(path);
  checkNames(props, problems);
  const proved = props.names.flatMap((name, index) => {
    if (!checkDomainName(name, `names[${index}]`, problems, { wildcard: true })) return [];
    const zone = zoneOf(name, props.zones);
    if (zone) return [{ name, zone }];
    problems.add(`names[${index}]`, withoutZone(name, props.zones));
    return [];
  });
  checkSettings(props, problems);
  problems.throwIfAny();
  return proved;
}

function zoneOf(name: string, zones: readonly IHostedZone[]): IHostedZone | undefined {
  return zones
    .filter(({ visibility, zoneName }) => visibility === "public" && isWithin(proofDomain(name), zoneName))
    .reduce<IHostedZone | undefined>(
      (best, zone) => (best && best.zoneName.length >= zone.zoneName.length ? best : zone),
      undefined,
    );
}

function withoutZone(name: string, zones: readonly IHostedZone[]) {
  const given = zones.map(({ zoneName, visibility }) => `${zoneName} (${visibility})`);
  return {
    code: "CERTIFICATE_ZONE_MISSING",
    message: "No public zone is given that can prove the name.",
    found: `${name}, with ${given.length > 0 ? `the zones ${given.join(", ")}` : "no zones"}`,
    expected: `a public zone whose name ${proofDomain(name)} is or ends in`,
    fix: "add a public zone of this name to zones; one of another stack comes from HostedZone.fromExisting",
  };
}

function checkNames(
  { names, namesQuota = QUOTAS.namesPerCertificate.value }: CertificateProps,
  problems: Problems,
): void {
  if (!Number.isInteger(namesQuota) || namesQuota < 1 || namesQuota > QUOTAS.namesPerCertificate.most) {
    problems.add("namesQuota", {
      code: "CERTIFICATE_QUOTA",
      message: "The quota of names is one that AWS does not give.",
      found: String(namesQuota),
      expected: `a whole number from 1 to ${QUOTAS.namesPerCertificate.most}`,
      fix: "write the value that Service Quotas shows for the account, or leave it out",
    });
  } else if (names.length === 0 || names.length > namesQuota) {
    problems.add("names", {
      code: "CERTIFICATE_NAMES_COUNT",
      message: "The certificate has too few or too many names.",
      found: `${names.length} names`,
      expected: `1 to ${namesQuota} names`,
      fix:
        names.length === 0
          ? "give the name that browsers ask for"
          : "use a wildcard, make two certificates, or have the quota raised and write it into namesQuota",
    });
  }
  const main = names[0];
  if (main !== undefined && main.length > MAX_MAIN_NAME) {
    problems.add("names[0]", {
      code: "CERTIFICATE_MAIN_NAME_LENGTH",
      message: "The main name is longer than a certificate takes as its subject.",
      found: `${main.length} characters: ${main}`,
      expected: `at most ${MAX_MAIN_NAME} characters; further names may have 253`,
      fix: "put a shorter name first",
    });
  }
  for (const [index, name] of names.entries()) {
    const first = names.indexOf(name);
    if (first === index) continue;
    problems.add(`names[${index}]`, {
      code: "CERTIFICATE_NAME_DUPLICATE",
      message: "A name stands twice in the certificate.",
      found: `${name} at names[${first}] and names[${index}]`,
      expected: "each name once",
      fix: "remove one of the two",
    });
  }
}

function checkSettings(props: CertificateProps, problems: Problems): void {
  const minutes = props.validationMinutes;
  if (minutes !== undefined && !(Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES)) {
    problems.add("validationMinutes", {
      code: "CERTIFICATE_VALIDATION_TIME",
      message: "The time to wait for the validation is out of range.",
      found: `${minutes} minutes`,
      expected: `a whole number of minutes from 1 to ${MAX_MINUTES}`,
      fix: "leave it out; a certificate that takes longer than 30 minutes waits for a delegation",
    });
  }
  if (props.region !== undefined && !REGION.test(props.region)) {
    problems.add("region", {
      code: "REGION_INVALID",
      message: "The region is not the name of an AWS region.",
      found: `"${props.region}"`,
      expected: "a region such as us-east-1, without the letter of a zone",
      fix: 'write "us-east-1" for a certificate of CloudFront, or leave it out',
    });
  }
}
