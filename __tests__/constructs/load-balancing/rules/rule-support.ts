import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import type { EnvironmentStack } from "../../../../constructs/core/environments/environment-stack";
import type { Problem } from "../../../../constructs/core/errors";
import {
  ApplicationLoadBalancer,
  ListenerRule,
  type ListenerRuleProps,
  type SecretReference,
  TargetGroup,
} from "../../../../constructs/load-balancing";
import type { Way } from "../../../support/followed-advice";
import { edgeProblems, testBalancer, testCertificate, testNetwork } from "../support";

export const ANSWER = { respond: { status: 200 } };
export const HOST = { hosts: ["api.example.com"] };
const PATH = "sandbox-edge/rule";

type Props = Omit<ListenerRuleProps, "listener">;

/** A rule, and what its balancer differs in. */
type RuleInput = Props & {
  readonly authenticates?: boolean;
  /** Names of the certificate beside the usual ones. */
  readonly names?: readonly string[];
  /** Without a certificate. */
  readonly plain?: boolean;
};

type Input = RuleInput | ((stack: EnvironmentStack) => RuleInput);

export function ruleProblems(input: Input): readonly Problem[] {
  return edgeProblems((stack) => {
    const { authenticates = true, names, plain, ...props } = typeof input === "function" ? input(stack) : input;
    const { listener } = plain
      ? plainBalancer(stack)
      : testBalancer(stack, { authenticates, ...covering(stack, names) });
    new ListenerRule(stack, "rule", { ...props, listener });
  });
}

function plainBalancer(stack: EnvironmentStack): ApplicationLoadBalancer {
  const plainHttp = { reason: "no domain here yet" };
  return new ApplicationLoadBalancer(stack, "edge", { network: testNetwork(stack), plainHttp });
}

function covering(stack: EnvironmentStack, names: readonly string[] | undefined) {
  return names && { moreCertificates: [testCertificate(stack, { id: "more", names: [...names] })] };
}

/** A value that is known after apply. */
export function parameter(stack: EnvironmentStack): string {
  return new DataAwsSsmParameter(stack, "host", { name: "/shop/host" }).value;
}

export const COGNITO = { userPoolArn: "arn", userPoolClientId: "c", userPoolDomain: "d" };

export const LOGIN: RuleInput = { conditions: HOST, action: ANSWER, authenticate: { cognito: COGNITO } };

const ENDPOINT = "https://login.example.com/x";

export const OIDC = {
  issuer: "http://login.example.com",
  authorizationEndpoint: ENDPOINT,
  tokenEndpoint: ENDPOINT,
  userInfoEndpoint: ENDPOINT,
  clientId: "shop",
  clientSecret: "not-a-reference" as string | SecretReference,
  clientSecretInState: { reason: "the state is encrypted, and only the team reads it" },
};

/** A login at an identity provider. */
export function login(oidc: typeof OIDC): RuleInput {
  return { conditions: HOST, action: ANSWER, authenticate: { oidc } };
}

/** Target groups of these weights. */
export function forward(weights: readonly number[]): Input {
  return (stack) => {
    const targets = weights.map((weight, index) => {
      const targetGroup = new TargetGroup(stack, `t${index}`, { network: { vpcId: "vpc-1" }, port: 80 });
      return { weight, targetGroup };
    });
    return { conditions: HOST, action: { forward: { targets } } };
  };
}

type Found = Omit<Problem, "path"> & { readonly property: string };

export type Case = readonly [string, Input, Found | readonly Found[], readonly Way<Input>[]];

/** Rules that are refused, for `testAdvice`. */
export function toldRules(cases: readonly Case[]) {
  return cases.map(([name, input, found, ways]) => ({
    mistake: `a rule with ${name}`,
    input,
    problems: [found]
      .flat()
      .map(({ property, ...problem }): Problem => ({ ...problem, path: `${PATH} › ${property}` })),
    ways,
  }));
}
