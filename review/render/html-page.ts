import { STYLE } from "./html-style";
import { text } from "./html-text";

/** A part of a page that the table of contents leads to. */
export interface Section {
  readonly id: string;
  readonly heading: string;
  /** HTML. */
  readonly body: string;
}

/** What a page says. Texts are plain. */
export interface Page {
  readonly title: string;
  readonly heading: string;
  /** What the link past the contents is called. */
  readonly skip: string;
  /** The sentence below the heading. */
  readonly verdict: string;
  /** Whether somebody has to look at something. */
  readonly isAsked: boolean;
  /**
   * What the page is about.
   *
   * @default - the heading says it
   */
  readonly about?: string;
  readonly sections: readonly Section[];
}

/** One page that loads nothing from anywhere and runs no script. */
export function htmlPage({ title, heading, skip, verdict, isAsked, about, sections }: Page): string {
  const policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'";
  const contents = sections.map(({ id, heading: name }) => `<li><a href="#${id}">${text(name)}</a></li>`).join("");
  const bodies = sections.map(
    ({ id, heading: name, body }) =>
      `<section id="${id}" aria-labelledby="${id}-heading"><h2 id="${id}-heading">${text(name)}</h2>\n${body}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#content">${text(skip)}</a>
<header>
<h1>${text(heading)}</h1>
<p class="verdict ${isAsked ? "asked" : "free"}">${text(verdict)}</p>
${about === undefined ? "" : `<p>${text(about)}</p>\n`}<nav aria-label="Contents"><ul>${contents}</ul></nav>
</header>
<main id="content">
${bodies.join("\n")}
</main>
</body>
</html>
`;
}
