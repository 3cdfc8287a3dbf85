import { Token } from "cdktf";
import { held } from "./held";

const scope = globalThis as Record<string, unknown>;

/** What a test file finds of another that did the same before it, before it leaves everything behind that a test file can. */
export function findAndLeave(name: string): void {
  test(`${name} finds what a process begins with`, () => {
    expect(held).toEqual([]);
    expect(scope.left).toBeUndefined();
    expect(process.env.LEFT).toBeUndefined();
    expect(process.env.HOME).toBe("/home/tests");
    expect(process.exitCode).toBeUndefined();
    expect(process.cwd()).toBe(__dirname);
    expect(process.listenerCount("SIGUSR2")).toBe(0);
    expect(Date.now()).toBeGreaterThan(1);
    expect(Token.asString({ left: true })).toBe("${TfToken[TOKEN.0]}");
  });

  test(`${name} leaves everything behind`, () => {
    held.push("left");
    scope.left = "left";
    process.env = { ...process.env, LEFT: "left", HOME: "/home/left" };
    process.exitCode = 7;
    process.chdir("/");
    process.on("SIGUSR2", () => undefined);
    jest.useFakeTimers({ now: 1 });
  });
}
