import { Token } from "cdktf";
import type { Problems } from "../core/errors";
import { MAX_USER_DATA_BYTES } from "./user-data";

/**
 * Checks the form of an instance type: `INSTANCE_TYPE_INVALID`.
 *
 * @param fix a way out
 * @param property that holds it
 * @returns whether it is well
 */
export function checkInstanceType(
  instanceType: string,
  fix: string,
  problems: Problems,
  property = "instanceType",
): boolean {
  if (/^[a-z][a-z0-9-]*\.[a-z0-9-]+$/.test(instanceType)) return true;
  problems.add(property, {
    code: "INSTANCE_TYPE_INVALID",
    message: "This is not an instance type.",
    found: `"${instanceType}"`,
    expected: "a family and a size, such as t4g.nano or t3.micro",
    fix,
  });
  return false;
}

/**
 * Checks the id of an image: `AMI_INVALID`.
 *
 * @param imageId nothing is checked where it is left out
 * @param newest what is taken without one
 */
export function checkImageId(
  imageId: string | undefined,
  property: string,
  problems: Problems,
  newest = "the newest Amazon Linux 2023",
): void {
  if (imageId === undefined || Token.isUnresolved(imageId) || /^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(imageId)) return;
  problems.add(property, {
    code: "AMI_INVALID",
    message: "This is not the id of an image.",
    found: `"${imageId}"`,
    expected: "ami- and 8 or 17 hexadecimal digits",
    fix: `leave it out for ${newest}, or take the id from the EC2 console, AMIs`,
  });
}

/**
 * Checks that user data are a script of a size that EC2 takes: `USER_DATA_NOT_A_SCRIPT`, `USER_DATA_TOO_LONG`.
 *
 * @param whole what EC2 is given, where it is more than the script
 */
export function checkUserData(userData: string | undefined, problems: Problems, whole = userData): void {
  if (userData !== undefined && !userData.startsWith("#!")) {
    problems.add("userData", {
      code: "USER_DATA_NOT_A_SCRIPT",
      message: "The user data has no `#!` line, so the instance would not run it.",
      found: JSON.stringify(userData.split("\n", 1)[0]?.slice(0, 60)),
      expected: "a script whose first line is #!/bin/bash or the like",
      fix: "put #!/bin/bash on a line before it",
    });
  }
  const bytes = Buffer.byteLength(whole ?? "");
  if (bytes <= MAX_USER_DATA_BYTES) return;
  problems.add("userData", {
    code: "USER_DATA_TOO_LONG",
    message: "The user data is longer than EC2 takes.",
    found: `${bytes} bytes`,
    expected: `at most ${MAX_USER_DATA_BYTES} bytes`,
    fix: "keep a short script that fetches the rest, from S3 for instance",
  });
}
