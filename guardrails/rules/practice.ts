import { canonical, isRecord } from "../../review/values/values";
import type { Estate, GuardedStack } from "../tree/estate";
import { blocksOf, type Values } from "../tree/values";
import type { Found, Rules, StackRule } from "./rule.types";

/** Where the state of a stack is kept, by the kind of its backend; nothing where none is told. */
function backendOf({ terraform }: GuardedStack): readonly [kind: string, config: Values] | undefined {
  const backends = isRecord(terraform.backend) ? terraform.backend : {};
  const [kind] = Object.keys(backends);
  const [config] = kind === undefined ? [] : blocksOf(backends, kind);
  return kind === undefined || config === undefined ? undefined : [kind, config];
}

const LOCKED_STATE: StackRule = {
  level: "error",
  title: "States in S3 are locked while they are changed.",
  reason: "Two deploys at once write over each other's state, and what one has made is known to nobody.",
  expected: "use_lockfile = true, or dynamodb_table",
  fix: "set use_lockfile to true",
  source: 'Terraform documentation, "Backend Type: s3", read 2026-11',
  checkStack: (stack) => {
    const [kind, config = {}] = backendOf(stack) ?? [];
    const isLocked =
      config.use_lockfile === true || config.use_lockfile === "true" || config.dynamodb_table !== undefined;
    return kind === "s3" && !isLocked ? [{ found: "no lock", attribute: "terraform.backend.s3" }] : [];
  },
};

/** What tells states apart, by the kind of backend. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  s3: ["bucket", "key", "region", "workspace_key_prefix"],
  gcs: ["bucket", "prefix"],
  azurerm: ["storage_account_name", "container_name", "key"],
};

function placeOf(stack: GuardedStack): string | undefined {
  const [kind = "", config = {}] = backendOf(stack) ?? [];
  const keys = PLACES[kind];
  return keys && canonical([kind, ...keys.map((key) => config[key] ?? "")]);
}

/** Stacks by the place of their state. */
function stacksByPlace(estate: Estate): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const stack of estate.stacks) {
    const place = placeOf(stack);
    if (place === undefined) continue;
    const names = found.get(place);
    if (names) names.push(stack.name);
    else found.set(place, [stack.name]);
  }
  return found;
}

const STATE_OF_ITS_OWN: StackRule = {
  level: "error",
  title: "Every stack has a state of its own.",
  reason: "The deploy of one stack destroys what the other one has made, since it is in the state and not in the code.",
  expected: "a key that no other stack has",
  fix: "give each stack a key of its own",
  source: 'Terraform documentation, "Backend Type: s3", read 2026-11',
  checkStack: (stack, estate) => {
    const place = placeOf(stack);
    const others = (place === undefined ? undefined : estate.derived(stacksByPlace).get(place)) ?? [];
    const [other] = others.filter((name) => name !== stack.name);
    return other === undefined ? [] : [{ found: `the state of ${other}`, attribute: "terraform.backend" }];
  },
};

/** Blocks of the AWS provider, each by its alias. */
function awsProviders({ providers }: GuardedStack): readonly (readonly [name: string, block: Values])[] {
  return blocksOf(providers, "aws").map((block) => [
    typeof block.alias === "string" ? `aws.${block.alias}` : "aws",
    block,
  ]);
}

const ITS_ACCOUNT_ALONE: StackRule = {
  level: "error",
  title: "Providers name the accounts that they may change.",
  reason: "Whoever deploys with the credentials of another account changes that one.",
  expected: "allowed_account_ids",
  fix: "set allowed_account_ids to the account of the environment",
  source: 'Terraform AWS provider 5.100, "AWS Configuration Reference", read 2026-12',
  checkStack: (stack) =>
    awsProviders(stack)
      .filter(([, block]) => block.allowed_account_ids === undefined && block.forbidden_account_ids === undefined)
      .map(([name]) => ({ found: `${name} names no account`, attribute: "provider" })),
};

const NO_KEYS: StackRule = {
  level: "error",
  title: "No provider has an access key.",
  reason: "It stands in the code and in every copy of it, and holds until somebody ends it.",
  expected: "credentials from the environment, or a role",
  fix: "remove access_key, secret_key and token, and end the key",
  source: 'IAM User Guide, "Security best practices in IAM", read 2026-11',
  checkStack: (stack) =>
    awsProviders(stack).flatMap(([name, block]): readonly Found[] => {
      const keys = ["access_key", "secret_key", "token"].filter((key) => block[key] !== undefined);
      return keys.length === 0 ? [] : [{ found: `${keys.join(", ")} of ${name}`, attribute: "provider" }];
    }),
};

const KNOWN_VERSIONS: StackRule = {
  level: "error",
  title: "Providers have a version.",
  reason: "The next init takes the newest one otherwise, with whatever it makes anew.",
  expected: "a version in required_providers",
  fix: "name the versions that are meant, and keep the lock file",
  source: 'Terraform documentation, "Provider Requirements", read 2026-11',
  checkStack: ({ terraform }) => {
    const [required = {}] = blocksOf(terraform, "required_providers");
    return Object.entries(required)
      .filter(([, provider]) => isRecord(provider) && provider.version === undefined)
      .map(([name]) => ({ found: `${name} without a version`, attribute: "terraform.required_providers" }));
  },
};

const DESCRIBED_OUTPUTS: StackRule = {
  level: "warning",
  title: "Outputs say what they are.",
  reason: "Whoever reads another stack's values sees their names alone.",
  expected: "a description of each",
  fix: "add a description",
  source: 'Terraform documentation, "output block reference", section "description", read 2026-12',
  checkStack: ({ outputs }) =>
    Object.keys(outputs)
      // Made by cdktf itself, for a reference between stacks.
      .filter((name) => !name.startsWith("cross-stack-output-"))
      .filter((name) => blocksOf(outputs, name).some(({ description }) => description === undefined))
      .map((name) => ({ found: `${name} without a description`, attribute: `output.${name}` })),
};

/** Constructs within constructs: a stack's own, those of a construct that it uses, and theirs, with room. */
const DEEPEST = 10;

const FEW_LAYERS: StackRule = {
  level: "warning",
  title: "Constructs are not nested without end.",
  reason: "A construct that only wraps another one is one more place to look for what is made.",
  expected: `${DEEPEST} constructs within each other or fewer`,
  fix: "let the inner construct take what the outer one adds",
  source: 'Terraform documentation, "Module Composition", read 2026-11',
  checkStack: ({ resources }) => {
    const [deepest] = resources
      .map(({ construct = "" }) => construct)
      .filter((construct) => construct.split("/").length > DEEPEST);
    return deepest === undefined ? [] : [{ found: deepest }];
  },
};

/** Rules about how infrastructure is written and deployed. */
export const PRACTICE_RULES = {
  "IAC-01": LOCKED_STATE,
  "IAC-02": STATE_OF_ITS_OWN,
  "IAC-09": ITS_ACCOUNT_ALONE,
  "IAC-10": NO_KEYS,
  "IAC-11": KNOWN_VERSIONS,
  "IAC-14": DESCRIBED_OUTPUTS,
  "IAC-17": FEW_LAYERS,
} as const satisfies Rules;
