// Holds the type that a source gives its rows to the columns that PostgreSQL describes.
import ts from 'typescript';

const NUMBERS = [20, 21, 23, 26, 700, 701];
const TEXTS = [18, 19, 25, 705, 1042, 1043, 1083, 1700, 2278, 2950, 5069, 2205];
/** Types by their number, as `libs/core/src/db/types.ts` reads them. */
const WIRE = new Map([
  ...NUMBERS.map((oid) => [oid, 'number']),
  ...TEXTS.map((oid) => [oid, 'string']),
  [16, 'boolean'],
  [17, 'Buffer'],
  [1082, 'Day'],
  [1184, 'Instant'],
  [114, 'json'],
  [3802, 'json'],
]);
const ARRAYS = new Map([
  [1000, 'boolean'],
  [1001, 'Buffer'],
  [1005, 'number'],
  [1007, 'number'],
  [1021, 'number'],
  [1022, 'number'],
  [1009, 'string'],
  [1015, 'string'],
  [2951, 'string'],
  [199, 'json'],
  [3807, 'json'],
]);

const EMPTY = ts.TypeFlags.Null | ts.TypeFlags.Undefined;

/** What a column is on arrival; null for a type that no source may ask for. */
function arrives(oid) {
  const plain = WIRE.get(oid);
  if (plain) return { name: plain, array: false };
  const element = ARRAYS.get(oid);
  return element ? { name: element, array: true } : null;
}

/** A checker of rows over one program; `brands` are the types Day and Instant. */
export function rowChecker(checker, brands) {
  const membersOf = (type) => (type.isUnion() ? type.types : [type]);
  const open = (type) => (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0;
  const isNullable = (type) => membersOf(type).some((each) => each.flags & EMPTY);

  const fits = {
    number: (type) => checker.isTypeAssignableTo(type, checker.getNumberType()) && !is(type, brands.Instant),
    string: (type) => checker.isTypeAssignableTo(type, checker.getStringType()) && !is(type, brands.Day),
    boolean: (type) => checker.isTypeAssignableTo(type, checker.getBooleanType()),
    Day: (type) => checker.isTypeAssignableTo(brands.Day, type),
    Instant: (type) => checker.isTypeAssignableTo(brands.Instant, type),
    Buffer: (type) => ['Buffer', 'Uint8Array'].includes(type.symbol?.name),
    // What is inside is the business of whoever wrote it.
    json: () => true,
  };
  const is = (type, brand) => checker.isTypeAssignableTo(type, brand) && !(type.flags & ts.TypeFlags.Never);

  function typeFault(type, oid) {
    const wire = arrives(oid);
    if (!wire) return `comes as PostgreSQL's type ${oid}, which is not read`;
    const said = checker.typeToString(type);
    const some = checker.getNonNullableType(type);
    if (open(some)) return null;
    if (!wire.array) {
      const parts = wire.name === 'boolean' || wire.name === 'json' ? [some] : membersOf(some);
      return parts.every(fits[wire.name]) ? null : `is ${said}, but comes as ${wire.name}`;
    }
    if (!checker.isArrayLikeType(some)) return `is ${said}, but comes as ${wire.name}[]`;
    const [element] = checker.getTypeArguments(some);
    const plain = element && checker.getNonNullableType(element);
    return !plain || open(plain) || membersOf(plain).every(fits[wire.name])
      ? null
      : `is ${said}, but comes as ${wire.name}[]`;
  }

  function columnFault(type, field, mayBeNull) {
    const fault = typeFault(type, field.dataTypeID);
    if (fault) return fault;
    if (open(type) || mayBeNull === '?') return null;
    if (mayBeNull === 'yes' && !isNullable(type)) return `is ${checker.typeToString(type)}, but may be null`;
    return null;
  }

  /** What is wrong with the type of a row, a sentence each. */
  return function rowFaults(type, fields, nulls) {
    if (open(type)) return [];
    const faults = [];
    const names = new Set(fields.map((field) => field.name));
    for (const property of checker.getPropertiesOfType(type)) {
      const optional = property.flags & ts.SymbolFlags.Optional;
      if (!names.has(property.name) && !optional) faults.push(`"${property.name}" is not selected`);
    }
    fields.forEach((field, nth) => {
      const property = checker.getPropertyOfType(type, field.name);
      const fault = property
        ? columnFault(checker.getTypeOfSymbol(property), field, nulls[nth] ?? '?')
        : 'is selected, but the type has no such field';
      if (fault) faults.push(`"${field.name}" ${fault}`);
    });
    return faults;
  };
}
