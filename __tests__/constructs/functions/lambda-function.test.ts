import { LambdaFunction } from "../../../constructs/functions";
import { databaseLink, functionLink, useLinks } from "../../../constructs/links";
import { Queue, Topic } from "../../../constructs/messaging";
import { ContainerImage } from "../../../constructs/registry";
import { Port, SecurityGroup } from "../../../constructs/security-groups";
import { decide } from "../../support/policy-evaluator";
import { resourceOf, resourcesOf, synthStack, warningsOf } from "../../support/synth";
import { ARN, makeFunction, makeRole, network, PYTHON, policyOf, synthFunction } from "./support";

const ROLE = "groundplan-sandbox-test-hello";
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

describe("a function", () => {
  it("runs on Graviton, writes JSON into a log group of its own, and has a version for each change", () => {
    const synthesized = synthFunction();
    const [logGroup] = Object.keys(synthesized.resources.aws_cloudwatch_log_group ?? {});
    expect(resourceOf(synthesized, "aws_lambda_function")).toEqual({
      function_name: "groundplan-sandbox-test-hello",
      role: expect.stringContaining("aws_iam_role."),
      filename: "code-hello.zip",
      source_code_hash: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      runtime: "nodejs22.x",
      handler: "index.handler",
      architectures: ["arm64"],
      memory_size: 256,
      timeout: 30,
      ephemeral_storage: { size: 512 },
      publish: true,
      logging_config: {
        log_format: "JSON",
        log_group: `\${aws_cloudwatch_log_group.${logGroup}.name}`,
        application_log_level: "INFO",
        system_log_level: "INFO",
      },
      tracing_config: { mode: "PassThrough" },
      depends_on: [expect.stringContaining("aws_iam_role_policy.")],
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toEqual({
      name: "/groundplan/sandbox/test/hello",
      retention_in_days: 30,
    });
    expect(resourcesOf(synthesized, "aws_cloudwatch_metric_alarm")).toEqual([]);
  });

  it("is called by an alias, which is the newest version", () => {
    const synthesized = synthFunction();
    const [id] = Object.keys(synthesized.resources.aws_lambda_function ?? {});
    expect(resourceOf(synthesized, "aws_lambda_alias")).toEqual({
      name: "live",
      function_name: `\${aws_lambda_function.${id}.function_name}`,
      function_version: `\${aws_lambda_function.${id}.version}`,
    });
  });

  it("shares its calls between a version that has worked and the newest one", () => {
    const synthesized = synthFunction({ alias: { name: "stable", stableVersion: "7" } });
    const [id] = Object.keys(synthesized.resources.aws_lambda_function ?? {});
    expect(resourceOf(synthesized, "aws_lambda_alias")).toMatchObject({
      name: "stable",
      function_version: "7",
      routing_config: { additional_version_weights: { [`\${aws_lambda_function.${id}.version}`]: 0.1 } },
    });
    const held = synthFunction({ alias: { stableVersion: "7", newestPercent: 0 } });
    expect(resourceOf(held, "aws_lambda_alias").routing_config).toBeUndefined();
  });

  it("has what it is given", () => {
    const synthesized = synthFunction({
      functionName: "resize",
      description: "Resizes pictures",
      architecture: "x86_64",
      memoryMiB: 1024,
      timeout: "2 min",
      ephemeralStorageMiB: 2048,
      reservedConcurrency: 20,
      provisionedConcurrency: 2,
      layers: ["arn:aws:lambda:ap-northeast-2:111111111111:layer:tools:3"],
      environment: { STAGE: "live", ALBUM: "summer" },
      environmentKey: KEY,
      logs: { format: "text", retentionDays: 7, key: KEY, logGroupName: "/aws/lambda/resize" },
      tracing: true,
      codeSigningConfigArn: "arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0",
      roleName: "resize",
    });
    expect(resourceOf(synthesized, "aws_lambda_function")).toMatchObject({
      function_name: "resize",
      description: "Resizes pictures",
      architectures: ["x86_64"],
      memory_size: 1024,
      timeout: 120,
      ephemeral_storage: { size: 2048 },
      reserved_concurrent_executions: 20,
      layers: ["arn:aws:lambda:ap-northeast-2:111111111111:layer:tools:3"],
      environment: { variables: { ALBUM: "summer", STAGE: "live" } },
      kms_key_arn: KEY,
      logging_config: { log_format: "Text" },
      tracing_config: { mode: "Active" },
      code_signing_config_arn: "arn:aws:lambda:ap-northeast-2:111111111111:code-signing-config:csc-0123456789abcdef0",
    });
    expect(resourceOf(synthesized, "aws_lambda_provisioned_concurrency_config")).toMatchObject({
      qualifier: expect.stringContaining("aws_lambda_alias."),
      provisioned_concurrent_executions: 2,
    });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toEqual({
      name: "/aws/lambda/resize",
      retention_in_days: 7,
      kms_key_id: KEY,
    });
  });

  it("may be an image, which brings its runtime along", () => {
    const image = ContainerImage.fromRegistry("111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/resize:1.4.2");
    const synthesized = synthStack(
      (stack) =>
        new LambdaFunction(stack, "resize", {
          image,
          imageCommand: { command: ["app.handler"], entryPoint: ["/run"], workingDirectory: "/app" },
        }),
    );
    const made = resourceOf(synthesized, "aws_lambda_function");
    expect(made).toMatchObject({
      package_type: "Image",
      image_uri: "111111111111.dkr.ecr.ap-northeast-2.amazonaws.com/shop/resize:1.4.2",
      image_config: { command: ["app.handler"], entry_point: ["/run"], working_directory: "/app" },
    });
    expect(made.runtime).toBeUndefined();
    expect(synthesized.json).not.toContain("groundplan:files");
  });

  it("keeps its logs in a protected environment, and for a year", () => {
    const synthesized = synthStack((stack) => makeFunction(stack), { environment: { protect: true } });
    expect(resourceOf(synthesized, "aws_cloudwatch_log_group")).toMatchObject({
      retention_in_days: 365,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("asks for a provider that knows its runtime", () => {
    const synthesized = synthFunction({ runtime: "nodejs24.x" });
    expect(JSON.parse(synthesized.json).terraform.required_providers.aws.version).toContain(">= 6.19.0");
    expect(JSON.parse(synthFunction().json).terraform.required_providers.aws.version).not.toContain("6.19");
  });

  it("is warned of a runtime half a year before AWS deprecates it", () => {
    const told = (today: string) =>
      warningsOf(synthStack((stack) => makeFunction(stack), { context: { "groundplan:today": today } }).stack);
    expect(told("2026-10-29")).toEqual([]);
    expect(told("2026-10-30")).toEqual([
      "AWS deprecates the runtime nodejs22.x on 2027-04-30: use nodejs24.x, and run the tests on it.",
    ]);
    expect(told("2027-04-30")).toEqual([
      "AWS deprecated the runtime nodejs22.x on 2027-04-30, so that it gets no security updates, and soon takes no new code: use nodejs24.x, and run the tests on it.",
    ]);
  });
});

describe("a function in a network", () => {
  it("lies in the private subnets, lets nothing in, and connects to HTTPS", () => {
    const synthesized = synthFunction((stack) => ({ network: network(stack) }));
    const [group] = Object.keys(synthesized.resources.aws_security_group ?? {});
    expect(resourceOf(synthesized, "aws_lambda_function").vpc_config).toEqual({
      subnet_ids: expect.arrayContaining([expect.stringMatching(/^subnet-/)]),
      security_group_ids: [`\${aws_security_group.${group}.id}`],
    });
    expect(resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule")).toEqual([]);
    expect(resourcesOf(synthesized, "aws_vpc_security_group_egress_rule")).toEqual([
      expect.objectContaining({ cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443 }),
    ]);
  });

  it("connects to what it uses alone, where it says so, and is told of secrets by their ARNs", () => {
    const secretArn = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:orders-AbCdEf";
    const synthesized = synthFunction((stack) => {
      const group = SecurityGroup.fromExisting(stack, "orders", { securityGroupId: "sg-0123456789abcdef0" });
      const orders = databaseLink({ host: "orders.internal", port: 5432, database: "orders", group, secretArn });
      return { network: network(stack), egress: "none", uses: { orders } };
    });
    expect(resourcesOf(synthesized, "aws_vpc_security_group_egress_rule")).toEqual([
      expect.objectContaining({ referenced_security_group_id: "sg-0123456789abcdef0", from_port: 5432 }),
    ]);
    expect(resourceOf(synthesized, "aws_lambda_function").environment).toEqual({
      variables: {
        ORDERS_DATABASE: "orders",
        ORDERS_HOST: "orders.internal",
        ORDERS_PASSWORD_SECRET_ARN: secretArn,
        ORDERS_PASSWORD_SECRET_FIELD: "password",
        ORDERS_PORT: "5432",
        ORDERS_USERNAME_SECRET_ARN: secretArn,
        ORDERS_USERNAME_SECRET_FIELD: "username",
      },
    });
    const request = { action: "secretsmanager:GetSecretValue", resource: secretArn };
    expect(decide(request, { identity: policyOf(synthesized, ROLE) })).toBe("allowed");
  });

  it("joins it by its role, which its code may not do", () => {
    const identity = policyOf(
      synthFunction((stack) => ({ network: network(stack) })),
      ROLE,
    );
    const request = { action: "ec2:CreateNetworkInterface", resource: "*" };
    expect(decide(request, { identity })).toBe("allowed");
    expect(decide({ ...request, context: { "lambda:SourceFunctionArn": ARN } }, { identity })).toBe("denied");
  });

  it("sees files by an access point", () => {
    const accessPointArn = "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0";
    const synthesized = synthFunction((stack) => ({
      network: network(stack),
      egress: "none",
      files: {
        accessPointArn,
        path: "/mnt/files",
        readOnly: true,
        mountTargets: SecurityGroup.fromExisting(stack, "efs", { securityGroupId: "sg-0123456789abcdef0" }),
      },
    }));
    expect(resourceOf(synthesized, "aws_lambda_function").file_system_config).toEqual({
      arn: accessPointArn,
      local_mount_path: "/mnt/files",
    });
    expect(resourcesOf(synthesized, "aws_vpc_security_group_egress_rule")).toEqual([
      expect.objectContaining({ from_port: 2049, to_port: 2049 }),
    ]);
    const identity = policyOf(synthesized, ROLE);
    const by = (arn: string, action: string) =>
      decide({ action, resource: "*", context: { "elasticfilesystem:AccessPointArn": arn } }, { identity });
    expect(by(accessPointArn, "elasticfilesystem:ClientMount")).toBe("allowed");
    expect(by(accessPointArn, "elasticfilesystem:ClientWrite")).toBe("not allowed");
    expect(by(accessPointArn.replace("0123", "9999"), "elasticfilesystem:ClientMount")).toBe("not allowed");
  });

  it("has connections of its own", () => {
    const synthesized = synthFunction(
      (stack) => ({ network: network(stack), egress: "none" }),
      (made, stack) => {
        const group = SecurityGroup.fromExisting(stack, "cache", { securityGroupId: "sg-0123456789abcdef0" });
        made.connections.allowTo(group, Port.tcp(6379), "Sessions");
      },
    );
    expect(resourceOf(synthesized, "aws_vpc_security_group_egress_rule").description).toBe("Sessions");
  });
});

describe("what a function may do", () => {
  it("is to write into its own log group, and into no other one", () => {
    const identity = policyOf(synthFunction(), ROLE);
    const stream = (group: string) => `arn:aws:logs:ap-northeast-2:111111111111:log-group:${group}:log-stream:a`;
    const may = (action: string, group: string) => decide({ action, resource: stream(group) }, { identity });
    expect(may("logs:PutLogEvents", "/groundplan/sandbox/test/hello")).toBe("allowed");
    expect(may("logs:PutLogEvents", "/groundplan/sandbox/test/other")).toBe("not allowed");
    expect(may("logs:CreateLogGroup", "/groundplan/sandbox/test/hello")).toBe("not allowed");
    expect(identity.join()).not.toContain("xray");
  });

  it("is to read its variables by their key, through Lambda alone", () => {
    const identity = policyOf(synthFunction({ environmentKey: KEY }), ROLE);
    const via = (service: string) =>
      decide({ action: "kms:Decrypt", resource: KEY, context: { "kms:ViaService": service } }, { identity });
    expect(via("lambda.ap-northeast-2.amazonaws.com")).toBe("allowed");
    expect(via("s3.ap-northeast-2.amazonaws.com")).toBe("not allowed");
  });
});

describe("who may call a function", () => {
  const asked = (action: string, resource: string, context: Record<string, string> = {}) => {
    const synthesized = synthFunction({ url: true }, (made, stack) => made.grantInvoke(makeRole(stack)));
    return decide({ action, resource, context }, { identity: policyOf(synthesized, "groundplan-sandbox-test-api") });
  };

  it("calls the alias, and neither another version nor another function nor that of another account", () => {
    expect(asked("lambda:InvokeFunction", `${ARN}:live`)).toBe("allowed");
    expect(asked("lambda:InvokeFunction", ARN)).toBe("not allowed");
    expect(asked("lambda:InvokeFunction", `${ARN}:7`)).toBe("not allowed");
    expect(asked("lambda:InvokeFunction", `${ARN}-2:live`)).toBe("not allowed");
    expect(asked("lambda:InvokeFunction", `${ARN.replace("111111111111", "222222222222")}:live`)).toBe("not allowed");
    expect(asked("lambda:UpdateFunctionCode", ARN)).toBe("not allowed");
    expect(asked("lambda:InvokeFunctionUrl", `${ARN}:live`)).toBe("not allowed");
  });

  it("calls it by its URL, and in no other way", () => {
    const synthesized = synthFunction({ url: true }, (made, stack) => made.grantInvokeUrl(makeRole(stack)));
    const identity = policyOf(synthesized, "groundplan-sandbox-test-api");
    const resource = `${ARN}:live`;
    const invoke = (context: Record<string, string>) =>
      decide({ action: "lambda:InvokeFunction", resource, context }, { identity });
    expect(invoke({ "lambda:InvokedViaFunctionUrl": "true" })).toBe("allowed");
    expect(invoke({})).toBe("not allowed");
    const signed = { "lambda:FunctionUrlAuthType": "AWS_IAM" };
    expect(decide({ action: "lambda:InvokeFunctionUrl", resource, context: signed }, { identity })).toBe("allowed");
  });

  it("is a service of AWS for one thing, and for buckets of this account", () => {
    const synthesized = synthFunction({}, (made) => {
      made.admitService("rule", {
        principal: "events.amazonaws.com",
        sourceArn: "arn:aws:events:ap-northeast-2:111111111111:rule/nightly",
      });
      made.admitService("uploads", { principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::acme-uploads" });
    });
    const [fn] = Object.keys(synthesized.resources.aws_lambda_function ?? {});
    const [alias] = Object.keys(synthesized.resources.aws_lambda_alias ?? {});
    const called = {
      action: "lambda:InvokeFunction",
      function_name: `\${aws_lambda_function.${fn}.function_name}`,
      qualifier: `\${aws_lambda_alias.${alias}.name}`,
    };
    expect(resourcesOf(synthesized, "aws_lambda_permission")).toEqual([
      {
        ...called,
        statement_id: "test-rule",
        principal: "events.amazonaws.com",
        source_arn: "arn:aws:events:ap-northeast-2:111111111111:rule/nightly",
      },
      {
        ...called,
        statement_id: "test-uploads",
        principal: "s3.amazonaws.com",
        source_arn: "arn:aws:s3:::acme-uploads",
        source_account: "111111111111",
      },
    ]);
  });

  it("is whatever uses it, which is told by which ARN", () => {
    const synthesized = synthFunction({}, (made, stack) => {
      const link = functionLink(made);
      expect(link.variables).toEqual({ FUNCTION_ARN: `${ARN}:live` });
      useLinks(makeRole(stack), { hello: link }, "api");
    });
    const identity = policyOf(synthesized, "groundplan-sandbox-test-api");
    expect(decide({ action: "lambda:InvokeFunction", resource: `${ARN}:live` }, { identity })).toBe("allowed");
  });
});

describe("a URL of a function", () => {
  it("asks who calls, of the alias", () => {
    const synthesized = synthFunction({ url: true });
    expect(resourceOf(synthesized, "aws_lambda_function_url")).toEqual({
      function_name: expect.stringContaining("aws_lambda_function."),
      qualifier: expect.stringContaining("aws_lambda_alias."),
      authorization_type: "AWS_IAM",
      invoke_mode: "BUFFERED",
    });
    expect(resourcesOf(synthesized, "aws_lambda_permission")).toEqual([]);
    expect(resourcesOf(synthFunction({ url: false }), "aws_lambda_function_url")).toEqual([]);
  });

  it("lets pages of named origins call, and sends answers on", () => {
    const cors = { origins: ["https://shop.example.com"], headers: ["authorization"], maxAge: "1 h" } as const;
    expect(resourceOf(synthFunction({ url: { cors, stream: true } }), "aws_lambda_function_url")).toMatchObject({
      invoke_mode: "RESPONSE_STREAM",
      cors: {
        allow_origins: ["https://shop.example.com"],
        allow_methods: ["GET"],
        allow_headers: ["authorization"],
        allow_credentials: false,
        max_age: 3600,
      },
    });
  });
});

describe("calls that do not wait for an answer", () => {
  it("are kept where they came to nothing", () => {
    const synthesized = synthFunction((stack) => ({ deadLetters: new Queue(stack, "lost") }));
    const [queue] = Object.keys(synthesized.resources.aws_sqs_queue ?? {});
    expect(resourceOf(synthesized, "aws_lambda_function").dead_letter_config).toEqual({
      target_arn: `\${aws_sqs_queue.${queue}.arn}`,
    });
    const lost = "arn:aws:sqs:ap-northeast-2:111111111111:groundplan-sandbox-test-lost";
    const may = (action: string, resource: string) =>
      decide({ action, resource }, { identity: policyOf(synthesized, ROLE) });
    expect(may("sqs:SendMessage", lost)).toBe("allowed");
    expect(may("sqs:ReceiveMessage", lost)).toBe("not allowed");
    expect(may("sqs:SendMessage", `${lost}-2`)).toBe("not allowed");
  });

  it("are tried again, and tell others how they went", () => {
    const synthesized = synthFunction((stack) => ({
      async: {
        retries: 0,
        maxAge: "10 min",
        onFailure: new Topic(stack, "failed"),
        onSuccess: LambdaFunction.fromExisting(stack, "next", {
          functionArn: "arn:aws:lambda:ap-northeast-2:111111111111:function:next",
          aliasName: "live",
        }),
      },
    }));
    const [topic] = Object.keys(synthesized.resources.aws_sns_topic ?? {});
    expect(resourceOf(synthesized, "aws_lambda_function_event_invoke_config")).toMatchObject({
      maximum_retry_attempts: 0,
      maximum_event_age_in_seconds: 600,
      destination_config: {
        on_failure: { destination: `\${aws_sns_topic.${topic}.arn}` },
        on_success: { destination: "arn:aws:lambda:ap-northeast-2:111111111111:function:next:live" },
      },
    });
    const next = {
      action: "lambda:InvokeFunction",
      resource: "arn:aws:lambda:ap-northeast-2:111111111111:function:next",
    };
    expect(decide({ ...next, resource: `${next.resource}:live` }, { identity: policyOf(synthesized, ROLE) })).toBe(
      "allowed",
    );
    expect(decide(next, { identity: policyOf(synthesized, ROLE) })).toBe("not allowed");
  });
});

describe("new versions of a function", () => {
  it("come out by CodeDeploy, which moves the alias and looks at the alarms", () => {
    const synthesized = synthFunction({ deployment: { alarmNames: ["shop-errors"] }, alarms: {} });
    expect(resourceOf(synthesized, "aws_codedeploy_app")).toMatchObject({ compute_platform: "Lambda" });
    expect(resourceOf(synthesized, "aws_codedeploy_deployment_group")).toMatchObject({
      deployment_config_name: "CodeDeployDefault.LambdaCanary10Percent5Minutes",
      auto_rollback_configuration: { enabled: true, events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM"] },
      alarm_configuration: { enabled: true, alarms: expect.arrayContaining(["shop-errors"]) },
    });
    expect(resourceOf(synthesized, "aws_lambda_alias").lifecycle).toEqual({
      ignore_changes: ["function_version", "routing_config"],
    });
    const identity = policyOf(synthesized, "groundplan-sandbox-test-hello-deploy");
    expect(decide({ action: "lambda:UpdateAlias", resource: ARN }, { identity })).toBe("allowed");
    expect(decide({ action: "lambda:UpdateFunctionCode", resource: ARN }, { identity })).toBe("not allowed");
    expect(decide({ action: "lambda:UpdateAlias", resource: `${ARN}-2` }, { identity })).toBe("not allowed");
  });

  it("come out in the steps that are named, without alarms too", () => {
    const group = resourceOf(
      synthFunction({ deployment: { calls: "linear-10-percent-every-1-minute" } }),
      "aws_codedeploy_deployment_group",
    );
    expect(group).toMatchObject({
      deployment_config_name: "CodeDeployDefault.LambdaLinear10PercentEvery1Minute",
      auto_rollback_configuration: { events: ["DEPLOYMENT_FAILURE"] },
    });
    expect(group.alarm_configuration).toBeUndefined();
  });
});

describe("the alarms of a function", () => {
  const TOPIC = "arn:aws:sns:ap-northeast-2:111111111111:alarms";

  it("tell of errors, of calls that are refused, of slow ones, and of what could not be kept", () => {
    const alarms = resourcesOf(
      synthFunction({ timeout: "10 s", alarms: { actions: [TOPIC] } }),
      "aws_cloudwatch_metric_alarm",
    );
    const told = alarms.map(({ alarm_name, metric_name, threshold }) => [alarm_name, metric_name, threshold]);
    expect(told).toEqual([
      ["groundplan-sandbox-test-hello-dead-letters", "DeadLetterErrors", 0],
      ["groundplan-sandbox-test-hello-errors", "Errors", 0],
      ["groundplan-sandbox-test-hello-slow", "Duration", 8000],
      ["groundplan-sandbox-test-hello-throttles", "Throttles", 0],
    ]);
    expect(alarms[0]).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
  });

  it("are there where the environment says who is told", () => {
    const environment = { alarms: { actions: [TOPIC] } };
    expect(
      resourcesOf(
        synthStack((stack) => makeFunction(stack), { environment }),
        "aws_cloudwatch_metric_alarm",
      ),
    ).toHaveLength(4);
    expect(
      resourcesOf(
        synthStack((stack) => makeFunction(stack, { alarms: false }), { environment }),
        "aws_cloudwatch_metric_alarm",
      ),
    ).toEqual([]);
  });
});

describe("a function that exists", () => {
  it("is called by its alias, admits services by it, and has metrics", () => {
    const functionArn = "arn:aws:lambda:ap-northeast-2:111111111111:function:next";
    const synthesized = synthStack((stack) => {
      const next = LambdaFunction.fromExisting(stack, "next", { functionArn, aliasName: "live" });
      expect(next.functionName).toBe("next");
      expect(next.apiGatewayUri).toBe(
        `arn:aws:apigateway:ap-northeast-2:lambda:path/2015-03-31/functions/${functionArn}:live/invocations`,
      );
      expect(next.metrics.errors().dimensions).toEqual({ FunctionName: "next" });
      next.grantInvoke(makeRole(stack));
      next.admitService("api", { principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:*" });
    });
    expect(resourceOf(synthesized, "aws_lambda_permission")).toMatchObject({
      function_name: functionArn,
      qualifier: "live",
    });
    const identity = policyOf(synthesized, "groundplan-sandbox-test-api");
    expect(decide({ action: "lambda:InvokeFunction", resource: `${functionArn}:live` }, { identity })).toBe("allowed");
    expect(decide({ action: "lambda:InvokeFunction", resource: functionArn }, { identity })).toBe("not allowed");
  });
});

test("a function of another language is packed as it is", () => {
  const synthesized = synthStack((stack) => new LambdaFunction(stack, "hello", PYTHON));
  expect(resourceOf(synthesized, "aws_lambda_function")).toMatchObject({
    handler: "index.handler",
    runtime: "python3.13",
  });
});
