import { Token } from "cdktf";
import type { Environment } from "../../core/environments/environment";
import { checkExemptionReason } from "../../core/environments/exemptions";
import type { Problems } from "../../core/errors";
import { checkCidr } from "../../network/address-plan/cidr";
import { areInternet } from "../../network/wide-ranges";
import { notReadOnly } from "./argo-cd-access-checks";
import { checkProjects } from "./argo-cd-projects";
import { checkRepositoryUrl } from "./argo-cd-repository-url";
import type { AppOfApps, ArgoCdIngress, ArgoCdOptions } from "./argocd.types";

const HOST = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;

/** AWS Certificate Manager User Guide, "How ACM certificates are named" (as of 2026-11). */
const CERTIFICATE = /^arn:aws[a-z-]*:acm:([a-z0-9-]+):\d{12}:certificate\/[A-Za-z0-9-]+$/;

/**
 * Adds what is wrong with the options of Argo CD: `ARGOCD_HOST`, `ARGOCD_CERTIFICATE`, `ARGOCD_OPEN_TO_EVERYONE`,
 * `ARGOCD_PUBLIC_RANGES`, `ARGOCD_NOBODY_SIGNS_IN`, `ARGOCD_SIGN_IN_UNREACHABLE`, `ARGOCD_ISSUER`, `ARGOCD_GROUPS`,
 * `ARGOCD_DEFAULT_POLICY`, `ARGOCD_PATH`, `ARGOCD_REPOSITORY`, `ARGOCD_SCALE`, `EXEMPTION_REASON`, what a range is not, and what
 * {@link checkProjects} says.
 */
export function checkArgoCd(options: ArgoCdOptions, environment: Environment, problems: Problems): void {
  const { ingress, localAdmin, looserAccess, apps, projects, scale, defaultPolicy } = options;
  if (ingress) checkIngress(ingress, environment, problems);
  checkSignIn(options, problems);
  if (localAdmin) checkExemptionReason(localAdmin.reason, "localAdmin.reason", problems);
  if (looserAccess) checkExemptionReason(looserAccess.reason, "looserAccess.reason", problems);
  checkRepositories(options, problems);
  if (apps) checkApps(apps, problems);
  if (projects) checkProjects(projects, problems);
  if (scale) checkScale(scale, problems);
  // The type says so, but options come from files as well.
  if (defaultPolicy !== undefined && !["readonly", "none"].includes(defaultPolicy)) {
    problems.add("defaultPolicy", notReadOnly(defaultPolicy));
  }
}

function checkIngress(ingress: ArgoCdIngress, environment: Environment, problems: Problems): void {
  const { host, certificateArn, cidrs, public: reason } = ingress;
  if (!HOST.test(host)) {
    problems.add("ingress.host", {
      code: "ARGOCD_HOST",
      message: "The host is not a domain name.",
      found: `"${host}"`,
      expected: "a name in lower case with at least one dot, without a protocol or a path",
      fix: 'for example "argocd.sandbox.example.com"',
    });
  }
  checkCertificate(certificateArn, environment.region, problems);
  cidrs?.forEach((cidr, index) => {
    const at = `ingress.cidrs[${index}]`;
    if (areInternet([cidr])) problems.add(at, openToEveryone(cidr));
    else checkCidr(cidr, at, problems);
  });
  if (cidrs && !cidrs.some((cidr) => areInternet([cidr])) && areInternet(cidrs)) {
    problems.add("ingress.cidrs", openToEveryone(`${cidrs.length} ranges that are so together`));
  }
  if (!reason) return;
  checkExemptionReason(reason.reason, "ingress.public.reason", problems);
  if ((cidrs ?? []).length > 0) return;
  problems.add("ingress.cidrs", {
    code: "ARGOCD_PUBLIC_RANGES",
    message: "Argo CD would be on the internet, and nothing says for whom.",
    found: "public without cidrs",
    expected: "the ranges that are let in",
    fix: "name the addresses of your offices or of the VPN, such as 203.0.113.0/24",
  });
}

function openToEveryone(cidr: string) {
  return {
    code: "ARGOCD_OPEN_TO_EVERYONE",
    message: "Everyone would reach Argo CD, which may change everything in the cluster.",
    found: cidr,
    expected: "ranges of your own",
    fix: "name the addresses of your offices or of the VPN, such as 203.0.113.0/24",
  };
}

function checkCertificate(arn: string, region: string, problems: Problems): void {
  if (Token.isUnresolved(arn) || CERTIFICATE.exec(arn)?.[1] === region) return;
  problems.add("ingress.certificateArn", {
    code: "ARGOCD_CERTIFICATE",
    message: "A load balancer takes certificates of ACM in its own region only.",
    found: `"${arn}"`,
    expected: `the ARN of a certificate of ACM in ${region}`,
    fix: `request the host's certificate in ${region}, and name its ARN`,
  });
}

function checkSignIn({ ingress, signIn, localAdmin, groups }: ArgoCdOptions, problems: Problems): void {
  if (ingress && !signIn && !localAdmin) {
    problems.add("signIn", {
      code: "ARGOCD_NOBODY_SIGNS_IN",
      message: "Argo CD has an address, and nobody could sign in: the built-in admin account is off.",
      found: "ingress without signIn",
      expected: "a sign-in by GitHub or OpenID Connect",
      fix: "add signIn, with externalSecrets for its client's secret; or localAdmin: { reason: … }, which keeps the built-in account",
    });
  }
  if (signIn && !ingress) {
    problems.add("ingress", {
      code: "ARGOCD_SIGN_IN_UNREACHABLE",
      message: "The provider sends people back to Argo CD's address, and it has none.",
      found: "signIn without ingress",
      expected: "an ingress",
      fix: `add ingress with its host and certificate, and loadBalancerController, or take signIn${groups ? " and groups" : ""} away`,
    });
  }
  if (signIn?.provider === "oidc" && !signIn.issuer.startsWith("https://")) {
    problems.add("signIn.issuer", {
      code: "ARGOCD_ISSUER",
      message: "The issuer is not an address that is reached encrypted.",
      found: `"${signIn.issuer}"`,
      expected: "https://…",
      fix: "use the issuer of the provider's discovery document",
    });
  }
  if (!signIn && Object.keys(groups ?? {}).length > 0) {
    problems.add("groups", {
      code: "ARGOCD_GROUPS",
      message: "Groups come with a sign-in, and there is none.",
      found: "groups without signIn",
      expected: "a sign-in",
      fix: "add signIn, or take groups away",
    });
  }
}

function checkRepositories({ repositories = {} }: ArgoCdOptions, problems: Problems): void {
  for (const [name, { url }] of Object.entries(repositories))
    checkRepositoryUrl(url, `repositories.${name}.url`, problems);
}

function checkApps({ repoUrl, path }: AppOfApps, problems: Problems): void {
  checkRepositoryUrl(repoUrl, "apps.repoUrl", problems);
  if (path !== "" && !path.startsWith("/") && !path.split("/").includes("..")) return;
  problems.add("apps.path", {
    code: "ARGOCD_PATH",
    message: "The path is not one of a folder inside the repository.",
    found: `"${path}"`,
    expected: "a path without a slash in front and without ..",
    fix: 'for example "clusters/sandbox"; "." is the repository itself',
  });
}

function checkScale({ min, max }: NonNullable<ArgoCdOptions["scale"]>, problems: Problems): void {
  if (problems.hasAt("scale.min", "scale.max") || min <= max) return;
  problems.add("scale", {
    code: "ARGOCD_SCALE",
    message: "The least number of pods is above the greatest.",
    found: `min ${min}, max ${max}`,
    expected: "min not above max",
    fix: `use min: ${max}, max: ${min}, or raise max`,
  });
}
