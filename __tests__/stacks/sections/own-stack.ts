import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import type { Construct } from "constructs";
import type { Environment } from "../../../constructs/core/environments/environment";
import { EnvironmentStack } from "../../../constructs/core/environments/environment-stack";
import { edge } from "../../../stacks/edge/edge-stack";
import { defineStack } from "../../../stacks/sections/define-stack";

/** A topic that a team is told by. */
export interface NewsProps {
  /** What the topic is shown as. */
  readonly shownAs: string;
}

/** A stack of one's own with a single resource. */
export class NewsStack extends EnvironmentStack {
  constructor(scope: Construct, environment: Environment, { shownAs }: NewsProps, stackName = "team-news") {
    super(scope, stackName, environment);
    new SnsTopic(this, "topic", { name: `${stackName}-${environment.name}`, displayName: shownAs });
  }
}

export const teamNews = defineStack<NewsProps>()({
  section: "teamNews",
  create: ({ app, environment, props }) => new NewsStack(app, environment, props),
});

/** It stands on the one above and on the edge, and is told what these are made from. */
export const digest = defineStack<object>()({
  section: "digest",
  needs: [teamNews],
  reads: [edge],
  create: ({ app, environment, sections }) =>
    new NewsStack(
      app,
      environment,
      { shownAs: `${sections.teamNews.shownAs} ${sections.edge?.domain?.name ?? "(no domain)"}` },
      "digest",
    ),
});
