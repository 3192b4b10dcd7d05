import { z } from 'zod';
import { instantSchema } from './time.ts';

/** `look`: it works, but somebody should look at it. `unknown` is never fine: the diagnosis says why nothing is known. */
export const verdicts = ['fine', 'look', 'broken', 'unknown'] as const;
export type Verdict = (typeof verdicts)[number];

/** What the doctor looks at, in the order in which it is told. */
export const checkIds = [
  'data-folder',
  'disk-space',
  'drive',
  'database',
  'last-copy',
  'archive',
  'settings',
  'policy',
  'secret-store',
  'keys',
  'notifications',
  'proxy',
  'connection',
  'certificates',
  'clock',
  'watch',
  'mailboxes',
  'channels',
  'team',
  'autostart',
  'updates',
  'log',
  'leftovers',
] as const;
export type CheckId = (typeof checkIds)[number];

/**
 * What a value is. A `place` (path or name of a file) and a `host` belong to the customer and stay out of reports; the rest
 * are numbers, times, codes of systems, and `label`s, which are words of Billfold's own.
 */
export type ValueKind = 'number' | 'bytes' | 'instant' | 'code' | 'label' | 'place' | 'host';
type ValueKinds = Readonly<Record<string, ValueKind>>;

const as =
  <V extends Verdict>(verdict: V) =>
  <const Kinds extends ValueKinds>(values: Kinds) => ({ verdict, values });
const fine = as('fine');
const look = as('look');
const broken = as('broken');
const unknown = as('unknown');

/** Everything that a check can come to. Its words are in `shared/messages`. */
export const diagnoses = {
  'folder-fine': fine({ folder: 'place' }),
  'folder-missing': broken({ folder: 'place' }),
  'folder-is-file': broken({ folder: 'place' }),
  'folder-read-only': broken({ folder: 'place' }),
  'folder-refuses': broken({ folder: 'place', reason: 'code' }),

  'space-fine': fine({ free: 'bytes' }),
  'space-low': look({ free: 'bytes' }),
  'space-gone': broken({ free: 'bytes' }),
  'space-archive': broken({ free: 'bytes', folder: 'place' }),
  'space-unknown': unknown({ reason: 'code' }),

  'drive-fine': fine({}),
  'drive-network': broken({ type: 'label' }),
  'drive-synced': look({ service: 'label' }),
  'drive-unknown': unknown({}),

  'database-fine': fine({ accounts: 'number', invoices: 'number', bytes: 'bytes' }),
  'database-new': fine({}),
  'database-older': look({ found: 'number', supported: 'number' }),
  'database-missing': broken({ folder: 'place' }),
  'database-damaged': broken({ reason: 'code' }),
  'database-too-new': broken({ found: 'number', supported: 'number' }),
  'database-busy': unknown({}),
  'database-refuses': broken({ reason: 'code' }),

  'copy-fine': fine({ at: 'instant' }),
  'copy-not-needed': fine({}),
  'copy-none': look({}),
  'copy-old': look({ at: 'instant' }),
  'copy-damaged': broken({ at: 'instant' }),
  'copy-unknown': unknown({}),

  'archive-fine': fine({ documents: 'number' }),
  'archive-new': fine({}),
  'archive-away': broken({ folder: 'place' }),
  'archive-other': broken({ folder: 'place' }),
  'archive-unmarked': look({ folder: 'place' }),
  'archive-read-only': broken({ folder: 'place' }),
  'archive-unknown': unknown({}),

  'settings-fine': fine({}),
  'settings-new': fine({}),
  'settings-damaged': broken({ file: 'place' }),
  'settings-refuse': broken({ file: 'place', reason: 'code' }),
  'settings-newer': look({}),
  'settings-value': look({ setting: 'label' }),
  'settings-set-aside': look({ file: 'place' }),

  'policy-none': fine({}),
  'policy-applied': fine({}),
  'policy-broken': broken({ file: 'place', field: 'label' }),
  'policy-not-trusted': broken({ file: 'place' }),
  'policy-archive-elsewhere': look({ folder: 'place' }),

  'store-fine': fine({}),
  'store-none': broken({}),
  'store-refuses': broken({ reason: 'code' }),
  'store-garbles': broken({}),

  'keys-fine': fine({ count: 'number' }),
  'keys-none': fine({}),
  'keys-unknown': unknown({}),
  'keys-missing': look({ count: 'number' }),
  'keys-damaged': broken({ file: 'place' }),
  'keys-locked': broken({ count: 'number' }),
  'keys-refuse': broken({ file: 'place', reason: 'code' }),

  'notifications-fine': fine({}),
  'notifications-shown': fine({ at: 'instant' }),
  'notifications-off': look({}),
  'notifications-none': broken({}),
  'notifications-failed': broken({ at: 'instant' }),
  'notifications-unknown': unknown({}),

  'proxy-none': fine({}),
  'proxy-fine': fine({ proxy: 'host' }),
  'proxy-refuses': broken({ proxy: 'host', reason: 'code' }),
  'proxy-password': broken({ proxy: 'host' }),
  'proxy-script': broken({}),
  'proxy-untried': unknown({}),
  'proxy-unknown': unknown({ proxy: 'host' }),

  'connection-fine': fine({ servers: 'number' }),
  'connection-failed': broken({ host: 'host', reason: 'code' }),
  'connection-forbidden': broken({ host: 'host' }),
  'connection-certificate': broken({ host: 'host', reason: 'code' }),
  'connection-untried': unknown({}),

  'certificates-none': fine({}),
  'certificates-fine': fine({ until: 'instant' }),
  'certificates-ending': look({ until: 'instant' }),
  'certificates-expired': broken({}),
  'certificates-early': broken({}),
  'certificates-no-authority': broken({}),
  'certificates-unreadable': broken({}),

  'clock-fine': fine({ seconds: 'number' }),
  'clock-wrong': broken({ minutes: 'number' }),
  'clock-behind': broken({ at: 'instant' }),
  'clock-unknown': unknown({}),

  'watch-fine': fine({ at: 'instant' }),
  'watch-practice': fine({}),
  'watch-no-accounts': look({}),
  'watch-never': look({}),
  'watch-late': broken({ at: 'instant' }),
  'watch-failing': look({ count: 'number' }),
  'watch-stopped': broken({ count: 'number' }),
  'watch-unknown': unknown({}),

  'mailboxes-none': fine({}),
  'mailboxes-fine': fine({ at: 'instant' }),
  'mailboxes-untried': look({ host: 'host' }),
  'mailboxes-failing': broken({ host: 'host', at: 'instant' }),
  'mailboxes-unknown': unknown({}),

  'channels-none': fine({}),
  'channels-fine': fine({ at: 'instant' }),
  'channels-untried': unknown({ host: 'host' }),
  'channels-failing': broken({ host: 'host', at: 'instant' }),
  'channels-unknown': unknown({}),

  'team-none': fine({}),
  'team-fine': fine({ at: 'instant' }),
  'team-untried': look({ host: 'host' }),
  'team-failing': broken({ host: 'host', at: 'instant' }),
  'team-unknown': unknown({}),

  'autostart-on': fine({}),
  'autostart-off': look({}),
  'autostart-blocked': broken({}),
  'autostart-unavailable': look({}),

  'updates-fine': fine({}),
  'updates-organization': fine({}),
  'updates-off': look({}),
  'updates-nowhere': look({}),

  'log-fine': fine({ bytes: 'bytes' }),
  'log-refuses': broken({ folder: 'place', reason: 'code' }),

  'leftovers-none': fine({}),
  'leftovers-restore': broken({}),
  'leftovers-parts': look({ count: 'number', bytes: 'bytes' }),

  /** Of any check: a bug in it, or time ran out. */
  'check-failed': unknown({ reason: 'code' }),
  'check-slow': unknown({ seconds: 'number' }),
} as const;
export type DiagnosisCode = keyof typeof diagnoses;
const codes = Object.keys(diagnoses) as [DiagnosisCode, ...DiagnosisCode[]];

/** The values of a diagnosis by their names: moments as instants, sizes in bytes. */
export type DiagnosisValues<Code extends DiagnosisCode> = {
  readonly [Name in keyof (typeof diagnoses)[Code]['values']]: (typeof diagnoses)[Code]['values'][Name] extends
    'number' | 'bytes'
    ? number
    : string;
};

export const diagnosisSchema = z.object({
  code: z.enum(codes),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;

/** A diagnosis with the values that its words name. */
export const diagnosed = <Code extends DiagnosisCode>(code: Code, values: DiagnosisValues<Code>): Diagnosis => ({
  code,
  values: { ...values },
});

export const verdictOf = ({ code }: Pick<Diagnosis, 'code'>): Verdict => diagnoses[code].verdict;

export const doctorReportSchema = z.object({
  at: instantSchema,
  /** Billfold's. */
  version: z.string(),
  /** Node's names of platform, processor and release, e.g. `linux x64 6.1.0`. */
  system: z.string(),
  checks: z.array(diagnosisSchema.extend({ id: z.enum(checkIds) })),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
