/** A row of a price list, by the names of its columns. */
export type Row = (column: string) => string;

/** A price list while it is read. */
export interface PriceList {
  /** Day on which AWS published it, YYYY-MM-DD. */
  readonly published: string;
  /** Rows that are no reservations, as many at once as have come. */
  readonly rows: AsyncIterable<readonly Row[]>;
}

/** What rows are called in the column `TermType` that are no reservations. */
export const ON_DEMAND = "OnDemand";

/** First of the names of the columns. */
const FIRST_COLUMN = "SKU";

/** Most lines above the names of the columns; AWS writes five. */
const MOST_METADATA = 20;

/**
 * Reads a price list of AWS as it comes: that of EC2 has hundreds of megabytes a region.
 *
 * @param url address of an `index.csv`
 * @throws Error if there is no such list, or if it is no price list
 */
export async function readPriceList(url: string): Promise<PriceList> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(`${url}: HTTP ${response.status}`);
  }
  const batches = linesOf(response.body)[Symbol.asyncIterator]();
  const head: string[] = [];
  while (head.length < MOST_METADATA && !head.some(isColumns)) {
    const { value, done } = await batches.next();
    if (done) break;
    head.push(...value);
  }
  const at = head.findIndex(isColumns);
  const metadata = head.slice(0, Math.max(0, at)).map(fieldsOf);
  const published = metadata.find(([name]) => name === "Publication Date")?.[1]?.slice(0, 10);
  if (published === undefined) {
    await batches.return?.(undefined);
    throw new Error(`${url}: this is no price list of AWS`);
  }
  return { published, rows: rowsOf(fieldsOf(head[at] ?? ""), head.slice(at + 1), batches) };
}

function isColumns(line: string): boolean {
  return fieldsOf(line)[0] === FIRST_COLUMN;
}

/** Lines as they come, whole ones only. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of body) {
    const lines = `${rest}${decoder.decode(chunk, { stream: true })}`.split(/\r?\n/);
    rest = lines.pop() ?? "";
    yield lines;
  }
  if (rest !== "") yield [rest];
}

async function* rowsOf(
  columns: readonly string[],
  first: readonly string[],
  batches: AsyncIterator<readonly string[]>,
): AsyncGenerator<readonly Row[]> {
  const places = new Map(columns.map((column, at) => [column, at] as const));
  const rows = (lines: readonly string[]): Row[] =>
    // Most rows are prices of reservations, and are not worth being taken apart.
    lines
      .filter((line) => line.includes(ON_DEMAND))
      .map((line) => {
        const fields = fieldsOf(line);
        return (column) => fields[places.get(column) ?? -1] ?? "";
      });
  yield rows(first);
  for (let next = await batches.next(); !next.done; next = await batches.next()) yield rows(next.value);
}

/** Fields of a line; a quotation mark within one is doubled (RFC 4180). */
function fieldsOf(line: string): string[] {
  const isPlain = line.startsWith('"') && line.endsWith('"') && !line.includes('""');
  if (isPlain) return line.slice(1, -1).split('","');
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare,
  );
}
