// What a constant expression of a source comes to: every text that a statement can be, without running anything.
import ts from 'typescript';

/** More texts than this for one statement, and it is not one statement any more. */
const MOST_VARIANTS = 64;
const MOST_STEPS = 20_000;

/** The expression depends on something that only running knows. */
export class Unresolved extends Error {}

/** The expression depends on a parameter: whoever calls the function says what it is. */
export class NeedsCaller extends Error {
  constructor(declaration) {
    super('a parameter');
    this.declaration = declaration;
  }
}

const unresolved = (node, why) => {
  throw new Unresolved(`${why}: ${node.getText().replaceAll(/\s+/g, ' ').slice(0, 60)}`);
};

/** Every way to take one of each. */
export function product(lists) {
  const all = lists.reduce((before, list) => before.flatMap((some) => list.map((one) => [...some, one])), [[]]);
  if (all.length > MOST_VARIANTS) throw new Unresolved(`more than ${MOST_VARIANTS} variants`);
  return all;
}

const textOf = (node, value) => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return unresolved(node, 'not a text');
};

const ARITHMETIC = {
  [ts.SyntaxKind.PlusToken]: (a, b) => a + b,
  [ts.SyntaxKind.MinusToken]: (a, b) => a - b,
  [ts.SyntaxKind.AsteriskToken]: (a, b) => a * b,
  [ts.SyntaxKind.SlashToken]: (a, b) => a / b,
};

/** The expressions that a function gives back. */
function returned(fn) {
  if (!fn.body) return [];
  if (!ts.isBlock(fn.body)) return [fn.body];
  const found = [];
  const look = (node) => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    else if (!ts.isFunctionLike(node)) ts.forEachChild(node, look);
  };
  look(fn.body);
  return found;
}

const unwrapped = (node) =>
  ts.isParenthesizedExpression(node) ||
  ts.isAsExpression(node) ||
  ts.isSatisfiesExpression(node) ||
  ts.isNonNullExpression(node) ||
  ts.isAwaitExpression(node)
    ? unwrapped(node.expression)
    : node;

/** An evaluator over one program. Its answers are lists: one value for each way that the source can go. */
export function evaluator(checker) {
  let steps = 0;

  /** The values of a type that names them one by one. */
  function literalsOf(node) {
    const type = checker.getTypeAtLocation(node);
    const members = type.isUnion() ? type.types : [type];
    return members.every((each) => each.isStringLiteral() || each.isNumberLiteral())
      ? members.map((each) => each.value)
      : null;
  }

  const symbolOf = (node) => {
    const symbol = checker.getSymbolAtLocation(node);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  };

  function property(node, value, name) {
    if (Array.isArray(value) && /^\d+$/.test(name)) return [value[Number(name)] ?? unresolved(node, 'no such element')];
    if (!value?.object) return unresolved(node, 'not an object');
    for (const each of value.object.properties) {
      if (each.name?.getText().replaceAll(/['"]/g, '') !== name) continue;
      if (ts.isPropertyAssignment(each)) return evaluate(each.initializer, value.env);
      if (ts.isShorthandPropertyAssignment(each)) return named(each.name, value.env);
    }
    return unresolved(node, 'no such property');
  }

  const everyProperty = (value) =>
    value.object.properties.flatMap((each) =>
      ts.isPropertyAssignment(each) ? evaluate(each.initializer, value.env) : [],
    );

  /** A name taken out of an object or an array: `const { where } = LISTS[state]`. */
  function taken(element, env) {
    const pattern = element.parent;
    const declaration = pattern.parent;
    if (!ts.isVariableDeclaration(declaration) || !declaration.initializer) {
      if (ts.isParameter(declaration)) throw new NeedsCaller(declaration.parent);
      return unresolved(element, 'taken from nothing constant');
    }
    const key = ts.isArrayBindingPattern(pattern)
      ? String(pattern.elements.indexOf(element))
      : (element.propertyName ?? element.name).getText();
    return evaluate(declaration.initializer, env).flatMap((value) => property(element, value, key));
  }

  function named(node, env) {
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : symbolOf(node);
    const bound = symbol && env.get(symbol);
    if (bound) return bound(env);
    const literals = literalsOf(node);
    if (literals) return literals;
    const declaration = symbol?.valueDeclaration;
    if (!declaration) return unresolved(node, 'not declared');
    if (ts.isParameter(declaration)) throw new NeedsCaller(declaration.parent);
    if (ts.isBindingElement(declaration)) return taken(declaration, env);
    if (ts.isFunctionDeclaration(declaration)) return [{ fn: declaration, env }];
    if (ts.isVariableDeclaration(declaration) && declaration.initializer) {
      if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return unresolved(node, 'changes');
      return evaluate(declaration.initializer, env);
    }
    return unresolved(node, 'not constant');
  }

  function applied(node, { fn, env }, args) {
    const inner = new Map(env);
    fn.parameters.forEach((parameter, nth) => {
      const values = args[nth];
      const symbol = checker.getSymbolAtLocation(parameter.name);
      if (symbol && values) inner.set(symbol, values);
      else if (symbol && parameter.initializer) inner.set(symbol, () => evaluate(parameter.initializer, inner));
    });
    const results = returned(fn);
    if (results.length === 0) unresolved(node, 'gives nothing back');
    return results.flatMap((each) => evaluate(each, inner));
  }

  function method(node, env) {
    const { name, expression } = node.expression;
    const on = evaluate(expression, env);
    const args = node.arguments.map((each) => () => evaluate(each, env));
    return on.flatMap((value) => {
      if (name.text === 'join' && Array.isArray(value)) return args[0]().map((by) => value.join(by));
      if (name.text === 'map' && Array.isArray(value)) {
        const [call] = args[0]();
        return product(value.map((each, nth) => applied(node, call, [() => [each], () => [nth]])));
      }
      if (name.text === 'trim' && typeof value === 'string') return [value.trim()];
      if (value?.object) return property(node, value, name.text).flatMap((fn) => applied(node, fn, args));
      return unresolved(node, 'called');
    });
  }

  function call(node, env) {
    if (ts.isPropertyAccessExpression(node.expression)) return method(node, env);
    const args = node.arguments.map((each) => () => evaluate(each, env));
    return evaluate(node.expression, env).flatMap((fn) =>
      fn?.fn ? applied(node, fn, args) : unresolved(node, 'not a function'),
    );
  }

  function template(node, env) {
    // What stands twice in a text is the same both times.
    const names = [...new Set(node.templateSpans.map((span) => span.expression.getText()))];
    const spans = names.map((name) =>
      evaluate(node.templateSpans.find((span) => span.expression.getText() === name).expression, env),
    );
    return product(spans).map((values) =>
      node.templateSpans.reduce((text, { expression, literal }) => {
        return text + textOf(expression, values[names.indexOf(expression.getText())]) + literal.text;
      }, node.head.text),
    );
  }

  function binary(node, env) {
    const apply = ARITHMETIC[node.operatorToken.kind];
    if (!apply) return unresolved(node, 'operator');
    return product([evaluate(node.left, env), evaluate(node.right, env)]).map(([a, b]) => apply(a, b));
  }

  function element(node, env) {
    return evaluate(node.expression, env).flatMap((value) => {
      try {
        return evaluate(node.argumentExpression, env).flatMap((key) => property(node, value, String(key)));
      } catch (error) {
        if (value?.object && error instanceof Error) return everyProperty(value);
        throw error;
      }
    });
  }

  function evaluate(given, env) {
    steps += 1;
    if (steps > MOST_STEPS) throw new Unresolved('too much to work out');
    const node = unwrapped(given);
    if (ts.isStringLiteralLike(node)) return [node.text];
    if (ts.isNumericLiteral(node)) return [Number(node.text.replaceAll('_', ''))];
    if (ts.isTemplateExpression(node)) return template(node, env);
    if (ts.isIdentifier(node)) return named(node, env);
    if (ts.isConditionalExpression(node)) return [...evaluate(node.whenTrue, env), ...evaluate(node.whenFalse, env)];
    if (ts.isBinaryExpression(node)) return binary(node, env);
    if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return [{ fn: node, env }];
    if (ts.isCallExpression(node)) return call(node, env);
    if (ts.isArrayLiteralExpression(node) && node.elements.length === 0)
      return unresolved(node, 'filled while running');
    if (ts.isArrayLiteralExpression(node)) return product(node.elements.map((each) => evaluate(each, env)));
    if (ts.isObjectLiteralExpression(node)) return [{ object: node, env }];
    if (ts.isElementAccessExpression(node)) return element(node, env);
    if (ts.isPropertyAccessExpression(node)) {
      const literals = literalsOf(node);
      if (literals) return literals;
      return evaluate(node.expression, env).flatMap((value) => property(node, value, node.name.text));
    }
    return unresolved(node, 'not constant');
  }

  return (node, env) => {
    steps = 0;
    return evaluate(node, env);
  };
}
