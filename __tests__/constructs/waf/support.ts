import type { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../constructs/core/errors";
import { WebAcl } from "../../../constructs/waf/web-acl";
import type { WebAclProps, WebAclRule } from "../../../constructs/waf/web-acl.types";
import type { Told, Way } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";

type Build = (stack: EnvironmentStack) => unknown;

/** Something that is wrong, and all that is said about it. */
export interface Case {
  readonly name: string;
  readonly build: Build;
  readonly problems: readonly Problem[];
  readonly ways?: readonly Way<Build>[];
}

/** The cases, for `testAdvice`. */
export function told(cases: readonly Case[]): readonly Told<Build>[] {
  return cases.map(({ name, problems, ways }) => ({ mistake: name, problems, ways }));
}

/** A web ACL with these properties. */
export function acl(props: WebAclProps): Build {
  return (stack) => new WebAcl(stack, "acl", props);
}

/** A web ACL with this rule alone. */
export function odd(rule: WebAclRule): Build {
  return acl({ managed: {}, rules: { odd: rule } });
}

/** The problems that building throws, or that the checks at synth find. */
export function found(build: Build): readonly Problem[] {
  return problemsIfAny(() => synthStack((stack) => void build(stack)));
}
