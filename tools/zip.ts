import { inflateRawSync } from "node:zlib";

/** Lengths of the fixed parts of a ZIP archive (PKWARE, "APPNOTE.TXT", 4.3.7, 4.3.12 and 4.3.16). */
const [LOCAL_HEADER, CENTRAL_HEADER, END_HEADER] = [30, 46, 22];

/**
 * A file of a ZIP archive, by its central directory.
 *
 * @param limit most bytes of the file
 * @throws Error without such a file, for a file that is longer, or for bytes that are no archive
 */
export function fileInZip(zip: Buffer, name: string, limit: number): Buffer {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end + END_HEADER > zip.length) throw new Error("this is no ZIP archive");
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let entry = 0; entry < count && at + CENTRAL_HEADER <= zip.length; entry++) {
    const nameLength = zip.readUInt16LE(at + 28);
    if (zip.toString("utf8", at + CENTRAL_HEADER, at + CENTRAL_HEADER + nameLength) === name) {
      return contentAt(zip, zip.readUInt32LE(at + 42), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), limit);
    }
    at += CENTRAL_HEADER + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`the archive has no ${name}`);
}

/** @param method 0 for bytes as they are, else deflate */
function contentAt(zip: Buffer, local: number, method: number, length: number, limit: number): Buffer {
  if (local + LOCAL_HEADER > zip.length) throw new Error("this is no ZIP archive");
  const start = local + LOCAL_HEADER + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const content = zip.subarray(start, start + length);
  if (method !== 0) return inflateRawSync(content, { maxOutputLength: limit });
  if (content.length > limit) throw new Error(`the file is longer than ${limit} bytes`);
  return content;
}
