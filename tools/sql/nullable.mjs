// Whether a column of a statement can be null, from PostgreSQL's tree of it: 'no', 'yes', or '?' where it cannot be said.

const SELECT = '1';
const JOIN = { inner: '0', left: '1', full: '2', right: '3' };
const FROM = { table: '0', subquery: '1', join: '2', cte: '6', group: '9' };
const SUBLINK = { exists: '0', expression: '4', array: '6' };
/** Functions that give something for whatever they are given. */
const ALWAYS = new Set([
  'now',
  'concat',
  'concat_ws',
  'jsonb_build_object',
  'jsonb_build_array',
  'json_build_object',
  'gen_random_uuid',
  'format',
]);
/** Strict functions that give null for something, too. */
const SOMETIMES =
  /^(jsonb?_(object_field|array_element|extract_path)|substring|regexp|to_regclass|array_(length|upper|lower|position)|lag|lead|nullif|lower_inf)/;
const COLLECTS = /^(array_agg|jsonb?_agg|jsonb?_object_agg|string_agg)/;

const all = (answers) => (answers.every((each) => each === 'no') ? 'no' : '?');
const either = (answers) => (answers.includes('yes') ? 'yes' : all(answers));

/** The columns that the conditions of a statement let through only when they are something. */
function required(query, functions) {
  const found = new Set();
  const variable = (node) => {
    if (node?.kind === 'VAR' && node.varlevelsup === '0') found.add(`${node.varno}.${node.varattno}`);
    else if (node?.kind === 'RELABELTYPE' || node?.kind === 'COERCEVIAIO') variable(node.arg);
    else if ((node?.kind === 'OPEXPR' || node?.kind === 'FUNCEXPR') && isStrict(node))
      (node.args ?? []).forEach(variable);
  };
  const isStrict = (node) => functions.get(node.opfuncid ?? node.funcid)?.strict === true;
  const holds = (node) => {
    if (!node) return;
    if (node.kind === 'BOOLEXPR' && node.boolop === 'and') node.args.forEach(holds);
    else if (node.kind === 'BOOLEXPR' && node.boolop === 'not') variable(node.args[0]);
    else if (node.kind === 'NULLTEST' && node.nulltesttype === '1') variable(node.arg);
    else if (node.kind === 'BOOLEANTEST' && ['0', '2'].includes(node.booltesttype)) variable(node.arg);
    else if (node.kind === 'SCALARARRAYOPEXPR' && node.useOr === 'true') variable(node.args[0]);
    else variable(node);
  };
  const from = (node) => {
    if (node?.kind === 'FROMEXPR') {
      holds(node.quals);
      (node.fromlist ?? []).forEach(from);
    }
    if (node?.kind !== 'JOINEXPR') return;
    if (node.jointype === JOIN.inner) holds(node.quals);
    if (node.jointype === JOIN.inner || node.jointype === JOIN.left) from(node.larg);
    if (node.jointype === JOIN.inner || node.jointype === JOIN.right) from(node.rarg);
  };
  from(query.jointree);
  return { columns: found, tables: new Set([...found].map((each) => each.split('.')[0])) };
}

const outputs = (query) =>
  (query.commandType === SELECT ? query.targetList : query.returningList)?.filter((each) => each.resjunk === 'false') ??
  [];

/** The answers for the columns of a statement, in their order. */
export function nullability(tree, { notNull, functions }) {
  const nameOf = (oid) => functions.get(oid)?.name ?? '';

  /** A query with what surrounds it. */
  const scopeOf = (query, outer) => ({ query, outer, required: required(query, functions) });

  function column(query, nth, outer) {
    const scope = scopeOf(query, outer);
    if (!query.setOperations) return of(outputs(query)[nth]?.expr, scope);
    const leaves = [];
    const leaf = (node) => {
      if (node.kind === 'SETOPERATIONSTMT') [node.larg, node.rarg].forEach(leaf);
      else leaves.push(query.rtable[Number(node.rtindex) - 1].subquery);
    };
    leaf(query.setOperations);
    return either(leaves.map((each) => column(each, nth, scope)));
  }

  const busy = new Set();
  function common(entry, nth, scope) {
    let around = scope;
    for (let up = Number(entry.ctelevelsup); up > 0 && around; up -= 1) around = around.outer;
    const cte = around?.query.cteList?.find((each) => each.ctename === entry.ctename);
    if (!cte) return '?';
    // A recursive one adds nothing that its other part does not say.
    if (busy.has(cte)) return 'no';
    busy.add(cte);
    try {
      return column(cte.ctequery, nth, around);
    } finally {
      busy.delete(cte);
    }
  }

  function variable(node, scope) {
    let around = scope;
    for (let up = Number(node.varlevelsup); up > 0 && around; up -= 1) around = around.outer;
    const entry = around?.query.rtable?.[Number(node.varno) - 1];
    if (!entry) return '?';
    const nth = Number(node.varattno);
    if (around.required.columns.has(`${node.varno}.${nth}`)) return 'no';
    const outer = node.varnullingrels.length > 1 && !around.required.tables.has(node.varno);
    if (outer) return 'yes';
    if (nth <= 0) return 'no';
    if (entry.rtekind === FROM.table) return notNull.has(`${entry.relid}.${nth}`) ? 'no' : 'yes';
    if (entry.rtekind === FROM.subquery) return column(entry.subquery, nth - 1, around);
    if (entry.rtekind === FROM.join) return of(entry.joinaliasvars[nth - 1], around);
    if (entry.rtekind === FROM.group) return of(entry.groupexprs[nth - 1], around);
    if (entry.rtekind === FROM.cte) return common(entry, nth - 1, around);
    return '?';
  }

  function aggregate(node, scope) {
    const name = nameOf(node.aggfnoid);
    if (name === 'count') return 'no';
    if (!scope.query.groupClause || node.aggfilter) return 'yes';
    if (COLLECTS.test(name)) return 'no';
    return of(node.args?.[0]?.expr, scope);
  }

  function strict(node, scope) {
    const known = functions.get(node.funcid ?? node.opfuncid);
    if (!known) return '?';
    if (!known.strict) return ALWAYS.has(known.name) ? 'no' : '?';
    const args = (node.args ?? []).map((each) => of(each, scope));
    if (args.includes('yes')) return 'yes';
    return SOMETIMES.test(known.name) ? '?' : all(args);
  }

  function sublink(node, scope) {
    if (node.subLinkType === SUBLINK.exists || node.subLinkType === SUBLINK.array) return 'no';
    if (node.subLinkType !== SUBLINK.expression) return '?';
    const inner = node.subselect;
    const answer = column(inner, 0, scope);
    // An aggregate of everything always has a row; whether another query has one is the facts' matter.
    const hasRow = inner.hasAggs === 'true' && !inner.groupClause && !inner.havingQual;
    return answer === 'no' && !hasRow ? '?' : answer;
  }

  function cases(node, scope) {
    const results = [...(node.args ?? []).map((each) => each.result), node.defresult];
    if (results.some((each) => !each || (each.kind === 'CONST' && each.constisnull === 'true'))) return 'yes';
    return all(results.map((each) => of(each, scope)));
  }

  const kinds = {
    VAR: variable,
    CONST: (node) => (node.constisnull === 'true' ? 'yes' : 'no'),
    RELABELTYPE: (node, scope) => of(node.arg, scope),
    COERCEVIAIO: (node, scope) => of(node.arg, scope),
    ARRAYCOERCEEXPR: (node, scope) => of(node.arg, scope),
    COLLATEEXPR: (node, scope) => of(node.arg, scope),
    COALESCEEXPR: (node, scope) => {
      const args = node.args.map((each) => of(each, scope));
      if (args.includes('no')) return 'no';
      return args.every((each) => each === 'yes') ? 'yes' : '?';
    },
    MINMAXEXPR: (node, scope) => (node.args.some((each) => of(each, scope) === 'no') ? 'no' : '?'),
    AGGREF: aggregate,
    FUNCEXPR: strict,
    OPEXPR: strict,
    SCALARARRAYOPEXPR: (node, scope) => all(node.args.map((each) => of(each, scope))),
    BOOLEXPR: (node, scope) => all(node.args.map((each) => of(each, scope))),
    NULLTEST: () => 'no',
    BOOLEANTEST: () => 'no',
    DISTINCTEXPR: () => 'no',
    ARRAYEXPR: () => 'no',
    ARRAY: () => 'no',
    ROWEXPR: () => 'no',
    SQLVALUEFUNCTION: () => 'no',
    SUBLINK: sublink,
    CASEEXPR: cases,
    CASE: cases,
  };

  function of(node, scope) {
    return node ? (kinds[node.kind]?.(node, scope) ?? '?') : '?';
  }

  return tree ? outputs(tree).map((_, nth) => column(tree, nth, null)) : [];
}
