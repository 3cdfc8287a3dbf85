import { readVariable } from "../../../variables/read";
import { DNS_SUFFIXES } from "../../aws/regions";

/**
 * Hosts of AWS in the partitions that stacks know, with one and with two IP stacks (AWS General Reference, "AWS service
 * endpoints"; Getting Started with AWS services in China, "Endpoints"; both as of 2026-11).
 */
const AMAZON_HOSTS = [...DNS_SUFFIXES, "api.aws", "api.amazonwebservices.com.cn"].map((suffix) => `.${suffix}`);

/**
 * Whether Terraform will talk to an AWS emulator instead of AWS: the standard variable `AWS_ENDPOINT_URL` names a host that
 * is not Amazon's. Terraform and its AWS provider read the variable themselves, so the address is never written into the
 * synthesized JSON; only the settings that an emulator needs are.
 *
 * @throws GroundplanError if the variable holds no address
 */
export function targetsEmulator(environment: NodeJS.ProcessEnv = process.env): boolean {
  const url = readVariable("AWS_ENDPOINT_URL", environment);
  return url !== undefined && !AMAZON_HOSTS.some((suffix) => new URL(url).hostname.endsWith(suffix));
}

/**
 * Provider settings for an emulator: no virtual-hosted bucket names, and no calls that only AWS answers. Requests are repeated as
 * on AWS.
 */
export const EMULATOR_PROVIDER_SETTINGS = {
  s3UsePathStyle: true,
  skipCredentialsValidation: true,
  skipMetadataApiCheck: "true",
} as const;
