import { Token } from "cdktf";
import type { Problems } from "../core/errors";

/** Adds `SECURITY_GROUP_ID_INVALID` for a text that is no id of a security group; references pass. */
export function checkSecurityGroupId(id: string, at: string, problems: Problems): void {
  if (Token.isUnresolved(id) || /^sg-[0-9a-f]+$/.test(id)) return;
  problems.add(at, {
    code: "SECURITY_GROUP_ID_INVALID",
    message: "This is not the id of a security group.",
    found: id,
    expected: "sg- and hexadecimal digits, such as sg-0123456789abcdef0",
    fix: "take the id from a contract, or from the EC2 console; a name is not enough",
  });
}
