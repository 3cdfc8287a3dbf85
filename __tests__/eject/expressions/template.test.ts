import {
  escapedTemplate,
  parseTemplate,
  quotedTemplate,
  TemplateError,
  unquoted,
} from "../../../eject/expressions/template";

describe("a template is taken apart into text and code", () => {
  test.each<[string, ReturnType<typeof parseTemplate>]>([
    ["", []],
    ["plain", ["plain"]],
    ["${aws_vpc.main.id}", [{ source: "${aws_vpc.main.id}" }]],
    ["a-${x}-b", ["a-", { source: "${x}" }, "-b"]],
    ["$${x} %%{y}", ["${x} %{y}"]],
    ["$$${x} $$$${x}", ["$${x} $$${x}"]],
    ["$ % $$ 100% {}", ["$ % $$ 100% {}"]],
    ['${"$"}${x}', [{ source: '${"$"}' }, { source: "${x}" }]],
    ['${f("}")}!', [{ source: '${f("}")}' }, "!"]],
    ['${f("a\\"}")}!', [{ source: '${f("a\\"}")}' }, "!"]],
    ['${f("${g("}")}")}', [{ source: '${f("${g("}")}")}' }]],
    ['${f("$${")}!', [{ source: '${f("$${")}' }, "!"]],
    ["${{ a = { b = 1 } }.a}", [{ source: "${{ a = { b = 1 } }.a}" }]],
    ["${a /* } */}b", [{ source: "${a /* } */}" }, "b"]],
    ['${<<EOT\n}"\nEOT\n}b', [{ source: '${<<EOT\n}"\nEOT\n}' }, "b"]],
    ["%{ if a }b%{ endif }", [{ source: "%{ if a }" }, "b", { source: "%{ endif }" }]],
    ["\ufeffa\ufeff", ["a\ufeff"]],
    ["\\${x}", ["\\", { source: "${x}" }]],
  ])("%j", (template, parts) => {
    expect(parseTemplate(template)).toEqual(parts);
  });

  test("code that does not end is told", () => {
    expect(() => parseTemplate('a ${f("x)}')).toThrow(new TemplateError('a ${f("x)}'));
  });
});

test("between quotes, everything is escaped that would end or change the text", () => {
  expect(quotedTemplate(['a"b\\c\n\t\r\u0001\u2028 ${x} %{y} $${z} é 日', { source: "${x.y}" }, "$"])).toBe(
    '"a\\"b\\\\c\\n\\t\\r\\u0001\\u2028 $${x} %%{y} $$${z} é 日${x.y}$"',
  );
  expect(escapedTemplate("$$${ $%{ %${")).toBe("$$$${ $%%{ %$${");
});

test("a quoted text of code is the template that it stands for", () => {
  expect(unquoted('"a\\n\\"${f("x\\n")}\\" $${y}"')).toBe('a\n"${f("x\\n")}" $${y}');
  expect(unquoted('"a" + "b"')).toBeUndefined();
  expect(unquoted('"\\u0024{x}"')).toBeUndefined();
});
