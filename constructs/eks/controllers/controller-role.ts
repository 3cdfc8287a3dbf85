import type { Construct } from "constructs";
import { GroundplanError, Problems } from "../../core/errors";
import type { GrantStatement } from "../../iam/grantable";
import type { IEksCluster } from "../cluster/eks-cluster.types";
import type { IdentityKind } from "../identity/service-account.types";
import { ServiceAccountRole } from "../identity/service-account-role";

/** What the roles of all controllers have in common. */
export interface ControllerRoleProps {
  /** Cluster that the controller runs in. */
  readonly cluster: IEksCluster;
  /**
   * Namespace of the controller.
   *
   * @default - as its chart or add-on has it
   */
  readonly namespace?: string;
  /**
   * Service account of the controller.
   *
   * @default - as its chart or add-on has it
   */
  readonly serviceAccount?: string;
  /**
   * How the controller's pods get the role.
   *
   * @default - as the cluster says
   */
  readonly identity?: IdentityKind;
  /**
   * The whole name of the role, 1 to 64 characters: for one that exists and is taken over.
   *
   * @maxLength ../../core/names/naming#RULES.iamRole.maxLength
   * @default - made from project, environment, stack and path
   */
  readonly roleName?: string;
  /**
   * ARN of the policy that is the most that the role may ever do.
   *
   * @default - no boundary
   */
  readonly permissionsBoundary?: string;
}

/** What a controller is, where its chart or add-on puts it, and what it may do. */
export interface Controller {
  /** What the role is for. */
  readonly description: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly statements: readonly GrantStatement[];
}

/**
 * The role of a controller's pods.
 *
 * @param check adds what is wrong with the properties of the controller's own
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function controllerRole(
  scope: Construct,
  id: string,
  props: ControllerRoleProps,
  controller: Controller,
  check: (problems: Problems) => void = () => undefined,
): ServiceAccountRole {
  const problems = new Problems(`${scope.node.path}/${id}`);
  check(problems);
  const role = problems.collect(
    () =>
      new ServiceAccountRole(scope, id, {
        cluster: props.cluster,
        namespace: props.namespace ?? controller.namespace,
        serviceAccount: props.serviceAccount ?? controller.serviceAccount,
        description: controller.description,
        ...(props.roleName === undefined ? {} : { roleName: props.roleName }),
        ...(props.identity ? { identity: props.identity } : {}),
        ...(props.permissionsBoundary === undefined ? {} : { permissionsBoundary: props.permissionsBoundary }),
      }),
  );
  if (!role || problems.list.length > 0) throw new GroundplanError(problems.list);
  for (const statement of controller.statements) role.allow(statement);
  return role;
}
