/** Forms of what is said about a use, for files and for code. */
export const USE_FORMS = {
  prefix: {
    pattern: /^(?!.*\$\{)[^*?]+$/,
    code: "USE_PREFIX_FORM",
    message: "The value is more than the beginning of names.",
    expected: "a text without *, ? and ${, which IAM would take for more than itself",
    fix: "write the beginning alone, such as reports/",
  },
  as: {
    pattern: /^[A-Z][A-Z0-9_]*$/,
    code: "USE_AS_FORM",
    message: "The value cannot begin the name of an environment variable.",
    expected: "A-Z, 0-9 and _, starting with a letter",
    fix: "write it in capital letters, such as FILES",
  },
} as const;
