import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import type { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import type { Construct } from "constructs";
import { BaseConstruct } from "../../../core/base-construct";
import { AliasRecord } from "../../../dns/alias-record";
import type { AliasTarget } from "../../../dns/alias-target";
import type { HttpApiOptions } from "../http-api-props";
import { DEFAULT_STAGE } from "../routes/route-key";
import type { HttpApiDomain } from "./domain.types";
import { domainZone } from "./domain-checks";

/** A name of one's own for an API: TLS 1.2 and newer, each stage at its path. */
export class ApiDomain extends BaseConstruct {
  readonly domain: Apigatewayv2DomainName;
  /** Paths by the names of stages. */
  readonly mappings: Readonly<Record<string, Apigatewayv2ApiMapping>>;
  /** Absent where the name is looked after elsewhere. */
  readonly record?: AliasRecord;

  constructor(
    scope: Construct,
    id: string,
    options: HttpApiDomain & Pick<HttpApiOptions, "addressType">,
    stages: Readonly<Record<string, Apigatewayv2Stage>>,
  ) {
    super(scope, id);
    const { name, certificate, mutualTls, addressType = "ipv4" } = options;
    this.domain = new Apigatewayv2DomainName(this, "domain", {
      domainName: name,
      domainNameConfiguration: {
        certificateArn: certificate.certificateArn,
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        ...(addressType === "dualstack" ? { ipAddressType: addressType } : {}),
      },
      ...(mutualTls
        ? {
            mutualTlsAuthentication: {
              truststoreUri: mutualTls.truststoreUri,
              ...(mutualTls.truststoreVersion === undefined ? {} : { truststoreVersion: mutualTls.truststoreVersion }),
            },
          }
        : {}),
    });
    this.mappings = Object.fromEntries(
      Object.entries(stages).map(([stageName, stage]) => [stageName, this.#map(stageName, stage)]),
    );
    const zone = domainZone(options);
    if (zone === undefined || zone === "none") return;
    this.record = new AliasRecord(this, "record", { zone, name, target: this.#target(addressType) });
  }

  #map(stageName: string, stage: Apigatewayv2Stage): Apigatewayv2ApiMapping {
    return new Apigatewayv2ApiMapping(this, `mapping-${stageName}`, {
      apiId: stage.apiId,
      domainName: this.domain.id,
      stage: stage.id,
      ...(stageName === DEFAULT_STAGE ? {} : { apiMappingKey: stageName }),
    });
  }

  /** Amazon Route 53 Developer Guide, "Values specific for simple alias records", API Gateway regional APIs, as of 2026-11. */
  #target(addressType: "ipv4" | "dualstack"): AliasTarget {
    const { targetDomainName: dnsName, hostedZoneId } = this.domain.domainNameConfiguration;
    return { dnsName, hostedZoneId, ipv6: addressType === "dualstack" };
  }
}
