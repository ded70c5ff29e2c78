// Finds every SQL statement in the sources: what is given to `rows`, to `row` and to a `query` of a connection.
import { relative } from 'node:path';
import ts from 'typescript';
import { evaluator, NeedsCaller, Unresolved } from './evaluate.mjs';

/** A helper handed through so many others is followed no further. */
const DEEPEST = 4;
/** Where the helpers stand that take a statement from their callers. */
const HELPERS_FILE = 'libs/core/src/db/tx.ts';
const HELPERS = ['rows', 'row'];

/** The argument of a call that is SQL; null for a call that asks no database. */
function sqlOf(call, checker) {
  const { expression } = call;
  if (ts.isIdentifier(expression) && HELPERS.includes(expression.text)) {
    const declared = checker.getResolvedSignature(call)?.declaration;
    return declared?.getSourceFile().fileName.endsWith(HELPERS_FILE) ? (call.arguments[1] ?? null) : null;
  }
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'query') return null;
  const type = checker.getTypeAtLocation(call.arguments[0] ?? call);
  // A query of a URL or a form takes objects.
  return call.arguments[0] && (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.Any)) !== 0
    ? call.arguments[0]
    : null;
}

/** The type that the rows of a call are said to have; null where nothing is said. */
function rowType(call, checker) {
  const [given] = call.typeArguments ?? [];
  if (given) return { type: checker.getTypeFromTypeNode(given), whole: false };
  let node = call.parent;
  while (ts.isAwaitExpression(node) || ts.isParenthesizedExpression(node)) node = node.parent;
  if (ts.isAsExpression(node)) return { type: checker.getTypeFromTypeNode(node.type), whole: true };
  return null;
}

const isUnder = (node, above) =>
  node.getSourceFile() === above.getSourceFile() && node.pos >= above.pos && node.end <= above.end;

/** The name that a function is called by. */
const nameOf = (fn) =>
  (
    fn.name ?? (ts.isVariableDeclaration(fn.parent) || ts.isPropertyAssignment(fn.parent) ? fn.parent.name : null)
  )?.getText() ?? null;

/** Every call, by the name of what it calls. */
function callsByName(files) {
  const calls = new Map();
  const look = (node) => {
    if (ts.isCallExpression(node)) {
      const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
      const known = calls.get(called.text);
      if (known) known.push(node);
      else calls.set(called.text, [node]);
    }
    ts.forEachChild(node, look);
  };
  for (const file of files) look(file);
  return calls;
}

/** The type that a caller gives a type parameter of the function; the type itself when it is none of these. */
function typeFor(row, fn, call, checker) {
  if (!row || !(row.type.flags & ts.TypeFlags.TypeParameter)) return row;
  const nth = (fn.typeParameters ?? []).findIndex((each) => checker.getTypeAtLocation(each) === row.type);
  const given = call.typeArguments?.[nth];
  return given ? { ...row, type: checker.getTypeFromTypeNode(given) } : null;
}

/**
 * Every statement, with the place that it stands at and the type of its rows; and the places whose statement only running
 * can know, with the reason.
 */
export function collect(program, root) {
  const checker = program.getTypeChecker();
  const evaluate = evaluator(checker);
  const files = program
    .getSourceFiles()
    .filter((file) => !file.isDeclarationFile && !/\/(node_modules|migrations|dist)\//.test(file.fileName));
  let calls = null;
  const statements = [];
  const dynamic = [];

  const placeOf = (node) => {
    const file = node.getSourceFile();
    return `${relative(root, file.fileName)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
  };

  function resolve({ call, sql, row, env, place, through }) {
    try {
      for (const text of new Set(evaluate(sql, env))) {
        if (typeof text === 'string') statements.push({ place, text, row, call });
        else throw new Unresolved('not a text');
      }
    } catch (error) {
      if (error instanceof Unresolved) {
        dynamic.push({ place, why: error.message });
      } else if (error instanceof NeedsCaller) {
        calls ??= callsByName(files);
        const fn = error.declaration;
        const callers = (calls.get(nameOf(fn)) ?? []).filter(
          (each) => !isUnder(each, fn) && checker.getResolvedSignature(each)?.declaration === fn,
        );
        const stop = through.includes(fn) || through.length >= DEEPEST;
        if (callers.length === 0 || stop) dynamic.push({ place, why: 'nobody calls it with a text' });
        for (const caller of stop ? [] : callers) {
          const inner = new Map(env);
          fn.parameters.forEach((parameter, nth) => {
            const symbol = checker.getSymbolAtLocation(parameter.name);
            const given = caller.arguments[nth] ?? parameter.initializer;
            if (symbol && given) inner.set(symbol, (now) => evaluate(given, now));
          });
          const at = `${place} (from ${placeOf(caller)})`;
          resolve({
            call,
            sql,
            row: typeFor(row, fn, caller, checker),
            env: inner,
            place: at,
            through: [...through, fn],
          });
        }
      } else throw error;
    }
  }

  const look = (node) => {
    if (ts.isCallExpression(node)) {
      const sql = sqlOf(node, checker);
      if (sql)
        resolve({ call: node, sql, row: rowType(node, checker), env: new Map(), place: placeOf(node), through: [] });
    }
    ts.forEachChild(node, look);
  };
  for (const file of files) if (!file.fileName.endsWith(HELPERS_FILE)) look(file);
  return { statements, dynamic };
}
