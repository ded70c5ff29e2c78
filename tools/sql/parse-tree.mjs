// Reads PostgreSQL's own tree of a statement, as `debug_print_parse` prints it: what a column can be is known there.

/** A node is `{ kind, field: value, … }`; `(…)` is a list, `<>` null, and a word stays a word. */
export function readTree(text) {
  const tokens = text.match(/\{|\}|\(|\)|<>|"(?:\\.|[^"\\])*"|\[[^\]]*\]|(?:\\.|[^\s(){}\\])+/g) ?? [];
  let at = 0;

  function node() {
    const read = { kind: tokens[at++] };
    while (tokens[at] !== '}') {
      const name = tokens[at++].slice(1);
      read[name] = value();
      // A constant prints its length and its bytes; nobody asks for them.
      while (tokens[at] !== '}' && !tokens[at].startsWith(':')) value();
    }
    at += 1;
    return read;
  }

  function value() {
    const token = tokens[at++];
    if (token === '{') return node();
    if (token === '<>') return null;
    if (token !== '(') return token;
    const list = [];
    while (tokens[at] !== ')') list.push(value());
    at += 1;
    return list;
  }

  return value();
}
