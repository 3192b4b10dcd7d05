import { createHash } from 'node:crypto';

/** Of Billfold's own making; ids of other names in it would be others. */
const namespace = Buffer.from('6f7a3b0e2c5d4f8a9b1e7d3c5a906214', 'hex');

/** A UUID v5 (RFC 9562) of an invoice's document: the same invoice with the same bytes has the same one, whenever it is asked for. */
export function documentGuid(key: string, sha256: string): string {
  const bytes = createHash('sha1').update(namespace).update(`${key} ${sha256}`).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
