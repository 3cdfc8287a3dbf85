import type { Resources } from "../../rule-cases";

/** A VPC with an internet gateway. */
export const VPC: Resources = {
  aws_vpc: { main: { cidr_block: "10.0.0.0/16" } },
  aws_internet_gateway: { main: { vpc_id: "${aws_vpc.main.id}" } },
};

/** A subnet of the VPC. */
export function subnet(cidr: string, zone: string, more: Readonly<Record<string, unknown>> = {}) {
  return { vpc_id: "${aws_vpc.main.id}", cidr_block: cidr, availability_zone: zone, ...more };
}

/** A table of the VPC with routes in it. */
export function table(...route: readonly Readonly<Record<string, unknown>>[]) {
  return { vpc_id: "${aws_vpc.main.id}", route };
}

/** Puts a subnet under a table. */
export function association(name: string, of: string) {
  return { subnet_id: `\${aws_subnet.${name}.id}`, route_table_id: `\${aws_route_table.${of}.id}` };
}

/** To the internet gateway of the VPC. */
export const TO_INTERNET = { cidr_block: "0.0.0.0/0", gateway_id: "${aws_internet_gateway.main.id}" };

/** To a NAT gateway. */
export const TO_NAT = { cidr_block: "0.0.0.0/0", nat_gateway_id: "${aws_nat_gateway.main.id}" };
