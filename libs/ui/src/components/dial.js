/** The value after a key; a key that does not fit changes nothing. */
export function dial(value, key, shape) {
    if (key === 'clear')
        return '';
    if (key === 'erase')
        return value.slice(0, -1);
    const point = value.indexOf('.');
    if (key === '.')
        return point === -1 && value !== '' && shape.decimals > 0 ? `${value}.` : value;
    const room = point === -1 ? value.length < shape.digits : value.length - point - 1 < shape.decimals;
    return room ? value + key : value;
}
/** A key of a keyboard as a key of the pad; null for any other. */
export function dialKey(key) {
    if (/^\d$/.test(key))
        return key;
    if (key === '.' || key === ',')
        return '.';
    if (key === 'Backspace')
        return 'erase';
    if (key === 'Delete')
        return 'clear';
    return null;
}
