import { holdsReference } from "../../../core/checks/known-at-synth";
import type { EnvironmentStack } from "../../../core/environments/environment-stack";
import type { Problems } from "../../../core/errors";
import { checkDomainName, isWithin } from "../../../dns/domain-name";
import type { IHostedZone } from "../../../dns/hosted-zone.types";
import type { HttpApiProps } from "../http-api-props";
import type { HttpApiDomain } from "./domain.types";

/** Checks the name of one's own: its certificate, its zone, and that nobody goes round it. */
export function checkDomain(
  { executeApiEndpoint }: HttpApiProps,
  { name, certificate, zone, mutualTls }: HttpApiDomain,
  { environment }: EnvironmentStack,
  problems: Problems,
): void {
  if (!checkDomainName(name, "domain.name", problems)) return;
  if (certificate.region !== environment.region) {
    problems.add("domain.certificate", {
      code: "HTTP_API_CERTIFICATE_REGION",
      message: "API Gateway takes certificates of its own region alone.",
      found: certificate.region,
      expected: environment.region,
      fix: `make the certificate in ${environment.region}`,
    });
  }
  if (!certificate.covers(name)) {
    problems.add("domain.certificate", {
      code: "HTTP_API_CERTIFICATE_NAME",
      message: "The certificate is not for the name, so that browsers refuse it.",
      found: certificate.names.join(", "),
      expected: `a certificate that covers ${name}`,
      fix: "add the name to the certificate, or use one that it covers",
    });
  }
  if (domainZone({ name, certificate, ...(zone === undefined ? {} : { zone }) }) === undefined) {
    problems.add("domain.zone", {
      code: "HTTP_API_DOMAIN_ZONE",
      message: "No zone is known that the name could be put into.",
      found: (certificate.zones ?? []).map(({ zoneName }) => zoneName).join(", ") || "no zones",
      expected: `a zone with ${name}`,
      fix: 'hand over zone, or "none" where the name is looked after elsewhere',
    });
  }
  if (!mutualTls) return;
  if (!holdsReference(mutualTls.truststoreUri) && !/^s3:\/\/[a-z0-9.-]{3,63}\/\S+$/.test(mutualTls.truststoreUri)) {
    problems.add("domain.mutualTls.truststoreUri", {
      code: "HTTP_API_TRUSTSTORE",
      message: "This is not an object of S3.",
      found: JSON.stringify(mutualTls.truststoreUri),
      expected: "s3://, a bucket, and the key of the file, such as s3://example-trust/clients.pem",
      fix: "put the certificates into a bucket of the region, and name the object",
    });
  }
  if (executeApiEndpoint !== true) return;
  problems.add("executeApiEndpoint", {
    code: "HTTP_API_WAY_ROUND",
    message: "At the address of AWS nobody is asked for a certificate.",
    found: "executeApiEndpoint: true beside domain.mutualTls",
    expected: "one of the two",
    fix: "leave out executeApiEndpoint, or domain.mutualTls",
  });
}

/** The zone of a domain's record: the one that is named, else of those of the certificate the nearest. */
export function domainZone({ name, certificate, zone }: HttpApiDomain): IHostedZone | "none" | undefined {
  if (zone !== undefined) return zone;
  return (certificate.zones ?? [])
    .filter(({ zoneName, visibility }) => visibility === "public" && isWithin(name, zoneName))
    .sort((a, b) => b.zoneName.length - a.zoneName.length)[0];
}
