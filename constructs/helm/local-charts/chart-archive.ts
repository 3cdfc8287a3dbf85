import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** A packed chart: what Helm reads in the place of a folder. */
export interface ChartArchive {
  /** Name of the file, which is another one when anything in the chart changes: by it Terraform knows that there is something to do. */
  readonly fileName: string;
  readonly content: Buffer;
}

/** Bytes of a block of a tar archive (POSIX, "pax - portable archive interchange": ustar interchange format). */
const BLOCK = 512;

/**
 * Packs a chart. The same files give the same bytes, whenever and wherever they are packed: neither times nor owners are in it, and
 * nothing is compressed, since versions of the library do that differently.
 *
 * @param name name of the chart, which Helm wants above all files
 * @param files contents by path below the chart's folder; no path is longer than {@link LONGEST_PATH}
 */
export function packChart(name: string, files: ReadonlyMap<string, string | Buffer>): ChartArchive {
  const paths = [...files.keys()].sort();
  const entries = paths.flatMap((path) => entry(`${name}/${path}`, Buffer.from(files.get(path) ?? "")));
  const tar = Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]);
  const content = gzipSync(tar, { level: 0 });
  // The system that it was made on.
  content[9] = 255;
  const hash = createHash("sha256").update(tar).digest("hex").slice(0, 12);
  return { fileName: `${name}-${hash}.tgz`, content };
}

/** Longest path of a file with the chart's name before it: what the field for names holds. */
export const LONGEST_PATH = 100;

function entry(path: string, content: Buffer): Buffer[] {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, length: number) => `${value.toString(8).padStart(length - 1, "0")}\0`;
  header.write(path, 0, LONGEST_PATH);
  header.write(octal(0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  // The sum is made over the header with spaces in its own place.
  header.write("        ", 148);
  header.write("0", 156);
  header.write("ustar\u000000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return [header, content, Buffer.alloc((BLOCK - (content.length % BLOCK)) % BLOCK)];
}
