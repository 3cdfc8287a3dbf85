import { Token } from "cdktf";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import { EnvironmentStack } from "../core/environments/environment-stack";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";
import { checkDomainName } from "../dns/domain-name";
import type { ExistingCertificateProps, ICertificate } from "./certificate.types";
import { covers } from "./covers";

const ARN = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[A-Za-z0-9-]+$/;

/** A certificate that exists: made by another stack, by another tool, or by hand. Nothing is looked up. */
export class ExistingCertificate extends BaseConstruct implements ICertificate {
  readonly certificateArn: string;
  readonly names: readonly string[];
  readonly region: string;

  /** @throws GroundplanError `CERTIFICATE_ARN_INVALID`, `CERTIFICATE_REGION`, `DOMAIN_NAME_INVALID` */
  constructor(scope: Construct, id: string, props: ExistingCertificateProps) {
    super(scope, id);
    props = layDefaults(this, "ExistingCertificate", props);
    const problems = checkShape(this, "ExistingCertificate", props);
    const literal = Token.isUnresolved(props.certificateArn) ? undefined : props.certificateArn;
    const regionOfArn = literal ? ARN.exec(literal)?.[1] : undefined;
    if (literal !== undefined && regionOfArn === undefined) {
      problems.add("certificateArn", {
        code: "CERTIFICATE_ARN_INVALID",
        message: "The ARN is not that of a certificate of ACM.",
        found: `"${literal}"`,
        expected: "arn:aws:acm:<region>:<account>:certificate/<id>",
        fix: "copy the ARN from the ACM console, or from the output of the stack that makes the certificate",
      });
    }
    if (regionOfArn !== undefined && props.region !== undefined && regionOfArn !== props.region) {
      problems.add("region", {
        code: "CERTIFICATE_REGION",
        message: "The ARN is that of a certificate in another region.",
        found: `region ${props.region}, and an ARN of ${regionOfArn}`,
        expected: "the region of the ARN",
        fix: "leave region out: the ARN has it",
      });
    }
    for (const [index, name] of props.names.entries()) {
      checkDomainName(name, `names[${index}]`, problems, { wildcard: true });
    }
    problems.throwIfAny();
    this.certificateArn = props.certificateArn;
    this.names = props.names;
    this.region = props.region ?? regionOfArn ?? EnvironmentStack.of(this).environment.region;
  }

  covers(host: string): boolean {
    return covers(this.names, host);
  }
}
