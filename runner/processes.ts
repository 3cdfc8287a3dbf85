import { execFileSync } from "node:child_process";
import * as fs from "node:fs";

/**
 * A process that is written down, so that a later command can find it. The number alone names nobody: the system gives it to
 * another process when the first has ended. Number and start together name one process for as long as the machine runs.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** When the process began, in a form of the system's own; only good for comparing. */
  readonly started: string;
}

/** This process. */
export function thisProcess(): ProcessIdentity {
  return identify(process.pid) ?? { pid: process.pid, started: "unknown" };
}

/** The process that has a number now; undefined if none has, or if it has ended and only waits for its parent. */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!isNumber(pid)) return undefined;
  const started = process.platform === "linux" ? startOnLinux(pid) : startByPs(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether the process that was written down runs. A foreign one that has its number now does not count. */
export function isRunning(identity: ProcessIdentity): boolean {
  const now = identify(identity.pid);
  return now !== undefined && now.started === identity.started;
}

/**
 * Signals a process that was written down, and nobody else.
 *
 * @returns whether it was there
 */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  return isRunning(identity) && send(identity.pid, signal);
}

/**
 * Signals the group that a process leads, if the process that was written down still leads it, or has ended and left members that
 * were started after it.
 *
 * @returns whether there was one
 */
export function signalGroup(leader: ProcessIdentity, signal: NodeJS.Signals): boolean {
  return isGroupRunning(leader) && send(-leader.pid, signal);
}

/**
 * Whether anything of a process's group runs. While a group has members, the system gives its number to no other process, so
 * members without a leader are what the leader left.
 */
export function isGroupRunning(leader: ProcessIdentity): boolean {
  if (isRunning(leader)) return true;
  if (identify(leader.pid) !== undefined) return false;
  return membersOf(leader.pid).length > 0;
}

/** Numbers of the processes of a group that have not ended. */
export function membersOf(group: number): number[] {
  if (!isNumber(group)) return [];
  const all = process.platform === "linux" ? groupsOnLinux() : groupsByPs();
  return all.filter((one) => one.group === group).map((one) => one.pid);
}

/**
 * Numbers of the processes whose command line has all of the given arguments, as whole words. A word that was made at random for
 * one start finds the process of that start and no other.
 */
export function findByArguments(...words: readonly string[]): number[] {
  const all = process.platform === "linux" ? argumentsOnLinux() : argumentsByPs();
  return all.filter((one) => words.every((word) => one.words.includes(word))).map((one) => one.pid);
}

function isNumber(pid: number): boolean {
  return Number.isInteger(pid) && pid > 1;
}

function send(target: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(target, signal);
    return true;
  } catch {
    return false;
  }
}

/** Start in clock ticks since the boot, with the boot's id: `/proc/<pid>/stat`, field 22 (proc(5)). */
function startOnLinux(pid: number): string | undefined {
  const fields = statOf(pid);
  if (!fields || fields.state === "Z" || fields.state === "X") return undefined;
  return `${bootId()}/${fields.start}`;
}

function statOf(pid: number | string): { state: string; group: number; start: string } | undefined {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before the last parenthesis may hold spaces and parentheses itself.
    const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
    return { state: fields[0] ?? "", group: Number(fields[2]), start: fields[19] ?? "" };
  } catch {
    return undefined;
  }
}

let boot: string | undefined;

function bootId(): string {
  if (boot === undefined) {
    try {
      boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    } catch {
      boot = "";
    }
  }
  return boot;
}

function groupsOnLinux(): { pid: number; group: number }[] {
  return fs.readdirSync("/proc").flatMap((name) => {
    const stat = /^\d+$/.test(name) ? statOf(name) : undefined;
    return stat && stat.state !== "Z" && stat.state !== "X" ? [{ pid: Number(name), group: stat.group }] : [];
  });
}

function argumentsOnLinux(): { pid: number; words: string[] }[] {
  return fs.readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      return [{ pid: Number(name), words: fs.readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0") }];
    } catch {
      return []; // It has just ended.
    }
  });
}

function startByPs(pid: number): string | undefined {
  const [state = "", ...start] = ps(["-o", "stat=,lstart=", "-p", String(pid)])
    .trim()
    .split(/\s+/);
  return start.length === 0 || state.startsWith("Z") ? undefined : start.join(" ");
}

function groupsByPs(): { pid: number; group: number }[] {
  return ps(["-A", "-o", "pid=,pgid=,stat="])
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter(([pid, , state]) => pid && !state?.startsWith("Z"))
    .map(([pid, group]) => ({ pid: Number(pid), group: Number(group) }));
}

function argumentsByPs(): { pid: number; words: string[] }[] {
  return ps(["-A", "-o", "pid=,command="])
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([pid, ...words]) => (pid ? [{ pid: Number(pid), words }] : []));
}

function ps(args: readonly string[]): string {
  try {
    return execFileSync("ps", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { LC_ALL: "C", PATH: process.env.PATH },
    });
  } catch {
    return "";
  }
}
