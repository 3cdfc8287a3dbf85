import type { Construct } from "constructs";
import { BaseConstruct } from "../../core/base-construct";
import { EnvironmentStack } from "../../core/environments/environment-stack";
import { addExemption } from "../../core/environments/exemptions";
import { GroundplanError, type Problems } from "../../core/errors";
import { namedBy } from "../../core/names/physical-names/name-source";
import { checkShape } from "../../core/shapes/check-shape";
import { layDefaults } from "../../core/shapes/defaults";
import { tag } from "../../core/tags/tags";
import { shellWord } from "../../core/texts/shell-word";
import type { IGrantable, IRole } from "../../iam/grantable";
import type { Connections, IConnectable } from "../../security-groups/connections";
import type { SecurityGroup } from "../../security-groups/security-group";
import {
  type CapacityShares,
  capacityStrategy,
  checkArchitecture,
  checkShares,
  defaultShares,
  FARGATE_ONLY,
  onlyEc2Capacity,
} from "../capacity/capacity-shares";
import type { IEcsCluster } from "../cluster/ecs-cluster.types";
import { nameInStack } from "../services/name-in-stack";
import { inlineTaskDefinition } from "./inline-task";
import type { TaskProps } from "./task.types";
import type { TaskDefinition } from "./task-definition";
import { checkZones, placeTasks, type TaskPlacement } from "./task-network";
import { taskSecurityGroup } from "./task-security-group";

/**
 * A task that is started when somebody wants it: a migration, an import. Nothing runs until then; `runCommand` is ready to paste.
 *
 * ```ts
 * const migrate = new Task(this, "migrate", {
 *   cluster, image: repository.image("1.4.2"), cpu: "0.25 vCPU", memory: "0.5 GB", command: ["npm", "run", "migrate"],
 * });
 * new TerraformOutput(this, "migrate_command", { value: migrate.runCommand() });
 * ```
 */
export class Task extends BaseConstruct implements IConnectable, IGrantable {
  readonly taskDefinition: TaskDefinition;
  readonly securityGroup: SecurityGroup;
  readonly cluster: IEcsCluster;
  /** Where the task runs. */
  readonly placement: TaskPlacement;
  readonly #shares: CapacityShares;

  /** @throws GroundplanError with everything that is wrong with the properties, and with the task where it is given in short */
  constructor(scope: Construct, id: string, props: TaskProps) {
    super(scope, id);
    props = layDefaults(this, "Task", props);
    const problems = checkShape(this, "Task", props);
    tag(this, props);
    namedBy(this, "id");
    this.checkFurther(props, problems);
    const { task, placement, shares } = prepare(this, props, problems);
    this.taskDefinition = task;
    this.placement = placement;
    this.#shares = shares;
    this.cluster = props.cluster;
    if (props.publicAddress)
      addExemption(this, { option: "publicAddress", rules: ["ECS-03"], reason: props.publicAddress.reason });
    this.securityGroup = taskSecurityGroup(this, {
      network: props.cluster.network,
      task,
      name: nameInStack(this),
      egress: props.egress ?? "https",
    });
  }

  get grantee(): IRole {
    return this.taskDefinition.taskRole;
  }

  get connections(): Connections {
    return this.securityGroup.connections;
  }

  /** What a kind of task checks besides, so that everything is told at once. Called before anything is made. */
  protected checkFurther(_props: TaskProps, _problems: Problems): void {}

  /** Where the task runs, in the words of ECS. */
  get capacityStrategy() {
    return capacityStrategy(this.#shares, this.cluster);
  }

  /**
   * The command that starts the task once.
   *
   * @param command what the application's container runs instead of its own command; only for a task with one container
   */
  runCommand(command?: readonly string[]): string {
    const { region } = EnvironmentStack.of(this).environment;
    const { subnetIds, publicAddress } = this.placement;
    const network = {
      awsvpcConfiguration: {
        subnets: subnetIds,
        securityGroups: [this.securityGroup.securityGroupId],
        assignPublicIp: publicAddress ? "ENABLED" : "DISABLED",
      },
    };
    const container = this.taskDefinition.containerNames[0];
    const capacity = this.capacityStrategy.map(
      ({ capacityProvider, base, weight }) => `capacityProvider=${capacityProvider},base=${base},weight=${weight}`,
    );
    return [
      `aws ecs run-task --region ${region}`,
      `--cluster ${this.cluster.clusterName}`,
      `--task-definition ${this.taskDefinition.family}`,
      `--capacity-provider-strategy ${capacity.join(" ")}`,
      `--network-configuration ${shellWord(JSON.stringify(network))}`,
      ...(command
        ? [`--overrides ${shellWord(JSON.stringify({ containerOverrides: [{ name: container, command }] }))}`]
        : []),
    ].join(" ");
  }

  /** Lets a role start the task: this family in this cluster, with these two roles, and nothing else. */
  grantRun(grantable: IGrantable): void {
    const stack = EnvironmentStack.of(this);
    const { grantee } = grantable;
    const { taskDefinition } = this;
    grantee.allow({
      sid: "RunTask",
      actions: ["ecs:RunTask"],
      // Every revision, so that the permission is the same after a deployment.
      resources: [taskDefinition.resource.arnWithoutRevision, `${taskDefinition.resource.arnWithoutRevision}:*`],
      conditions: { ArnEquals: { "ecs:cluster": this.cluster.clusterArn } },
    });
    grantee.allow({
      sid: "TagTask",
      actions: ["ecs:TagResource"],
      resources: [stack.arn("ecs", `task/${this.cluster.clusterName}/*`)],
      conditions: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    });
    grantee.allow({
      sid: "PassTaskRoles",
      actions: ["iam:PassRole"],
      resources: [taskDefinition.taskRole.roleArn, taskDefinition.executionRole.roleArn],
      conditions: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    });
  }
}

function prepare(owner: Construct, props: TaskProps, problems: Problems) {
  const { environment } = EnvironmentStack.of(owner);
  const { cluster } = props;
  const task = problems.collect(() =>
    "taskDefinition" in props ? props.taskDefinition : inlineTaskDefinition(owner, props, nameInStack(owner)),
  );
  const shares = sharesOf(props, task, problems);
  if (props.capacity) checkShares(props.capacity, cluster, problems, task ? { launch: task.launch } : {});
  if (task?.launch === "ec2") checkArchitecture(shares, cluster, task.architecture, problems);
  const placement =
    task?.launch === "ec2" && props.publicAddress
      ? withoutAddress(props, problems)
      : placeTasks(cluster.network, props, [], problems);
  if (placement && environment.protect) checkZones(placement, cluster.network, environment.name, problems);
  if (!task || !placement || problems.list.length > 0) throw new GroundplanError(problems.list);
  return { task, placement, shares };
}

/**
 * Adds `PUBLIC_ADDRESS_EC2`: network interfaces of tasks on instances get no public addresses (Amazon ECS Developer Guide, "Configure a
 * network", as of 2026-11).
 */
function withoutAddress({ tier }: TaskProps, problems: Problems): undefined {
  problems.add("publicAddress", {
    code: "PUBLIC_ADDRESS_EC2",
    message: "Tasks on EC2 instances have no public addresses: ECS gives them to tasks on Fargate alone.",
    found: 'publicAddress for a task with launch: "ec2"',
    expected: "no publicAddress, or a task for Fargate",
    fix: `leave publicAddress${tier === undefined ? "" : " and tier"} out, so that the task lies in a private tier and reaches the internet by the network's NAT`,
  });
  return undefined;
}

function sharesOf(props: TaskProps, task: TaskDefinition | undefined, problems: Problems): CapacityShares {
  if (props.capacity) return props.capacity;
  const shares = task && defaultShares(props.cluster, task.launch);
  if (shares) return shares;
  return task?.launch === "ec2" ? onlyEc2Capacity(props.cluster, problems) : FARGATE_ONLY;
}
