// Columns → records. Written by `kg/draw/columns.py`.

/** Return the records that columns hold, each a new object of the class `Made`. */
export function recordsOf({ count, fields }, Made = Object) {
  const made = Array.from({ length: count }, () => new Made());
  for (const [key, column] of Object.entries(fields)) {
    const read = reader(column);
    if (column.all) {
      for (let i = 0; i < count; i += 1) if (column.all[i] !== null) made[i][key] = read(column.all[i]);
    } else column.at.forEach((place, i) => (made[place][key] = read(column.is[i])));
  }
  return made;
}

function reader({ of: table }) {
  if (!table) return (value) => value;
  return (value) => (Array.isArray(value) ? value.map((place) => table[place]) : table[value]);
}
