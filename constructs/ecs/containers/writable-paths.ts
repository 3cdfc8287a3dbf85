import type { Problems } from "../../core/errors";
import type { ContainerProps } from "./container.types";

/** Most that a writable path holds unless the container says otherwise, in MiB. */
const DEFAULT_WRITABLE_MIB = 64;

/**
 * How a writable path is mounted: every user may write there, and nobody may run or give rights from there.
 *
 * The mode is said because a folder of the image that is there already hands on its own, and that is often root's alone; since 2023-06 what
 * is said wins (runc pull requests 3912 and 3916, and `mountToRootfs` of 2026-08, read 2026-11). The options of ECS are those of Docker
 * (Amazon ECS API Reference, `Tmpfs`, read 2026-11), which takes `mode`, `uid` and `gid` as `key=value` only (moby, `MergeTmpfsOptions`, read
 * 2026-11).
 */
const MOUNT_OPTIONS = ["mode=1777", "nodev", "noexec", "nosuid"] as const;

/** A file system in memory, in the words of ECS. */
export interface MemoryFiles {
  readonly containerPath: string;
  readonly size: number;
  readonly mountOptions: readonly string[];
}

/**
 * The writable paths of a container. A volume of the task would not do: it belongs to root, and an application that runs as another user
 * could not write to it (Amazon ECS Developer Guide, "Use bind mounts with Amazon ECS"; containers-roadmap issue 938, read 2026-11). Fargate
 * has file systems in memory since 2026-01-06 ("Amazon ECS now supports tmpfs mounts on AWS Fargate and ECS Managed Instances").
 */
export function memoryFiles({ writable = [], writableMiB }: ContainerProps): readonly MemoryFiles[] {
  const size = writableMiB ?? DEFAULT_WRITABLE_MIB;
  return [...writable].sort().map((containerPath) => ({ containerPath, size, mountOptions: MOUNT_OPTIONS }));
}

/**
 * Checks the writable paths of a container: `WRITABLE_PATH_INVALID`, `WRITABLE_PATH_TWICE`, `WRITABLE_EXCEEDS_MEMORY`.
 *
 * @param memoryMiB memory of the task, as far as it is known
 * @param at path of the container
 */
export function checkWritable(
  props: ContainerProps,
  memoryMiB: number | undefined,
  at: string,
  problems: Problems,
): void {
  const { writable = [], mounts = {} } = props;
  writable.forEach((path, index) => {
    if (!/^(\/[\w.@+~-]+)+$/.test(path) || path.split("/").some((part) => part === "." || part === "..")) {
      addInvalid(path, at, problems);
    } else if (path in mounts || writable.indexOf(path) < index) addTwice(path, path in mounts, at, problems);
  });
  const memory = props.memoryMiB ?? memoryMiB;
  const each = props.writableMiB ?? DEFAULT_WRITABLE_MIB;
  const paths = new Set(writable).size;
  if (problems.hasAt(`${at}.writableMiB`) || memory === undefined || paths === 0 || paths * each < memory) return;
  problems.add(`${at}.writable`, {
    code: "WRITABLE_EXCEEDS_MEMORY",
    message: "What is written to these paths is kept in memory, and a container that fills them would be killed.",
    found: `${paths} of ${each} MiB, and ${memory} MiB of memory`,
    expected: `less than ${memory} MiB together`,
    fix: `set writableMiB to ${Math.max(1, Math.floor(memory / (2 * paths)))}, or give the task more memory`,
  });
}

function addInvalid(path: string, at: string, problems: Problems): void {
  const parts = path.split("/").filter((part) => /^[\w.@+~-]+$/.test(part) && part !== "." && part !== "..");
  problems.add(`${at}.writable`, {
    code: "WRITABLE_PATH_INVALID",
    message: "Nothing can be mounted at this path.",
    found: `"${path}"`,
    expected: "an absolute path to a folder below /, of letters, digits and . _ @ + ~ -, without . and .. as names",
    fix:
      parts.length > 0
        ? `use "/${parts.join("/")}"`
        : 'name the folders that the application writes to, such as "/tmp"',
  });
}

function addTwice(path: string, mounted: boolean, at: string, problems: Problems): void {
  problems.add(`${at}.writable`, {
    code: "WRITABLE_PATH_TWICE",
    message: "Two things would be mounted at one path.",
    found: mounted ? `"${path}" in writable and in mounts` : `"${path}" more than once`,
    expected: "every path once",
    fix: mounted
      ? `take "${path}" out of writable: a volume that is not readOnly can be written to`
      : "take one of them out",
  });
}
