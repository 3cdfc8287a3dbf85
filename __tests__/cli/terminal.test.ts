import { EventEmitter } from "node:events";
import { outliveReaders } from "../../cli/terminal";

test("a reader that goes away breaks nothing off, and any other failure to write is told", () => {
  const output = new EventEmitter();
  outliveReaders(output);
  const fail = (code: string) => () => output.emit("error", Object.assign(new Error(`write ${code}`), { code }));
  expect(fail("EPIPE")).not.toThrow();
  expect(fail("ENOSPC")).toThrow("write ENOSPC");
});
