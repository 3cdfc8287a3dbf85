import { TaskDefinition } from "../../../constructs/ecs";
import { bucketLink } from "../../../constructs/links";
import { Bucket } from "../../../constructs/storage";
import { type Told, testAdvice } from "../../support/followed-advice";
import { problemsIfAny, synthStack } from "../../support/synth";
import { expectProblems, type Found, IMAGE, SMALL_TASK } from "../ecs/support";

/** Variables of a container, and names of buckets by the name that it uses them by. */
interface Input {
  readonly environment?: Readonly<Record<string, string>>;
  readonly buckets: Readonly<Record<string, readonly string[]>>;
}

interface Case extends Told<Input> {
  readonly input: Input;
  readonly problems: readonly Found[];
}

function build({ environment = {}, buckets }: Input) {
  return synthStack(
    (stack) => {
      const link = (bucketName: string) => bucketLink(Bucket.fromExisting(stack, bucketName, { bucketName }));
      const uses = Object.fromEntries(Object.entries(buckets).map(([name, names]) => [name, names.map(link)]));
      new TaskDefinition(stack, "api", { ...SMALL_TASK, containers: { app: { image: IMAGE, environment, uses } } });
    },
    { name: "ecs" },
  );
}

const twice = (used: string, found: string, fix: string): Found => ({
  property: `containers.app.uses.${used}`,
  code: "USE_VARIABLE_TWICE",
  message: "An environment variable is given twice.",
  found,
  expected: "variables of its own for each thing that is used",
  fix,
});

const CASES: readonly Case[] = [
  {
    mistake: "a variable of the container that something it uses gives too",
    input: { environment: { UPLOADS_BUCKET_NAME: "here" }, buckets: { uploads: ["acme-uploads"] } },
    problems: [
      twice(
        "uploads",
        "UPLOADS_BUCKET_NAME by environment and by containers.app.uses.uploads",
        "take UPLOADS_BUCKET_NAME out of environment, or use it under another name",
      ),
    ],
    ways: [
      { says: "take UPLOADS_BUCKET_NAME out of environment", to: { buckets: { uploads: ["acme-uploads"] } } },
      {
        says: "or use it under another name",
        to: { environment: { UPLOADS_BUCKET_NAME: "here" }, buckets: { files: ["acme-uploads"] } },
      },
    ],
  },
  {
    mistake: "two buckets of one name",
    input: { buckets: { uploads: ["acme-uploads", "acme-archive"] } },
    problems: [
      twice(
        "uploads",
        "UPLOADS_BUCKET_NAME by containers.app.uses.uploads and by containers.app.uses.uploads",
        "use it under another name",
      ),
    ],
    ways: [
      {
        says: "use it under another name",
        to: { buckets: { uploads: ["acme-uploads"], archive: ["acme-archive"] } },
      },
    ],
  },
  {
    mistake: "names that are written in two ways",
    input: { buckets: { reportFiles: ["acme-uploads"], "report-files": ["acme-archive"] } },
    problems: [
      twice(
        "reportFiles",
        "REPORT_FILES_BUCKET_NAME by containers.app.uses.report-files and by containers.app.uses.reportFiles",
        "use it under another name",
      ),
    ],
    ways: [
      {
        says: "use it under another name",
        to: { buckets: { reportFiles: ["acme-uploads"], archive: ["acme-archive"] } },
      },
    ],
  },
];

test.each(CASES)("$mistake is told", ({ input, problems }) => {
  expectProblems("api", () => build(input), problems);
});

testAdvice(CASES, (input) => problemsIfAny(() => build(input)));
