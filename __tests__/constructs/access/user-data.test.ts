import { joinUserData } from "../../../constructs/compute/user-data";
import { resourceOf } from "../../support/synth";
import { synthBastion } from "./support";

describe("user data", () => {
  test("is left out when there is nothing to run, and one script stays as it is", () => {
    expect(joinUserData([])).toBeUndefined();
    expect(joinUserData(["#!/bin/sh\ntrue\n"])).toBe("#!/bin/sh\ntrue\n");
    expect(resourceOf(synthBastion(), "aws_instance")).not.toHaveProperty("user_data");
  });

  test("of several scripts is an archive in which each keeps its own first line", () => {
    expect(joinUserData(["#!/bin/bash\none\n", "#!/usr/bin/python3\ntwo"])).toBe(
      [
        'Content-Type: multipart/mixed; boundary="==groundplan-user-data=="',
        "MIME-Version: 1.0",
        "",
        "--==groundplan-user-data==",
        'Content-Type: text/x-shellscript; charset="utf-8"',
        "",
        "#!/bin/bash",
        "one",
        "--==groundplan-user-data==",
        'Content-Type: text/x-shellscript; charset="utf-8"',
        "",
        "#!/usr/bin/python3",
        "two",
        "--==groundplan-user-data==--",
        "",
      ].join("\n"),
    );
  });

  test("of the user is escaped, runs after the agent's, and may leave the instance alone when it changes", () => {
    const instance = resourceOf(
      synthBastion({
        userData: "#!/bin/bash\necho ${HOME}\n",
        cloudWatchAgent: true,
        replaceOnUserDataChange: false,
        detailedMonitoring: true,
      }),
      "aws_instance",
    );

    expect(instance).toMatchObject({ user_data_replace_on_change: false, monitoring: true });
    const text = String(instance.user_data);
    expect(text).toContain("echo $${HOME}");
    expect(text.indexOf("amazon-cloudwatch-agent")).toBeLessThan(text.indexOf("echo"));
  });
});
