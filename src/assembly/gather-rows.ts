/** @file Moving rows by index, with a fill row and a table to add; and the gradients of the fill row and the table. */

/**
 * y[r] = (index[r] ≥ 0 ? x[index[r]] : fill or 0) + (table ? table[tableIndex ? tableIndex[r] : r mod tableRows] : 0)
 * fill, table and tableIndex may be 0; width a multiple of 4. Index speaks of one image's rows: row r of y belongs to
 * image r / perImage, whose rows in x begin at imageSources of the image.
 */
export function gatherRows(
  x: usize,
  index: usize,
  fill: usize,
  table: usize,
  tableIndex: usize,
  y: usize,
  rows: i32,
  width: i32,
  tableRows: i32,
  perImage: i32,
  imageSources: i32,
): void {
  const bytes = <usize>(width * 4);
  let inImage = 0;
  for (let r = 0; r < rows; r++) {
    if (inImage == perImage) {
      inImage = 0;
      x += <usize>imageSources * bytes;
    }
    const source = i32.load(index + <usize>(inImage * 4));
    inImage++;
    const from = source >= 0 ? x + <usize>source * bytes : fill;
    if (from != 0) memory.copy(y, from, bytes);
    else memory.fill(y, 0, bytes);
    if (table != 0) {
      const at = tableIndex != 0 ? i32.load(tableIndex + <usize>(r * 4)) : r % tableRows;
      const row = table + <usize>at * bytes;
      for (let c: usize = 0; c < bytes; c += 16) {
        v128.store(y + c, f32x4.add(v128.load(y + c), v128.load(row + c)));
      }
    }
    y += bytes;
  }
}

/** dfill[width] = Σ dy[r] over the rows with index[r mod perImage] < 0 */
export function gatherRowsBackwardFill(
  dy: usize,
  index: usize,
  dfill: usize,
  rows: i32,
  width: i32,
  perImage: i32,
): void {
  const bytes = <usize>(width * 4);
  memory.fill(dfill, 0, bytes);
  for (let r = 0; r < rows; r++) {
    if (i32.load(index + <usize>((r % perImage) * 4)) < 0) {
      for (let c: usize = 0; c < bytes; c += 16) {
        v128.store(dfill + c, f32x4.add(v128.load(dfill + c), v128.load(dy + c)));
      }
    }
    dy += bytes;
  }
}

/** dtable[tableRows, width] = Σ of the rows dy[r] with tableIndex[r] (r mod tableRows if tableIndex is 0) = t */
export function gatherRowsBackwardTable(
  dy: usize,
  tableIndex: usize,
  dtable: usize,
  rows: i32,
  width: i32,
  tableRows: i32,
): void {
  const bytes = <usize>(width * 4);
  memory.fill(dtable, 0, <usize>tableRows * bytes);
  for (let r = 0; r < rows; r++) {
    const at = tableIndex != 0 ? i32.load(tableIndex + <usize>(r * 4)) : r % tableRows;
    const row = dtable + <usize>at * bytes;
    for (let c: usize = 0; c < bytes; c += 16) {
      v128.store(row + c, f32x4.add(v128.load(row + c), v128.load(dy + c)));
    }
    dy += bytes;
  }
}
