import { readFileSync } from "node:fs";

interface LockedPackage {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
  packages: Readonly<Record<string, LockedPackage>>;
};

/** Whether npm finds a package from where another one lies. */
function isLocked(name: string, from: string): boolean {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (packages[`${folder ? `${folder}/` : ""}node_modules/${name}`]) return true;
    if (folder === "") return false;
  }
}

describe("the lock file", () => {
  it("holds the native parts for every platform, not only for the one that it was written on", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isLocked(name, path)),
    );
    expect(missing).toEqual([]);
  });

  it("names no host to download from, so that everybody's own registry serves it", () => {
    const hosts = Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith("http"));
    expect(hosts).toEqual([]);
  });
});
