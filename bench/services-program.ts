import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadEnvironments } from "../config/load";
import { createApplication } from "../stacks/application/application";
import { synthesize } from "../stacks/application/synthesize";

const SERVICE = "{ image: public.ecr.aws/nginx/nginx:1.29, cpu: 0.25 vCPU, memory: 0.5 GB, port: 8080 }";

/** Synthesizes the sandbox with as many services more in its file as the argument says. */
function main(): void {
  const outdir = process.env.CDKTF_OUTDIR ?? "cdktf.out";
  const folder = mkdtempSync(join(tmpdir(), "groundplan-services-"));
  try {
    cpSync("config", folder, { recursive: true });
    const file = join(folder, "sandbox.yaml");
    const services = Array.from({ length: Number(process.argv[2]) }, (_, index) => `    s${index}: ${SERVICE}\n`);
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace(/^ {2}services:\n/m, (head) => head + services.join("")),
    );
    const sandbox = loadEnvironments(folder).filter(({ environment }) => environment.name === "sandbox");
    synthesize(outdir, (staging) => createApplication(sandbox, { outdir: staging }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
