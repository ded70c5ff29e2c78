import { Fragment as _Fragment, jsx as _jsx, jsxs as _jsxs } from "preact/jsx-runtime";
const SORT = { up: 'ascending', down: 'descending', no: 'none' };
/** Lines between rows only, numbers right. */
export function Table(props) {
    const { columns, rows, onChoose } = props;
    if (rows.length === 0 && props.empty !== undefined)
        return _jsx(_Fragment, { children: props.empty });
    return (_jsxs("table", { class: `cs-table${onChoose ? ' cs-choosable' : ''}`, children: [_jsx("caption", { class: "cs-unseen", children: props.caption }), _jsx("thead", { children: _jsx("tr", { children: columns.map((column) => (_jsx("th", { scope: "col", class: column.num ? 'cs-num' : undefined, style: column.width ? { width: column.width } : undefined, "aria-sort": column.sorted && SORT[column.sorted], children: column.onSort ? (_jsxs("button", { type: "button", onClick: column.onSort, children: [column.head, _jsx("span", { "aria-hidden": "true", children: column.sorted === 'up' ? ' ▲' : column.sorted === 'down' ? ' ▼' : '' })] })) : (column.head) }, column.key))) }) }), _jsx("tbody", { children: rows.map((row) => (_jsx("tr", { tabIndex: onChoose ? 0 : undefined, "aria-current": props.selected?.(row) ? 'true' : undefined, onClick: onChoose && (() => onChoose(row)), onKeyDown: onChoose &&
                        ((event) => {
                            if (event.key === 'Enter' && event.target === event.currentTarget)
                                onChoose(row);
                        }), children: columns.map((column) => (_jsx("td", { class: column.num ? 'cs-num' : undefined, children: column.cell(row) }, column.key))) }, props.keyOf(row)))) })] }));
}
