import { removeConfigFolders } from "../config/support/config-folder";
import { problemCodes } from "../support/problem-codes";
import { codesFollowedByTests } from "./construct-ways";
import { mistakes } from "./yaml-mistakes";

afterAll(removeConfigFolders);

/** Codes whose advice no test follows, and why. */
const LEFT_TO_READER: Readonly<Record<string, string>> = {
  EJECT_TEXT_UNREADABLE: "told of an override that Terraform refuses too, in its own words",
  EJECT_TYPE_UNKNOWN: "told of a type that Terraform refuses too, in its own words",
  NEW_STACK_UNFINISHED: "told of the compiler and the linter, whose own words say what is wrong",
  SYNTH_HCL: "told by the program of a synth, which is no module",
};

test("the advice of every code is followed by a test, or is left to the reader for a reason", () => {
  const followed = new Set([
    ...mistakes().flatMap(({ told }) => told.map(({ code }) => code)),
    ...codesFollowedByTests(),
  ]);
  expect(problemCodes().filter((code) => !followed.has(code))).toEqual(Object.keys(LEFT_TO_READER));
});
