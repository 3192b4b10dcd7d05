import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { killAt, moments } from '../killed-work.ts';
import { pdfBytes } from './document-server.ts';
import { importAll } from './import-all.ts';
import { filesIn, findingsIn } from './killed-archive.ts';

const count = 20;

/** Kills imports, each in a folder of its own, lets the next one end, and says what is not there once then. */
export async function killImports(folder: string, kills: number, seed: number): Promise<readonly string[]> {
  const inbox = join(folder, 'inbox');
  mkdirSync(inbox, { recursive: true });
  for (let nth = 0; nth < count; nth++) writeFileSync(join(inbox, `I-${nth}.pdf`), pdfBytes(`imported ${nth}`));
  const wrong: string[] = [];
  for (const [kill, moment] of moments(kills, 2 * count, seed).entries()) {
    const place = join(folder, `import-${kill}`);
    mkdirSync(place);
    const script = join(import.meta.dirname, 'import-child.ts');
    await killAt(moment, { script, args: ['import', place, inbox] }, () => {
      rmSync(place, { recursive: true });
      mkdirSync(place);
    });
    const { db, archive, waiting, incoming } = await importAll(place, inbox, () => undefined);
    const numbers = db.prepare<[], string>('SELECT number FROM invoices ORDER BY number').pluck().all();
    const files = filesIn(join(place, 'documents'));
    const findings = await findingsIn(place, archive, db);
    const is = { numbers: new Set(numbers).size, invoices: numbers.length, documents: files.length };
    for (const [what, found] of Object.entries(is)) if (found !== count) wrong.push(`import ${kill}: ${found} ${what}`);
    if (waiting + incoming.length + findings > 0)
      wrong.push(`import ${kill}: ${waiting} wait, ${incoming.length} files left, ${findings} findings`);
    db.close();
    rmSync(place, { recursive: true });
  }
  return wrong;
}
