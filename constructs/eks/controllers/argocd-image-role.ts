import type { Construct } from "constructs";
import { Problems } from "../../core/errors";
import { grantSid } from "../../iam/policies/sid";
import type { IRepository } from "../../registry/container-image";
import type { ServiceAccountRole } from "../identity/service-account-role";
import { type ControllerRoleProps, controllerRole } from "./controller-role";

/** Properties of {@link argocdImageRole}. */
export interface ArgocdImageRoleProps extends ControllerRoleProps {
  /** Repositories whose images and charts it reads: at least one. */
  readonly repositories: readonly IRepository[];
}

/**
 * The role by which Argo CD reads ECR: its image updater looks for new tags of images, and its repository server pulls charts. It
 * cannot push.
 *
 * The defaults, `argocd-image-updater` in `argocd`, are those of the image updater's chart; for charts in ECR name
 * `argocd-repo-server`.
 *
 * ```ts
 * argocdImageRole(this, "argocd-images", { cluster, repositories: [api, worker] });
 * ```
 *
 * @throws GroundplanError with everything that is wrong with the properties
 */
export function argocdImageRole(scope: Construct, id: string, props: ArgocdImageRoleProps): ServiceAccountRole {
  const problems = new Problems(`${scope.node.path}/${id}`);
  if (props.repositories.length === 0) {
    problems.add("repositories", {
      code: "ARGOCD_REPOSITORIES_MISSING",
      message: "Argo CD may read no repository, so the role would be of no use.",
      found: "an empty list",
      expected: "at least one repository",
      fix: "name the repositories of what Argo CD deploys; one that exists already is Repository.fromExisting",
    });
  }
  problems.throwIfAny();
  const role = controllerRole(scope, id, props, {
    description: "Argo CD: reads images and charts in ECR",
    namespace: "argocd",
    serviceAccount: "argocd-image-updater",
    statements: [],
  });
  for (const repository of props.repositories) {
    repository.grantPull(role);
    role.allow({
      sid: grantSid("ListImages", repository, role),
      actions: ["ecr:DescribeImages", "ecr:ListImages"],
      resources: [repository.repositoryArn],
    });
  }
  return role;
}
