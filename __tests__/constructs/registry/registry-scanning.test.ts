import { RegistryScanning, type RegistryScanningProps } from "../../../constructs/registry";
import { resourceOf, synthStack } from "../../support/synth";
import { problemsIn } from "../dns/support";

const scanning = (props: RegistryScanningProps) =>
  resourceOf(
    synthStack((stack) => new RegistryScanning(stack, "scanning", props)),
    "aws_ecr_registry_scanning_configuration",
  );

const filters = (...names: string[]) => names.map((filter) => ({ filter, filter_type: "WILDCARD" }));

describe("the scan of a registry", () => {
  it("looks at every push, when it is basic", () => {
    expect(scanning({ mode: "basic" })).toEqual({
      scan_type: "BASIC",
      rule: [{ scan_frequency: "SCAN_ON_PUSH", repository_filter: filters("*") }],
    });
  });

  it("goes on for as long as images lie there, when it is enhanced", () => {
    expect(scanning({ mode: "enhanced" })).toEqual({
      scan_type: "ENHANCED",
      rule: [{ scan_frequency: "CONTINUOUS_SCAN", repository_filter: filters("*") }],
    });
  });

  it("tells repositories apart by name, in whatever order they are listed", () => {
    expect(scanning({ mode: "enhanced", continuous: ["prod/*"], scanOnPush: ["staging/*", "sandbox/*"] }).rule).toEqual(
      [
        { scan_frequency: "CONTINUOUS_SCAN", repository_filter: filters("prod/*") },
        { scan_frequency: "SCAN_ON_PUSH", repository_filter: filters("sandbox/*", "staging/*") },
      ],
    );
  });

  it("tells everything that is wrong with the names at once", () => {
    expect(
      problemsIn((stack) => {
        new RegistryScanning(stack, "scanning", { mode: "enhanced", continuous: [], scanOnPush: ["Prod/*"] });
      }),
    ).toEqual([
      {
        code: "SCAN_FILTER_COUNT",
        path: "sandbox-test/scanning › continuous",
        message: "The list of repositories is empty, too long, or names one twice.",
        found: "0 filters, 0 of them different",
        expected: "1 to 100 different filters",
        fix: 'leave the list out for the default, or name a whole prefix: "prod/*"',
      },
      {
        code: "SCAN_FILTER_INVALID",
        path: "sandbox-test/scanning › scanOnPush[0]",
        message: "This names no repositories.",
        found: '"Prod/*"',
        expected: "the name of a repository, in lower case, where * stands for any characters",
        fix: 'write for example "prod/*"',
      },
    ]);
  });
});
