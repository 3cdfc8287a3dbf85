import type { StackNames } from "./stack-names";

/** The file of a new stack: properties, contract, stack and definition, with one resource in the place of what it is for. */
export function stackFile({ stack, section, type }: StackNames): string {
  return `import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import { Contract, text } from "../constructs/core/contract";
import type { Environment } from "../constructs/core/environments/environment";
import { EnvironmentStack } from "../constructs/core/environments/environment-stack";
import { logKey, logRetention } from "../constructs/monitoring/environment-logs";
import { defineStack } from "./sections/define-stack";

/** The section \`${section}\` of the configuration. */
export interface ${type}Props {
  /**
   * Days that the log is kept.
   *
   * @minimum 1
   * @maximum 3653
   * @default - the environment's \`logs\`, else 90
   */
  readonly logRetentionDays?: number;
}

/** What the stack hands to others. */
export const ${section}Contract = new Contract("${stack}", {
  logGroupName: text("Name of the log group", "/mock/${stack}"),
});

/** \`<environment>-${stack}\`: a log group, in the place of what the stack is for. */
export class ${type}Stack extends EnvironmentStack {
  readonly log: CloudwatchLogGroup;

  /** @throws GroundplanError with everything that is wrong with the properties */
  constructor(scope: Construct, environment: Environment, props: ${type}Props) {
    super(scope, "${stack}", environment);
    this.log = new CloudwatchLogGroup(this, "log", {
      name: this.physicalName("logGroup", "${stack}"),
      retentionInDays: logRetention(this, props.logRetentionDays, 90),
      ...logKey(this),
    });
    ${section}Contract.publish(this, { logGroupName: this.log.name });
  }
}

/** The stack of the section \`${section}\`. */
export const ${section} = defineStack<${type}Props>()({
  section: "${section}",
  // What a service gets that says \`uses: [logs.${stack}]\`. It is made in the stack of the service.
  offers: {
    logs: {
      names: () => ["${stack}"],
      link: ({ scope }) => {
        const reader = EnvironmentStack.of(scope);
        const { logGroupName } = ${section}Contract.read(reader);
        return {
          grant: ({ grantee }) =>
            grantee.allow({
              sid: "Write${type}Log",
              actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
              resources: [reader.arn("logs", \`log-group:\${logGroupName}:*\`)],
            }),
          variables: { LOG_GROUP: logGroupName },
        };
      },
    },
  },
  create: ({ app, environment, props }) => new ${type}Stack(app, environment, props),
});
`;
}

/** The test of a new stack. */
export function testFile({ stack, section, type }: StackNames): string {
  const variable = stack.replaceAll("-", "_").toUpperCase();
  return `import type { ${type}Props } from "../../stacks/${stack}-stack";
import { all, only, type StackJson, specOf, stacksOf } from "./stack-json";

/** What an environment is made of that has the section. */
const environment = (${section}?: ${type}Props) => ({
  ...specOf({ plainHttp: { reason: "a sandbox needs no domain" } }),
  ${section},
});

/** The stack that an environment makes of its section. */
function made(${section}?: ${type}Props): StackJson | undefined {
  return stacksOf([environment(${section})])["sandbox-${stack}"];
}

test("the log is kept as long as the section says", () => {
  expect(only(made({ logRetentionDays: 30 }), "aws_cloudwatch_log_group").retention_in_days).toBe(30);
  expect(only(made({}), "aws_cloudwatch_log_group").retention_in_days).toBe(90);
});

test("others read the name of the log group", () => {
  expect(Object.keys(made({})?.output ?? {})).toEqual(["log_group_name"]);
});

test("a service that uses the log may write to it, and is told its name", () => {
  const api = { image: "api:1.4.2", cpu: "0.25 vCPU", memory: "0.5 GB", uses: ["logs.${stack}"] } as const;
  const ecs = { repositories: ["api"], services: { api } };
  const stack = stacksOf([{ ...environment({}), ecs }])["sandbox-ecs"];
  expect(only(stack, "aws_ecs_task_definition").container_definitions).toContain("${variable}_LOG_GROUP");
  expect(JSON.stringify(all(stack, "aws_iam_role_policy"))).toContain("Write${type}Log");
});

test("an environment without the section has no such stack", () => {
  expect(made()).toBeUndefined();
});
`;
}

/** The row of the table of sections in the page of the configuration. */
export function docsRow({ section, type }: StackNames): string {
  return `| \`${section}\` | What the type \`${type}Props\` says | none |`;
}
