// A workbook as somebody changes it in Excel: the parts of the ZIP are read, a text is replaced, and it is packed again.
import { crc32, inflateRawSync } from 'node:zlib';

/** The same workbook in which each text stands as `change` makes it. */
export function edited(bytes, change) {
  return pack(unpack(bytes).map(([name, data]) => [name, /sheet\d+\.xml$|sharedStrings\.xml$/.test(name) ? Buffer.from(change(data.toString())) : data]));
}

/** Name and content of each part, by the table at the end. */
function unpack(bytes) {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = bytes.readUInt32LE(end + 16);
  return Array.from({ length: bytes.readUInt16LE(end + 10) }, () => {
    const [method, packed, nameSize] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const name = bytes.toString('utf8', at + 46, at + 46 + nameSize);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const data = bytes.subarray(start, start + packed);
    at += 46 + nameSize + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    return [name, method === 0 ? data : inflateRawSync(data)];
  });
}

/** Stored as they are. */
function pack(parts) {
  const [locals, table] = [[], []];
  let offset = 0;
  for (const [name, data] of parts) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt32LE(crc32(data), 10);
    fields.writeUInt32LE(data.length, 14);
    fields.writeUInt32LE(data.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const [local, entry, rest] = [Buffer.from('PK\x03\x04', 'latin1'), Buffer.from('PK\x01\x02\x14\x00', 'latin1'), Buffer.alloc(14)];
    rest.writeUInt32LE(offset, 10);
    locals.push(local, fields, Buffer.from(name), data);
    table.push(entry, fields, rest, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + data.length;
  }
  const size = table.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  [8, 10].forEach((at) => end.writeUInt16LE(parts.length, at));
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...table, end]);
}

/** The same with other texts in the place of these. */
export const repacked = (bytes, texts) => edited(bytes, (xml) => texts.reduce((text, [before, after]) => text.replaceAll(before, after), xml));

/** All texts of a workbook, as XML. */
export function cells(bytes) {
  return unpack(bytes).find(([name]) => name === 'xl/sharedStrings.xml')[1].toString();
}
