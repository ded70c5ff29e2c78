// Checks every SQL statement of the sources against a migrated database.
//   node tools/sql/check.mjs URL [FILE...]     prints { checked, places, dynamic, faults } as JSON
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { collect } from './collect.mjs';
import { describer } from './describe.mjs';
import { nullability } from './nullable.mjs';
import { programOf } from './program.mjs';
import { rowChecker } from './row-type.mjs';

const root = resolve(import.meta.dirname, '../..');
const [UPDATE, DELETE] = ['2', '4'];
/** A null that a spec does not expect fails the spec. */
const OF_SPECS = /\.(spec|fixture)\.ts|^apps\/e2e\/|\/bench\//;

/** The branded types that dates and moments arrive as. */
function brandsOf(program) {
  const checker = program.getTypeChecker();
  const brands = {};
  const look = (node) => {
    if (ts.isTypeAliasDeclaration(node) && ['Day', 'Instant'].includes(node.name.text))
      brands[node.name.text] = checker.getTypeAtLocation(node.name);
  };
  for (const file of program.getSourceFiles())
    if (file.fileName.startsWith(join(root, 'libs/policy/src'))) ts.forEachChild(file, look);
  return brands;
}

/** The row of what is said of the whole answer: `Row[]`, or TypeORM's `[Row[], number]` for an UPDATE or DELETE. */
function rowOf({ type, whole }, tree, checker) {
  if (!whole) return { type };
  const changes = tree && [UPDATE, DELETE].includes(tree.commandType);
  const elements = checker.isTupleType(type) ? checker.getTypeArguments(type) : null;
  if (Boolean(changes) !== (elements?.length === 2))
    return {
      fault: changes ? 'an UPDATE or DELETE answers [rows, count]' : 'only an UPDATE or DELETE answers [rows, count]',
    };
  const list = elements ? elements[0] : type;
  return checker.isArrayLikeType(list) ? { type: checker.getTypeArguments(list)[0] } : {};
}

async function check(url, files) {
  const program = programOf(root, files);
  const checker = program.getTypeChecker();
  const { statements, dynamic } = collect(program, root);
  const rowFaults = rowChecker(checker, brandsOf(program));
  const { describe, catalog, end } = await describer(url);
  const known = new Map();
  const faults = [];
  let typed = 0;
  try {
    for (const { place, text, row } of statements) {
      if (!known.has(text)) known.set(text, await describe(text));
      const { error, fields, tree } = known.get(text);
      if (error) faults.push(`${place}: ${error}`);
      if (error || !row) continue;
      const { type, fault } = rowOf(row, tree, checker);
      if (fault) faults.push(`${place}: ${fault}`);
      if (!type) continue;
      typed += 1;
      const nulls = OF_SPECS.test(place) ? [] : nullability(tree, catalog);
      for (const each of rowFaults(type, fields, nulls)) faults.push(`${place}: ${each}`);
    }
  } finally {
    await end();
  }
  return { statements: known.size, places: statements.length, typed, dynamic, faults: [...new Set(faults)] };
}

const [url, ...files] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await check(url, files.length > 0 ? files : undefined)));
