/**
 * The page in an ejected folder.
 *
 * @param of environment or stack
 * @param stacks in the order in which they are deployed
 */
export function readmeOf(of: string, stacks: readonly { readonly name: string; readonly to: string }[]): string {
  const [first] = stacks;
  const only = stacks.length === 1 && first?.to === "";
  const folders = stacks.map(({ name, to }) => `- \`${to}\`: ${name}`);
  const where = only ? "" : " in each folder";
  return `# ${of}

Plain HCL, written by \`groundplan eject ${of}\` from a project of TypeScript. It needs neither that nor Node.js: go on with it by hand.
${only ? "" : `\nOne folder for each stack, in the order in which they are deployed:\n\n${folders.join("\n")}\n`}
The state is the same as before, and so are all addresses. Look first${where} whether nothing would change, before anything else is done:

\`\`\`sh
terraform init
terraform plan
\`\`\`

From then on the project must not deploy these stacks any more: two configurations of one state undo each other's changes. What stays
behind with it: the checks of the configuration and the guardrails at synth, what it remembers of deployed places (\`memory\`, so that another
zone or tier moves nothing), reviews and costs of plans, the order of stacks in \`deploy\` and \`destroy\`. A state in a local file still lies in
the project's \`.groundplan/state\`; \`terraform init -migrate-state\` with another path or backend in \`terraform.tf\` takes it along.
Hashes at the end of names come from the project. They are addresses: renaming one takes a \`moved\` block, or Terraform makes it anew.
`;
}
