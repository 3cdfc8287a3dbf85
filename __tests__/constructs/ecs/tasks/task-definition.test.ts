import { ContainerSecret, TaskDefinition } from "../../../../constructs/ecs";
import { EncryptionKey } from "../../../../constructs/encryption/encryption-key";
import { ContainerImage } from "../../../../constructs/registry/container-image";
import { Repository } from "../../../../constructs/registry/repository";
import { SecurityGroup } from "../../../../constructs/security-groups";
import { type Attributes, resourceOf, resourcesOf, type SynthesizedStack, synthStack } from "../../../support/synth";
import { APP, containersOf, IMAGE, SMALL_SERVICE, SMALL_TASK, synthService, synthTask } from "../support";

const SECRET = "arn:aws:secretsmanager:ap-northeast-2:111111111111:secret:shop/db-AbCdEf";
const PARAMETER = "arn:aws:ssm:ap-northeast-2:111111111111:parameter/shop/flag";
const KEY = "arn:aws:kms:ap-northeast-2:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/** Statements of the inline policy of a role, by the last part of the role's name; none without a policy. */
function statementsOf(synthesized: SynthesizedStack, role: "task" | "start"): Attributes[] {
  const roles = Object.entries(synthesized.resources.aws_iam_role ?? {});
  const [id = ""] = roles.find(([, attributes]) => String(attributes.name).endsWith(`-${role}`)) ?? [];
  const policies = resourcesOf(synthesized, "aws_iam_role_policy");
  const policy = policies.find((candidate) => candidate.role === `\${aws_iam_role.${id}.name}`);
  return policy ? JSON.parse(String(policy.policy)).Statement : [];
}

describe("a task definition", () => {
  test("is for Fargate, with a network interface of its own, and in the units of ECS", () => {
    expect(
      resourceOf(
        synthTask({ ...SMALL_TASK, ephemeralStorageGiB: 50, architecture: "ARM64" }),
        "aws_ecs_task_definition",
      ),
    ).toEqual(
      expect.objectContaining({
        family: "groundplan-sandbox-ecs-api",
        requires_compatibilities: ["FARGATE"],
        network_mode: "awsvpc",
        cpu: "256",
        memory: "512",
        runtime_platform: { cpu_architecture: "ARM64", operating_system_family: "LINUX" },
        ephemeral_storage: { size_in_gib: 50 },
      }),
    );
  });

  test("is for EC2 when it says so, with what its containers have", () => {
    const task = resourceOf(
      synthTask({ launch: "ec2", containers: { app: { ...APP, memoryReservationMiB: 256 } } }),
      "aws_ecs_task_definition",
    );
    expect(task.requires_compatibilities).toEqual(["EC2"]);
    expect(task.cpu).toBeUndefined();
    expect(task.memory).toBeUndefined();
  });

  test("has two roles that differ, trusted by tasks of this account only", () => {
    const synthesized = synthTask(SMALL_TASK);
    const task = resourceOf(synthesized, "aws_ecs_task_definition");
    expect(task.task_role_arn).toMatch(/^\$\{aws_iam_role\.api_task-role_\w+\.arn}$/);
    expect(task.execution_role_arn).toMatch(/^\$\{aws_iam_role\.api_execution-role_\w+\.arn}$/);
    for (const role of resourcesOf(synthesized, "aws_iam_role")) {
      expect(JSON.parse(String(role.assume_role_policy)).Statement).toEqual([
        expect.objectContaining({
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } },
        }),
      ]);
    }
  });

  test("lets the execution role write the task's logs and nothing else, when its images are public", () => {
    const synthesized = synthTask(SMALL_TASK);
    expect(statementsOf(synthesized, "start")).toEqual([
      {
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: "arn:aws:logs:ap-northeast-2:111111111111:log-group:/groundplan/sandbox/ecs/api:log-stream:*",
      },
    ]);
    expect(statementsOf(synthesized, "task")).toEqual([]);
  });

  test("lets the execution role pull from the repositories of its images only", () => {
    const synthesized = synthStack(
      (stack) => {
        const shop = new Repository(stack, "shop");
        new Repository(stack, "other");
        new TaskDefinition(stack, "api", { ...SMALL_TASK, containers: { app: { image: shop.image("1.4.2") } } });
      },
      { name: "ecs" },
    );
    const pulls = statementsOf(synthesized, "start").filter(({ Action }) => String(Action).includes("BatchGetImage"));
    expect(pulls.map(({ Resource }) => Resource)).toEqual([
      "arn:aws:ecr:ap-northeast-2:111111111111:repository/groundplan/sandbox/shop",
    ]);
  });

  test("lets the execution role read the secrets, each store by its own action, and the keys by their services", () => {
    const synthesized = synthTask({
      ...SMALL_TASK,
      containers: {
        app: {
          ...APP,
          secrets: {
            DB_PASSWORD: ContainerSecret.fromSecretsManager(SECRET, { field: "password", key: KEY }),
            DB_USER: ContainerSecret.fromSecretsManager(SECRET, { field: "user", key: KEY }),
            FLAG: ContainerSecret.fromParameter(PARAMETER),
          },
        },
      },
    });
    expect(containersOf(synthesized)[0]?.secrets).toEqual([
      { name: "DB_PASSWORD", valueFrom: `${SECRET}:password::` },
      { name: "DB_USER", valueFrom: `${SECRET}:user::` },
      { name: "FLAG", valueFrom: PARAMETER },
    ]);
    expect(statementsOf(synthesized, "start").slice(0, 3)).toEqual([
      {
        Sid: "DecryptSecrets",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: KEY,
        Condition: { StringEquals: { "kms:ViaService": "secretsmanager.ap-northeast-2.amazonaws.com" } },
      },
      { Sid: "ReadParameters", Effect: "Allow", Action: "ssm:GetParameters", Resource: PARAMETER },
      { Sid: "ReadSecrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: SECRET },
    ]);
    expect(statementsOf(synthesized, "task")).toEqual([]);
  });

  test("takes a key that was made here for parameters", () => {
    const synthesized = synthStack(
      (stack) => {
        const key = new EncryptionKey(stack, "key", { name: "shop", description: "Parameters of the shop" });
        const secrets = { FLAG: ContainerSecret.fromParameter(PARAMETER, { key }) };
        new TaskDefinition(stack, "api", { ...SMALL_TASK, containers: { app: { ...APP, secrets } } });
      },
      { name: "ecs" },
    );
    expect(statementsOf(synthesized, "start")[0]).toEqual(
      expect.objectContaining({
        Sid: "DecryptParameters",
        Resource: expect.stringMatching(/^\$\{aws_kms_key\.key_\w+\.arn}$/),
        Condition: { StringEquals: { "kms:ViaService": "ssm.ap-northeast-2.amazonaws.com" } },
      }),
    );
  });

  test("gives the application what is granted to the task", () => {
    const synthesized = synthTask(SMALL_TASK, {
      after: (task) =>
        task.grantee.allow({ sid: "Read", actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop/*"] }),
    });
    expect(statementsOf(synthesized, "task").map(({ Sid }) => Sid)).toEqual(["Read"]);
    expect(statementsOf(synthesized, "start").map(({ Sid }) => Sid)).toEqual(["WriteLogs"]);
  });

  test("mounts files encrypted, by an access point, by the task role", () => {
    const fileSystemArn = "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef0";
    const accessPointArn = "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0";
    const synthesized = synthTask({
      ...SMALL_TASK,
      volumes: {
        tmp: { kind: "scratch" },
        files: {
          kind: "efs",
          fileSystemId: "fs-0123456789abcdef0",
          fileSystemArn,
          accessPointId: "fsap-0123456789abcdef0",
          accessPointArn,
          readOnly: true,
        },
      },
      containers: {
        app: { ...APP, mounts: { "/tmp": { volume: "tmp" }, "/data": { volume: "files", readOnly: true } } },
      },
    });
    expect(resourceOf(synthesized, "aws_ecs_task_definition").volume).toEqual([
      {
        name: "files",
        efs_volume_configuration: {
          file_system_id: "fs-0123456789abcdef0",
          transit_encryption: "ENABLED",
          authorization_config: { access_point_id: "fsap-0123456789abcdef0", iam: "ENABLED" },
        },
      },
      { name: "tmp" },
    ]);
    expect(containersOf(synthesized)[0]?.mountPoints).toEqual([
      { sourceVolume: "files", containerPath: "/data", readOnly: true },
      { sourceVolume: "tmp", containerPath: "/tmp", readOnly: false },
    ]);
    expect(statementsOf(synthesized, "task")).toEqual([
      {
        Sid: "MountFiles",
        Effect: "Allow",
        Action: "elasticfilesystem:ClientMount",
        Resource: fileSystemArn,
        Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
      },
    ]);
  });

  test("keeps its revisions for a deployment outside of Terraform where the environment is protected", () => {
    const skipDestroy = (imageOwner: "terraform" | "deployment", protect: boolean) =>
      resourceOf(synthTask({ ...SMALL_TASK, imageOwner }, { protect }), "aws_ecs_task_definition").skip_destroy;
    expect(skipDestroy("deployment", true)).toBe(true);
    expect(skipDestroy("deployment", false)).toBeUndefined();
    expect(skipDestroy("terraform", true)).toBeUndefined();
  });
});

describe("the containers of a task", () => {
  test("are read-only, with an init process, and stopped after half a minute", () => {
    expect(containersOf(synthTask(SMALL_TASK))).toEqual([
      expect.objectContaining({
        name: "app",
        image: "public.ecr.aws/shop/api:1.4.2",
        essential: true,
        readonlyRootFilesystem: true,
        linuxParameters: { initProcessEnabled: true },
        stopTimeout: 30,
        portMappings: [{ name: "http", containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
      }),
    ]);
  });

  test("have what is asked for", () => {
    const [app] = containersOf(
      synthTask({
        ...SMALL_TASK,
        containers: {
          app: {
            image: IMAGE,
            entryPoint: ["/entry"],
            command: ["serve", "--port", "$PORT"],
            workingDirectory: "/srv",
            user: "1000:1000",
            readonlyRootFilesystem: false,
            initProcess: false,
            stopTimeoutSeconds: 120,
            startTimeoutSeconds: 60,
            cpuUnits: 128,
            memoryMiB: 400,
            memoryReservationMiB: 200,
            dropCapabilities: ["NET_RAW", "CHOWN"],
            ulimits: { nofile: { soft: 1024, hard: 4096 } },
            healthCheck: {
              command: ["/check"],
              intervalSeconds: 10,
              timeoutSeconds: 3,
              retries: 2,
              startPeriodSeconds: 5,
            },
          },
        },
      }),
    );
    expect(app).toEqual(
      expect.objectContaining({
        entryPoint: ["/entry"],
        command: ["serve", "--port", "$PORT"],
        workingDirectory: "/srv",
        user: "1000:1000",
        readonlyRootFilesystem: false,
        linuxParameters: { initProcessEnabled: false, capabilities: { drop: ["CHOWN", "NET_RAW"] } },
        stopTimeout: 120,
        startTimeout: 60,
        cpu: 128,
        memory: 400,
        memoryReservation: 200,
        ulimits: [{ name: "nofile", softLimit: 1024, hardLimit: 4096 }],
        healthCheck: { command: ["CMD", "/check"], interval: 10, timeout: 3, retries: 2, startPeriod: 5 },
      }),
    );
  });

  // An alpine image of nginx that runs as user 101 writes below /tmp only (its Dockerfile, read 2026-11).
  test("are started again when they end, and see volumes of each other, where they ask for it", () => {
    const synthesized = synthTask({
      ...SMALL_TASK,
      faultInjection: true,
      containers: {
        app: { ...APP, restartPolicy: {} },
        agent: {
          image: IMAGE,
          essential: false,
          volumesFrom: { app: { readOnly: true } },
          restartPolicy: { ignoredExitCodes: [143, 0], attemptPeriodSeconds: 60 },
        },
      },
    });
    const [agent, app] = containersOf(synthesized);
    expect(agent).toMatchObject({
      volumesFrom: [{ sourceContainer: "app", readOnly: true }],
      restartPolicy: { enabled: true, ignoredExitCodes: [0, 143], restartAttemptPeriod: 60 },
    });
    expect(app?.restartPolicy).toEqual({ enabled: true, restartAttemptPeriod: 300 });
    expect(resourceOf(synthesized, "aws_ecs_task_definition").enable_fault_injection).toBe(true);
  });

  test("write to the folders that they name, as whoever they run as", () => {
    const [app] = containersOf(
      synthTask({
        ...SMALL_TASK,
        containers: { app: { ...APP, writable: ["/var/cache/app", "/tmp"], writableMiB: 32 } },
      }),
    );
    const mountOptions = ["mode=1777", "nodev", "noexec", "nosuid"];
    expect(app).toEqual(
      expect.objectContaining({
        readonlyRootFilesystem: true,
        mountPoints: [],
        linuxParameters: {
          initProcessEnabled: true,
          tmpfs: [
            { containerPath: "/tmp", size: 32, mountOptions },
            { containerPath: "/var/cache/app", size: 32, mountOptions },
          ],
        },
      }),
    );
  });

  test("run health checks that are one text by the shell", () => {
    const [app] = containersOf(
      synthTask({
        ...SMALL_TASK,
        containers: { app: { ...APP, healthCheck: { command: "curl -f localhost || exit 1" } } },
      }),
    );
    expect(app?.healthCheck).toEqual({
      command: ["CMD-SHELL", "curl -f localhost || exit 1"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 0,
    });
  });

  test("keep a dollar and a brace in their variables from Terraform", () => {
    const [app] = containersOf(
      synthTask({ ...SMALL_TASK, containers: { app: { ...APP, environment: { HOME_OF: "${HOME}", RATE: "%{x}" } } } }),
    );
    expect(app?.environment).toEqual([
      { name: "HOME_OF", value: "$${HOME}" },
      { name: "RATE", value: "%%{x}" },
    ]);
  });

  test("come out the same in whatever order they, their variables, ports and volumes are declared", () => {
    const app = { ...APP, environment: { A: "1", B: "2" }, dependsOn: { init: "SUCCESS", proxy: "START" } } as const;
    const init = { image: IMAGE, essential: false };
    const proxy = { image: IMAGE };
    const reversed = {
      ...app,
      environment: { B: "2", A: "1" },
      dependsOn: { proxy: "START", init: "SUCCESS" },
    } as const;
    const one = synthTask({ ...SMALL_TASK, containers: { app, init, proxy } });
    const other = synthTask({ ...SMALL_TASK, containers: { proxy, init, app: reversed } });
    expect(other.json).toBe(one.json);
    expect(containersOf(one).map(({ name }) => name)).toEqual(["app", "init", "proxy"]);
    expect(containersOf(one)[0]?.dependsOn).toEqual([
      { containerName: "init", condition: "SUCCESS" },
      { containerName: "proxy", condition: "START" },
    ]);
  });
});

describe("the logs of a task", () => {
  test.each([
    [false, 30, undefined],
    [true, 365, { prevent_destroy: true }],
  ])("are kept in CloudWatch (protected: %s) for %i days", (protect, days, lifecycle) => {
    const synthesized = synthTask(SMALL_TASK, { protect });
    const group = resourceOf(synthesized, "aws_cloudwatch_log_group");
    expect(group.name).toBe("/groundplan/sandbox/ecs/api");
    expect(group.retention_in_days).toBe(days);
    expect(group.lifecycle).toEqual(lifecycle);
  });

  test("never stop the application unless asked to", () => {
    const optionsOf = (mode?: "blocking") =>
      containersOf(synthTask({ ...SMALL_TASK, logs: { to: "cloudwatch", ...(mode ? { mode } : {}) } }))[0]
        ?.logConfiguration;
    const common = {
      "awslogs-group": expect.stringMatching(/^\$\{aws_cloudwatch_log_group\.api_logs_\w+\.name}$/),
      "awslogs-region": "ap-northeast-2",
      "awslogs-stream-prefix": "ecs",
    };
    expect(optionsOf()).toEqual({
      logDriver: "awslogs",
      options: { ...common, mode: "non-blocking", "max-buffer-size": "25m" },
    });
    expect(optionsOf("blocking")).toEqual({ logDriver: "awslogs", options: { ...common, mode: "blocking" } });
  });

  test("go through FireLens by a router beside, whose own logs are in CloudWatch", () => {
    const synthesized = synthTask({
      ...SMALL_TASK,
      logs: {
        to: "firelens",
        output: { Name: "http", host: "logs.example.com" },
        secretOutput: { http_Passwd: ContainerSecret.fromSecretsManager(SECRET) },
        image: ContainerImage.fromRegistry("public.ecr.aws/shop/router:1.0.0"),
      },
    });
    const [app, router] = containersOf(synthesized);
    expect(app?.logConfiguration).toEqual({
      logDriver: "awsfirelens",
      options: { Name: "http", host: "logs.example.com" },
      secretOptions: [{ name: "http_Passwd", valueFrom: SECRET }],
    });
    expect(router).toEqual(
      expect.objectContaining({
        name: "log-router",
        image: "public.ecr.aws/shop/router:1.0.0",
        memoryReservation: 50,
        firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
        logConfiguration: expect.objectContaining({ logDriver: "awslogs" }),
      }),
    );
    expect(statementsOf(synthesized, "start").map(({ Sid }) => Sid)).toEqual(["ReadSecrets", "WriteLogs"]);
  });
});

describe("a volume on EFS whose mount targets are known", () => {
  test("has rules for NFS both ways", () => {
    const synthesized = synthService((stack, { network }) => {
      const mountTargets = new SecurityGroup(stack, "files", { network, description: "files" });
      return {
        ...SMALL_SERVICE,
        volumes: {
          files: {
            kind: "efs" as const,
            fileSystemId: "fs-0123456789abcdef0",
            fileSystemArn: "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:file-system/fs-0123456789abcdef0",
            accessPointId: "fsap-0123456789abcdef0",
            accessPointArn: "arn:aws:elasticfilesystem:ap-northeast-2:111111111111:access-point/fsap-0123456789abcdef0",
            mountTargets,
          },
        },
      };
    });
    expect(resourcesOf(synthesized, "aws_vpc_security_group_ingress_rule")).toEqual([
      expect.objectContaining({ from_port: 2049, security_group_id: expect.stringContaining("files_group") }),
    ]);
    expect(resourcesOf(synthesized, "aws_vpc_security_group_egress_rule")).toEqual(
      expect.arrayContaining([expect.objectContaining({ from_port: 2049 })]),
    );
  });
});
