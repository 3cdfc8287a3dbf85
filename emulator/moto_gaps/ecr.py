"""Gaps of the container registry."""

from __future__ import annotations

from .core import add, gap


def store(backend, attribute):
    """A dictionary on the backend, so that a reset empties it and the inspection sees what is left."""
    if not hasattr(backend, attribute):
        setattr(backend, attribute, {})
    return getattr(backend, attribute)


def with_times(values, earlier=None):
    from moto.core.utils import utcnow

    now = utcnow()
    return {**values, "createdAt": (earlier or {}).get("createdAt", now), "updatedAt": now}


def not_found(code, prefix, account):
    from moto.core.exceptions import JsonRESTError

    return JsonRESTError(code, f"The registry {account} has nothing for the prefix '{prefix}'.")


@gap("ECR: pull-through cache rules")
def pull_through_cache_rules() -> None:
    """moto has no operation for them. They are kept by prefix; the upstream registry is named by its
    address, as in AWS."""
    from moto.core.responses import ActionResult
    from moto.ecr.responses import ECRResponse

    upstreams = {
        "public.ecr.aws": "ecr-public",
        "registry.k8s.io": "k8s",
        "quay.io": "quay",
        "registry-1.docker.io": "docker-hub",
        "ghcr.io": "github-container-registry",
        "registry.gitlab.com": "gitlab-container-registry",
    }

    def rules(self):
        return store(self.ecr_backend, "pull_through_cache_rules")

    def rule_of(self):
        prefix = self._get_param("ecrRepositoryPrefix")
        if prefix not in rules(self):
            raise not_found("PullThroughCacheRuleNotFoundException", prefix, self.current_account)
        return rules(self)[prefix]

    @add(ECRResponse)
    def create_pull_through_cache_rule(self):
        prefix = self._get_param("ecrRepositoryPrefix")
        url = self._get_param("upstreamRegistryUrl")
        rule = {
            "ecrRepositoryPrefix": prefix,
            "upstreamRegistryUrl": url,
            "upstreamRegistry": self._get_param("upstreamRegistry")
            or upstreams.get(url, "azure-container-registry"),
            "credentialArn": self._get_param("credentialArn"),
            "customRoleArn": self._get_param("customRoleArn"),
            "upstreamRepositoryPrefix": self._get_param("upstreamRepositoryPrefix"),
            "registryId": self.current_account,
        }
        rules(self)[prefix] = with_times({key: value for key, value in rule.items() if value is not None})
        return ActionResult(rules(self)[prefix])

    @add(ECRResponse)
    def describe_pull_through_cache_rules(self):
        prefixes = self._get_param("ecrRepositoryPrefixes") or list(rules(self))
        found = [rules(self)[prefix] for prefix in prefixes if prefix in rules(self)]
        if not found and self._get_param("ecrRepositoryPrefixes"):
            raise not_found("PullThroughCacheRuleNotFoundException", ", ".join(prefixes), self.current_account)
        return ActionResult({"pullThroughCacheRules": found})

    @add(ECRResponse)
    def update_pull_through_cache_rule(self):
        rule = rule_of(self)
        changed = {key: self._get_param(key) for key in ("credentialArn", "customRoleArn") if self._get_param(key)}
        rules(self)[rule["ecrRepositoryPrefix"]] = with_times({**rule, **changed}, rule)
        return ActionResult(rules(self)[rule["ecrRepositoryPrefix"]])

    @add(ECRResponse)
    def delete_pull_through_cache_rule(self):
        rule = rule_of(self)
        del rules(self)[rule["ecrRepositoryPrefix"]]
        return ActionResult(rule)


@gap("ECR: repository creation templates")
def repository_creation_templates() -> None:
    """moto has no operation for them. They are kept by prefix and returned as they were written."""
    from moto.core.responses import ActionResult
    from moto.ecr.responses import ECRResponse

    attributes = (
        "description",
        "encryptionConfiguration",
        "resourceTags",
        "imageTagMutability",
        "imageTagMutabilityExclusionFilters",
        "repositoryPolicy",
        "lifecyclePolicy",
        "appliedFor",
        "customRoleArn",
    )

    def templates(self):
        return store(self.ecr_backend, "repository_creation_templates")

    def given(self):
        values = {name: self._get_param(name) for name in attributes}
        return {name: value for name, value in values.items() if value is not None}

    def template_of(self):
        prefix = self._get_param("prefix")
        if prefix not in templates(self):
            raise not_found("TemplateNotFoundException", prefix, self.current_account)
        return templates(self)[prefix]

    def answer(self, template):
        return ActionResult({"registryId": self.current_account, "repositoryCreationTemplate": template})

    @add(ECRResponse)
    def create_repository_creation_template(self):
        prefix = self._get_param("prefix")
        templates(self)[prefix] = with_times({"prefix": prefix, "imageTagMutability": "MUTABLE", **given(self)})
        return answer(self, templates(self)[prefix])

    @add(ECRResponse)
    def describe_repository_creation_templates(self):
        prefixes = self._get_param("prefixes") or list(templates(self))
        found = [templates(self)[prefix] for prefix in prefixes if prefix in templates(self)]
        return ActionResult({"registryId": self.current_account, "repositoryCreationTemplates": found})

    @add(ECRResponse)
    def update_repository_creation_template(self):
        template = template_of(self)
        templates(self)[template["prefix"]] = with_times({**template, **given(self)}, template)
        return answer(self, templates(self)[template["prefix"]])

    @add(ECRResponse)
    def delete_repository_creation_template(self):
        template = template_of(self)
        del templates(self)[template["prefix"]]
        return answer(self, template)
