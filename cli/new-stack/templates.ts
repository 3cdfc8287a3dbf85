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
  create: ({ app, environment, props }) => new ${type}Stack(app, environment, props),
});
`;
}

/** The test of a new stack. */
export function testFile({ stack, section, type }: StackNames): string {
  return `import type { ${type}Props } from "../../stacks/${stack}-stack";
import { only, type StackJson, specOf, stacksOf } from "./stack-json";

/** The stack that an environment makes of its section. */
function made(${section}?: ${type}Props): StackJson | undefined {
  return stacksOf([{ ...specOf({ plainHttp: { reason: "a sandbox needs no domain" } }), ${section} }])["sandbox-${stack}"];
}

test("the log is kept as long as the section says", () => {
  expect(only(made({ logRetentionDays: 30 }), "aws_cloudwatch_log_group").retention_in_days).toBe(30);
  expect(only(made({}), "aws_cloudwatch_log_group").retention_in_days).toBe(90);
});

test("others read the name of the log group", () => {
  expect(Object.keys(made({})?.output ?? {})).toEqual(["log_group_name"]);
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
