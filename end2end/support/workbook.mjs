// A workbook as a translator's program would change it: unpacked, some texts replaced, packed again.
import { crc32, inflateRawSync } from 'node:zlib';

const STRINGS = 'xl/sharedStrings.xml';

/** The parts of a ZIP by their names, read from its table of contents. */
function parts(zip) {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let count = zip.readUInt16LE(end + 10); count > 0; count--) {
    const [method, size, name, extra, comment] = [10, 20, 28, 30, 32].map((offset) => (offset === 20 ? zip.readUInt32LE(at + 20) : zip.readUInt16LE(at + offset)));
    const local = zip.readUInt32LE(at + 42);
    const begin = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(begin, begin + size);
    found.set(zip.toString('utf8', at + 46, at + 46 + name), method === 0 ? data : inflateRawSync(data));
    at += 46 + name + extra + comment;
  }
  return found;
}

/** A ZIP in which every part lies as it is. */
function packed(parts) {
  const [files, table] = [[], []];
  let at = 0;
  for (const [name, data] of parts) {
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt32LE(crc32(data), 10);
    head.writeUInt32LE(data.length, 14);
    head.writeUInt32LE(data.length, 18);
    head.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), head, Buffer.from(name), data]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    table.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), head, place, Buffer.from(name)]));
    files.push(file);
    at += file.length;
  }
  const contents = Buffer.concat(table);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(table.length, 8);
  end.writeUInt16LE(table.length, 10);
  end.writeUInt32LE(contents.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, contents, end]);
}

/** All texts of a workbook, as XML. */
export const cells = (zip) => parts(zip).get(STRINGS).toString();

/** The workbook with other texts in the place of these. */
export function repacked(zip, texts) {
  const all = parts(zip);
  const changed = texts.reduce((xml, [before, after]) => xml.replaceAll(before, after), all.get(STRINGS).toString());
  all.set(STRINGS, Buffer.from(changed));
  return packed(all);
}
