/**
 * How the text of a variable is read. In every form spaces around the text mean nothing, and a text that is empty without them
 * means that the variable is not set.
 */
export type VariableForm =
  /** Names with commas between; the order and repetitions mean nothing. */
  | "names"
  /** A file or a folder. */
  | "path"
  /** Folders with colons between. */
  | "paths"
  /** A program: a name that is on the PATH, or a path. */
  | "program"
  /** The address of a server. */
  | "address"
  /** `true` or `false`. */
  | "switch"
  /** A moment, in whole seconds since the beginning of 1970 in UTC. */
  | "time"
  /** Any text without line breaks. */
  | "text";

/** What is known of an environment variable. */
export interface Variable {
  readonly form: VariableForm;
  /** What it does, as sentences for the table in the documentation. */
  readonly meaning: string;
  /** The value where the variable is not set. @default - {@link whenUnset} says what happens then */
  readonly default?: string;
  /** What happens where the variable is not set and there is no {@link default}. */
  readonly whenUnset?: string;
}

/**
 * Every environment variable that the project reads, apart from those of the operating system (`PATH`, `HOME`, `TMPDIR` and those of
 * proxies). Nothing else reads one: not declared here means unknown, and an unknown `GROUNDPLAN_…` is refused.
 */
export const VARIABLES = {
  GROUNDPLAN_CONFIG: {
    form: "path",
    meaning: "The folder of the environments' files.",
    default: "config",
  },
  GROUNDPLAN_ENV: {
    form: "names",
    meaning: "Limits synth to these environments. All files are checked all the same.",
    whenUnset: "all environments",
  },
  GROUNDPLAN_WITHOUT: {
    form: "names",
    meaning: "Leaves out these stacks, by full name. A stack that others need cannot be left out.",
    whenUnset: "none is left out",
  },
  GROUNDPLAN_UNPROTECT: {
    form: "names",
    meaning: "Lifts `protect` from these environments for one run: the way to take a protected environment down.",
    whenUnset: "what the configuration protects is protected",
  },
  GROUNDPLAN_MOCK: {
    form: "names",
    meaning:
      "Reads the contracts of these stacks, by full name, as mock values in place of their states; `*` means all stacks.",
    whenUnset: "none",
  },
  CDKTF_OUTDIR: {
    form: "path",
    meaning: "The folder that synth writes to. cdktf sets it itself.",
    whenUnset: "`output` of `cdktf.json`, or `cdktf.out`",
  },
  SOURCE_DATE_EPOCH: {
    form: "time",
    meaning:
      'The day that a synth says by whether support has ended or will soon (reproducible-builds.org, "SOURCE_DATE_EPOCH"). What it makes does not depend on it. `diff` and `preview` set it for the base.',
    whenUnset: "today",
  },
  // No name of ours: a revision that does not know it would refuse it.
  SYNTH_ONCE: {
    form: "switch",
    meaning:
      "Set by `diff` and `preview` for the base, which is synthesized once: a build compiles it without checking types, makes no schema anew and bundles nothing.",
    whenUnset: "`false`",
  },
  CI: {
    form: "text",
    meaning:
      "Set by CI services. Where it is set to anything but `false`, a synth writes no ledger of addresses: what is not committed there comes to nothing.",
    whenUnset: "a synth keeps the ledgers that there are",
  },
  SYNTH_HCL_OUTPUT: {
    form: "switch",
    meaning: "Set by `cdktf synth --hcl`, which is refused: `npx groundplan eject` writes HCL.",
    whenUnset: "`false`",
  },
  AWS_ENDPOINT_URL: {
    form: "address",
    meaning:
      "Address of an AWS emulator. Synth then adds the provider settings that an emulator needs; Terraform and the provider read the address themselves.",
    whenUnset: "AWS",
  },
  AWS_ACCESS_KEY_ID: {
    form: "text",
    meaning:
      "Credentials with which `groundplan plans` opens the state bucket. Terraform and the provider read them themselves.",
    whenUnset: "`groundplan plans` says how to get them",
  },
  AWS_SECRET_ACCESS_KEY: { form: "text", meaning: "Belongs to `AWS_ACCESS_KEY_ID`.", whenUnset: "as there" },
  AWS_SESSION_TOKEN: {
    form: "text",
    meaning: "Belongs to `AWS_ACCESS_KEY_ID`, where the credentials are those of a role.",
    whenUnset: "credentials of a user",
  },
  GROUNDPLAN_TERRAFORM: {
    form: "program",
    meaning: "The Terraform program, before all others; OpenTofu's too ([OpenTofu](guide/leaving.md#to-opentofu)).",
    whenUnset: "`TERRAFORM_BINARY_NAME`",
  },
  TERRAFORM_BINARY_NAME: {
    form: "program",
    meaning: "The Terraform program of cdktf.",
    default: "terraform",
  },
  GROUNDPLAN_PLUGIN_DIR: {
    form: "path",
    meaning:
      "A folder with a mirror of the AWS provider (`registry.terraform.io/hashicorp/aws/<version>/<platform>`, or below `registry.opentofu.org`).",
    whenUnset: "found as [emulator.md](emulator.md) says",
  },
  TF_CLI_CONFIG_FILE: {
    form: "path",
    meaning: "Terraform's CLI configuration, which may say where providers come from.",
    whenUnset: "`~/.terraformrc`",
  },
  TF_PLUGIN_CACHE_DIR: {
    form: "path",
    meaning: "Terraform's folder of downloaded providers.",
    whenUnset: "`groundplan/terraform-providers` in `XDG_CACHE_HOME`",
  },
  XDG_CACHE_HOME: { form: "path", meaning: "The user's folder of caches.", whenUnset: "`~/.cache`" },
  XDG_DATA_HOME: {
    form: "path",
    meaning: "The user's folder of data, in which Terraform looks for providers.",
    whenUnset: "`~/.local/share`",
  },
  XDG_DATA_DIRS: {
    form: "paths",
    meaning: "The machine's folders of data, in which Terraform looks for providers.",
    default: "/usr/local/share:/usr/share",
  },
  GITHUB_API_URL: {
    form: "address",
    meaning: "Address of GitHub's REST API. Set by GitHub for every job, as the four below.",
    default: "https://api.github.com",
  },
  GITHUB_REPOSITORY: { form: "text", meaning: "Owner and name of the repository.", whenUnset: "workflows only" },
  GITHUB_EVENT_PATH: {
    form: "path",
    meaning: "A file with the event that started a run.",
    whenUnset: "workflows only",
  },
  GITHUB_SERVER_URL: { form: "address", meaning: "Address of GitHub.", default: "https://github.com" },
  GITHUB_RUN_ID: { form: "text", meaning: "Number of the run.", whenUnset: "workflows only" },
  GITHUB_TOKEN: {
    form: "text",
    meaning: "The job's token, with which comments, labels and issues are written.",
    whenUnset: "workflows only",
  },
  GROUNDPLAN_MOTO_IMAGE: {
    form: "text",
    meaning: "The image of the emulator, where it runs in Docker.",
    default: "motoserver/moto:5.2.1",
  },
  GROUNDPLAN_HELM: {
    form: "program",
    meaning: "The Helm program that the tests render charts with, version 3.18 or later.",
    whenUnset: "the one that `node dist/tools/helm-program.js` has brought; without it no chart is rendered",
  },
  GROUNDPLAN_CHARTS: {
    form: "path",
    meaning:
      "A folder with charts, each unpacked in a folder of its name, in the versions of `constructs/helm/charts/charts.ts`.",
    whenUnset: "the tests render none of them, and `npm run sandbox` takes charts from their repositories",
  },
  GROUNDPLAN_KUBECONFIG: {
    form: "path",
    meaning:
      "The kubeconfig of a Kubernetes API on which `npm run sandbox` and the end-to-end tests install what runs in a cluster.",
    whenUnset: "`--kubeconfig` of `npm run sandbox`; without it the stack is left out",
  },
  GROUNDPLAN_JUDGED: {
    form: "path",
    meaning:
      "Set by the end-to-end tests: a folder in which each emulator that is stopped leaves what AWS's models judged.",
    whenUnset: "nothing is left",
  },
  GROUNDPLAN_BENCH_RESULT: {
    form: "path",
    meaning: "Set by the benchmark: the file that a measured program writes its figures to.",
    whenUnset: "nothing is measured",
  },
} as const satisfies Readonly<Record<string, Variable>>;

/** The name of a variable that the project reads. */
export type VariableName = keyof typeof VARIABLES;

/** What a variable of a form holds. */
interface ValuesByForm {
  readonly names: readonly string[];
  readonly paths: readonly string[];
  readonly switch: boolean;
  readonly time: Date;
  readonly path: string;
  readonly program: string;
  readonly address: string;
  readonly text: string;
}

/** The value of a variable: lists are empty, switches are off and texts are undefined where it is not set and has no default. */
export type VariableValue<Name extends VariableName> = (typeof VARIABLES)[Name] extends {
  readonly form: infer Form extends VariableForm;
}
  ? Form extends "names" | "paths" | "switch"
    ? ValuesByForm[Form]
    : (typeof VARIABLES)[Name] extends { readonly default: string }
      ? ValuesByForm[Form]
      : ValuesByForm[Form] | undefined
  : never;
