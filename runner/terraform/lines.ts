import * as fs from "node:fs";
import { StringDecoder } from "node:string_decoder";

/** Hands on a stream by lines. @returns hands on what is left without a line's end */
export function eachLine(
  stream: NodeJS.ReadableStream | null,
  take: (line: string) => void,
  onText: (text: string) => void = () => {},
): () => void {
  let rest = "";
  stream?.setEncoding("utf8");
  stream?.on("data", (text: string) => {
    onText(text);
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
  return () => {
    if (rest) take(rest);
    rest = "";
  };
}

/** Milliseconds between two looks into a file that grows. */
const LOOK = 50;

/** Hands on by lines what is written into a file. @returns hands on what is left, and closes the file */
export function eachLineOfFile(file: number, take: (line: string) => void, onText: (text: string) => void): () => void {
  const decoder = new StringDecoder("utf8");
  const buffer = Buffer.alloc(1 << 16);
  let position = 0;
  let rest = "";
  const look = () => {
    for (;;) {
      const length = fs.readSync(file, buffer, 0, buffer.length, position);
      if (length === 0) return;
      position += length;
      const text = decoder.write(buffer.subarray(0, length));
      onText(text);
      const lines = `${rest}${text}`.split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    }
  };
  const timer = setInterval(look, LOOK);
  let isOpen = true;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    clearInterval(timer);
    look();
    if (rest) take(rest);
    fs.closeSync(file);
  };
}
