// Draws every size and format of the icons from the SVGs beside this file:  node build/icons/draw.ts
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findChromium } from '@billfold/chromium-host';
import { inProject, say } from '../support/project.ts';

const packaged = inProject('build', 'icons');
const inProgram = inProject('electron', 'windows', 'icons');

const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];
/** Of the notification area, at 100 % to 300 %. */
const windowsTraySizes = [16, 20, 24, 32, 40, 48];
/** Chunk names of Apple's icon format for PNG images of these widths. */
const macSizes = new Map([
  [128, 'ic07'],
  [256, 'ic08'],
  [512, 'ic09'],
  [1024, 'ic10'],
]);

/** What the tray's icon says besides that Billfold runs: `electron/windows/tray-state.ts`. */
const trayStates: readonly TrayMark[] = [
  { name: 'watching', colour: '#1a7f37', mark: 'M7 12.5l3.5 3.5L17 9' },
  { name: 'to-do', colour: '#b35900', mark: 'M12 6.5v6M12 17v.1' },
  { name: 'unwatched', colour: '#c62828', mark: 'M8 8l8 8M16 8l-8 8' },
];

const executablePath = findChromium();
if (executablePath === null) throw new Error('Drawing the icons needs Chromium: npm run setup');
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  const page = await browser.newPage();
  const icon = (size: number) => draw(page, svgOf('icon.svg'), size);
  const template = (size: number) => draw(page, svgOf('tray-template.svg'), size);

  for (const size of linuxSizes) save(join(packaged, 'linux', `${String(size)}x${String(size)}.png`), await icon(size));
  save(join(packaged, 'icon.ico'), windowsIcon(await allOf(windowsSizes, icon)));
  save(join(packaged, 'icon.icns'), macIcon(await allOf([...macSizes.keys()], icon)));

  save(join(inProgram, 'tray.png'), await icon(32));
  save(join(inProgram, 'tray.ico'), windowsIcon(await allOf(windowsTraySizes, icon)));
  save(join(inProgram, 'trayTemplate.png'), await template(16));
  save(join(inProgram, 'trayTemplate@2x.png'), await template(32));
  for (const state of trayStates) {
    const marked = (size: number) => draw(page, withBadge(svgOf('icon.svg'), state), size);
    save(join(inProgram, `tray-${state.name}.png`), await marked(32));
    save(join(inProgram, `tray-${state.name}.ico`), windowsIcon(await allOf(windowsTraySizes, marked)));
    if (state.name === 'watching') continue;
    const black = (size: number) => draw(page, withBlackBadge(svgOf('tray-template.svg'), state), size);
    save(join(inProgram, `tray-${state.name}Template.png`), await black(16));
    save(join(inProgram, `tray-${state.name}Template@2x.png`), await black(32));
  }
} finally {
  await browser.close();
}

function svgOf(file: string): string {
  return readFileSync(join(packaged, file), 'utf8');
}

interface TrayMark {
  readonly name: string;
  readonly colour: string;
  /** In a square of 24, drawn as a line. */
  readonly mark: string;
}

/** A state by colour and shape, over the lower right of an icon of 512. */
function withBadge(svg: string, { colour, mark }: TrayMark): string {
  const badge = `<g transform="translate(232 232) scale(11.5)">
    <circle cx="12" cy="12" r="12" fill="#ffffff" /><circle cx="12" cy="12" r="10.4" fill="${colour}" />
    <path d="${mark}" fill="none" stroke="#ffffff" stroke-width="3.4" stroke-linecap="round" stroke-linejoin="round" /></g>`;
  return svg.replace('</svg>', `${badge}</svg>`);
}

/** The same where there is no colour: cut out of a black shape of 32. */
function withBlackBadge(svg: string, { mark }: TrayMark): string {
  const [, attributes = '', shape = ''] = /<svg([^>]*)>([\s\S]*)<\/svg>/.exec(svg) ?? [];
  return `<svg${attributes}><mask id="m"><rect width="32" height="32" fill="#fff" /><circle cx="23" cy="23" r="10" fill="#000" /></mask>
    <g mask="url(#m)">${shape}</g><g transform="translate(14 14) scale(.75)">
    <path d="${mark}" fill="none" stroke="#000" stroke-width="4" stroke-linecap="round" stroke-linejoin="round" /></g></svg>`;
}

async function draw(page: Page, drawn: string, size: number): Promise<Buffer> {
  const svg = Buffer.from(drawn).toString('base64');
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(
    `<body style="margin:0"><img width="${String(size)}" height="${String(size)}" style="display:block"
      src="data:image/svg+xml;base64,${svg}"></body>`,
  );
  return await page.locator('img').screenshot({ omitBackground: true });
}

async function allOf(sizes: readonly number[], drawAt: (size: number) => Promise<Buffer>) {
  const images: { size: number; png: Buffer }[] = [];
  for (const size of sizes) images.push({ size, png: await drawAt(size) });
  return images;
}

interface Image {
  readonly size: number;
  readonly png: Buffer;
}

/** Windows' ICO: a directory of 16-byte entries, then the PNG images (Windows Vista and later read them). */
function windowsIcon(images: readonly Image[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

/** Apple's ICNS: chunks of a four-letter name, their length with this header (big-endian), and a PNG image. */
function macIcon(images: readonly Image[]): Buffer {
  const chunks = images.map(({ size, png }) => chunk(macSizes.get(size) ?? '', png));
  return chunk('icns', Buffer.concat(chunks));
}

function chunk(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(name, 0, 'latin1');
  header.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([header, content]);
}

function save(file: string, content: Buffer): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  say(`${file} (${String(content.length)} bytes)`);
}
