/* What an error's code leaves open, as a few values each; `shared/messages` has words for them. */

/** What a file turned out to hold that should be a PDF. */
export const contentsFound = ['empty', 'html', 'other'] as const;
export type ContentFound = (typeof contentsFound)[number];

/** What an XML is that is no invoice which can be read. `doctype`: it defines entities of its own. */
export const xmlProblems = ['order', 'fattura-pa', 'xml', 'malformed', 'doctype', 'too-large'] as const;
export type XmlProblem = (typeof xmlProblems)[number];

/**
 * Why a saved mail or an archive, or what is inside one, cannot be looked at. `too-deep`: a
 * file in a file in a file in a file; `too-many`: more files or bytes than anybody has invoices.
 */
export const unpackProblems = ['encrypted', 'damaged', 'too-large', 'too-deep', 'too-many'] as const;
export type UnpackProblem = (typeof unpackProblems)[number];

/** Why the operating system's secret store gave no key. */
export const secretStoreProblems = ['unavailable', 'undecryptable'] as const;
export type SecretStoreProblem = (typeof secretStoreProblems)[number];

/** Why an address of a server cannot be used. */
export const baseUrlProblems = ['malformed', 'scheme', 'path', 'credentials'] as const;
export type BaseUrlProblem = (typeof baseUrlProblems)[number];

/** What can be set, as `Settings` and the settings file name it. */
export const settingNames = [
  'checkIntervalMinutes',
  'notifications',
  'quietHours',
  'theme',
  'language',
  'region',
  'timeZone',
  'hideAmounts',
  'exports',
  'proxy',
  'authorityFile',
  'mailSignIn',
  'updates',
  'archiveFolder',
  'logLevel',
] as const;
export type SettingName = (typeof settingNames)[number];

/** Why a setting cannot have a value. */
export const settingProblems = ['too-small', 'too-large', 'no-time', 'not-understood'] as const;
export type SettingProblem = (typeof settingProblems)[number];

/** Why a file is no certificate authority that could be trusted. */
export const authorityProblems = ['unreadable', 'no-certificate', 'no-authority', 'expired', 'not-yet-valid'] as const;
export type AuthorityProblem = (typeof authorityProblems)[number];

/** What of a profile of hand-overs the accounting program would not take. */
export const handoverFields = ['datev', 'free', 'creditor', 'expense-account', 'tax-key'] as const;
export type HandoverField = (typeof handoverFields)[number];

/** Errors whose own advice speaks of an account that is watched already; there is another where one is being connected. */
export const connectingCodes = [
  'key-refused',
  'server-unreachable',
  'server-timeout',
  'rate-limited',
  'server-failed',
  'proxy-unreachable',
  'proxy-refused',
  'proxy-script-unavailable',
] as const;
export type ConnectingCode = (typeof connectingCodes)[number];
