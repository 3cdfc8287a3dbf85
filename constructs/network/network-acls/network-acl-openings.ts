import type { Problems } from "../../core/errors";
import { checkCidr } from "../address-plan/cidr";
import { checkIpv6Cidr } from "../address-plan/ipv6-cidr";
import { parsePorts } from "./network-acl-ports";
import type { NetworkAclOpening, NetworkAclProps, NetworkAclRule } from "./network-acl-props";

/** Room for the two ranges that `anywhere` stands for; the rules of the network ACL begin at 100. */
const STEP = 10;
const MOST = 9;

/** The highest number that the rule of an opening has. */
export const LAST_OPENING = MOST * STEP;

/** A network ACL with its openings, which come before all other rules: a deny of SSH from everywhere leaves the networks that are named. */
export function withOpenings(
  acl: NetworkAclProps,
  openings: Readonly<Record<string, NetworkAclOpening>>,
  problems: Problems,
  property: string,
): NetworkAclProps {
  const entries = Object.entries(openings);
  if (entries.length === 0) return acl;
  if (entries.length > MOST) {
    problems.add(property, {
      code: "NACL_OPENINGS_COUNT",
      message: "The tier has more openings than a network ACL has room for before its other rules.",
      found: `${entries.length} openings`,
      expected: `at most ${MOST}`,
      fix: "use wider ranges: security groups decide who comes in",
    });
  }
  const sound = entries
    .slice(0, MOST)
    .filter(([name, opening]) => checkOpening(name, opening, acl, problems, `${property}.${name}`));
  const rules = sound.map(([name, { from, protocol, ports }], index): [string, NetworkAclRule] => [
    name,
    { action: "allow", peer: from, protocol, ports, number: (index + 1) * STEP },
  ]);
  return { ...acl, ingress: { ...positioned(acl.ingress), ...Object.fromEntries(rules) } };
}

function checkOpening(
  name: string,
  opening: NetworkAclOpening,
  acl: NetworkAclProps,
  problems: Problems,
  property: string,
): boolean {
  const { from } = opening;
  if (Object.hasOwn(acl.ingress, name)) {
    problems.add(property, {
      code: "NACL_OPENING_NAME",
      message: "A rule of the network ACL has the name already.",
      found: `"${name}"`,
      expected: `a name that is none of ${Object.keys(acl.ingress).join(", ")}`,
      fix: `rename the opening, for example ${name.slice(0, 19)}-from-outside`,
    });
    return false;
  }
  if (from !== "anywhere" && !/[.:]/.test(from)) {
    problems.add(`${property}.from`, {
      code: "NACL_OPENING_FROM",
      message: "An opening is for a range outside the VPC; what is inside comes in anyway.",
      found: `"${from}"`,
      expected: 'a CIDR such as 203.0.113.0/24, or "anywhere"',
      fix: "write the range itself, such as 203.0.113.0/24, for network ACLs know no prefix lists; or remove the opening, if it is for hosts inside",
    });
    return false;
  }
  const ports = parsePorts({ action: "allow", peer: from, ...opening }, problems, property);
  const range =
    from === "anywhere" ||
    (from.includes(":")
      ? checkIpv6Cidr(from, `${property}.from`, problems)
      : checkCidr(from, `${property}.from`, problems));
  return ports !== undefined && range !== undefined;
}

/** The rules with the numbers that they have by their position, which is another one beside openings. */
function positioned(rules: Readonly<Record<string, NetworkAclRule>>): Readonly<Record<string, NetworkAclRule>> {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule], index) => [name, { ...rule, number: rule.number ?? (index + 1) * 100 }]),
  );
}
