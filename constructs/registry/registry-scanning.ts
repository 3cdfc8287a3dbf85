import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import type { Construct } from "constructs";
import { BaseConstruct } from "../core/base-construct";
import type { Problems } from "../core/errors";
import { checkShape } from "../core/shapes/check-shape";
import { layDefaults } from "../core/shapes/defaults";

/** Repositories by name, where `*` stands for any characters: `prod/*`. */
type Filters = readonly string[];

/**
 * Properties of {@link RegistryScanning}. `basic` costs nothing and looks for vulnerabilities of the operating system;
 * `enhanced` is Amazon Inspector, which looks at the packages of the application too, and bills each image.
 */
export type RegistryScanningProps =
  | {
      readonly mode: "basic";
      /**
       * Repositories that are scanned when an image is pushed.
       *
       * @default - all
       */
      readonly scanOnPush?: Filters;
    }
  | {
      readonly mode: "enhanced";
      /**
       * Repositories that are scanned when an image is pushed.
       *
       * @default - none
       */
      readonly scanOnPush?: Filters;
      /**
       * Repositories whose images are scanned again whenever a vulnerability becomes known.
       *
       * @default - all
       */
      readonly continuous?: Filters;
    };

/** Most filters of one rule, and the form of a filter (Amazon ECR API Reference, `ScanningRepositoryFilter`, as of 2026-11). */
const MAX_FILTERS = 100;
const FILTER = /^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$/;

/**
 * How the registry of an account and region scans images. There is one such setting for each, so there is one construct for
 * them: put it where the account's other singletons are.
 */
export class RegistryScanning extends BaseConstruct {
  /** The Terraform resource. */
  readonly resource: EcrRegistryScanningConfiguration;

  /** @throws GroundplanError `SCAN_FILTER_INVALID`, `SCAN_FILTER_COUNT` */
  constructor(scope: Construct, id: string, props: RegistryScanningProps) {
    super(scope, id);
    props = layDefaults(this, "RegistryScanning", props);
    const problems = checkShape(this, "RegistryScanning", props);
    const rules = rulesOf(props);
    for (const { property, filters } of rules) checkFilters(property, filters, problems);
    problems.throwIfAny();
    this.resource = new EcrRegistryScanningConfiguration(this, "scanning", {
      scanType: props.mode === "basic" ? "BASIC" : "ENHANCED",
      rule: rules.map(({ frequency, filters }) => ({
        scanFrequency: frequency,
        repositoryFilter: [...filters].sort().map((filter) => ({ filter, filterType: "WILDCARD" })),
      })),
    });
  }
}

interface Rule {
  readonly property: string;
  readonly frequency: string;
  readonly filters: Filters;
}

function rulesOf(props: RegistryScanningProps): Rule[] {
  if (props.mode === "basic") {
    return [{ property: "scanOnPush", frequency: "SCAN_ON_PUSH", filters: props.scanOnPush ?? ["*"] }];
  }
  return [
    { property: "continuous", frequency: "CONTINUOUS_SCAN", filters: props.continuous ?? ["*"] },
    ...(props.scanOnPush ? [{ property: "scanOnPush", frequency: "SCAN_ON_PUSH", filters: props.scanOnPush }] : []),
  ];
}

function checkFilters(property: string, filters: Filters, problems: Problems): void {
  const different = new Set(filters).size;
  if (filters.length === 0 || filters.length > MAX_FILTERS || different < filters.length) {
    const twice = different < filters.length ? "name each once" : 'name a whole prefix: "prod/*"';
    problems.add(property, {
      code: "SCAN_FILTER_COUNT",
      message: "The list of repositories is empty, too long, or names one twice.",
      found: `${filters.length} filters, ${different} of them different`,
      expected: `1 to ${MAX_FILTERS} different filters`,
      fix: filters.length === 0 ? 'leave the list out for the default, or name a whole prefix: "prod/*"' : twice,
    });
  }
  for (const [index, filter] of filters.entries()) {
    if (filter.length <= 256 && FILTER.test(filter)) continue;
    problems.add(`${property}[${index}]`, {
      code: "SCAN_FILTER_INVALID",
      message: "This names no repositories.",
      found: `"${filter}"`,
      expected: "the name of a repository, in lower case, where * stands for any characters",
      fix: 'write for example "prod/*"',
    });
  }
}
