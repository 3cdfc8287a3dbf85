import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { REGIONS } from "../../constructs/aws/regions";
import { GLOBAL, PriceTable } from "../../cost";
import { indexFile, regionFile } from "./price-files";
import { PRICE_LISTS, type ReadOffer, readRegion } from "./renew";

/** `npm run prices [-- <regions…>]`: renews the price table from AWS's price list, for the regions that it has or that are named. */
async function main(named: readonly string[]): Promise<void> {
  const known = new PriceTable().regions;
  const unknown = named.filter((region) => region !== GLOBAL && !REGIONS.includes(region));
  if (unknown.length > 0) throw new Error(`there is no region ${unknown.join(", ")}; one is ${known.join(", ")}`);
  const wanted = [...new Set([...(named.length > 0 ? named : known), GLOBAL])];
  const read = new Map<string, readonly ReadOffer[]>();
  // All is read before anything is written, so that the table stays whole when a list cannot be had.
  for (const region of wanted) read.set(region, await readRegion(region, PRICE_LISTS));
  for (const [region, offers] of read) {
    const file = join("cost", "prices", `${region}.ts`);
    writeFileSync(file, regionFile(region, offers));
    const count = offers.reduce((all, { prices }) => all + prices.size, 0);
    process.stdout.write(`${file} written: ${count} prices\n`);
    for (const { service, ambiguous } of offers) {
      for (const item of ambiguous)
        process.stdout.write(`  ${service} has several prices of ${item}, so none is taken\n`);
    }
  }
  writeFileSync(join("cost", "prices", "index.ts"), indexFile([...new Set([...known, ...wanted])]));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
