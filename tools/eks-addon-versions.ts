import { ADDON_NAMES } from "../constructs/eks/addons/addon-rules";
import { ADDON_VERSIONS, type PinnedVersion } from "../constructs/eks/addons/addon-versions";

/**
 * The page docs/guide/eks/addon-versions.md: the pinned version of every add-on for every Kubernetes version, with how it is known,
 * and since when.
 */
export function renderAddonVersions(): string {
  const kubernetes = Object.keys(ADDON_VERSIONS["vpc-cni"]).reverse();
  return [
    "<!-- Written by `npm run docs` from constructs/eks/addons/addon-versions.ts. -->",
    "",
    "# Pinned versions of EKS add-ons",
    "",
    "What an add-on is installed in when its `version` is not set, see [add-ons](addons.md). Behind each version stand the month and",
    "how it is known: _default_ is what EKS itself installs, _latest_ the newest of AWS's table, _offered_ one that EKS offers for this",
    "Kubernetes version, _line_ one that it offers for a neighbouring one.",
    "",
    ...kubernetes.flatMap((version) => section(version)),
  ].join("\n");
}

function section(kubernetes: string): string[] {
  const rows = ADDON_NAMES.flatMap((name) => {
    const pinned = ADDON_VERSIONS[name][kubernetes];
    return pinned === undefined ? [] : [row(name, pinned)];
  });
  return [
    `## Kubernetes ${kubernetes}`,
    "",
    "| Add-on | Version | As of | Known as |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ];
}

function row(name: string, { version, asOf, basis }: PinnedVersion): string {
  return `| \`${name}\` | \`${version}\` | ${asOf} | ${basis} |`;
}
