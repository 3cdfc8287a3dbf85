/** What a stack is called where. */
export interface StackNames {
  /** Name of the stack without the environment, and of its files: `orders-database`. */
  readonly stack: string;
  /** Key of the configuration, and name of the definition: `ordersDatabase`. */
  readonly section: string;
  /** Begin of the names of its types: `OrdersDatabase`. */
  readonly type: string;
}

/** Words of JavaScript that no definition can be called, and what the written file calls something else. */
const TAKEN_WORDS = new Set([
  ...["arguments", "async", "await", "break", "case", "catch", "class", "const", "continue", "debugger", "default"],
  ...["delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally", "for", "function", "if"],
  ...["implements", "import", "in", "instanceof", "interface", "let", "new", "null", "package", "private", "protected"],
  ...["public", "return", "static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "var"],
  ...["void", "while", "with", "yield", "text", "app", "props", "test", "expect", "only", "made", "all"],
  ...["environment", "constructor"],
]);

/** The form of a stack's name: words of small letters and digits, each starting with a letter, 2 to 24 characters. */
const FORM = /^(?=.{2,24}$)[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*$/;

/** What a stack of this name is called where; nothing for a name that has another form or that code cannot have. */
export function stackNames(name: string): StackNames | undefined {
  if (!FORM.test(name) || TAKEN_WORDS.has(name)) return undefined;
  const section = name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { stack: name, section, type: section.replace(/^./, (letter) => letter.toUpperCase()) };
}
