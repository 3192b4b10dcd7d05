import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CheckId,
  checkIds,
  type DiagnosisCode,
  diagnoses,
  type DoctorReport,
  type ValueKind,
  verdictOf,
} from '#shared/doctor.ts';
import { reportText } from '#shared/doctor-report.ts';
import { diagnosisWords } from '#shared/messages/doctor-words.ts';
import { languages, translateIn } from '#shared/messages/index.ts';

const codes = Object.keys(diagnoses) as DiagnosisCode[];
const kindsOf = (code: DiagnosisCode): Readonly<Record<string, ValueKind>> => diagnoses[code].values;

/** A customer's name, key, path or amount, as it could come into any value. */
const private_ = fc.constantFrom(
  ...[
    'CANARY GmbH',
    '/home/canary/Acme CANARY',
    'C:\\Users\\CANARY',
    'sk_live_CANARY',
    'canary.example',
    'CANARY-SERVER:3128',
  ],
  ...['512.40 CANARY', 'https://canary:secret@proxy', 'canary', 'CANARY'],
);
const anyValue = fc.oneof(
  private_,
  fc.string({ unit: 'binary' }).map((text) => `${text}CANARY`),
  fc.nat(),
  fc.double(),
);

const anyReport: fc.Arbitrary<DoctorReport> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...checkIds),
      fc.constantFrom(...codes),
      fc.array(anyValue, { minLength: 3, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 10 },
  )
  .map((checks) => ({
    ...{ at: '2026-11-22T12:00:00.000Z', version: '0.2.0', system: 'linux x64 6.1.0' },
    checks: checks.map(([id, code, values]) => ({
      id: id satisfies CheckId,
      code,
      values: Object.fromEntries(Object.keys(kindsOf(code)).map((name, at) => [name, values[at] ?? 0])),
    })),
  }));

describe('the report that is copied and saved', () => {
  it('holds no path, name, server, key or amount, whatever a check was given', () => {
    // A code of the system is all capitals, a label a word of ours: no name of a customer's gets into one.
    const places = new Set<ValueKind>(['place', 'host']);
    fc.assert(
      fc.property(anyReport, (report) => {
        const harmless = {
          ...report,
          checks: report.checks.map(({ values, ...check }) => ({
            ...check,
            values: Object.fromEntries(
              Object.entries(values).filter(([name]) => places.has(kindsOf(check.code)[name] ?? 'place')),
            ),
          })),
        };
        expect(reportText(harmless).toLowerCase()).not.toContain('canary');
      }),
      { numRuns: 500 },
    );
  });

  it('holds nothing of another form under the name of a number, a size, a time or a code', () => {
    fc.assert(
      fc.property(anyReport, fc.stringMatching(/^[ -~]*(canary|@|[/\\])[ -~]*$/), (report, text) => {
        const filled = {
          ...report,
          checks: report.checks.map((check) => ({
            ...check,
            values: Object.fromEntries(Object.keys(check.values).map((name) => [name, `${text} x/canary`])),
          })),
        };
        expect(reportText(filled)).not.toContain('canary');
      }),
      { numRuns: 500 },
    );
  });

  it('names the servers that every customer has, the version and what to do', () => {
    const text = reportText({
      ...{ at: '2026-11-22T12:00:00.000Z', version: '0.2.0', system: 'linux x64 6.1.0' },
      checks: [
        {
          id: 'connection',
          code: 'connection-failed',
          values: { host: 'api.stripe.com', reason: 'ERR_NAME_NOT_RESOLVED' },
        },
        {
          id: 'connection',
          code: 'connection-failed',
          values: { host: 'billing.acme.example', reason: 'ECONNREFUSED' },
        },
        { id: 'data-folder', code: 'folder-read-only', values: { folder: '/home/maria/Acme GmbH' } },
      ],
    });
    expect(text.split('\n')).toEqual([
      'Billfold 0.2.0, linux x64 6.1.0, 2026-11-22T12:00:00.000Z',
      'broken: Connection (connection-failed): The server api.stripe.com can’t be reached (ERR_NAME_NOT_RESOLVED). Check the network connection, and whether this address opens in a browser.',
      'broken: Connection (connection-failed): The server [host] can’t be reached (ECONNREFUSED). Check the network connection, and whether this address opens in a browser.',
      'broken: Data folder (folder-read-only): Billfold may not write in [folder], so it can only show what’s there. Give your user permission to write in this folder, or connect its drive with write access.',
      '',
    ]);
  });
});

describe.each(['en', 'de'] as const)('the words of a diagnosis, in %s', (language) => {
  it.each(codes)('%s', (code) => {
    const kinds = kindsOf(code);
    const samples: Readonly<Record<ValueKind, string | number>> = {
      ...{ number: 7, bytes: 1_500_000, instant: '2026-11-22T12:00:00.000Z', code: 'EACCES' },
      ...{ label: 'Zq7', place: 'Zq7', host: 'Zq7' },
    };
    const values = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, samples[kind]]));
    const words = diagnosisWords({ code, values }, language, translateIn(language));
    for (const text of [words.message, ...(words.fix === '' ? [] : [words.fix])]) {
      expect(text).toMatch(/[.!?]$/);
      expect(text).not.toMatch(/[{}]|\(\)|\s{2}|\s[,;:!?)]|\s\.$/);
    }
    // What is not fine says what to do, in one sentence; what is fine has nothing to be done.
    expect(words.fix === '').toBe(verdictOf({ code }) === 'fine');
    expect(words.fix).not.toMatch(/[.!?] \p{Lu}/u);
    // Each value is said, by its own name and no other.
    const named = [...languages[language].doctor.diagnoses[code].message.matchAll(/\{(\w+)\}/g)].map(
      ([, name]) => name,
    );
    expect(new Set(named)).toEqual(new Set(Object.keys(kinds)));
  });
});
