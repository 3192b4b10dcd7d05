/*
 * Reads what Windows says about who may do what with a file: a security descriptor as text (SDDL,
 * learn.microsoft.com/windows/win32/secauthz/security-descriptor-string-format and ace-strings).
 */

/** Administrators, the system, the installer of Windows, and the built-in administrator. */
const trusted = new Set([
  'BA',
  'SY',
  'LA',
  'S-1-5-32-544',
  'S-1-5-18',
  'S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464',
]);

/** Rights by their two letters, and as bits of an access mask. */
const letters: Readonly<Record<string, number>> = {
  ...{ GA: 0x10000000, GW: 0x40000000, GR: 0x80000000, GX: 0x20000000 },
  ...{ FA: 0x1f01ff, FW: 0x120116, FR: 0x120089, FX: 0x1200a0 },
  ...{ RC: 0x20000, SD: 0x10000, WD: 0x40000, WO: 0x80000 },
  ...{ CC: 0x1, DC: 0x2, LC: 0x4, SW: 0x8, RP: 0x10, WP: 0x20, DT: 0x40, LO: 0x80, CR: 0x100 },
};

// Delete, change the rights, take ownership, all, write.
const owning = 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000;
/** Of a file: also write and append. Of a folder: also delete what is in it; to add another file replaces nothing. */
const writing = { file: owning | 0x2 | 0x4, folder: owning | 0x40 } as const;

/** Whether only administrators can change a file, or exchange what is in a folder. What cannot be read is for everybody. */
export function isForAdministratorsOnly(sddl: string, kind: 'file' | 'folder'): boolean {
  const [, owner] = /O:(S-[\d-]+|[A-Z]{2})/.exec(sddl) ?? [];
  // To its end: behind an entry with a condition, which has brackets of its own, there may be others.
  const [, list] = /D:[A-Z]*((?:\([^()]*\))+)(?:S:|$)/.exec(sddl.trim()) ?? [];
  if (owner === undefined || list === undefined || !trusted.has(owner)) return false;
  return [...list.matchAll(/\(([^()]*)\)/g)].every(([, entry = '']) => {
    const [type = '', flags = '', rights = '', , , who = ''] = entry.split(';');
    // Entries that deny take nothing of this away; those only to be inherited are not about this one.
    if (/^X?O?D/.test(type) || /^(..)*IO/.test(flags) || trusted.has(who)) return true;
    return (maskOf(rights) & writing[kind]) === 0;
  });
}

function maskOf(rights: string): number {
  if (/^0x[\da-f]+$/i.test(rights)) return Number(rights);
  // An unknown right may be any.
  return (rights.match(/../g) ?? []).reduce((mask, two) => mask | (letters[two] ?? ~0), 0);
}
