// Payment codes as the window draws them, read back by a reader that is not ours (ZBar). Part of `npm run soak`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'uqr';
import { installPrograms } from '../../build/support/install-programs.ts';
import { mayInstall, missingPrograms, remedyFor, soakPrograms } from '../../build/support/machine.ts';
import { paymentCodeOptions } from '../../shared/sellers/code-picture.ts';
import { paymentCodeOf, type PaymentOrder } from '../../shared/sellers/payment-code.ts';

const dots = 4;
/** As they are: else ZBar guesses what the letters are written in, where banks' apps go by the code's second line. */
const asBytes = ['--quiet', '--nodbus', '--raw', '--oneshot', '-Sbinary'];
const ibans = [
  'DE92760100850031288858',
  'AT611904300234573201',
  'FR1420041010050500013M02606',
  'NL91ABNA0417164300',
  'MT84MALT011000012345MTLCAST001S',
];
const names = [
  'Hetzner Online GmbH',
  'Müller & Söhne KG',
  'Électricité de l’Île S.A.',
  'Łódź Ћирилица Ελλάς 株式会社',
  'X'.repeat(90),
  'ß'.repeat(70),
];
const references = [
  'R0012345678',
  'RF18 5390 0754 7034',
  'Rechnung 2026/0815, Kunde 4711',
  'ä'.repeat(140),
  '€'.repeat(140),
  '漢'.repeat(140),
];
const amounts = [1, 99, 1_999, 49_076, 123_456_789, 99_999_999_999];

/** A grey picture of the squares (PGM), some dots a square. */
function pictureOf(squares: readonly (readonly boolean[])[]): Buffer {
  const rows = squares.flatMap((row) => {
    const line = Buffer.from(row.flatMap((dark) => Array<number>(dots).fill(dark ? 0 : 255)));
    return Array<Buffer>(dots).fill(line);
  });
  const side = String(squares.length * dots);
  return Buffer.concat([Buffer.from(`P5 ${side} ${side} 255\n`), ...rows]);
}

const missing = missingPrograms(soakPrograms.filter(({ program }) => program === 'zbarimg'));
if (missing.length > 0 && !(mayInstall() && installPrograms(missing))) {
  process.stderr.write(`Please ${remedyFor(missing)}\n`);
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'billfold-payment-code-'));
let [codes, wrong] = [0, 0];
try {
  for (const [at, name] of names.entries())
    for (const [place, reference] of references.entries()) {
      const iban = ibans[(at + place) % ibans.length] ?? '';
      const amount = { amount: amounts[(at * 5 + place) % amounts.length] ?? 1, currency: 'EUR' };
      const order: PaymentOrder = { name, iban, amount, reference };
      const code = paymentCodeOf(order);
      const file = join(folder, `${String(codes)}.pgm`);
      if (code !== null) writeFileSync(file, pictureOf(encode(code, paymentCodeOptions).data));
      const read = code === null ? '' : execFileSync('zbarimg', [...asBytes, file], { encoding: 'utf8' });
      codes += 1;
      if (code !== null && read.replace(/\n$/, '') === code) continue;
      wrong += 1;
      process.stdout.write(`payment-code: ${JSON.stringify({ order, code, read })}\n`);
    }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`payment-code: codes=${String(codes)} wrong=${String(wrong)}\n`);
process.exitCode = wrong === 0 && codes > 0 ? 0 : 1;
