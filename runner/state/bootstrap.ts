import * as fs from "node:fs";
import * as path from "node:path";
import { GroundplanError } from "../../constructs/core/errors";
import { countChanges } from "../plans/plan-changes";
import { countText } from "../progress/summary";
import type { SynthesizedStack } from "../stacks/stacks";
import { LOCK_FILE } from "../terraform/provider-locks";
import type { StateFile } from "../terraform/state-file";
import type { Plan, Terraform } from "../terraform/terraform";
import { TerraformError } from "../terraform/terraform-error";
import { backendOf, isProtected, resourcesOf, writeBackend } from "./backends";
import { bucketInUse, bucketOfAnother, protectedBucket, twoStates } from "./bootstrap-problems";

/** What the commands on a state bucket need. */
export interface BootstrapOptions {
  /** The stack that makes the bucket; its own state lies in the bucket. */
  readonly stack: SynthesizedStack;
  /** Terraform for a stack in a folder. */
  readonly terraform: (stack: SynthesizedStack, folder: string) => Terraform;
  /** Is told what is done, line by line. */
  readonly tell: (line: string) => void;
  /**
   * Asks before anything is changed.
   *
   * @default - everything is approved
   */
  readonly ask?: (question: string) => Promise<boolean>;
}

/** What became of a bucket. */
export type BootstrapResult = "made" | "adopted" | "changed" | "unchanged" | "not approved";

/**
 * Makes the state bucket of an environment, and the lock table where one is used, or takes over what is there; then the bucket
 * holds the state of the stack that makes it. Twice is the same as once, and a run that was broken off is gone on with.
 *
 * A bucket cannot hold a state before it exists: the stack is applied with a state in a local file, in a folder of its own beside
 * the project's other local states, and that state is moved into the bucket afterwards.
 *
 * @throws GroundplanError `BOOTSTRAP_TWO_STATES`, `BOOTSTRAP_BUCKET_OF_ANOTHER`
 * @throws TerraformError if a step fails
 */
export async function bootstrap(options: BootstrapOptions): Promise<BootstrapResult> {
  const place = new StatePlace(options);
  const remote = await place.remote();
  const local = place.local();
  if (hasResources(remote.state)) {
    if (local) place.settle(remote.state, local);
    return applyIn(place.inBucket, options, "changed");
  }
  await place.work();
  if (remote.isThere) await adopt(place, options);
  const isTakenOver = place.local() !== undefined;
  const result = await applyIn(place.beside, options, isTakenOver ? "adopted" : "made");
  if (result === "not approved") {
    // What was only imported is nothing that has to be gone on with.
    if (!local) place.forget();
    return result;
  }
  await place.moveIn();
  return result === "unchanged" ? "adopted" : result;
}

/** What {@link destroyBootstrap} needs besides. */
export interface DestroyBootstrapOptions extends BootstrapOptions {
  /** All stacks whose state may lie in the bucket, those of other environments included. */
  readonly others: readonly SynthesizedStack[];
  /** Environments whose protection is lifted: what is advised goes on with that. @default - none */
  readonly unprotected?: readonly string[];
}

/**
 * Takes a state bucket down. Its own state is taken out of it first, so that it does not go away in the middle; nothing else may lie
 * in the bucket that is still deployed.
 *
 * @returns whether it was approved
 * @throws GroundplanError `BOOTSTRAP_BUCKET_PROTECTED`, `BOOTSTRAP_BUCKET_IN_USE`, `BOOTSTRAP_TWO_STATES`; before anything is done
 * @throws TerraformError if a step fails
 */
export async function destroyBootstrap(
  options: DestroyBootstrapOptions,
): Promise<"destroyed" | "nothing" | "not approved"> {
  const { stack, tell, ask, unprotected = [] } = options;
  if (isProtected(stack.folder)) throw new GroundplanError([protectedBucket(stack, unprotected)]);
  const place = new StatePlace(options);
  const remote = await place.remote();
  const local = place.local();
  if (!hasResources(remote.state) && !local) return "nothing";
  if (remote.isThere) await expectUnused(options);
  const { bucket } = place;
  if (ask && !(await ask(`The state bucket ${bucket} goes, with all old versions of all states in it.`))) {
    return "not approved";
  }
  if (hasResources(remote.state)) {
    if (local) place.settle(remote.state, local);
    else tell(`Taking the state of ${stack.name} out of ${bucket} into ${place.shownFile}.`);
    place.takeOut(remote.state);
  }
  await place.work();
  // What was protected before has to be told that it may be emptied.
  await place.beside.apply();
  await place.beside.destroy();
  place.forget();
  return "destroyed";
}

/** Plans, asks and applies. */
async function applyIn(
  terraform: Terraform,
  { ask, tell }: BootstrapOptions,
  done: BootstrapResult,
): Promise<BootstrapResult> {
  const plan = await terraform.plan();
  if (!plan.hasChanges) return "unchanged";
  if (ask && !(await ask(questionOf(plan)))) return "not approved";
  tell("Applying.");
  await terraform.applyPlan();
  return done;
}

function questionOf({ changes }: Plan): string {
  const lines = changes.resources.map(({ action, address }) => `  ${action} ${address}`);
  return [...lines, countText(countChanges(changes))].join("\n");
}

/**
 * Imports into the local state what the stack would make and is there already. Settings that were never made are left to the
 * apply.
 */
async function adopt(place: StatePlace, { stack, tell }: BootstrapOptions): Promise<void> {
  const known = await place.beside.resourceIds();
  const lacking = Object.entries(resourcesOf(stack.folder)).filter(([address]) => known[address] === undefined);
  if (lacking.length > 0) tell(`${place.bucket} is there and no state of it: taking it over.`);
  for (const [address, { type }] of lacking) {
    const id = type === "aws_dynamodb_table" ? place.lockTable : place.bucket;
    if (id) await importIfThere(place.beside, address, id);
  }
  const tags = tagsOf(await place.beside.state());
  const own = { project: ownTag(stack, "Project"), environment: stack.environment };
  const isForeign =
    tags.ManagedBy === "groundplan" && (tags.Project !== own.project || tags.Environment !== own.environment);
  if (isForeign && lacking.length > 0) {
    place.forget();
    throw new GroundplanError([bucketOfAnother(stack, place.bucket, tags)]);
  }
}

async function importIfThere(terraform: Terraform, address: string, id: string): Promise<void> {
  try {
    await terraform.run("import", ["-input=false", address, id]);
  } catch (error) {
    if (!(error instanceof TerraformError) || !/non-existent remote object|couldn't find resource/.test(error.output))
      throw error;
  }
}

function tagsOf(state: StateFile | undefined): Readonly<Record<string, string>> {
  const bucket = state?.resources.find(({ type, mode }) => type === "aws_s3_bucket" && mode === "managed");
  return (bucket?.instances[0]?.attributes as { tags_all?: Record<string, string> } | undefined)?.tags_all ?? {};
}

function ownTag(stack: SynthesizedStack, tag: string): string | undefined {
  const json = JSON.parse(fs.readFileSync(path.join(stack.folder, "cdk.tf.json"), "utf8")) as {
    provider: { aws: { default_tags: { tags: Record<string, string> }[] }[] };
  };
  return json.provider.aws[0]?.default_tags[0]?.tags[tag];
}

/** @throws GroundplanError if the bucket holds the state of something that is deployed */
async function expectUnused({
  stack,
  others,
  terraform,
  tell,
  unprotected = [],
}: DestroyBootstrapOptions): Promise<void> {
  const own = backendOf(stack.folder);
  const inBucket = others.filter(({ name, folder }) => {
    const backend = backendOf(folder);
    return name !== stack.name && backend.type === "s3" && own.type === "s3" && backend.bucket === own.bucket;
  });
  const deployed: string[] = [];
  for (const other of inBucket) {
    tell(`Looking whether ${other.name} is deployed.`);
    const one = terraform(other, writeBackend(other));
    await one.init(["-reconfigure"]);
    if (hasResources(await one.state())) deployed.push(other.name);
  }
  if (deployed.length > 0) throw new GroundplanError([bucketInUse(stack, deployed, unprotected)]);
}

/** Where the state of a state stack lies: in the bucket, or in a local file while there is no bucket. */
class StatePlace {
  readonly bucket: string;
  readonly lockTable?: string;
  /** Terraform with the state in the bucket. */
  readonly inBucket: Terraform;
  /** Terraform with the state in the local file. */
  readonly beside: Terraform;
  readonly #file: string;
  readonly #folder: string;

  constructor(private readonly options: BootstrapOptions) {
    const { stack, terraform } = options;
    const backend = backendOf(stack.folder);
    if (backend.type !== "s3") throw new Error(`${stack.name} keeps its state in no bucket.`);
    this.bucket = backend.bucket;
    this.lockTable = backend.lockTable;
    const own = path.resolve(stack.folder, "../../../.groundplan");
    // Also where the state lay before it was kept in the bucket.
    this.#file = path.join(own, "state", `${stack.name}.tfstate`);
    this.#folder = path.join(own, "bootstrap", stack.name);
    this.inBucket = terraform(stack, stack.folder);
    this.beside = terraform(stack, this.#folder);
  }

  /** The local file, as it is shown to people. */
  get shownFile(): string {
    return path.join(".groundplan", "state", path.basename(this.#file));
  }

  /** Whether the bucket is there, and the state in it. */
  async remote(): Promise<{ isThere: boolean; state?: StateFile }> {
    try {
      await this.inBucket.init(["-reconfigure"]);
    } catch (error) {
      if (error instanceof TerraformError && isBucketMissing(error.output)) return { isThere: false };
      throw error;
    }
    return { isThere: true, state: await this.inBucket.state() };
  }

  /** The state in the local file; undefined if nothing was made. */
  local(): StateFile | undefined {
    const text = readIfThere(this.#file);
    const state = text?.trim() ? (JSON.parse(text) as StateFile) : undefined;
    return hasResources(state) ? state : undefined;
  }

  /** Prepares the folder in which Terraform works with the local file. */
  async work(): Promise<void> {
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    fs.mkdirSync(this.#folder, { recursive: true });
    for (const name of ["cdk.tf.json", LOCK_FILE]) {
      const file = path.join(this.options.stack.folder, name);
      if (fs.existsSync(file)) fs.copyFileSync(file, path.join(this.#folder, name));
    }
    const override = { terraform: { backend: { local: { path: this.#file } } } };
    fs.writeFileSync(path.join(this.#folder, "backend_override.tf.json"), JSON.stringify(override));
    await this.beside.init(["-reconfigure"]);
  }

  /** Moves the state from the local file into the bucket. */
  async moveIn(): Promise<void> {
    const { stack, tell } = this.options;
    tell(`Moving the state of ${stack.name} into ${this.bucket}.`);
    await this.inBucket.init(["-reconfigure"]);
    // A state that holds nothing may be of another lineage: something was made and destroyed here once.
    const force = (await this.inBucket.state()) === undefined ? [] : ["-force"];
    await this.inBucket.run("state push", ["push", ...force, this.#file], [0], "state");
    this.forget();
  }

  /** Writes the state of the bucket into the local file, unless that one is newer. */
  takeOut(remote: StateFile): void {
    const local = this.local();
    if (local && local.serial >= remote.serial) return;
    fs.mkdirSync(path.dirname(this.#file), { recursive: true });
    fs.writeFileSync(this.#file, JSON.stringify(remote, undefined, 2), { mode: 0o600 });
  }

  /**
   * Decides between two states, in the bucket and in the local file. The local one is older if it was broken off while it was moved,
   * or if a colleague bootstrapped at the same time and nothing of it is this machine's alone.
   *
   * @throws GroundplanError `BOOTSTRAP_TWO_STATES` if the local one knows what that in the bucket does not
   */
  settle(remote: StateFile, local: StateFile): void {
    const known = managedIn(remote);
    const wanted = resourcesOf(this.options.stack.folder);
    const alone = managedIn(local)
      .filter(({ address, id }) => !known.some((other) => other.address === address && other.id === id))
      .map((one) => ({
        ...one,
        isImportable: one.address in wanted && !known.some(({ address }) => address === one.address),
      }));
    if (alone.length > 0)
      throw new GroundplanError([twoStates(this.options.stack, this.bucket, this.shownFile, alone)]);
    if (local.lineage !== remote.lineage || local.serial <= remote.serial) this.forget();
  }

  /** Removes the local file and the folder. */
  forget(): void {
    for (const file of [this.#file, `${this.#file}.backup`]) fs.rmSync(file, { force: true });
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

function hasResources(state: StateFile | undefined): state is StateFile {
  return (state?.resources ?? []).some(({ mode, instances }) => mode === "managed" && instances.length > 0);
}

function managedIn(state: StateFile): { readonly address: string; readonly id: string }[] {
  const managed = state.resources.filter(({ mode }) => mode === "managed");
  return managed.flatMap(({ type, name, instances }) =>
    instances.map(({ attributes }) => ({ address: `${type}.${name}`, id: attributes.id })),
  );
}

/** Terraform's words for a state bucket that is not there. */
function isBucketMissing(output: string): boolean {
  return /S3 bucket "[^"]*" does not exist|NoSuchBucket/.test(output);
}

function readIfThere(file: string): string | undefined {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
