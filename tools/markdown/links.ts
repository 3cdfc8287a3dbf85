import { posix } from "node:path";
import type { MarkdownPage } from "./page";

/** What the check of links needs to know of the project. */
export interface LinkTargets {
  /** Whether there is a file or folder of this path in the project. */
  exists(path: string): boolean;
  /** Anchors of a Markdown page by its path, or nothing if it is not a page of the project. */
  anchors(path: string): readonly string[] | undefined;
}

const LINKS = [/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g, /^\s*\[[^\]]+\]:\s+(\S+)/g, /\s(?:src|srcset|href)="([^"]+)"/g];

/** The relative links of a page that lead nowhere, as `page:line: message`. Links to other sites are not followed. */
export function checkLinks(page: MarkdownPage, targets: LinkTargets): string[] {
  return page.prose.flatMap(({ number, text }) =>
    linksOf(text).flatMap((link) => {
      const problem = checkLink(page.path, link, targets);
      return problem ? [`${page.path}:${number}: ${problem}`] : [];
    }),
  );
}

function linksOf(text: string): string[] {
  const withoutCode = text.replace(/`[^`]*`/g, "``");
  const links = LINKS.flatMap((pattern) => [...withoutCode.matchAll(pattern)].map((match) => match[1] ?? ""));
  return links.filter((link) => link !== "" && !/^[a-z][a-z0-9+.-]*:/i.test(link));
}

function checkLink(from: string, link: string, targets: LinkTargets): string | undefined {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : posix.normalize(posix.join(posix.dirname(from), decodeURIComponent(path)));
  if (target.startsWith("../") || path.startsWith("/")) return `the link ${link} leaves the project`;
  if (!targets.exists(target.replace(/\/$/, ""))) return `the link ${link} leads to nothing: no ${target}`;
  if (anchor === undefined || !target.endsWith(".md")) return undefined;
  return targets.anchors(target)?.includes(anchor) ? undefined : `the link ${link} leads to no heading of ${target}`;
}
