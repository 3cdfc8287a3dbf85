import { readFileSync } from "node:fs";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

/** Renders texts of GitHub's Markdown, a JSON list on standard input, to a list of HTML. The libraries are modules that tests cannot load. */
const texts = JSON.parse(readFileSync(0, "utf8"));
const options = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] };
process.stdout.write(JSON.stringify(texts.map((text) => micromark(text, options))));
