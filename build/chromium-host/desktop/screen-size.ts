/*
 * Prints the size of the X11 display's first screen as "WIDTHxHEIGHT". A program of its own, because Electron's `screen`
 * answers at once and Node reads sockets only asynchronously. The reply to the connection setup holds the size
 * (X Window System Protocol, section 8).
 */
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';

const protocol = 'MIT-MAGIC-COOKIE-1';
const display = /^(?:unix|localhost)?:(\d+)(?:\.\d+)?$/.exec(process.env['DISPLAY'] ?? '')?.[1];
if (display === undefined) process.exit(1);

/** Records of family, address, display number, name and data, each with a two-byte length before it. */
function cookie(number: string): Buffer {
  const file = process.env['XAUTHORITY'] ?? join(homedir(), '.Xauthority');
  if (!existsSync(file)) return Buffer.alloc(0);
  const bytes = readFileSync(file);
  let at = 0;
  const field = (): Buffer => {
    const length = bytes.readUInt16BE(at);
    at += 2 + length;
    return bytes.subarray(at - length, at);
  };
  while (at + 4 < bytes.length) {
    at += 2;
    field();
    const [screen, name, data] = [field().toString(), field().toString(), field()];
    if (name === protocol && (screen === number || screen === '')) return data;
  }
  return Buffer.alloc(0);
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);

const data = cookie(display);
const name = Buffer.from(data.length === 0 ? '' : protocol);
const greeting = Buffer.alloc(12);
greeting.write('l', 0);
greeting.writeUInt16LE(11, 2);
greeting.writeUInt16LE(name.length, 6);
greeting.writeUInt16LE(data.length, 8);

let reply = Buffer.alloc(0);
const socket = connect(`/tmp/.X11-unix/X${display}`);
socket.on('error', () => process.exit(1));
socket.write(Buffer.concat([greeting, padded(name), padded(data)]));
socket.on('data', (chunk) => {
  reply = Buffer.concat([reply, chunk]);
  if (reply.length < 8 || reply.length < 8 + reply.readUInt16LE(6) * 4) return;
  if (reply[0] !== 1) process.exit(1);
  const vendor = reply.readUInt16LE(24);
  const formats = reply.readUInt8(29);
  const screen = 40 + Math.ceil(vendor / 4) * 4 + formats * 8;
  process.stdout.write(`${reply.readUInt16LE(screen + 20)}x${reply.readUInt16LE(screen + 22)}`);
  socket.end();
});
