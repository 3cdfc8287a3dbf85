import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type MarkdownPage, readPage } from "./page";

/** Folders that hold no page of ours: installed packages, what is built, what is synthesized. */
const FOREIGN_FOLDERS = new Set(["node_modules", "dist", "cdktf.out", "coverage"]);

/** Every Markdown page of the project, by path. Folders that begin with a dot are read too, except `.git`. */
export function projectPages(root: string): MarkdownPage[] {
  return markdownFiles(root, "").map((path) => readPage(path, readFileSync(join(root, path), "utf8")));
}

function markdownFiles(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (!entry.isDirectory()) return entry.name.endsWith(".md") ? [path] : [];
      const foreign = FOREIGN_FOLDERS.has(entry.name) || [".git", ".groundplan", ".terraform"].includes(entry.name);
      return foreign ? [] : markdownFiles(root, path);
    });
}
