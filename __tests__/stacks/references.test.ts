import { type App, Testing, Token } from "cdktf";
import { formatPath, type Path } from "../../config/reading/tree";
import { environmentSchema } from "../../config/schema/schema";
import type { Schema } from "../../config/schema/schema.types";
import { sectionsIn } from "../../config/sections";
import { EnvironmentStack } from "../../constructs/core/environments/environment-stack";
import { GroundplanError, type Problem, Problems } from "../../constructs/core/errors";
import { tellingReferences } from "../../constructs/core/names/telling-references";
import { collectChecks } from "../../constructs/core/validation";
import type { EnvironmentSpec } from "../../stacks/application/environment-spec";
import { withoutTokenTraces } from "../../stacks/application/token-traces";
import { DeliveryStack } from "../../stacks/delivery/delivery-stack";
import { NetworkStack } from "../../stacks/network/network-stack";
import { STACKS } from "../../stacks/registry";
import type { StackDefinition } from "../../stacks/sections/define-stack";
import { offeredBy, producersOf } from "../../stacks/sections/offered";
import { Offers } from "../../stacks/sections/offers";
import { load, removeConfigFolders } from "../config/support/config-folder";
import { EVERYTHING } from "../config/support/everything";
import { isOption, optionsOf, placesIn } from "../config/support/places";
import { EVERY_CONSTRUCT } from "../support/every-construct";
import { testEnvironment } from "../support/synth";

afterAll(removeConfigFolders);

/** What a construct is made with, as far as the test changes it. */
const mockPlant: { visit?: (construct: string, args: readonly unknown[]) => readonly unknown[] } = {};

/** A module whose classes show what they are made with. */
function mockWatched(path: string): object {
  const actual = jest.requireActual<object>(path);
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => {
      if (typeof value !== "function" || !String(value).startsWith("class")) return [name, value];
      const watched: object = new Proxy(value, {
        construct: (target, args: unknown[], newTarget) =>
          Reflect.construct(
            target,
            [...(mockPlant.visit?.(name, args) ?? args)],
            newTarget === watched ? target : newTarget,
          ),
      });
      return [name, watched];
    }),
  );
}

jest.mock("../../constructs/cdn/distribution", () => mockWatched("../../constructs/cdn/distribution"));
jest.mock("../../constructs/ecs", () => mockWatched("../../constructs/ecs"));
jest.mock("../../constructs/eks", () => mockWatched("../../constructs/eks"));
jest.mock("../../constructs/eks/controllers/logs/container-logs", () =>
  mockWatched("../../constructs/eks/controllers/logs/container-logs"),
);
jest.mock("../../constructs/eks/controllers/karpenter/karpenter", () =>
  mockWatched("../../constructs/eks/controllers/karpenter/karpenter"),
);
jest.mock("../../constructs/iam", () => mockWatched("../../constructs/iam"));
jest.mock("../../constructs/load-balancing", () => mockWatched("../../constructs/load-balancing"));
jest.mock("../../constructs/registry", () => mockWatched("../../constructs/registry"));
jest.mock("../../constructs/storage/bucket", () => mockWatched("../../constructs/storage/bucket"));
jest.mock("../../constructs/waf/sets/ip-set", () => mockWatched("../../constructs/waf/sets/ip-set"));
jest.mock("../../constructs/waf/sets/regex-pattern-set", () =>
  mockWatched("../../constructs/waf/sets/regex-pattern-set"),
);
jest.mock("../../constructs/waf/web-acl", () => mockWatched("../../constructs/waf/web-acl"));

/** What Terraform evaluates, and a token of cdktf for it. */
const REFERENCE = "${aws_ssm_parameter.source.value}";

function reference(): string {
  return Token.asString({ resolve: () => REFERENCE, creationStack: [], toString: () => REFERENCE });
}

/** A value with a reference in the place of what is there. */
function withReference(value: unknown, [step, ...rest]: Path): unknown {
  if (step === undefined) return reference();
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[step] = withReference(copy[step], rest);
  return copy;
}

/** A value with a reference in the place of a key. */
function withReferenceAsKey(value: unknown, [step, ...rest]: Path): unknown {
  if (rest.length === 0) {
    const entries = Object.entries(value as object).map(([key, below]) => [key === step ? reference() : key, below]);
    return Object.fromEntries(entries);
  }
  const changed = withReferenceAsKey((value as Record<string | number, unknown>)[step as string], rest);
  return Array.isArray(value) ? value.with(Number(step), changed) : { ...(value as object), [step as string]: changed };
}

/** What became of the reference: refused, in the JSON as what it is, or as what it must never be. */
function fate(build: (app: App) => EnvironmentStack): string {
  const app = Testing.app();
  try {
    return withoutTokenTraces(() =>
      tellingReferences(() => {
        const stack = build(app);
        const problems = collectChecks(app);
        return problems.length > 0 ? toldOf(problems) : inJson(Testing.synth(stack));
      }),
    );
  } catch (error) {
    if (!(error instanceof GroundplanError)) throw error;
    return toldOf(error.problems);
  }
}

function toldOf(problems: readonly Problem[]): string {
  // The word by itself is one of APIs: those who call them show tokens.
  return /TfToken|TOKEN\W*\d/i.test(JSON.stringify(problems)) ? "told by a number" : "told";
}

function inJson(json: string): string {
  if (/TfToken/i.test(json)) return "a text";
  return json.includes(REFERENCE) ? "a reference" : "lost";
}

/** Texts in the properties of a construct; not what is a construct itself or was made by one, nor choices that the types limit. */
function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === "string")
    return CHOICES.has(String(path.findLast((step) => typeof step === "string"))) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...path, index]));
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).flatMap(([key, below]) => (key === "expose" ? [] : textsIn(below, [...path, key])));
}

/** Properties that are one of a few words by their type. */
const CHOICES = new Set(
  "action architecture by cache cpu imageOwner kind launch memory mode protocol provider scheme scope targetType to upstream".split(
    " ",
  ),
);

describe("a reference in a property of a construct stays one, or is told", () => {
  const CASES = Object.entries(EVERY_CONSTRUCT).flatMap(([group, build]) => {
    const places: { group: string; at: string; call: number; argument: number; path: Path }[] = [];
    let call = 0;
    mockPlant.visit = (construct, args) => {
      args.forEach((arg, argument) => {
        if (argument < 2) return;
        for (const path of textsIn(arg)) {
          places.push({ group, at: `${construct} ${String(args[1])} ${formatPath(path)}`, call, argument, path });
        }
      });
      call += 1;
      return args;
    };
    build(new EnvironmentStack(Testing.app(), "test", testEnvironment()));
    delete mockPlant.visit;
    return places;
  });

  test.each(CASES)("$at", ({ group, call, argument, path }) => {
    let calls = 0;
    mockPlant.visit = (_, args) =>
      calls++ === call ? args.map((arg, index) => (index === argument ? withReference(arg, path) : arg)) : args;
    try {
      const result = fate((app) => {
        const stack = new EnvironmentStack(app, "test", testEnvironment());
        EVERY_CONSTRUCT[group]?.(stack);
        return stack;
      });
      expect(["told", "a reference"]).toContain(result);
    } finally {
      delete mockPlant.visit;
    }
  });
});

/**
 * A section with what lies on a path alone, of each map with names of one's own on it.
 *
 * @param others whether such maps that the path does not lead through stay as they are, or are left out where they may be
 */
function alone(value: unknown, [step, ...rest]: Path, schema: Schema, others: "nothing" | "the rest"): unknown {
  if (step === undefined || typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const maps = optionsOf(schema).filter((option) => isOption(option, value));
  const [option] = maps;
  if (!option) return value;
  const below = option.additionalProperties || option.properties?.[step];
  if (!below) return value;
  const own = alone((value as Record<string, unknown>)[step], rest, below, others);
  if (option.additionalProperties) return option.propertyNames?.enum ? { ...value, [step]: own } : { [step]: own };
  const kept = Object.entries(value).filter(([key]) => {
    const next = option.properties?.[key];
    const isNamed = next?.additionalProperties && !next.propertyNames?.enum;
    return key === step || others === "the rest" || !isNamed || option.required?.includes(key);
  });
  return { ...Object.fromEntries(kept), [step]: own };
}

describe("a reference in a property of an environment stays one, or is told", () => {
  type Build = (app: App, spec: EnvironmentSpec) => EnvironmentStack;

  /** Makes the stack of a definition alone, with what the others offer to it. */
  const buildOf = (definition: StackDefinition): readonly [string, Build] => [
    definition.section,
    (app, spec) => {
      const { environment, network } = spec;
      const sections = sectionsIn(spec);
      const propsOf = ({ section, byDefault }: StackDefinition) => sections[section] ?? byDefault;
      const problems = new Problems("");
      const producers = producersOf(definition, STACKS);
      const offers = new Offers(network, offeredBy(producers, propsOf, environment, new Problems("offers")), []);
      const making = { app, environment, network, props: propsOf(definition), sections, offers };
      const stack = problems.collect(() => definition.create(making, problems));
      problems.throwIfAny();
      if (!stack) throw new Error(`${definition.section} is not made`);
      return stack;
    },
  ];
  const BUILDS: ReadonlyMap<string, Build> = new Map<string, Build>([
    ...STACKS.map((definition) => buildOf(definition as StackDefinition)),
    ["network", (app, { environment, network }) => new NetworkStack(app, environment, network)],
    ["delivery", (app, { environment, delivery }) => new DeliveryStack(app, environment, delivery as never)],
  ]);

  /**
   * Texts that no resource has: names of other environments, why a range is kept free, what those with access and records are called, why
   * policies are added and everybody is admitted, what reviews acknowledge, the device of an image that a single server is started from,
   * what volumes of servers are called, and where constructs have moved.
   */
  const UNSEEN =
    /^(network\.(peers|reserved\[\d\]\.reason)|eks\.access\.\w+$|delivery\.plan\.morePolicies\.reason|servers\.instances\.[\w-]+\.image\.rootDevice|servers\.groups\.[\w-]+\.volumes\.[\w-]+$|dns\.zones\.[\w-]+\.records\.[\w-]+$|edge\.(loadBalancer\.listeners\.\w+|networkLoadBalancer)\.publicEntry|data\.(caches|databases|databaseClusters|tables)\.[\w-]+\.replace|exemptions\[|moved\[)/;

  const CASES = Object.entries(EVERYTHING).flatMap(([name, config]) =>
    placesIn(name, environmentSchema, config)
      .filter(({ path }) => !UNSEEN.test(formatPath(path)))
      .map(({ path, isKey }) => ({ name, at: `${formatPath(path)}${isKey ? " (key)" : ""}`, path, isKey })),
  );

  /** Which environments can be made without what does not lie on a path, by what is left of the section. */
  const thinned = new Map<string, boolean>();

  /**
   * The environment with those of several named things alone that lie on the path, such as one of many services: the others make a case slow and
   * change nothing of it. Where these cannot stand alone, because they name others, it is the whole environment.
   */
  const thin = (spec: EnvironmentSpec, path: Path, build: Build): EnvironmentSpec => {
    const [section = "", ...rest] = path;
    const schema = environmentSchema.properties?.[section];
    if (!schema || !STACKS.some((definition) => definition.section === section)) return spec;
    const whole = spec[section as keyof EnvironmentSpec];
    for (const others of ["nothing", "the rest"] as const) {
      const less = { ...spec, [section]: alone(whole, rest, schema, others) } as EnvironmentSpec;
      const key = `${spec.environment.name} ${JSON.stringify(less[section as keyof EnvironmentSpec])}`;
      if (!thinned.has(key)) thinned.set(key, fate((app) => build(app, less)) === "lost");
      if (thinned.get(key)) return less;
    }
    return spec;
  };

  let specs: readonly EnvironmentSpec[] = [];
  beforeAll(() => {
    specs = load(
      Object.fromEntries(Object.entries(EVERYTHING).map(([name, config]) => [name, JSON.stringify(config)])),
    );
  });

  test.each(CASES)("$name: $at", ({ name, path, isKey }) => {
    const spec = specs.find(({ environment }) => environment.name === name);
    if (!spec) throw new Error(name);
    const [section, ...rest] = path;
    const isSection = typeof section === "string" && BUILDS.has(section);
    const inSpec: Path = isSection ? [section, ...tierIndex(spec, section, rest)] : ["environment", ...path];
    const isTier = isKey && formatPath(inSpec).startsWith("network.tiers[") && inSpec.length === 3;
    const change = isKey && !isTier ? withReferenceAsKey : withReference;
    // Alarms of the environment are made where there is something to watch.
    const build = BUILDS.get(isSection ? section : section === "alarms" ? "data" : "network") as Build;
    const around = thin(spec, inSpec, build);
    const changed = change(around, isTier ? [...inSpec, "name"] : inSpec) as EnvironmentSpec;
    expect(["told", "a reference"]).toContain(fate((app) => build(app, changed)));
  });

  /** Tiers stand in a list by their order. */
  function tierIndex({ network }: EnvironmentSpec, section: string, path: Path): Path {
    if (section !== "network" || path[0] !== "tiers") return path;
    return ["tiers", network.tiers.findIndex((tier) => tier.name === path[1]), ...path.slice(2)];
  }
});
