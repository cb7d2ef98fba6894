// govuk-frontend writes left and right. These turn into start and end, so that a page in Arabic or Urdu mirrors itself.
// A physical `float` stays before its logical twin: browsers before 2023 know only the first.
const sides = { left: "start", right: "end" };

const rules = [
  [/\b(margin|padding)-(left|right)(?=\s*:)/g, (_, box, side) => `${box}-inline-${sides[side]}`],
  [/\bborder-(left|right)((?:-(?:width|style|color))?)(?=\s*:)/g, (_, side, rest) => `border-inline-${sides[side]}${rest}`],
  [/\btext-align:\s*(left|right)\b/g, (_, side) => `text-align: ${sides[side]}`],
  [/\bfloat:\s*(left|right)\b/g, (whole, side) => `${whole}; float: inline-${sides[side]}`],
  [/([{;]\s*)(left|right)(?=\s*:)/g, (_, before, side) => `${before}inset-inline-${sides[side]}`],
];

export function logical(css) {
  return rules.reduce((text, [pattern, write]) => text.replace(pattern, write), css);
}
