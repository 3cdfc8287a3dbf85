import type { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { addressBy } from "../core/names/address";
import { referenceText } from "../core/texts/reference-text";
import type { IHostedZone } from "./hosted-zone.types";
import type { RoutedRecord } from "./routing/routing-arguments";

/**
 * Gives a record the address of its zone, name and type, which is what Route 53 knows it by, with what sets it apart from others of these.
 * A name that changes hands, such as that of a service which is renamed, is changed in place: made beside the old record it would be
 * refused (`InvalidChangeBatch`, Amazon Route 53 API Reference, `ChangeResourceRecordSets`, as of 2026-11).
 */
export function addressByName(
  record: Route53Record,
  zone: IHostedZone,
  name: string,
  type: string,
  routed?: RoutedRecord,
): void {
  const place = `in ${referenceText(zone.zoneId, record)}`;
  const plain = `${type} ${name} ${place}`;
  const key = routed ? `${type} ${name} ${routed.distinction} ${place}` : plain;
  addressBy(record, key, routed?.routing.inPlaceOfPlain ? plain : undefined);
}
