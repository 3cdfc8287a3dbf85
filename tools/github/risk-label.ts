import { type Label, RISK_LABELS } from "../../review";
import { type Github, GithubError } from "./api";

/** Gives a pull request one label of the risk labels, or none, and takes the others of them away. Other labels stay. */
export async function setRiskLabel(github: Github, pull: number, label: Label | undefined): Promise<void> {
  const has = (await github.list<{ name: string }>(`/issues/${pull}/labels`)).map(({ name }) => name);
  for (const { name } of RISK_LABELS) {
    if (name === label?.name || !has.includes(name)) continue;
    await unless(404, () => github.ask("DELETE", `/issues/${pull}/labels/${encodeURIComponent(name)}`));
  }
  if (label === undefined || has.includes(label.name)) return;
  // A label that is new to the repository would get a colour and no description.
  await unless(422, () => github.ask("POST", "/labels", label));
  await github.ask("POST", `/issues/${pull}/labels`, { labels: [label.name] });
}

/** Does something; an answer that says it is done already is as good. */
async function unless(status: number, step: () => Promise<unknown>): Promise<void> {
  try {
    await step();
  } catch (error) {
    if (!(error instanceof GithubError) || error.status !== status) throw error;
  }
}
