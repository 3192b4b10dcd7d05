import { type DoctorReport, type ValueKind, verdictOf } from './doctor.ts';
import { plainText } from './messages/code-parts.ts';
import { diagnosisWords } from './messages/doctor-words.ts';
import { en } from './messages/en.ts';
import { translateBy } from './messages/fill.ts';
import { isSystemCode } from './system-code.ts';

/** Servers that every customer has. */
const knownHosts: ReadonlySet<string | number> = new Set(['api.stripe.com', 'api.imagekit.io']);

/**
 * What may be handed to somebody else: only what cannot say who the customer is. Numbers are counts, sizes and times, never
 * amounts; paths, names and addresses stay here.
 */
function isShareable(kind: ValueKind, value: string | number): boolean {
  switch (kind) {
    case 'number':
    case 'bytes':
      return typeof value === 'number';
    case 'instant':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
    case 'code':
      return isSystemCode(value);
    case 'label':
      return typeof value === 'string' && /^[\w.-]{1,40}( Drive)?$/.test(value);
    case 'host':
      return knownHosts.has(value);
    case 'place':
      return false;
  }
}

/** The report for support, in English like the output of commands: a line for each check, without keys, names and amounts. */
export function reportText({ at, version, system, checks }: DoctorReport): string {
  const { doctor } = en;
  const lines = checks.map(({ id, ...diagnosis }) => {
    const { message, fix } = diagnosisWords(diagnosis, 'en', translateBy(en), isShareable);
    return `${doctor.verdicts[verdictOf(diagnosis)]}: ${doctor.checks[id]} (${diagnosis.code}): ${plainText(message)} ${plainText(fix)}`.trim();
  });
  return `${[`Billfold ${version}, ${system}, ${at}`, ...lines].join('\n')}\n`;
}
